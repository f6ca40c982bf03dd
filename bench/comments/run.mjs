import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { build } from 'vite';
import { installPeers, PACKAGES } from '../page/peers.mjs';
import { CHROMIUM_FLAGS, findBrowsers } from '../../scripts/lib/browsers.mjs';
import { artalkAnswer, artalkPage, contractPage, ownPage, staticPage, walineAnswer, walinePage } from './pages.mjs';

/**
 * How fast a conversation is there and how it feels to write under it, in Chromium: `<comment-box>` over the REST adapter, the
 * same comments as static HTML (plain, and in groups with `content-visibility`), and the clients of Waline and Artalk, which
 * `--peers` installs into `.cache/bench`. Times are milliseconds, medians of `RUNS` (3), and each prints its ratio to the plain
 * static page of the same run. `--leak` only: what 200 mounts and removals leave behind.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const cache = join(root, '.cache/bench');
const RUNS = Number(process.env.RUNS ?? 3);
const SIZES = (process.env.SIZES ?? '100,1000,10000').split(',').map(Number);
const GROUP = 25;
const KEYS = 60;
const CYCLES = 200;
const wants = (flag) => process.argv.includes(flag);

const TYPES = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.html': 'text/html; charset=utf-8' };

async function prepare() {
  mkdirSync(cache, { recursive: true });
  if (wants('--peers')) installPeers(cache, { '@waline/client': PACKAGES['@waline/client'], artalk: PACKAGES.artalk });
  await build({
    root,
    configFile: join(root, 'vite.config.ts'),
    mode: 'single',
    logLevel: 'warn',
    build: { outDir: cache, emptyOutDir: false },
  });
}

/** Answers are made before anything is measured. */
const pages = new Map();
const once = (key, make) => pages.get(key) ?? pages.set(key, make()).get(key);

