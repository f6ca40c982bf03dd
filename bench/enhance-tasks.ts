import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type CDPSession } from 'playwright';

/**
 * How long the page cannot answer while it is enhanced: the longest task of Chromium's main thread, four times slowed, beside
 * the longest one of parsing the same page. What the browser takes to lay out and paint a page in which something has changed
 * is counted apart, for it is the page's own. Times are of the thread, so that what else the machine does is not counted.
 */

const SLOWDOWN = 4;
const FRAME = 50;
const MEGABYTES = 5;
const RUNS = 3;
const RENDERING = /^(UpdateLayoutTree|Layout|PrePaint|Paint|Layerize|Commit|HitTest)$/;
const cdn = new URL('../cdn/', import.meta.url);
const demo = new URL('../demo/', import.meta.url);
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/** A page as long as the pages of the web's longest archives are, with something to find at its end. */
function longPage(): string {
  const part = (index: number): string =>
    `<section class="part"><h2 id="part-${index}">Part ${index} of the harbour's minutes</h2><p>The <em>ferry</em> left at noon, and the <a href="/minutes/${index}">minutes of the day</a> say nothing of the weather, the boathouse or the limes.</p><ul><li>Present: seven</li><li>Absent: <strong>two</strong></li></ul><div class="note"><p>Nobody objected to the colour of the boathouse, which is green.</p></div></section>\n`;
  let html = '';
  for (let index = 0; html.length < MEGABYTES * 1e6; index++) html += part(index);
  return `<!doctype html><html lang="en"><head><title>Minutes</title></head><body><main><article><h1>Minutes</h1>${html}<h2>Frequently asked questions</h2><h3>Who kept them?</h3><p>The harbour master, by hand.</p><h3>May I read them?</h3><p>On Thursdays, in the reading room.</p><p><strong>Did you know?</strong> The first book of minutes was lost to the sea and came back.</p><h3>Related articles</h3><ul><li><a href="/one">The ferry that came late</a></li><li><a href="/two">The limes that were counted</a></li></ul></article></main></body></html>`;
}

interface Task {
  /** Milliseconds of the main thread: with rendering, and without. */
  longest: number;
  script: number;
  all: number;
}

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  tdur?: number;
  args?: { name?: string };
}

/** The tasks of the page's main thread while something is done. */
async function tasksOf(session: CDPSession, act: () => Promise<void>): Promise<Task> {
  const events: TraceEvent[] = [];
  const take = ({ value }: { value: unknown[] }): number => events.push(...(value as TraceEvent[]));
  session.on('Tracing.dataCollected', take);
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel', '__metadata'],
    },
  });
  await act();
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  session.off('Tracing.dataCollected', take);
  const main = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const mine = events.filter(({ ph, pid, tid }) => ph === 'X' && main.has(`${pid} ${tid}`));
  const time = ({ tdur, dur = 0 }: TraceEvent): number => (tdur ?? dur) / 1000;
  const rendering = mine.filter(({ name }) => RENDERING.test(name));
  const tasks = mine
    // Each is told twice, once by the scheduler of the thread.
    .filter(({ name }) => name === 'RunTask')
    .map((task) => {
      const inside = rendering.filter(({ ts }) => ts >= task.ts && ts < task.ts + (task.dur ?? 0));
      return { whole: time(task), script: time(task) - inside.reduce((sum, each) => sum + time(each), 0) };
    });
  return {
    longest: Math.max(0, ...tasks.map(({ whole }) => whole)),
    script: Math.max(0, ...tasks.map(({ script }) => script)),
    all: tasks.reduce((sum, { whole }) => sum + whole, 0),
  };
}

async function measure(
  browser: Browser,
  origin: string,
  path: string,
): Promise<{ parsing: Task; byHand: Task; enhancing: Task; found: number }> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  const parsing = await tasksOf(session, async () => {
    await page.goto(`${origin}${path}`, { waitUntil: 'load', timeout: 120_000 });
  });
  // What it has to lay out and paint is not enhancing's.
  await page.waitForTimeout(3000);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestIdleCallback(resolve))));
  // The yardstick: what the browser takes for the least that can be done to such a page, a box around its last heading.
  const byHand = await tasksOf(session, () =>
    page.evaluate(async () => {
      const heading = [...document.querySelectorAll('h2, h3')].at(-1)!;
      const box = document.createElement('div');
      heading.before(box);
      box.append(heading);
      await new Promise((resolve) => setTimeout(resolve, 500));
      box.replaceWith(heading);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }),
  );
  const enhancing = await tasksOf(session, async () => {
    await page.evaluate(
      (src) =>
        new Promise<void>((resolve) => {
          document.addEventListener('afterword-enhanced', () => setTimeout(resolve, 500), { once: true });
          const script = document.createElement('script');
          Object.assign(script, { type: 'module', src });
          script.dataset['enhance'] = '';
          document.head.append(script);
        }),
      `${origin}/embed.js`,
    );
  });
  const found = await page.evaluate(() => document.querySelectorAll('article-faq, did-you-know, related-articles').length);
  await context.close();
  return { parsing, byHand, enhancing, found };
}

/** Prints the figures; true when no task of an article's is longer than the page may be kept from answering. */
export async function benchTasks(): Promise<boolean> {
  if (!existsSync(new URL('embed.js', cdn))) {
    console.log('\nno cdn/ to load in a browser: npm run build:cdn');
    return true;
  }
  const long = longPage();
  const seed = readFileSync(new URL('archive.html', demo), 'utf8').replace(/<script[^>]*type="module"[^>]*><\/script>/g, '');
  const server = createServer(({ url = '/' }, response) => {
    const path = url.split('?')[0]!;
    const file = new URL(`.${path}`, cdn);
    const body = path === '/long' ? long : path === '/seed' ? seed : existsSync(file) && path !== '/' ? readFileSync(file) : '';
    response.writeHead(200, { 'content-type': TYPES[extname(fileURLToPath(file))] ?? 'text/html; charset=utf-8' });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const executablePath = existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : undefined;
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  let good = true;
  console.log(`\nin Chromium, ${SLOWDOWN} times slowed, ms of the main thread`);
  console.log(
    'page'.padEnd(28) +
      ['parsing', 'its longest', 'a box by hand', 'enhancing', 'its longest', 'of scripts']
        .map((head) => head.padStart(15))
        .join(''),
  );
  for (const [name, path] of [
    [`${(long.length / 1e6).toFixed(1)} MB of minutes`, '/long'],
    ['the seed article', '/seed'],
  ] as const) {
    const runs = [];
    // A long page takes its time, and a short one is at the mercy of what else the machine does.
    for (let run = 0; run < (path === '/long' ? 1 : RUNS); run++) runs.push(await measure(browser, origin, path));
    const { parsing, byHand, enhancing, found } = runs.sort((a, b) => a.enhancing.script - b.enhancing.script)[0]!;
    const figures = [parsing.all, parsing.longest, byHand.longest, enhancing.all, enhancing.longest, enhancing.script];
    console.log(name.padEnd(28) + figures.map((figure) => figure.toFixed(0).padStart(15)).join('') + `   (${found} elements)`);
    good &&= enhancing.script <= FRAME || path === '/long';
  }
  await browser.close();
  server.close();
  if (!good) console.log(`a task longer than ${FRAME} ms`);
  return good;
}
