import { aTimeout, expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { TemplateResult } from 'lit';
import { memory } from '../../src/adapters/newsletter/memory.js';
import '../../src/define/newsletter-signup.js';
import { NewsletterSignupElement } from '../../src/elements/newsletter-signup/newsletter-signup.js';
import type { SignupDesk } from '../../src/elements/newsletter-signup/features.js';
import { can } from '../support/engines.js';
import { until } from '../support/wait.js';

const FORM = html`<form method="post" action="/never-posted">
  <label>E-mail <input type="email" name="email" autocomplete="email" required /></label>
  <button name="go" value="1">Sign me up</button>
</form>`;
const TEXT = 'The talks that never made the papers were the ones that changed what the parties could say in public. '.repeat(3);
const paragraphs = (count: number): TemplateResult[] => Array.from({ length: count }, () => html`<p>${TEXT}</p>`);

/** An article that begins below the screen, with the widget at its end. */
async function article(blocks: unknown, above = '150vh'): Promise<{ root: HTMLElement; element: NewsletterSignupElement }> {
  const root = await fixture<HTMLElement>(html`
    <div>
      <div style="block-size: ${above}"></div>
      <article>
        ${blocks}<newsletter-signup placement="auto" .port=${memory({ list: 'place' })}>${FORM}</newsletter-signup>
      </article>
      <p class="after">After</p>
    </div>
  `);
  return { root, element: root.querySelector('newsletter-signup')! };
}

const isLast = (element: Element): boolean => element.nextElementSibling === null;
const { features } = NewsletterSignupElement;

beforeEach(() => {
  localStorage.clear();
  scrollTo(0, 0);
});
afterEach(() => {
  NewsletterSignupElement.features = features;
});

describe('<newsletter-signup placement="auto">', () => {
  it('goes to the middle of the article, between two paragraphs, and works there', async () => {
    const { element } = await article(paragraphs(12));
    await until(() => !isLast(element), 'the move');
    expect(element.previousElementSibling!.localName).to.equal('p');
    expect(element.nextElementSibling!.localName).to.equal('p');
    const at = [...element.parentElement!.children].indexOf(element);
    expect(at).to.be.within(5, 7);
    element.scrollIntoView();
    element.querySelector('input')!.focus();
    await sendKeys({ type: 'ann@example.org' });
    await sendKeys({ press: 'Enter' });
    await until(() => element.shadowRoot!.textContent.includes('check your inbox'), 'the answer');
  });

  it('stays away from headings, lists and floats', async () => {
    const { element } = await article([
      paragraphs(4),
      html`<p><img alt="" style="float: inline-start" width="10" height="10" />${TEXT}</p>`,
      html`<p>${TEXT}</p>`,
      html`<h2>Heading</h2>`,
      html`<p>${TEXT}</p>`,
      html`<ul>
        <li>${TEXT}</li>
      </ul>`,
      paragraphs(5),
    ]);
    await until(() => !isLast(element), 'the move');
    for (const side of [element.previousElementSibling!, element.nextElementSibling!]) expect(side.localName).to.equal('p');
    const before = [...element.parentElement!.children].slice(0, [...element.parentElement!.children].indexOf(element));
    expect(before.slice(-3).some((block) => block.querySelector('[style*="float"]'))).to.equal(false);
  });

  it('stays where it is written when no place will do, or the text is short', async () => {
    const heads = Array.from({ length: 8 }, () => [html`<h2>Heading</h2>`, html`<p>${TEXT}</p>`]);
    for (const blocks of [
      heads,
      paragraphs(3),
      html`<ul>
        <li>${TEXT}</li>
      </ul>`,
    ]) {
      const { element } = await article(blocks);
      await aTimeout(150);
      expect(isLast(element)).to.equal(true);
    }
  });

  it('goes into no quotation, table, list or box, however many paragraphs these have', async () => {
    for (const box of ['blockquote', 'aside', 'details open', 'ul><li', 'table><tr><td']) {
      const inside = document.createElement('section');
      inside.setHTMLUnsafe(`<${box}>${`<p>${TEXT}</p>`.repeat(20)}`);
      const { root, element } = await article([paragraphs(12), inside]);
      await until(() => !isLast(element), `the move past <${box}>`);
      expect(element.parentElement!.localName, box).to.equal('article');
      root.remove();
      const { root: other, element: only } = await article(inside);
      await aTimeout(150);
      expect(isLast(only), `nothing but <${box}>`).to.equal(true);
      other.remove();
    }
  });

  it('stays where a framework keeps track of it, or of the text', async () => {
    for (const [owned, isMoved] of [
      ['newsletter-signup', false],
      ['p', false],
      ['footer', true],
    ] as const) {
      const root = document.createElement('div');
      root.setHTMLUnsafe(`<div style="block-size: 150vh"></div><article>${`<p>${TEXT}</p>`.repeat(12)}<newsletter-signup
        placement="auto"><form action="/x"><input type="email" name="email" aria-label="E-mail"></form></newsletter-signup></article><footer></footer>`);
      for (const node of root.querySelectorAll(owned)) Reflect.set(node, '__reactFiber$x1y2', {});
      document.body.append(root);
      const element = root.querySelector('newsletter-signup')!;
      if (isMoved) await until(() => !isLast(element), 'the move');
      else await aTimeout(150);
      expect(isLast(element), owned).to.equal(!isMoved);
      root.remove();
    }
  });

  it('never moves anything a reader sees: on a page where the middle is on the screen it stays', async () => {
    // The end of the shorter article is on the screen too; that of the longer one is not.
    for (const length of [7, 14]) {
      const line = html`<p style="block-size: ${innerHeight / 10}px; margin: 0; overflow: hidden">${TEXT}</p>`;
      const { root, element } = await article(
        Array.from({ length }, () => line),
        '0',
      );
      await aTimeout(150);
      expect(isLast(element), `${length} paragraphs`).to.equal(true);
      root.remove();
    }
  });

  if (can('layout-shift')) {
    it('shifts nothing on the screen', async () => {
      let shift = 0;
      const observer = new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shift += (entry as PerformanceEntry & { value: number }).value;
      });
      await aTimeout(100);
      observer.observe({ type: 'layout-shift' });
      const { element } = await article(paragraphs(12));
      await until(() => !isLast(element), 'the move');
      await aTimeout(200);
      observer.disconnect();
      expect(shift).to.equal(0);
    });
  }
});

