import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { CHROMIUM_FLAGS, findBrowsers } from '../../scripts/lib/browsers.mjs';
import { filesBelow } from '../../scripts/lib/cdn.mjs';
import { contractPage } from '../comments/pages.mjs';
import { COUNT, LEAK_LIMIT, measureInstances, measureLeaks, ownScript } from './instances.mjs';
import { measure, median, SLOWDOWN } from './measure.mjs';
import { commentCount, feed, nativeChecks, nativePage, ownChecks, ownPage, PARTS, shell } from './pages.mjs';
import { bundlePeers, installPeers, PACKAGES, peerAnswer, PEERS } from './peers.mjs';
import { file, serve } from './server.mjs';

/**
 * What the end of an article costs a reader, in one Chromium with its CPU four times slower, brotli over the wire: an empty page, the
 * same content in plain HTML, ours, and each peer that can be installed (into `.cache/bench`, never a dependency). Medians of
 * `RUNS` (5) loads, one page after another in every round, and from where to where the main thread's time went: on a machine that
 * does other work Chromium's slowing is uneven, and a wide range says so. `SLOWDOWN` (4) is the slowing. Then 500 of each element, and what 200 mounts leave behind. Needs a
 * built `cdn/`. `--only=pages`, `--only=instances` and `--only=leaks` do one part; `--no-peers` installs nothing.
 *
 * Nothing here is asserted: a machine's speed is no property of the code.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const cache = join(root, '.cache/bench');
const RUNS = Number(process.env.RUNS ?? 5);
const flag = (name) => process.argv.find((argument) => argument.startsWith(`--${name}`));
const only = flag('only')?.split('=')[1];
const does = (part) => !only || only === part;

if (does('pages') && !flag('no-peers')) {
  installPeers(cache, PACKAGES);
  await bundlePeers(cache);
}
/** Read before anything is measured, so that a build in between changes nothing. */
const cdn = new Map(
  filesBelow(join(root, 'cdn')).map((path) => [`/cdn/${path}`, [extname(path), readFileSync(join(root, 'cdn', path))]]),
);

const ALL = 'all five';
const pages = [
  { group: ALL, name: 'an empty page', page: () => shell('', ''), checks: { read: ['h1'], done: ['h1'] } },
  { group: ALL, name: 'native HTML', page: () => nativePage(PARTS), checks: nativeChecks(PARTS) },
  { group: ALL, name: 'ours, embed.js', page: () => ownPage(PARTS, 'embed.js'), checks: ownChecks(PARTS) },
  { group: ALL, name: 'ours, afterword.js', page: () => ownPage(PARTS, 'afterword.js'), checks: ownChecks(PARTS) },
  ...['faq', 'comments', 'signup'].flatMap((part) => [
    { group: part, name: 'native HTML', page: () => nativePage([part]), checks: nativeChecks([part]) },
    { group: part, name: 'ours, embed.js', page: () => ownPage([part], 'embed.js'), checks: ownChecks([part]) },
    ...(part === 'faq'
      ? [
          {
            group: part,
            name: 'ours, headings',
            page: () => ownPage(['headings'], 'embed.js'),
            checks: ownChecks(['headings']),
          },
        ]
      : []),
    ...PEERS.filter((peer) => peer.part === part).map((peer) => ({ ...peer, group: part })),
  ]),
].map((entry, index) => ({ ...entry, path: `/page/${index}` }));
const isMissing = (entry) => entry.package && !existsSync(join(cache, 'node_modules', entry.package));

