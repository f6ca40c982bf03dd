import { expect } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import type { ArticleFaqElement } from '../../src/elements/article-faq/article-faq.js';
import { until } from '../support/wait.js';

const QUESTIONS = `<h3>What is the goal?</h3><p>Exploring parameters.</p><h3>Why America?</h3><p>A guarantor is needed.</p>
  <h3>Will they succeed?</h3><p>Too early to say.</p>`;
/** Comes before the elements and before their script; on the visits of a reader whose place the browser restored it is not there. */
const FAR = `<div id="far" style="block-size: 3000px"></div>
  <script>
    history.scrollRestoration = 'manual';
    document.querySelector('#far').hidden = Boolean(sessionStorage.isRestored);
  </script>`;

let frame: HTMLIFrameElement;
beforeEach(() => sessionStorage.clear());
afterEach(async () => {
  frame.remove();
  await sendMouse({ type: 'move', position: [1, 1] });
});

const loaded = (): Promise<unknown> => new Promise((resolve) => (frame.onload = resolve));
const faqs = (): ArticleFaqElement[] => [...frame.contentDocument!.querySelectorAll('article-faq')];
const buttons = (faq = faqs()[0]): HTMLElement[] => [
  ...(faq?.shadowRoot?.querySelectorAll<HTMLElement>('button[aria-expanded]') ?? []),
];
const states = (faq = faqs()[0]): string =>
  buttons(faq)
    .map((button) => button.ariaExpanded)
    .join();
/** Whether the page has what keeps the answers a reader opened. */
const remembers = (): boolean =>
  frame.contentWindow!.performance.getEntriesByType('resource').some(({ name }) => /\/history\.[jt]s/.test(name));

async function open(content: string): Promise<void> {
  const html = `<!doctype html><html lang="en"><title>Page</title><body style="margin: 0 2em">${content}
    <div style="block-size: 3000px"></div><script type="module" src="/src/define/article-faq.ts"></script></body>`;
  frame = document.createElement('iframe');
  frame.style.cssText = 'position: fixed; inset: 0; width: 780px; height: 560px; border: 0; background: white; z-index: 9';
  frame.src = `/page?${new URLSearchParams({ html }).toString()}`;
  const isLoaded = loaded();
  document.body.append(frame);
  await isLoaded;
}

async function reload(): Promise<void> {
  const isLoaded = loaded();
  frame.contentWindow!.location.reload();
  await isLoaded;
}

/** Presses the mouse there, as a reader does. */
async function press(target: HTMLElement): Promise<void> {
  target.scrollIntoView({ block: 'center' });
  await new Promise((resolve) => frame.contentWindow!.requestAnimationFrame(resolve));
  const { left, top, height } = target.getBoundingClientRect();
  await sendMouse({ type: 'click', position: [Math.round(left + 8), Math.round(top + height / 2)] });
}

describe('<article-faq remember> on a page that is loaded again', () => {
  it('keeps what the reader opened, not what stands open because it is on the screen', async () => {
    await open(`${FAR}<article-faq remember>${QUESTIONS}</article-faq>`);
    await until(() => states() === 'false,false,false' && remembers(), 'the questions');
    await press(buttons()[1]!);
    await until(() => states() === 'false,true,false', 'the answer');

    sessionStorage.setItem('isRestored', 'yes');
    await reload();
    await until(() => states() === 'true,true,true' && remembers(), 'the answers as they are on the screen');
    await press(buttons()[2]!);
    await until(() => states() === 'true,true,false', 'the reader to close one');

    sessionStorage.removeItem('isRestored');
    await reload();
    await until(() => states() === 'false,true,false', 'what the reader opened');
  });

  it('keeps it for each of two FAQs, with the same questions too', async () => {
    const faq = `<article-faq remember>${QUESTIONS}</article-faq>`;
    await open(FAR + faq + faq);
    const all = (): string => faqs().map(states).join(' ');
    await until(() => all() === 'false,false,false false,false,false' && remembers(), 'the questions');
    await press(buttons()[0]!);
    await press(buttons(faqs()[1])[1]!);
    await until(() => all() === 'true,false,false false,true,false', 'the answers');
    await reload();
    await until(() => all() === 'true,false,false false,true,false', 'the same answers again');
  });

  it('keeps it for this page, not for another one at the same path', async () => {
    await open(`${FAR}<article-faq remember>${QUESTIONS}</article-faq>`);
    await until(() => buttons().length === 3 && remembers(), 'the questions');
    await press(buttons()[0]!);
    await until(() => states() === 'true,false,false', 'the answer');
    const { src } = frame;
    const isLoaded = loaded();
    frame.src = `${src}&p=2`;
    await isLoaded;
    await until(() => states() === 'false,false,false' && remembers(), 'the other page');
    await press(buttons()[2]!);
    await until(() => states() === 'false,false,true', 'its answer');
    const isBack = loaded();
    frame.src = src;
    await isBack;
    await until(() => states() === 'true,false,false', 'the answer of the first page');
  });
});

describe('<article-faq> on a page that uses the words of its questions elsewhere', () => {
  it('has links that lead to its own questions', async () => {
    await open(`<div id="pricing">Table</div>${FAR}
      <article-faq><h3>Pricing?</h3><p>It costs.</p><h3>Why</h3><p>So.</p><h3 id="why">Because?</h3><p>Thus.</p></article-faq>
      <article-faq><h3>Pricing?</h3><p>Another price.</p><h3>Who?</h3><p>They.</p></article-faq>`);
    await until(() => faqs().every(({ shadowRoot }) => shadowRoot), 'the FAQs');
    const links: HTMLAnchorElement[] = [];
    for (const faq of faqs()) {
      await until(() => buttons(faq).length, 'the questions');
      const [first] = buttons(faq);
      first!.scrollIntoView({ block: 'center' });
      first!.focus();
      await until(() => faq.shadowRoot!.querySelector('a.link'), 'the links');
      links.push(...faq.shadowRoot!.querySelectorAll<HTMLAnchorElement>('a.link'));
    }
    expect(new Set(links.map(({ hash }) => hash)).size).to.equal(5);
    const all = (): string => faqs().map(states).join();
    const place = [0, 1, 2, 3, 4];
    for (const at of place) {
      frame.contentWindow!.location.hash = links[at]!.hash;
      const isLoaded = loaded();
      frame.contentWindow!.location.reload();
      await isLoaded;
      const expected = place.map((each) => each === at).join();
      await until(() => all() === expected, `${links[at]!.hash} to open its answer alone`);
    }
  });
});