describe('<newsletter-signup> for the publisher’s counting', () => {
  it('says once that it was on the screen for a second and once that the reader went in, under one name', async () => {
    const heard: string[] = [];
    const root = await fixture<HTMLElement>(html`
      <div>
        <newsletter-signup .port=${memory({ list: 'count' })}>${FORM}</newsletter-signup>
        <div style="block-size: 300vh"></div>
        <newsletter-signup id="end" .port=${memory({ list: 'count' })}>${FORM}</newsletter-signup>
      </div>
    `);
    for (const name of ['viewed', 'focused', 'submit', 'submitted']) {
      root.addEventListener(`newsletter-signup-${name}`, (event) => {
        heard.push(`${name} ${(event as Event & { widget: string }).widget}`);
      });
    }
    await until(() => heard.includes('viewed signup-1'), 'the view');
    root.querySelector('input')!.focus();
    root.querySelector('button')!.focus();
    root.querySelector('input')!.focus();
    await sendKeys({ type: 'ann@example.org' });
    await sendKeys({ press: 'Enter' });
    await until(() => heard.length === 4, 'the outcome');
    expect(heard).to.deep.equal(['viewed signup-1', 'focused signup-1', 'submit signup-1', 'submitted signup-1']);
    root.querySelector('#end')!.scrollIntoView();
    await until(() => heard.includes('viewed end'), 'the view of the other');
  });

  it('counts the second that a tab was in front, and a box taller than the screen', async () => {
    const { setTimeout: set, clearTimeout: clear } = window;
    const seconds = new Map<number, () => void>();
    let last = 1e9;
    window.setTimeout = ((run: () => void, delay?: number) => {
      if (delay !== 1000) return set(run, delay);
      seconds.set(++last, run);
      return last;
    }) as typeof window.setTimeout;
    window.clearTimeout = (timer) => {
      seconds.delete(timer as number);
      clear(timer);
    };
    const pass = (): void => {
      for (const [timer, run] of seconds) {
        seconds.delete(timer);
        run();
      }
    };
    let isHidden = false;
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden });
    const turn = (): void => {
      isHidden = !isHidden;
      document.dispatchEvent(new Event('visibilitychange'));
    };
    try {
      let views = 0;
      const element = await fixture<NewsletterSignupElement>(
        html`<newsletter-signup
          style="padding-block-end: 300vh"
          .port=${memory({ list: 'tab' })}
          @newsletter-signup-viewed=${() => views++}
          >${FORM}</newsletter-signup
        >`,
      );
      await until(() => seconds.size, 'the view of half a screen of it');
      turn();
      pass();
      expect(views).to.equal(0);
      turn();
      await until(() => seconds.size, 'the view of a tab that is back');
      pass();
      expect(views).to.equal(1);
      turn();
      turn();
      element.requestUpdate();
      await element.updateComplete;
      pass();
      expect(views).to.equal(1);
    } finally {
      Object.assign(window, { setTimeout: set, clearTimeout: clear });
      Reflect.deleteProperty(document, 'hidden');
    }
  });

  it('keeps its name when the one before it leaves, and has one in a shadow tree', async () => {
    const heard: string[] = [];
    const root = await fixture<HTMLElement>(html`
      <div>
        <newsletter-signup .port=${memory({ list: 'first' })}>${FORM}</newsletter-signup>
        <newsletter-signup .port=${memory({ list: 'second' })}>${FORM}</newsletter-signup>
      </div>
    `);
    for (const name of ['focused', 'submit', 'submitted']) {
      root.addEventListener(`newsletter-signup-${name}`, (event) => {
        heard.push(`${name} ${(event as Event & { widget: string }).widget}`);
      });
    }
    const [first, second] = root.querySelectorAll('newsletter-signup');
    second!.querySelector('input')!.focus();
    first!.remove();
    await sendKeys({ type: 'ann@example.org' });
    await sendKeys({ press: 'Enter' });
    await until(() => heard.length === 3, 'the outcome');
    expect(heard).to.deep.equal(['focused signup-2', 'submit signup-2', 'submitted signup-2']);
    const shadow = root.attachShadow({ mode: 'open' });
    shadow.append(document.createElement('newsletter-signup'));
    expect(shadow.querySelector('newsletter-signup')!.widget).to.equal('signup-1');
  });

  it('sends where the reader came from, and the wording of the consent', async () => {
    const before = location.href;
    history.replaceState(null, '', '?utm_source=spring&utm_campaign=talks&x=1');
    try {
      const port = memory({ list: 'from' });
      const element = await fixture<NewsletterSignupElement>(html`
        <newsletter-signup consent-text="I agree to a letter a week." consent-version="2026-11" .port=${port}
          >${FORM}</newsletter-signup
        >
      `);
      element.shadowRoot!.querySelector<HTMLInputElement>('[type="checkbox"]')!.click();
      element.querySelector('input')!.focus();
      await sendKeys({ type: 'ann@example.org' });
      await sendKeys({ press: 'Enter' });
      await until(() => port.received.length, 'the request');
      const { attribution, consent, page } = port.received[0]!;
      expect(attribution).to.deep.equal({
        widget: 'signup-1',
        placement: 'inline',
        campaign: { utm_source: 'spring', utm_campaign: 'talks' },
      });
      expect(consent).to.include({ text: 'I agree to a letter a week.', given: true, version: '2026-11' });
      expect(consent!.time).to.be.closeTo(Date.now(), 5000);
      expect(page.url).to.contain(location.pathname);
    } finally {
      history.replaceState(null, '', before);
    }
  });
});

