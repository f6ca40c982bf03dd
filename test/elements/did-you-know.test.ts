import { aTimeout, expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import type { TemplateResult } from 'lit';
import type { DidYouKnowChangedEvent } from '../../src/elements/did-you-know/did-you-know.events.js';
import { DidYouKnowElement } from '../../src/elements/did-you-know/did-you-know.js';
import type { DidYouKnowErrorEvent } from '../../src/elements/did-you-know/loaded-pool.events.js';
import '../../src/define/did-you-know.js';
import { can, emulateMedia } from '../support/engines.js';
import { until } from '../support/wait.js';

const LIST = html`<did-you-know>
  <ul>
    <li>Fact one. <a href="#one">Source one</a></li>
    <li>
      Fact two, which is a good deal longer than the others, so that it needs more lines than they do.
      ${'And more. '.repeat(20)}
    </li>
    <li>Fact three.</li>
  </ul>
</did-you-know>`;

const PARAGRAPHS = html`<did-you-know kind="tip">
  <p>Tip one.</p>
  <p><cite>Source of one</cite></p>
  <p>Tip two. ${'And more. '.repeat(60)}</p>
</did-you-know>`;

const original = DidYouKnowElement.loadFacts!;
let pools = 0;

/** The address of a pool with these facts, which the real loader reads from a `data:` URL in its stead. */
function pool(...facts: unknown[]): string {
  const data = `data:application/json,${encodeURIComponent(JSON.stringify({ facts }))}`;
  const address = new URL(`/pools/${++pools}.json`, location.href).href;
  const before = DidYouKnowElement.loadFacts!;
  DidYouKnowElement.loadFacts = (url, signal) => (url === address ? original(data, signal) : before(url, signal));
  return address;
}

afterEach(() => {
  DidYouKnowElement.loadFacts = original;
});

async function noteOf(template: TemplateResult): Promise<DidYouKnowElement> {
  const root = await fixture<HTMLElement>(template);
  const element = root.matches('did-you-know') ? (root as DidYouKnowElement) : root.querySelector('did-you-know')!;
  await element.updateComplete;
  return element;
}

const shadow = (element: Element): ShadowRoot => element.shadowRoot!;
const note = (element: Element): Element => shadow(element).querySelector('[role=note]')!;
const seenIn = (scope: ParentNode, selector: string): string[] =>
  [...scope.querySelectorAll(selector)]
    .filter((each) => each.checkVisibility({ visibilityProperty: true }) && each.getClientRects().length)
    .map((each) => each.textContent.replace(/\s+/g, ' ').trim());
const facts = (element: Element): string[] =>
  [...seenIn(element, 'li, p'), ...seenIn(shadow(element), 'p[dir]')].map((text) => text.slice(0, 12).trim());
const labels = (element: Element): string[] => seenIn(shadow(element), '[part=label]');
const press = async (element: DidYouKnowElement, name: string): Promise<void> => {
  [...shadow(element).querySelectorAll('button')].find((button) => button.textContent.trim() === name)!.click();
  await element.updateComplete;
};
const position = (element: Element): string => seenIn(shadow(element), '.count').join();

describe('<did-you-know> with one fact', () => {
  it('is a note with a label, and leaves the page’s nodes as they are', async () => {
    const element = await noteOf(html`<did-you-know><p>Track II is informal.</p></did-you-know>`);
    expect(note(element).getAttribute('aria-label')).to.equal('Did you know?');
    expect(labels(element)).to.deep.equal(['Did you know?']);
    expect(facts(element)).to.deep.equal(['Track II is']);
    expect(shadow(element).querySelector('button')).to.equal(null);
    expect(element.innerHTML.replace(/<!--.*?-->/g, '')).to.equal('<p>Track II is informal.</p>');
    await expect(element).to.be.accessible();
  });

  it('is a tip, or whatever the publisher calls it', async () => {
    const tip = await noteOf(html`<did-you-know kind="tip"><p>Follow good sources.</p></did-you-know>`);
    expect(labels(tip)).to.deep.equal(['Pro tip']);
    tip.label = 'By the way';
    await tip.updateComplete;
    expect(labels(tip)).to.deep.equal(['By the way']);
    expect(note(tip).getAttribute('aria-label')).to.equal('By the way');
  });

  it('does not repeat a label that the text begins with', async () => {
    const fact = await noteOf(
      html`<did-you-know
        ><p><strong>Did you know?</strong> It is.</p></did-you-know
      >`,
    );
    expect(labels(fact)).to.deep.equal([]);
    expect(note(fact).getAttribute('aria-label')).to.equal('Did you know?');
    const tip = await noteOf(html`<did-you-know kind="tip">Pro Tip: look twice.</did-you-know>`);
    expect(labels(tip)).to.deep.equal([]);
    const heading = await noteOf(
      html`<did-you-know
        ><h3>Did you know?</h3>
        <ul>
          <li>a</li>
          <li>b</li>
        </ul></did-you-know
      >`,
    );
    expect(labels(heading)).to.deep.equal([]);
    expect(seenIn(heading, 'h3')).to.deep.equal(['Did you know?']);
    await expect(heading).to.be.accessible();
  });
});

describe('<did-you-know> with a pool', () => {
  for (const [name, template, first, second] of [
    ['a list', LIST, 'Fact one. So', 'Fact two, wh'],
    ['paragraphs', PARAGRAPHS, 'Tip one.', 'Tip two. And'],
  ] as const) {
    it(`shows one of ${name} and goes on when asked, with the keyboard too`, async () => {
      const element = await noteOf(template);
      expect(facts(element)[0]).to.equal(first);
      expect(facts(element)).to.not.include(second);
      const changed = oneEvent(element, 'did-you-know-changed') as Promise<Event> as Promise<DidYouKnowChangedEvent>;
      [...shadow(element).querySelectorAll('button')].at(-1)!.focus();
      await sendKeys({ press: 'Enter' });
      const event = await changed;
      expect([event.index, event.text.slice(0, 8)]).to.deep.equal([1, second.slice(0, 8)]);
      await element.updateComplete;
      expect(facts(element)).to.deep.equal([second]);
      expect(position(element)).to.match(/^2 of \d$/);
      expect(shadow(element).querySelector('[role=status]')!.textContent).to.contain(second.slice(0, 8));
      await expect(element).to.be.accessible();
    });
  }

  it('keeps the source with its fact', async () => {
    const element = await noteOf(PARAGRAPHS);
    expect(facts(element)).to.deep.equal(['Tip one.', 'Source of on']);
    expect(position(element)).to.equal('1 of 2');
  });

  it('goes round at both ends and keeps its height all the way', async () => {
    for (const template of [LIST, PARAGRAPHS]) {
      const element = await noteOf(template);
      const heights = new Set<number>();
      for (let n = 0; n < 5; n++) {
        heights.add(element.getBoundingClientRect().height);
        await press(element, 'Next');
      }
      await press(element, 'Previous');
      heights.add(element.getBoundingClientRect().height);
      expect([...heights]).to.have.length(1);
    }
    const element = await noteOf(LIST);
    await press(element, 'Previous');
    expect(position(element)).to.equal('3 of 3');
  });

  it('never moves by itself, and hides what is not shown from the Tab key', async () => {
    const element = await noteOf(LIST);
    await press(element, 'Next');
    await aTimeout(300);
    expect(position(element)).to.equal('2 of 3');
    const link = element.querySelector('a')!;
    link.focus();
    expect(document.activeElement).to.not.equal(link);
  });

  it('follows the page when facts come and go', async () => {
    const element = await noteOf(LIST);
    await press(element, 'Next');
    const item = document.createElement('li');
    item.textContent = 'Fact zero.';
    element.querySelector('ul')!.prepend(item);
    await until(() => position(element) === '3 of 4', 'the pool to grow');
    expect(facts(element)).to.deep.equal(['Fact two, wh']);
  });

  it('has no buttons for a pool of one', async () => {
    const element = await noteOf(
      html`<did-you-know
        ><ul>
          <li>Only.</li>
          <li></li></ul
      ></did-you-know>`,
    );
    expect(shadow(element).querySelector('button')).to.equal(null);
    expect(facts(element)).to.deep.equal(['Only.']);
  });

  it('shows all of them on paper', async () => {
    if (!can('print')) return;
    await emulateMedia({ media: 'print' });
    try {
      for (const [template, count] of [
        [LIST, 3],
        [PARAGRAPHS, 3],
      ] as const) {
        const element = await noteOf(template);
        await until(() => facts(element).length === count, 'all facts on paper');
        expect(seenIn(shadow(element), 'button')).to.deep.equal([]);
      }
    } finally {
      await emulateMedia();
    }
  });

  it('picks the same of the day for everybody', async () => {
    const one = await noteOf(
      html`<did-you-know pick="day"
        ><ul>
          ${Array.from({ length: 9 }, (_, n) => html`<li>F${n}</li>`)}
        </ul></did-you-know
      >`,
    );
    const other = await noteOf(
      html`<did-you-know pick="day">${Array.from({ length: 9 }, (_, n) => html`<p>F${n}</p>`)}</did-you-know>`,
    );
    expect(facts(one)).to.deep.equal(facts(other));
  });

  it('shows each visit what was not seen before, until all were', async () => {
    const src = pool('u-one', 'u-two', `u-${Math.random()}`);
    const shown: string[] = [];
    for (let visit = 0; visit < 4; visit++) {
      const element = await noteOf(html`<did-you-know pick="unseen" src=${src}></did-you-know>`);
      shown.push(await until(() => facts(element)[0], 'a fact'));
      element.remove();
    }
    expect(new Set(shown.slice(0, 3)).size).to.equal(3);
    expect(shown[3]).to.not.equal(shown[2]);
  });
});

describe('<did-you-know> and the reader’s memory of facts', () => {
  beforeEach(() => localStorage.clear());
  const stored = (): string => Object.values<string>(localStorage).join().replaceAll('\\n', ' ');
  /** What is shown first of each pool, visit after visit. */
  async function visits(count: number, template: TemplateResult): Promise<string[]> {
    const shown: string[][] = [];
    for (let visit = 0; visit < count; visit++) {
      const root = await fixture<HTMLElement>(template);
      const notes = [...root.querySelectorAll<DidYouKnowElement>('did-you-know')];
      shown.push(
        await until(
          () => (notes.every((each) => facts(each).length === 1) ? notes.map((each) => facts(each)[0]!) : null),
          'facts',
        ),
      );
      const noted = (): boolean => shown.at(-1)!.every((fact) => stored().includes(fact));
      await until(noted, 'the facts to be noted');
      root.remove();
    }
    return shown[0]!.map((_first, index) => shown.map((visit) => visit[index]!).join(' '));
  }

  it('is of each of two written pools on a page, until all of it were shown', async () => {
    const listOf = (...items: string[]): TemplateResult =>
      html`<did-you-know pick="unseen"
        ><ul>
          ${items.map((item) => html`<li>${item}</li>`)}
        </ul></did-you-know
      >`;
    const root = html`<div>${listOf('aa', 'bb', 'cc')}${listOf('xx', 'yy', 'zz')}</div>`;
    expect(await visits(3, root)).to.deep.equal(['aa bb cc', 'xx yy zz']);
  });

  it('knows a fact of several lines again', async () => {
    const src = pool('one\nline', 'two\nline', 'three');
    const root = html`<div><did-you-know pick="unseen" src=${src}></did-you-know></div>`;
    expect(await visits(3, root)).to.deep.equal(['one line two line three']);
  });

  it('is kept for the facts of a pool that has not arrived yet', async () => {
    const src = pool('late one', 'late two');
    const root = html`<div>
      <did-you-know pick="unseen" src=${src}
        ><ul>
          <li>written</li>
        </ul></did-you-know
      >
    </div>`;
    const element = (await fixture<HTMLElement>(root)).querySelector('did-you-know')!;
    await until(() => position(element) === '1 of 3', 'the pool');
    await press(element, 'Next');
    await until(() => stored().includes('late one'), 'the loaded fact to be noted');
    element.remove();
    DidYouKnowElement.loadFacts = () => new Promise(() => undefined);
    await fixture(root);
    await until(() => /written[^a-z]*$/.test(stored()), 'the written fact to be noted');
    expect(stored()).to.contain('late one');
  });

  it('begins anew where it cannot be read', async () => {
    for (const broken of ['one\ntwo', '{}', '5', 'null']) {
      const src = pool('one', 'two');
      localStorage.setItem(`afterword:facts:${src}`, broken);
      const root = html`<div><did-you-know pick="unseen" src=${src}></did-you-know></div>`;
      expect(await visits(2, root)).to.deep.equal(['one two']);
    }
  });
});

describe('<did-you-know> on a page that sets its own list of style sheets', () => {
  it('shows one fact of a list again with the reader’s next act', async () => {
    const element = await noteOf(LIST);
    await until(() => facts(element).length === 1, 'one fact');
    document.adoptedStyleSheets = [new CSSStyleSheet()];
    const next = [...shadow(element).querySelectorAll('button')].at(-1)!;
    next.scrollIntoView({ block: 'center' });
    const { left, top, height } = next.getBoundingClientRect();
    await sendMouse({ type: 'click', position: [Math.round(left + 8), Math.round(top + height / 2)] });
    await until(() => position(element) === '2 of 3', 'the next');
    expect(facts(element)).to.deep.equal(['Fact two, wh']);
  });
});

describe('<did-you-know src>', () => {
  it('shows the pool’s facts with their sources and kinds', async () => {
    const src = pool(
      { text: 'Loaded', source: 'UN', url: 'https://un.example/' },
      { text: 'A tip', kind: 'tip', source: 'Us' },
    );
    const element = await noteOf(html`<did-you-know src=${src}></did-you-know>`);
    await until(() => facts(element)[0] === 'Loaded', 'the pool');
    const link = shadow(element).querySelector('cite a')!;
    expect([link.textContent, link.getAttribute('href')]).to.deep.equal(['Source: UN', 'https://un.example/']);
    await expect(element).to.be.accessible();
    await press(element, 'Next');
    expect(labels(element)).to.deep.equal(['Pro tip']);
    expect(note(element).getAttribute('aria-label')).to.equal('Pro tip');
    expect(seenIn(shadow(element), 'cite')).to.deep.equal(['Source: Us']);
  });

  it('adds to what is written, keeps that in view, and never changes height as they arrive', async () => {
    const element = await noteOf(
      html`<did-you-know src=${pool('Written', 'Loaded '.repeat(200))}><p>Written</p></did-you-know>`,
    );
    const height = element.getBoundingClientRect().height;
    await until(() => position(element) === '1 of 2', 'the pool');
    expect(facts(element)).to.deep.equal(['Written']);
    expect(element.getBoundingClientRect().height).to.equal(height);
    await press(element, 'Next');
    expect(facts(element)).to.deep.equal(['Loaded Loade']);
  });

  it('shows the same words once, however often they are in the pool', async () => {
    const element = await noteOf(
      html`<did-you-know src=${pool('Same', 'Same', 'Written', 'Same', 'Other')}><p>Written</p></did-you-know>`,
    );
    await until(() => position(element) === '1 of 3', 'the pool');
    await press(element, 'Next');
    expect(facts(element)).to.deep.equal(['Same']);
    await press(element, 'Next');
    expect(facts(element)).to.deep.equal(['Other']);
  });

  it('asks for nothing while it is far below the screen', async () => {
    let asked = 0;
    DidYouKnowElement.loadFacts = () => {
      asked++;
      return Promise.resolve([{ text: 'Far' }]);
    };
    try {
      const root = await fixture<HTMLElement>(
        html`<div>
          <div style="block-size: 5000px"></div>
          <did-you-know src="/facts.json"></did-you-know>
        </div>`,
      );
      await aTimeout(200);
      expect(asked).to.equal(0);
      root.querySelector('did-you-know')!.scrollIntoView();
      await until(() => asked === 1, 'the request');
    } finally {
      DidYouKnowElement.loadFacts = original;
    }
  });

  it('keeps what is written when the pool fails, and says nothing of it to the reader', async () => {
    const element = await noteOf(html`<did-you-know src="/package.json"><p>Written</p></did-you-know>`);
    const { action, error } = (await oneEvent(element, 'did-you-know-error')) as Event as DidYouKnowErrorEvent;
    expect([action, error.code]).to.deep.equal(['load', 'unreadable']);
    await element.updateComplete;
    expect(facts(element)).to.deep.equal(['Written']);
    expect(shadow(element).querySelector('.error')).to.equal(null);
  });

  it('with nothing to show says so, offers another try, and recovers', async () => {
    let tries = 0;
    DidYouKnowElement.loadFacts = async (url, signal) => {
      if (tries++ > 0) return [{ text: 'Recovered' }];
      return original(url, signal);
    };
    try {
      const element = await noteOf(html`<did-you-know src="/nowhere/facts.json"></did-you-know>`);
      await until(() => seenIn(shadow(element), '.error').length, 'the words of failure');
      await expect(element).to.be.accessible();
      for (const button of shadow(element).querySelectorAll('button')) button.focus();
      await sendKeys({ press: 'Enter' });
      await until(() => facts(element)[0] === 'Recovered', 'the recovered pool');
      expect(shadow(element).activeElement).to.equal(note(element));
      await until(() => shadow(element).querySelector('[role=status]')!.textContent === 'Recovered', 'word of it');
    } finally {
      DidYouKnowElement.loadFacts = original;
    }
  });

  it('tries again by itself when the network is back, or the reader, and only then', async () => {
    let tries = 0;
    DidYouKnowElement.loadFacts = () => {
      tries++;
      return tries < 3 ? Promise.reject(new TypeError('Failed to fetch')) : Promise.resolve([{ text: 'There' }]);
    };
    const element = await noteOf(html`<did-you-know src="/x.json"></did-you-know>`);
    const retry = (): HTMLButtonElement | null => shadow(element).querySelector('button');
    await until(retry, 'the failure');
    retry()!.focus();
    window.dispatchEvent(new PageTransitionEvent('pageshow'));
    expect(tries).to.equal(1);
    const failed = oneEvent(element, 'did-you-know-error');
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await failed;
    expect(tries).to.equal(2);
    // The button that had the focus was gone meanwhile.
    expect(shadow(element).activeElement === note(element)).to.equal(true);
    const parent = element.parentElement!;
    element.remove();
    window.dispatchEvent(new Event('online'));
    expect(tries).to.equal(2);
    parent.append(element);
    window.dispatchEvent(new Event('online'));
    await until(() => facts(element)[0] === 'There', 'the pool');
    window.dispatchEvent(new Event('online'));
    expect(tries).to.equal(3);
    expect(document.activeElement === document.body).to.equal(true);
  });

  it('says nothing of a pool that another address has taken the place of', async () => {
    const signals: AbortSignal[] = [];
    DidYouKnowElement.loadFacts = (_url, signal) => {
      signals.push(signal);
      return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    };
    const element = await noteOf(html`<did-you-know src="/x.json" loading="click"></did-you-know>`);
    const load = await until(() => shadow(element).querySelector('button'), 'the button');
    load.focus();
    load.click();
    await until(() => signals.length, 'the request');
    expect(element.matches(':focus-within')).to.equal(true);
    const told: string[] = [];
    const status = shadow(element).querySelector('[role=status]')!;
    new MutationObserver(() => told.push(status.textContent)).observe(status, {
      childList: true,
      characterData: true,
      subtree: true,
    });
    const p = document.createElement('p');
    p.textContent = 'Written';
    element.append(p);
    element.src = '/y.json';
    await until(() => signals.length === 2 && facts(element)[0] === 'Written', 'the second request');
    await aTimeout(50);
    expect(told).to.deep.equal([]);
  });

  it('stops loading when removed and loads again when put back', async () => {
    const signals: AbortSignal[] = [];
    DidYouKnowElement.loadFacts = (_url, signal) => {
      signals.push(signal);
      return signals.length > 1
        ? Promise.resolve([{ text: 'Again' }])
        : new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    };
    try {
      const element = await noteOf(html`<did-you-know src="/x.json"></did-you-know>`);
      await until(() => signals.length === 1, 'the first request');
      const parent = element.parentElement!;
      element.remove();
      await until(() => signals[0]!.aborted, 'the request to be stopped');
      parent.append(element);
      await until(() => facts(element)[0] === 'Again', 'the second request');
    } finally {
      DidYouKnowElement.loadFacts = original;
    }
  });
});

describe('<did-you-know> whose properties a framework sets to nothing', () => {
  for (const none of [undefined, null]) {
    it(`is as if they were not set to ${none}`, async () => {
      const give = (content: TemplateResult | string): Promise<DidYouKnowElement> =>
        noteOf(
          html`<did-you-know .src=${none!} .pick=${none!} .kind=${none!} .label=${none!} .loading=${none!}
            >${content}</did-you-know
          >`,
        );
      const one = await give(html`<p>Only one.</p>`);
      expect(one.offsetHeight).to.equal((await noteOf(html`<did-you-know><p>Only one.</p></did-you-know>`)).offsetHeight);
      expect(labels(one)).to.deep.equal(['Did you know?']);
      const three = await give(
        html`<p>One.</p>
          <p>Two.</p>
          <p>Three.</p>`,
      );
      expect([facts(three), position(three)]).to.deep.equal([['One.'], '1 of 3']);
      const empty = await give('');
      await until(() => empty.getClientRects().length === 0, 'the element to vanish');
    });
  }
});

describe('<did-you-know> in a wrapper of the page’s own', () => {
  it('shows what the wrapper hands on through a slot', async () => {
    for (const inside of ['<slot></slot>', '<p><slot></slot></p>']) {
      const wrapper = await fixture<HTMLElement>(html`<div><b>Track II is informal.</b></div>`);
      wrapper.attachShadow({ mode: 'open' }).innerHTML = `<did-you-know>${inside}</did-you-know>`;
      const element = wrapper.shadowRoot!.querySelector('did-you-know')!;
      await element.updateComplete;
      expect(seenIn(wrapper, 'b')).to.deep.equal(['Track II is informal.']);
      expect(labels(element)).to.deep.equal(['Did you know?']);
    }
  });
});

describe('<did-you-know> with nothing in it', () => {
  it('takes no space, until there is something', async () => {
    for (const template of [
      html`<did-you-know></did-you-know>`,
      html`<did-you-know><p></p></did-you-know>`,
      html`<did-you-know src=${pool()}></did-you-know>`,
    ]) {
      const element = await noteOf(template);
      await until(() => element.getClientRects().length === 0, 'the element to vanish');
    }
    const element = await noteOf(html`<did-you-know></did-you-know>`);
    const p = document.createElement('p');
    p.textContent = 'Late';
    element.append(p);
    await until(() => facts(element)[0] === 'Late', 'the late fact');
  });

  it('asks its developer for facts, not for the src that it has', async () => {
    const told: unknown[] = [];
    const { warn } = console;
    console.warn = (text: unknown) => told.push(text);
    try {
      await noteOf(html`<did-you-know src=${pool()}></did-you-know>`);
      await until(() => told.length, 'the advice');
      expect(told.join()).to.contain('write a fact into it, or give it a src that has some');
    } finally {
      console.warn = warn;
    }
  });
});

describe('<did-you-know> that the page showed before it was defined', () => {
  it('keeps every line where it was', async () => {
    class LateNote extends DidYouKnowElement {}
    const before = await fixture<HTMLElement>(
      html`<div style="padding-inline: 2em">
        <late-note><p>One fact.</p></late-note>
        <late-note
          ><ul>
            <li>One</li>
            <li>Two</li>
          </ul></late-note
        >
        <p>After</p>
      </div>`,
    );
    const tops = (): number[] =>
      [...before.querySelectorAll('p, li')].map((each) => Math.round(each.getBoundingClientRect().top));
    const painted = tops();
    customElements.define('late-note', LateNote);
    for (const element of before.querySelectorAll<DidYouKnowElement>('late-note')) {
      await element.updateComplete;
      expect(note(element).getAttribute('aria-label')).to.equal('Did you know?');
    }
    expect(tops()).to.deep.equal(painted);
  });

  it('takes its listening along when it is removed', async () => {
    class GoneNote extends DidYouKnowElement {}
    const root = await fixture<HTMLElement>(
      html`<div>
        <gone-note><p>One fact.</p></gone-note>
      </div>`,
    );
    const { IntersectionObserver: Native } = window;
    const watching = new Set<IntersectionObserver>();
    window.IntersectionObserver = class extends Native {
      override observe(target: Element): void {
        watching.add(this);
        super.observe(target);
      }
      override disconnect(): void {
        watching.delete(this);
        super.disconnect();
      }
    };
    try {
      customElements.define('gone-note', GoneNote);
      const element = root.querySelector<DidYouKnowElement>('gone-note')!;
      await element.updateComplete;
      expect(watching.size).to.equal(1);
      root.prepend(element);
      expect(watching.size).to.equal(1);
      element.remove();
      expect(watching.size).to.equal(0);
    } finally {
      window.IntersectionObserver = Native;
    }
  });

  it('becomes what it was designed as when it is below the screen, where nobody sees it change', async () => {
    class LeftNote extends DidYouKnowElement {}
    const root = await fixture<HTMLElement>(
      html`<div>
        <div style="block-size: 3000px"></div>
        <left-note share
          ><p>One</p>
          <p>Two</p></left-note
        >
        <div id="after"></div>
        <div style="block-size: 3000px"></div>
      </div>`,
    );
    const element = root.querySelector<DidYouKnowElement>('left-note')!;
    const after = root.querySelector('#after')!;
    element.scrollIntoView({ block: 'center' });
    const painted = after.getBoundingClientRect().top;
    customElements.define('left-note', LeftNote);
    await element.updateComplete;
    expect(facts(element)).to.deep.equal(['One', 'Two']);
    await aTimeout(200);
    expect(after.getBoundingClientRect().top).to.equal(painted);
    scrollTo(0, 0);
    await until(() => position(element) === '1 of 2', 'the buttons');
    expect(facts(element)).to.deep.equal(['One']);
    element.scrollIntoView({ block: 'center' });
    await press(element, 'Next');
    expect(facts(element)).to.deep.equal(['Two']);
    await expect(element).to.be.accessible();
  });

  it('does so above the screen too, where the browser holds the place of what is read, and nowhere else', async () => {
    class PassedNote extends DidYouKnowElement {}
    const root = await fixture<HTMLElement>(
      html`<div>
        <div style="block-size: 3000px"></div>
        <passed-note
          ><p>One</p>
          <p>Two</p></passed-note
        >
        <div style="block-size: 1500px"></div>
        <p id="read">What is read</p>
        <div style="block-size: 3000px"></div>
      </div>`,
    );
    const element = root.querySelector<DidYouKnowElement>('passed-note')!;
    element.scrollIntoView({ block: 'center' });
    customElements.define('passed-note', PassedNote);
    await element.updateComplete;
    await aTimeout(200);
    expect(facts(element)).to.deep.equal(['One', 'Two']);
    const read = root.querySelector('#read')!;
    read.scrollIntoView({ block: 'center' });
    const { top } = read.getBoundingClientRect();
    if (CSS.supports('overflow-anchor', 'auto')) await until(() => position(element) === '1 of 2', 'the buttons');
    else await aTimeout(300);
    await aTimeout(100);
    expect(read.getBoundingClientRect().top).to.be.closeTo(top, 1);
    expect(facts(element)).to.deep.equal(CSS.supports('overflow-anchor', 'auto') ? ['One'] : ['One', 'Two']);
  });
});
