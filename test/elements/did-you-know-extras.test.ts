import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import type { TemplateResult } from 'lit';
import '../../src/define/did-you-know.js';
import { DidYouKnowElement } from '../../src/elements/did-you-know/did-you-know.js';
import type { DidYouKnowErrorEvent } from '../../src/elements/did-you-know/loaded-pool.events.js';
import type { DidYouKnowSharedEvent } from '../../src/elements/did-you-know/share.events.js';
import { AfterwordError } from '../../src/ports/errors.js';
import type { Feedback } from '../../src/ports/feedback.js';
import { until } from '../support/wait.js';

const LIST = html`<ul>
  <li>Track II diplomacy is informal.</li>
  <li>It is done by people who hold no office, and who can therefore say in a room what no office could ever say.</li>
</ul>`;

async function noteOf(template: TemplateResult): Promise<DidYouKnowElement> {
  const element = await fixture<DidYouKnowElement>(template);
  await element.updateComplete;
  return element;
}

const named = (element: Element, name: string): HTMLButtonElement | undefined =>
  [...element.shadowRoot!.querySelectorAll('button')].find((button) => button.textContent.trim() === name);

/** Puts other powers in place of the browser's own while `act` runs. */
async function withNavigator(powers: Record<string, unknown>, act: () => Promise<void>): Promise<void> {
  for (const [name, value] of Object.entries(powers)) Object.defineProperty(navigator, name, { value, configurable: true });
  try {
    await act();
  } finally {
    for (const name of Object.keys(powers)) Reflect.deleteProperty(navigator, name);
  }
}

const { features } = DidYouKnowElement;
afterEach(() => {
  DidYouKnowElement.features = features;
});

