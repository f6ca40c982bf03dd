import { shell } from './pages.mjs';
import { median, openPage } from './measure.mjs';

export const COUNT = 500;
const CYCLES = 200;
const WARM_UP = 20;
/** A mount may keep this much less or more after all cycles. */
export const LEAK_LIMIT = 1e6;

const text = 'The primary goal appears to be exploring potential parameters for ending the conflict.';
const DETAILS = `<details><summary>What is the main goal?</summary><p>${text}</p></details>`;
const ELEMENTS = {
  'article-faq': `<article-faq>${DETAILS}</article-faq>`,
  'did-you-know': `<did-you-know><p>${text}</p></did-you-know>`,
  'related-articles':
    '<related-articles><ul><li><a href="/articles/0">Who guards a ceasefire?</a></li></ul></related-articles>',
  'comment-box': '<comment-box thread="bench" src="/api"></comment-box>',
  'newsletter-signup': `<newsletter-signup src="/api"><form method="post" action="/api/subscriptions"><label>E-mail address <input name="email" type="email" required></label><button>Subscribe</button></form></newsletter-signup>`,
};

export const ownScript = shell(
  '<link rel="stylesheet" href="/cdn/afterword.css"><script type="module" src="/cdn/afterword.js"></script>',
  '<div id="place"></div>',
);

/** Puts many copies into a page whose scripts are there, and waits for their last form. */
async function mount(browser, origin, markup) {
  const { page, mainThread, heap, close } = await openPage(browser);
  try {
    await page.goto(`${origin}/own-script`);
    await page.waitForFunction(() => customElements.get('newsletter-signup'));
    await page.waitForTimeout(300);
    const emptyHeap = await heap();
    const before = await mainThread();
    await page.evaluate(
      async ([one, count]) => {
        document.querySelector('#place').innerHTML = one.repeat(count);
        await Promise.all([...document.querySelectorAll('#place > *')].map((element) => element.updateComplete));
        await new Promise(requestAnimationFrame);
        await new Promise((resolve) => setTimeout(resolve, 500));
      },
      [markup, COUNT],
    );
    return { time: (await mainThread()) - before, heap: (await heap()) - emptyHeap };
  } finally {
    await close();
  }
}

/** Main-thread time and heap of 500 of each, next to 500 `<details>`. */
export async function measureInstances(browser, origin, runs) {
  const markups = { details: DETAILS, ...ELEMENTS };
  const results = Object.fromEntries(Object.keys(markups).map((tag) => [tag, []]));
  for (let run = 0; run < runs; run++) {
    for (const [tag, markup] of Object.entries(markups)) results[tag].push(await mount(browser, origin, markup));
  }
  return Object.entries(results).map(([tag, measured]) => ({
    tag,
    time: median(measured.map(({ time }) => time)),
    heap: median(measured.map(({ heap }) => heap)),
  }));
}

/** What mounting and removing one element again and again leaves behind. */
async function leakOf(browser, origin, markup) {
  const { page, session, heap, close } = await openPage(browser, { slowdown: 1 });
  try {
    await page.goto(`${origin}/own-script`);
    await page.waitForFunction(() => customElements.get('newsletter-signup'));
    const cycles = (count) =>
      page.evaluate(
        async ([one, wanted]) => {
          const place = document.querySelector('#place');
          for (let cycle = 0; cycle < wanted; cycle++) {
            place.innerHTML = one;
            const element = place.firstElementChild;
            await element.updateComplete;
            await new Promise(requestAnimationFrame);
            const isThere = () => element.localName !== 'comment-box' || element.shadowRoot.querySelector('article');
            while (!isThere()) await new Promise(requestAnimationFrame);
            element.shadowRoot.querySelector('.opener')?.click();
            element.querySelector('summary')?.click();
            await new Promise(requestAnimationFrame);
            element.remove();
          }
        },
        [markup, count],
      );
    const used = async () => ({ heap: await heap(), ...(await session.send('Memory.getDOMCounters')) });
    await cycles(WARM_UP);
    const before = await used();
    await cycles(CYCLES);
    const after = await used();
    return {
      bytes: after.heap - before.heap,
      nodes: after.nodes - before.nodes,
      listeners: after.jsEventListeners - before.jsEventListeners,
    };
  } finally {
    await close();
  }
}

export async function measureLeaks(browser, origin) {
  const found = [];
  for (const [tag, markup] of Object.entries(ELEMENTS)) {
    found.push({ tag, cycles: CYCLES, ...(await leakOf(browser, origin, markup)) });
  }
  return found;
}
