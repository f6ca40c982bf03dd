export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

export const SLOWDOWN = Number(process.env.SLOWDOWN ?? 4);
/** How long a page is left alone after its last form is seen, for what it does afterwards. */
const REST = 700;
const CLICKS = 4;
const KEYS = 12;

/** In the page, before anything of it. Runs as text: it sees nothing of this file. */
function observe({ read, done }) {
  const bench = (window.bench = { shift: 0, shifted: [], latencies: [] });
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) {
      bench.shift += value;
      bench.shifted.push(...sources.map(({ node }) => node?.localName ?? node?.nodeName));
    }
  }).observe({ type: 'layout-shift', buffered: true });
  const find = (path) =>
    path.split(' >> ').reduce((found, step) => {
      const inside = found instanceof Document ? found : (found?.shadowRoot ?? found?.contentDocument);
      return inside?.querySelector(step);
    }, document);
  const areSeen = (paths) =>
    paths.every((path) => {
      const element = find(path);
      return element && (element.localName === 'slot' || element.getBoundingClientRect().height > 0);
    });
  const look = () => {
    if (!bench.read && areSeen(read)) requestAnimationFrame(() => setTimeout(() => (bench.read ??= performance.now())));
    if (document.readyState === 'complete' && areSeen(done)) {
      return requestAnimationFrame(() => setTimeout(() => (bench.done = performance.now())));
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  const untilFrame = ({ timeStamp }) =>
    requestAnimationFrame(() => setTimeout(() => bench.latencies.push(performance.now() - timeStamp)));
  addEventListener('click', untilFrame, true);
  addEventListener('keydown', untilFrame, true);
}

/** A page with its CPU slowed, and what Chromium counts about it. */
export async function openPage(browser, { slowdown = SLOWDOWN, viewport = { width: 1000, height: 1800 } } = {}) {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  // Time on the thread, so that what else the machine does is not counted.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  const mainThread = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
  };
  const heap = async () => {
    for (let again = 0; again < 3; again++) {
      await session.send('HeapProfiler.collectGarbage');
      await page.waitForTimeout(50);
    }
    return (await session.send('Runtime.getHeapUsage')).usedSize;
  };
  return { page, session, mainThread, heap, close: () => context.close() };
}

async function countTraffic(session) {
  const traffic = { bytes: 0, requests: 0 };
  const own = new Set();
  session.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (!request.url.startsWith('http')) return;
    own.add(requestId);
    traffic.requests++;
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (own.has(requestId)) traffic.bytes += encodedDataLength;
  });
  await session.send('Network.enable');
  return traffic;
}

/** Tasks of the page's main thread in milliseconds of that thread's own time. */
function tasksOf(trace) {
  const { traceEvents } = JSON.parse(trace);
  const threads = new Map();
  for (const { name, ph, pid, tid, tdur, dur } of traceEvents) {
    if (ph !== 'X' || !name.endsWith('RunTask')) continue;
    const key = `${pid} ${tid}`;
    threads.set(key, [...(threads.get(key) ?? []), (tdur ?? dur) / 1000]);
  }
  const mains = traceEvents.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain');
  const sum = (tasks) => tasks.reduce((total, task) => total + task, 0);
  return mains.map(({ pid, tid }) => threads.get(`${pid} ${tid}`) ?? []).sort((a, b) => sum(b) - sum(a))[0] ?? [];
}

async function worstOf(page, act, times) {
  await page.evaluate(() => (window.bench.latencies = []));
  for (let time = 0; time < times; time++) {
    await act();
    await page.waitForTimeout(60);
  }
  await page.waitForTimeout(200);
  return Math.max(...(await page.evaluate(() => window.bench.latencies)));
}

/** One load of one page in a context of its own. */
export async function measure(browser, url, checks) {
  const { page, session, mainThread, heap, close } = await openPage(browser);
  try {
    const traffic = await countTraffic(session);
    await page.addInitScript(observe, checks);
    const before = await mainThread();
    await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline'] });
    await page.goto(url, { waitUntil: 'commit' });
    await page.waitForFunction(() => window.bench?.done, undefined, { timeout: 30_000, polling: 50 });
    const visible = (await mainThread()) - before;
    await page.waitForTimeout(REST);
    const all = (await mainThread()) - before;
    const tasks = tasksOf((await browser.stopTracing()).toString());
    const { read, shift, shifted } = await page.evaluate(() => window.bench);
    const result = {
      ...traffic,
      read,
      visible,
      all,
      long: tasks.filter((task) => task > 50).length,
      longest: Math.max(0, ...tasks),
      shift,
      shifted,
      heap: await heap(),
    };
    if (checks.question) {
      const question = page.locator(checks.question).first();
      result.question = await worstOf(page, () => question.click(), CLICKS);
    }
    if (checks.opener) await page.locator(checks.opener).first().click();
    if (checks.field) {
      await page.locator(checks.field).first().click();
      await page.waitForTimeout(300);
      result.key = await worstOf(page, () => page.keyboard.press('a'), KEYS);
    }
    return result;
  } finally {
    await close();
  }
}