describe('<did-you-know share>', () => {
  it('hands the fact to the reader’s device, with a link that leads to its words', async () => {
    const shared: ShareData[] = [];
    const share = (data: ShareData): Promise<void> => Promise.resolve(void shared.push(data));
    await withNavigator({ canShare: () => true, share }, async () => {
      const element = await noteOf(html`<did-you-know share>${LIST}</did-you-know>`);
      const button = await until(() => named(element, 'Share'), 'the button');
      await expect(element).to.be.accessible();
      const done = oneEvent(element, 'did-you-know-shared') as Promise<Event> as Promise<DidYouKnowSharedEvent>;
      button.click();
      expect((await done).how).to.equal('device');
      expect(shared[0]!.text).to.equal('Track II diplomacy is informal.');
      expect(shared[0]!.url).to.match(/#:~:text=Track%20II%20diplomacy%20is%20informal\.$/);
    });
  });

  it('copies the link where the device takes none, and says so', async () => {
    const copied: string[] = [];
    const clipboard = { writeText: (text: string) => Promise.resolve(void copied.push(text)) };
    await withNavigator({ canShare: undefined, clipboard }, async () => {
      const element = await noteOf(html`<did-you-know share>${LIST}</did-you-know>`);
      await until(() => named(element, 'Share'), 'the button');
      element.next();
      await element.updateComplete;
      named(element, 'Share')!.click();
      await until(() => named(element, 'Link copied'), 'the word of it');
      expect(element.shadowRoot!.querySelector('[role="status"]')!.textContent).to.equal('Link copied');
      expect(copied[0]).to.match(
        /#:~:text=It%20is%20done%20by%20people,what%20no%20office%20could%20ever%20say\.$|text=It.*,.*say\.$/,
      );
    });
  });

  it('leads to itself where the fact was loaded, since no browser finds its words', async () => {
    const { loadFacts } = DidYouKnowElement;
    const shared: ShareData[] = [];
    const share = (data: ShareData): Promise<void> => Promise.resolve(void shared.push(data));
    DidYouKnowElement.loadFacts = () => Promise.resolve([{ text: 'Loaded.' }]);
    try {
      await withNavigator({ canShare: () => true, share }, async () => {
        for (const id of ['', 'fact']) {
          const element = await noteOf(html`<did-you-know id=${id} share src="/facts.json"></did-you-know>`);
          (await until(() => named(element, 'Share'), 'the button')).click();
        }
        const page = location.href.split('#')[0]!;
        await until(() => shared.length === 2, 'both to be shared');
        expect(shared.map(({ url }) => url)).to.deep.equal([page, `${page}#fact`]);
      });
    } finally {
      DidYouKnowElement.loadFacts = loadFacts;
    }
  });

  it('does nothing when the reader thinks better of it, or the page takes it over', async () => {
    const copied: string[] = [];
    const clipboard = { writeText: (text: string) => Promise.resolve(void copied.push(text)) };
    const share = (): Promise<void> => Promise.reject(new DOMException('no', 'AbortError'));
    await withNavigator({ canShare: () => true, share, clipboard }, async () => {
      const element = await noteOf(html`<did-you-know share>${LIST}</did-you-know>`);
      const button = await until(() => named(element, 'Share'), 'the button');
      let asked = 0;
      element.addEventListener('did-you-know-share', (event) => {
        if (++asked === 2) event.preventDefault();
      });
      button.click();
      button.click();
      await element.updateComplete;
      expect(asked).to.equal(2);
      expect(copied).to.deep.equal([]);
    });
  });
});

describe('<did-you-know helpful>', () => {
  it('asks about the fact that is shown, and tells the page and the port', async () => {
    const sent: Feedback[] = [];
    const port = { send: (feedback: Feedback): Promise<void> => Promise.resolve(void sent.push(feedback)) };
    const element = await noteOf(html`<did-you-know helpful .feedbackPort=${port}>${LIST}</did-you-know>`);
    await until(() => named(element, 'No'), 'the question');
    await expect(element).to.be.accessible();
    element.next();
    await element.updateComplete;
    const voted = oneEvent(element, 'did-you-know-voted') as Promise<Event> as Promise<Event & { text: string }>;
    named(element, 'No')!.click();
    expect((await voted).text).to.match(/^It is done/);
    expect(sent[0]).to.include({ kind: 'fact', helpful: false });
    await until(() => named(element, 'No')!.ariaPressed === 'true', 'the vote to show');
    element.previous();
    await element.updateComplete;
    expect(named(element, 'No')!.ariaPressed).to.equal('false');
    element.feedbackPort = { send: () => Promise.reject(new AfterwordError('offline', 'cut off')) };
    const failed = oneEvent(element, 'did-you-know-error') as Promise<Event> as Promise<DidYouKnowErrorEvent>;
    const { warn } = console;
    console.warn = () => undefined;
    named(element, 'No')!.click();
    const { action, error } = await failed;
    console.warn = warn;
    expect([action, error.code]).to.deep.equal(['vote', 'offline']);
  });

  it('keeps its room before it arrives, so that nothing below moves', async () => {
    let arrive = (): void => undefined;
    const waiting = new Promise<void>((resolve) => (arrive = resolve));
    DidYouKnowElement.features = {
      ...features!,
      helpful: async () => (await waiting, features!.helpful()),
      share: async () => (await waiting, features!.share()),
    };
    const element = await noteOf(html`<did-you-know share helpful>${LIST}</did-you-know>`);
    const before = element.getBoundingClientRect().height;
    arrive();
    await until(() => named(element, 'Yes') && named(element, 'Share'), 'both');
    expect(element.getBoundingClientRect().height).to.be.closeTo(before, 1);
  });
});

describe('<did-you-know pick>', () => {
  it('shows nothing before it is known what, and the first fact when that cannot be known', async () => {
    const warn = console.warn;
    console.warn = () => undefined;
    let refuse = (): void => undefined;
    DidYouKnowElement.features = {
      ...features!,
      pick: () => new Promise((_resolve, reject) => (refuse = () => reject(new Error('offline')))),
    };
    try {
      const element = await noteOf(html`<did-you-know pick="day">${LIST}</did-you-know>`);
      const shown = (): string[] =>
        [...element.querySelectorAll('li')]
          .filter((item) => item.checkVisibility({ visibilityProperty: true }))
          .map((item) => item.textContent);
      expect(shown()).to.deep.equal([]);
      const height = element.getBoundingClientRect().height;
      refuse();
      await until(() => shown().join() === 'Track II diplomacy is informal.', 'the first fact');
      expect(element.getBoundingClientRect().height).to.be.closeTo(height, 1);
    } finally {
      console.warn = warn;
    }
  });
});