const server = await serve((url) => {
  const { pathname } = url;
  const page = pages.find(({ path }) => path === pathname);
  if (page) return ['.html', page.page()];
  if (pathname === '/own-script') return ['.html', ownScript];
  if (pathname === '/api/comments') return ['.json', contractPage(commentCount)];
  if (pathname === '/feed.json') return ['.json', feed];
  if (pathname.startsWith('/peers/')) {
    const path = pathname.slice('/peers/'.length);
    return file(join(cache, 'node_modules', path)) ?? file(join(cache, path));
  }
  return cdn.get(pathname) ?? peerAnswer(url);
});
const browser = await chromium.launch({
  executablePath: findBrowsers().chromium,
  // No page of a peer reaches anybody's server.
  args: [...CHROMIUM_FLAGS, '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
});

const table = (...cells) =>
  console.log(cells.map((cell, index) => (index ? String(cell).padStart(13) : String(cell).padEnd(36))).join(''));
const one = (value) => (value === undefined ? '' : value.toFixed(value >= 100 ? 0 : 1));
const times = (value, base) => (value === undefined || !base ? '' : ` ×${(value / base).toFixed(2)}`);
const load = () => loadavg()[0].toFixed(1);
const results = {};

async function measurePages() {
  const wanted = pages.filter((entry) => !isMissing(entry));
  const runs = new Map(wanted.map((entry) => [entry, []]));
  for (let run = 0; run < RUNS; run++) {
    for (const entry of wanted) {
      try {
        runs.get(entry).push(await measure(browser, server.origin + entry.path, entry.checks));
      } catch (error) {
        console.warn(`${entry.group}, ${entry.name}: ${error.message.split('\n')[0]}`);
      }
    }
  }
  for (const [entry, measured] of runs) {
    const keys = Object.keys(measured[0] ?? {}).filter((key) => key !== 'shifted');
    entry.result = measured.length
      ? Object.fromEntries(keys.map((key) => [key, median(measured.map((run) => run[key]))]))
      : undefined;
    entry.all = measured.map(({ all }) => all);
    const shifted = [...new Set(measured.flatMap((run) => run.shifted))];
    if (shifted.length) console.log(`what moved in ${entry.group}, ${entry.name}: ${shifted.slice(0, 8).join(' ')}`);
  }
}

function printPages() {
  const empty = pages[0].result;
  table(
    '',
    'kB',
    'requests',
    'readable',
    'to visible',
    'main, all',
    'over empty',
    'tasks > 50',
    'longest',
    'shift',
    'heap MB',
    'question',
    'key',
  );
  for (const [index, entry] of pages.entries()) {
    if (entry.group !== pages[index - 1]?.group) console.log(entry.group);
    const { result } = entry;
    if (!result) {
      table(`  ${entry.name}`, isMissing(entry) ? 'not installed' : 'failed');
      continue;
    }
    const floor = pages.find(({ group, name }) => group === entry.group && name === 'native HTML').result;
    results[`${entry.group}, ${entry.name}`] = { ...result, everyMainThread: entry.all };
    const cell = (key) => one(result[key]) + times(result[key], floor?.[key]);
    table(
      `  ${entry.name}`,
      one(result.bytes / 1000),
      result.requests,
      cell('read'),
      cell('visible'),
      cell('all'),
      `${one(Math.min(...entry.all))}–${one(Math.max(...entry.all))}`,
      one(result.all - empty.all),
      result.long,
      one(result.longest),
      result.shift ? result.shift.toFixed(4) : '0',
      one((result.heap - empty.heap) / 1e6),
      cell('question'),
      cell('key'),
    );
  }
}

function printTargets() {
  const [empty, native, ...ours] = pages.slice(0, 4);
  const rows = ours.flatMap(({ name, result }) =>
    result
      ? [
          [`main thread over an empty page, ${name}`, result.all - empty.result.all, 250],
          [`longest task, ${name}`, result.longest, 50],
          [`time to readable content, ${name}`, result.read / native.result.read, 1.05],
          [`layout shift, ${name}`, result.shift, 0],
        ]
      : [],
  );
  console.log();
  // Where even this is over the target, the machine is too busy to tell.
  printTable([['longest task, an empty page', empty.result.longest, 50], ...rows]);
}

function printTable(rows) {
  console.log('target'.padEnd(60) + 'ours'.padStart(10) + 'at most'.padStart(10));
  for (const [name, value, target] of rows) {
    const digits = target < 10 ? 2 : 0;
    console.log(
      name.padEnd(60) +
        value.toFixed(digits).padStart(10) +
        String(target).padStart(10) +
        (Number(value.toFixed(4)) > target ? '   missed' : ''),
    );
  }
}

try {
  console.log(`${browser.version()}, medians of ${RUNS}, CPU ${SLOWDOWN}× slower, milliseconds; load of the machine ${load()}`);
  if (does('pages')) {
    await measurePages();
    printPages();
    printTargets();
  }
  if (does('instances')) {
    const measured = await measureInstances(browser, server.origin, RUNS);
    const [floor] = measured;
    results.instances = measured;
    console.log();
    table(`${COUNT} of each`, 'main thread', 'per element', 'heap MB', '× <details>', 'at most');
    for (const { tag, time, heap } of measured) {
      const ratio = time / floor.time;
      table(
        `  <${tag}>`,
        one(time),
        `${(time / COUNT).toFixed(2)} ms`,
        one(heap / 1e6),
        ratio.toFixed(2),
        tag === floor.tag ? '' : '1.5',
        ratio > 1.5 ? 'missed' : '',
      );
    }
  }
  if (does('leaks')) {
    results.leaks = await measureLeaks(browser, server.origin);
    console.log();
    for (const { tag, cycles, bytes, nodes, listeners } of results.leaks) {
      console.log(
        `${`<${tag}>`.padEnd(24)}${cycles} mounts and removals leave ${(bytes / 1e6).toFixed(2)} MB, ${nodes} nodes, ${listeners} listeners${Math.abs(bytes) > LEAK_LIMIT ? '   missed' : ''}`,
      );
    }
  }
  console.log(`load of the machine at the end ${load()}`);
} finally {
  await browser.close();
  server.close();
}
if (process.env.RESULTS_FILE) {
  mkdirSync(dirname(process.env.RESULTS_FILE), { recursive: true });
  writeFileSync(process.env.RESULTS_FILE, JSON.stringify(results, null, 2));
}