describe('<newsletter-signup> on a slow or broken network', () => {
  it('keeps what a fast reader sends until it can be sent, once', async () => {
    let arrive = (): void => undefined;
    const waiting = new Promise<void>((resolve) => (arrive = resolve));
    NewsletterSignupElement.features = { ...features!, desk: async () => (await waiting, features!.desk()) };
    const port = memory({ list: 'slow' });
    const element = await fixture<NewsletterSignupElement>(html`<newsletter-signup .port=${port}>${FORM}</newsletter-signup>`);
    element.querySelector('input')!.focus();
    await sendKeys({ type: 'ann@example.org' });
    await sendKeys({ press: 'Enter' });
    await sendKeys({ press: 'Enter' });
    expect(port.received).to.have.length(0);
    const statuses = element.shadowRoot!.querySelectorAll('[role="status"]');
    await until(() => [...statuses].some(({ textContent }) => textContent.trim() === 'Sending…'), 'what is going on');
    arrive();
    await until(() => element.shadowRoot!.textContent.includes('check your inbox'), 'the answer');
    expect(port.received).to.have.length(1);
    expect(port.received[0]!.fields).to.deep.include(['go', '1']);
  });

  it('says what is wrong with what a fast reader sends as soon as it can, and sends nothing of it', async () => {
    let arrive = (): void => undefined;
    const waiting = new Promise<void>((resolve) => (arrive = resolve));
    NewsletterSignupElement.features = { ...features!, desk: async () => (await waiting, features!.desk()) };
    const port = memory({ list: 'slow and wrong' });
    const element = await fixture<NewsletterSignupElement>(html`<newsletter-signup .port=${port}>${FORM}</newsletter-signup>`);
    element.querySelector('input')!.focus();
    await sendKeys({ type: 'ann' });
    await sendKeys({ press: 'Enter' });
    await sendKeys({ type: '@example.or' });
    arrive();
    await aTimeout(200);
    expect(port.received).to.have.length(0);
    await sendKeys({ type: 'g' });
    await sendKeys({ press: 'Enter' });
    await until(() => element.shadowRoot!.textContent.includes('check your inbox'), 'the answer');
    expect(port.received.map(({ email }) => email)).to.deep.equal(['ann@example.org']);
  });

  it('lets the browser post the form when what sends it cannot be had, and says so where there is no form', async () => {
    NewsletterSignupElement.features = {
      ...features!,
      desk: (): Promise<() => SignupDesk> => Promise.reject(new Error('offline')),
    };
    const warn = console.warn;
    console.warn = () => undefined;
    try {
      const port = memory({ list: 'none' });
      const element = await fixture<NewsletterSignupElement>(
        html`<newsletter-signup .port=${port}>${FORM}</newsletter-signup>`,
      );
      let native = 0;
      const stop = (event: Event): void => {
        if (!event.defaultPrevented) native++;
        event.preventDefault();
      };
      document.addEventListener('submit', stop);
      element.querySelector('input')!.focus();
      await sendKeys({ type: 'ann@example.org' });
      await sendKeys({ press: 'Enter' });
      await until(() => native === 1, 'the browser’s own post');
      document.removeEventListener('submit', stop);

      const bare = await fixture<NewsletterSignupElement>(html`<newsletter-signup .port=${port}></newsletter-signup>`);
      const field = await until(() => bare.shadowRoot!.querySelector<HTMLInputElement>('[type="email"]'), 'our field');
      field.focus();
      await sendKeys({ type: 'ann@example.org' });
      await sendKeys({ press: 'Enter' });
      await until(() => /did not load/.test(bare.shadowRoot!.querySelector('[role="alert"]')!.textContent), 'the reason');
      expect(field.value).to.equal('ann@example.org');
    } finally {
      console.warn = warn;
    }
  });

  it('holds a form of the page no longer than ten seconds, and sends our own when what sends it comes after all', async () => {
    let arrive = (): void => undefined;
    const waiting = new Promise<void>((resolve) => (arrive = resolve));
    NewsletterSignupElement.features = { ...features!, desk: async () => (await waiting, features!.desk()) };
    const { setTimeout } = window;
    const waits: (() => void)[] = [];
    window.setTimeout = ((run: () => void, delay?: number) => {
      if (delay !== 10_000) return setTimeout(run, delay);
      waits.push(run);
      return 0;
    }) as typeof window.setTimeout;
    let native = 0;
    const stop = (event: Event): void => {
      if (event.defaultPrevented) return;
      native++;
      event.preventDefault();
    };
    document.addEventListener('submit', stop);
    try {
      const port = memory({ list: 'hangs' });
      const root = await fixture(html`
        <div>
          <newsletter-signup .port=${port}>${FORM}</newsletter-signup><newsletter-signup .port=${port}></newsletter-signup>
        </div>
      `);
      const [around, bare] = root.querySelectorAll('newsletter-signup');
      const own = await until(() => bare!.shadowRoot!.querySelector<HTMLInputElement>('[type="email"]'), 'our field');
      for (const field of [around!.querySelector('input')!, own]) {
        field.focus();
        await sendKeys({ type: 'ann@example.org' });
        await sendKeys({ press: 'Enter' });
      }
      expect([waits.length, native]).to.deep.equal([2, 0]);
      for (const end of waits) end();
      await until(() => native === 1, 'the browser’s own post');
      await until(() => /did not load/.test(bare!.shadowRoot!.querySelector('[role="alert"]')!.textContent), 'the reason');
      arrive();
      await until(() => bare!.shadowRoot!.textContent.includes('check your inbox'), 'the answer');
      expect([port.received.length, native]).to.deep.equal([1, 1]);
    } finally {
      window.setTimeout = setTimeout;
      document.removeEventListener('submit', stop);
    }
  });

  it('gives what sends it the same time with each try, and no more for each press', async () => {
    NewsletterSignupElement.features = { ...features!, desk: () => new Promise(() => undefined) };
    const { setTimeout: set, clearTimeout: clear } = window;
    const waits = new Map<number, () => void>();
    let last = 1e9;
    window.setTimeout = ((run: () => void, delay?: number) => {
      if (delay !== 10_000) return set(run, delay);
      waits.set(++last, run);
      return last;
    }) as typeof window.setTimeout;
    window.clearTimeout = (timer) => {
      waits.delete(timer as number);
      clear(timer);
    };
    try {
      const port = memory({ list: 'hangs twice' });
      const element = await fixture<NewsletterSignupElement>(html`<newsletter-signup .port=${port}></newsletter-signup>`);
      const field = await until(() => element.shadowRoot!.querySelector<HTMLInputElement>('[type="email"]'), 'our field');
      const says = (words: RegExp): boolean =>
        [...element.shadowRoot!.querySelectorAll('[role="alert"], [role="status"]')].some((one) => words.test(one.textContent));
      field.focus();
      await sendKeys({ type: 'ann@example.org' });
      for (const first of [1, 2]) {
        await sendKeys({ press: 'Enter' });
        await until(() => says(/Sending/), `what is going on, try ${first}`);
        expect(says(/did not load/)).to.equal(false);
        const pending = [...waits.keys()];
        expect(pending).to.have.length(1);
        await sendKeys({ press: 'Enter' });
        expect([...waits.keys()]).to.deep.equal(pending);
        for (const [timer, end] of waits) {
          waits.delete(timer);
          end();
        }
        await until(() => says(/did not load/), 'the reason');
      }
    } finally {
      Object.assign(window, { setTimeout: set, clearTimeout: clear });
    }
  });

  it('waits for no page any more when it is removed', async () => {
    Object.defineProperty(document, 'readyState', { configurable: true, get: () => 'loading' });
    try {
      const updates = [0, 0];
      const elements: NewsletterSignupElement[] = [];
      for (const at of [0, 1]) {
        const element = await fixture<NewsletterSignupElement>(html`<newsletter-signup>${FORM}</newsletter-signup>`);
        element.requestUpdate = () => void updates[at]!++;
        elements.push(element);
      }
      elements[1]!.remove();
      document.dispatchEvent(new Event('DOMContentLoaded'));
      expect(updates).to.deep.equal([1, 0]);
    } finally {
      Reflect.deleteProperty(document, 'readyState');
    }
  });

  it('sends our own form when what sends it failed once and is there when the reader tries again', async () => {
    let tries = 0;
    NewsletterSignupElement.features = {
      ...features!,
      desk: () => (tries++ > 1 ? features!.desk() : Promise.reject(new TypeError('503'))),
    };
    const warn = console.warn;
    console.warn = () => undefined;
    try {
      const port = memory({ list: 'back' });
      const element = await fixture<NewsletterSignupElement>(html`<newsletter-signup .port=${port}></newsletter-signup>`);
      const field = await until(() => element.shadowRoot!.querySelector<HTMLInputElement>('[type="email"]'), 'our field');
      field.focus();
      await sendKeys({ type: 'ann@example.org' });
      await sendKeys({ press: 'Enter' });
      await until(() => /did not load/.test(element.shadowRoot!.querySelector('[role="alert"]')!.textContent), 'the reason');
      await sendKeys({ press: 'Enter' });
      await until(() => element.shadowRoot!.textContent.includes('check your inbox'), 'the answer');
      expect([tries, port.received.length]).to.deep.equal([3, 1]);
    } finally {
      console.warn = warn;
    }
  });
});