function answer(url) {
  const [, kind, size] = url.pathname.split('/');
  const count = Number(size);
  if (kind === 'static') return once(url.pathname, () => ['.html', staticPage(count, 0)]);
  if (kind === 'groups') return once(url.pathname, () => ['.html', staticPage(count, GROUP)]);
  if (kind === 'afterword') return ['.html', ownPage(count)];
  if (kind === 'waline-page') return ['.html', walinePage(count)];
  if (kind === 'artalk-page') return ['.html', artalkPage(count)];
  if (url.pathname === '/api/comments') {
    const asked = Number(url.searchParams.get('thread').slice(2));
    return once(`api ${asked}`, () => ['.json', contractPage(asked)]);
  }
  if (kind === 'waline') return once('waline', () => ['.json', walineAnswer(1000)]);
  if (url.pathname.startsWith('/artalk/api/v2/comments')) return once('artalk', () => ['.json', artalkAnswer(1000)]);
  if (kind === 'artalk') return ['.json', '{}'];
  const path = normalize(url.pathname.replace(/^\/peers\//, '/node_modules/'));
  const file = join(cache, path);
  return existsSync(file) ? [extname(file), readFileSync(file)] : undefined;
}

const server = createServer((req, res) => {
  const found = answer(new URL(req.url, 'http://localhost'));
  res.writeHead(found ? 200 : 404, { 'content-type': TYPES[found?.[0]] ?? 'application/json', 'cache-control': 'no-store' });
  res.end(found?.[1]);
});

/** In the page, before anything of it: long tasks, and the first frame in which a comment is seen. */
function observe(selector) {
  window.longest = 0;
  window.keys = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
  }).observe({ type: 'longtask', buffered: true });
  const seen = () => {
    const box = document.querySelector('comment-box');
    const found = (box?.shadowRoot ?? document).querySelector(selector);
    // A page that is still being parsed shows its first rows, and takes no keys yet.
    const isThere = document.readyState === 'complete' && found?.getBoundingClientRect().height;
    if (!isThere) return requestAnimationFrame(seen);
    requestAnimationFrame(() => setTimeout(() => (window.visibleAt = performance.now())));
  };
  requestAnimationFrame(seen);
  addEventListener(
    'keydown',
    ({ timeStamp }) => requestAnimationFrame(() => setTimeout(() => window.keys.push(performance.now() - timeStamp))),
    true,
  );
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const percentile = (values, share) => [...values].sort((a, b) => a - b)[Math.ceil(values.length * share) - 1];

async function cpu(session) {
  const { metrics } = await session.send('Performance.getMetrics');
  const value = (name) => metrics.find((metric) => metric.name === name).value;
  return { task: value('TaskDuration') * 1000, heap: value('JSHeapUsedSize'), nodes: value('Nodes') };
}

/** The field to write in: there, or behind the button that opens it. */
async function openField(page, kind) {
  if (kind !== 'afterword') return page.locator('textarea').first();
  await page.locator('comment-box .opener').click();
  return page.locator('comment-composer textarea');
}

async function measure(browser, origin, kind, path, count, selector) {
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.addInitScript(observe, selector);
  const before = await cpu(session);
  await page.goto(`${origin}/${path}/${count}`, { waitUntil: 'commit' });
  await page.waitForFunction(() => window.visibleAt, undefined, { timeout: 120_000 });
  const at = await cpu(session);
  const visible = await page.evaluate(() => window.visibleAt);
  // Every comment is there, in its place or in its group.
  await page.waitForFunction(
    ([wanted, total]) =>
      (document.querySelector('comment-box')?.shadowRoot ?? document).querySelectorAll(wanted).length >= total,
    [selector, count],
    { timeout: 240_000, polling: 250 },
  );
  const done = await cpu(session);
  const longest = await page.evaluate(() => window.longest);
  const field = await openField(page, kind);
  await field.click();
  await page.waitForTimeout(300);
  await page.evaluate(() => (window.keys = []));
  for (let key = 0; key < KEYS; key++) {
    await page.keyboard.press('a');
    await page.waitForTimeout(20);
  }
  await page.waitForTimeout(200);
  const keys = await page.evaluate(() => window.keys);
  await session.send('HeapProfiler.collectGarbage');
  const { heap, nodes } = await cpu(session);
  await context.close();
  return {
    visible,
    cpu: at.task - before.task,
    all: done.task - before.task,
    longest,
    key: percentile(keys, 0.98),
    heap,
    nodes,
  };
}

async function leak(browser, origin) {
  const page = await (await browser.newContext()).newPage();
  const session = await page.context().newCDPSession(page);
  await page.goto(`${origin}/afterword/20`);
  await page.waitForFunction(() => document.querySelector('comment-box').shadowRoot?.querySelector('article'));
  const cycles = (count) =>
    page.evaluate(async (wanted) => {
      const first = document.querySelector('comment-box');
      for (let cycle = 0; cycle < wanted; cycle++) {
        const box = first.cloneNode(true);
        document.body.prepend(box);
        while (!box.shadowRoot?.querySelector('article')) await new Promise(requestAnimationFrame);
        box.shadowRoot.querySelector('.opener').click();
        while (!box.shadowRoot.querySelector('comment-composer')) await new Promise(requestAnimationFrame);
        box.remove();
        await new Promise(requestAnimationFrame);
      }
    }, count);
  const used = async () => {
    for (let again = 0; again < 3; again++) {
      await session.send('HeapProfiler.collectGarbage');
      await page.waitForTimeout(100);
    }
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    return { usedSize, ...(await session.send('Memory.getDOMCounters')) };
  };
  await cycles(20);
  const before = await used();
  await cycles(CYCLES);
  const after = await used();
  await page.context().close();
  return {
    bytes: after.usedSize - before.usedSize,
    nodes: after.nodes - before.nodes,
    listeners: after.jsEventListeners - before.jsEventListeners,
  };
}

const KINDS = {
  static: ['static', '.row'],
  groups: ['groups', '.row'],
  afterword: ['afterword', 'article'],
  waline: ['waline-page', '.wl-card-item'],
  artalk: ['artalk-page', '.atk-comment'],
};
const format = (value) => (value >= 100 ? Math.round(value) : value.toFixed(1)).toLocaleString('en');

await prepare();
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({ executablePath: findBrowsers().chromium, args: CHROMIUM_FLAGS });
const results = {};
try {
  const row = (...cells) =>
    console.log(cells.map((cell, index) => (index ? String(cell).padStart(12) : cell.padEnd(24))).join(''));
  if (!wants('--leak')) {
    row('comments', 'visible', 'CPU visible', 'CPU all', '× static', '× groups', 'longest task', 'key p98', 'heap MB', 'nodes');
    for (const count of SIZES) {
      for (const kind of Object.keys(KINDS)) {
        const isPeer = kind === 'waline' || kind === 'artalk';
        if (isPeer && (count !== 1000 || !existsSync(join(cache, 'node_modules/artalk')))) continue;
        const runs = [];
        for (let run = 0; run < (isPeer ? 1 : RUNS); run++) {
          runs.push(await measure(browser, origin, kind, KINDS[kind][0], count, KINDS[kind][1]));
        }
        const result = Object.fromEntries(Object.keys(runs[0]).map((key) => [key, median(runs.map((one) => one[key]))]));
        results[`${kind} ${count}`] = result;
        const ratio = (other) => (result.cpu / results[`${other} ${count}`].cpu).toFixed(2);
        row(
          `${count} ${kind}`,
          format(result.visible),
          format(result.cpu),
          format(result.all),
          ratio('static'),
          results[`groups ${count}`] ? ratio('groups') : '',
          result.longest ? format(result.longest) : '< 50',
          format(result.key),
          (result.heap / 1e6).toFixed(1),
          result.nodes.toLocaleString('en'),
        );
      }
    }
  }
  const left = (results.leak = await leak(browser, origin));
  console.log(
    `${CYCLES} mounts and removals leave ${(left.bytes / 1e6).toFixed(2)} MB, ${left.nodes} nodes, ${left.listeners} listeners`,
  );
  process.exitCode = Math.abs(left.bytes) <= 1e6 ? 0 : 1;
} finally {
  await browser.close();
  server.close();
}
if (process.env.RESULTS_FILE) {
  mkdirSync(dirname(process.env.RESULTS_FILE), { recursive: true });
  writeFileSync(process.env.RESULTS_FILE, JSON.stringify(results, null, 2));
}
