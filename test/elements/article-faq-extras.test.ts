import { aTimeout, expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { TemplateResult } from 'lit';
import '../../src/define/article-faq.js';
import '../../src/define/article-widgets.js';
import { ArticleFaqElement } from '../../src/elements/article-faq/article-faq.js';
import type { ArticleFaqVoteEvent } from '../../src/elements/article-faq/helpful-answers.events.js';
import { AfterwordError } from '../../src/ports/errors.js';
import type { Feedback, FeedbackPort } from '../../src/ports/feedback.js';
import { hold } from '../support/hold.js';
import { until } from '../support/wait.js';

const QUESTIONS = html`
  <h3>What is the goal?</h3>
  <p>Exploring parameters.</p>
  <h3>Why America?</h3>
  <p>A guarantor is needed.</p>
`;

async function faqOf(template: TemplateResult): Promise<ArticleFaqElement> {
  const faq = await fixture<ArticleFaqElement>(template);
  await faq.updateComplete;
  return faq;
}

const buttons = (faq: Element): HTMLButtonElement[] => [
  ...faq.shadowRoot!.querySelectorAll<HTMLButtonElement>('button[aria-expanded]'),
];
const states = (faq: Element): string =>
  buttons(faq)
    .map((button) => button.getAttribute('aria-expanded'))
    .join();
const named = (faq: Element, name: string): HTMLButtonElement | undefined =>
  [...faq.shadowRoot!.querySelectorAll('button')].find((button) => button.textContent.trim() === name);

function recorder(fail?: AfterwordError): FeedbackPort & { sent: Feedback[] } {
  const sent: Feedback[] = [];
  return {
    sent,
    send: (feedback) => {
      sent.push(feedback);
      return fail ? Promise.reject(fail) : Promise.resolve();
    },
  };
}

const { features } = ArticleFaqElement;

beforeEach(() => sessionStorage.clear());
afterEach(() => {
  ArticleFaqElement.features = features;
  history.replaceState(null, '', location.pathname + location.search);
});

describe('<article-faq helpful>', () => {
  it('asks under an open answer, thanks, and tells the page and the port once', async () => {
    const port = recorder();
    const faq = await faqOf(html`<article-faq helpful .feedbackPort=${port}>${QUESTIONS}</article-faq>`);
    expect(named(faq, 'Yes')).to.equal(undefined);
    buttons(faq)[1]!.click();
    const yes = await until(() => named(faq, 'Yes'), 'the question');
    await expect(faq).to.be.accessible();
    yes.focus();
    const voted = oneEvent(faq, 'article-faq-voted') as Promise<Event> as Promise<ArticleFaqVoteEvent>;
    await sendKeys({ press: 'Enter' });
    const { question, questionId, helpful } = await voted;
    expect([question, questionId, helpful]).to.deep.equal(['Why America?', 'why-america', true]);
    await until(() => faq.shadowRoot!.textContent.includes('Thank you.'), 'the thanks');
    expect(faq.shadowRoot!.activeElement).to.equal(yes);
    expect(yes.ariaPressed).to.equal('true');
    expect(port.sent).to.have.length(1);
    expect(port.sent[0]).to.include({ kind: 'question', id: 'why-america', helpful: true });
    expect(port.sent[0]!.page.url).to.contain(location.pathname);
    await expect(faq).to.be.accessible();
  });

  it('says which story it is about, as the settings of the page name it', async () => {
    const port = recorder();
    const page = await fixture(
      html`<article-widgets thread="story-1"
        ><article-faq helpful open .feedbackPort=${port}>${QUESTIONS}</article-faq></article-widgets
      >`,
    );
    const yes = await until(() => named(page.querySelector('article-faq')!, 'Yes'), 'the question');
    yes.click();
    await until(() => port.sent.length, 'the answer');
    expect(port.sent[0]!.page.id).to.equal('story-1');
  });

  it('sends nothing when the page cancels it, and says so when it could not be sent', async () => {
    const warn = console.warn;
    console.warn = () => undefined;
    try {
      const port = recorder(new AfterwordError('server', 'down'));
      const faq = await faqOf(html`<article-faq helpful open .feedbackPort=${port}>${QUESTIONS}</article-faq>`);
      const no = await until(() => named(faq, 'No'), 'the question');
      faq.addEventListener('article-faq-vote', (event) => event.preventDefault(), { once: true });
      no.click();
      await aTimeout(20);
      expect(port.sent).to.have.length(0);
      const failed = oneEvent(faq, 'article-faq-error');
      no.click();
      await failed;
      await until(() => faq.shadowRoot!.textContent.includes('could not be sent'), 'the reason');
      expect(no.ariaPressed).to.equal('false');
    } finally {
      console.warn = warn;
    }
  });

  it('sends what is said of each of two answers, however slow the backend is', async () => {
    const sent: string[] = [];
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const port: FeedbackPort = {
      send: async ({ id }, signal) => {
        await held;
        signal.throwIfAborted();
        sent.push(id!);
      },
    };
    const faq = await faqOf(html`<article-faq helpful open .feedbackPort=${port}>${QUESTIONS}</article-faq>`);
    await until(() => named(faq, 'Yes'), 'the question');
    const told: string[] = [];
    faq.addEventListener('article-faq-voted', ({ questionId }) => told.push(questionId));
    for (const button of faq.shadowRoot!.querySelectorAll<HTMLElement>('[role=group] button:first-of-type')) button.click();
    const { parentElement } = faq;
    parentElement!.append(faq);
    await aTimeout(0);
    release();
    await until(() => told.length === 2, 'both to be taken');
    expect(sent).to.deep.equal(['what-is-the-goal', 'why-america']);
    expect(told).to.deep.equal(sent);
  });

  it('asks anew where the answer was cut off, and tells of the last of two to the same question', async () => {
    const { port } = hold(recorder(), 'send');
    const faq = await faqOf(html`<article-faq helpful open .feedbackPort=${port}>${QUESTIONS}</article-faq>`);
    (await until(() => named(faq, 'Yes'), 'the question')).click();
    await until(() => faq.shadowRoot!.textContent.includes('Thank you.'), 'the thanks');
    const { parentElement } = faq;
    faq.remove();
    await aTimeout(0);
    parentElement!.append(faq);
    await until(() => !faq.shadowRoot!.textContent.includes('Thank you.'), 'the question again');
    const told: boolean[] = [];
    faq.addEventListener('article-faq-voted', ({ helpful }) => told.push(helpful));
    named(faq, 'Yes')!.click();
    faq.feedbackPort = recorder();
    named(faq, 'No')!.click();
    await until(() => told.length, 'the second to be taken');
    expect(told).to.deep.equal([false]);
    expect(named(faq, 'No')!.ariaPressed).to.equal('true');
  });

  it('posts to the address the page names', async () => {
    const faq = await faqOf(html`<article-faq helpful open feedback-src="/nowhere/feedback">${QUESTIONS}</article-faq>`);
    const warn = console.warn;
    console.warn = () => undefined;
    const failed = oneEvent(faq, 'article-faq-error') as Promise<Event> as Promise<Event & { error: AfterwordError }>;
    (await until(() => named(faq, 'Yes'), 'the question')).click();
    const { error } = await failed;
    console.warn = warn;
    expect(error.message).to.contain('/nowhere/feedback');
  });
});

describe('<article-faq remember>', () => {
  it('opens after a reload what the reader had open, on this page only', async () => {
    const open = html`<article-faq remember>${QUESTIONS}</article-faq>`;
    const before = await faqOf(open);
    buttons(before)[1]!.click();
    await until(() => states(before) === 'false,true' && sessionStorage.length > 0, 'the answer, kept');
    before.remove();
    const after = await faqOf(open);
    await until(() => states(after) === 'false,true', 'the remembered answer');
    after.remove();
    const forgetful = await faqOf(html`<article-faq>${QUESTIONS}</article-faq>`);
    await aTimeout(100);
    expect(states(forgetful)).to.equal('false,false');
    const path = location.pathname;
    history.replaceState(null, '', '/another/page');
    try {
      const other = await faqOf(open);
      await aTimeout(100);
      expect(states(other)).to.equal('false,false');
    } finally {
      history.replaceState(null, '', path);
    }
  });

  it('opens it also where that is asked for later than the address', async () => {
    sessionStorage.setItem(`afterword.faq ${location.pathname}${location.search}`, 'why-america');
    let isThere = false;
    ArticleFaqElement.features = {
      ...features!,
      history: async () => {
        const make = await features!.history();
        return (faq) => (isThere = make(faq));
      },
    };
    const faq = await faqOf(html`<article-faq update-url>${QUESTIONS}</article-faq>`);
    await until(() => isThere, 'the feature');
    await faq.updateComplete;
    expect(states(faq)).to.equal('false,false');
    faq.remember = true;
    await until(() => states(faq) === 'false,true', 'the remembered answer');
    expect(location.hash).to.equal('');
    buttons(faq)[1]!.click();
    await faq.updateComplete;
    expect(states(faq)).to.equal('false,false');
  });

  it('works where storage is blocked', async () => {
    const { getItem, setItem } = Storage.prototype;
    Storage.prototype.getItem = Storage.prototype.setItem = () => {
      throw new DOMException('blocked', 'SecurityError');
    };
    try {
      const faq = await faqOf(html`<article-faq remember>${QUESTIONS}</article-faq>`);
      await aTimeout(50);
      buttons(faq)[0]!.click();
      await until(() => states(faq) === 'true,false', 'the answer');
    } finally {
      Object.assign(Storage.prototype, { getItem, setItem });
    }
  });
});

describe('<article-faq update-url>', () => {
  it('writes the question the reader opens into the address, keeps the history and its state', async () => {
    history.replaceState({ router: 1 }, '', location.href);
    let isThere = false;
    ArticleFaqElement.features = {
      ...features!,
      history: async () => {
        const make = await features!.history();
        return (faq) => (isThere = make(faq));
      },
    };
    const faq = await faqOf(html`<article-faq update-url>${QUESTIONS}</article-faq>`);
    await until(() => isThere, 'the feature');
    const entries = history.length;
    buttons(faq)[1]!.click();
    expect(location.hash).to.equal('#why-america');
    expect(history.length).to.equal(entries);
    expect(history.state).to.deep.equal({ router: 1 });
    faq.expandAll();
    expect(location.hash).to.equal('#why-america');
  });

  it('writes none of the questions into it that the reader opens all at once', async () => {
    let isThere = false;
    ArticleFaqElement.features = {
      ...features!,
      history: async () => {
        const make = await features!.history();
        return (faq) => (isThere = make(faq));
      },
    };
    const faq = await faqOf(
      html`<article-faq update-url
        >${QUESTIONS}
        <h3>Will they succeed?</h3>
        <p>Too early to say.</p></article-faq
      >`,
    );
    await until(() => isThere, 'the feature');
    named(faq, 'Expand all')!.click();
    await faq.updateComplete;
    expect(states(faq)).to.equal('true,true,true');
    expect(location.hash).to.equal('');
    buttons(faq)[1]!.click();
    buttons(faq)[1]!.click();
    expect(location.hash).to.equal('#why-america');
  });

  it('leaves the address alone when not asked', async () => {
    const faq = await faqOf(html`<article-faq>${QUESTIONS}</article-faq>`);
    buttons(faq)[1]!.click();
    await aTimeout(50);
    expect(location.hash).to.equal('');
  });
});

describe('<article-faq> search', () => {
  const many = html`<article-faq
    >${['Why', 'When', 'Where', 'Who', 'Whom', 'Whose', 'Which', 'Café'].map(
      (word) =>
        html`<h3>${word}?</h3>
          <p>The answer about ${word} and the cafe.</p>`,
    )}</article-faq
  >`;
  const marked = (): string[] => [...(CSS.highlights.get('afterword-found') ?? [])].map((range) => (range as Range).toString());

  it('marks the words it found where the browser can, in their own spelling, and only while they are searched for', async () => {
    const faq = await faqOf(many);
    const field = await until(() => faq.shadowRoot!.querySelector('input'), 'the field');
    field.focus();
    await sendKeys({ type: 'CAFÉ whom' });
    await until(() => faq.shadowRoot!.textContent.includes('1 question found'), 'the count');
    if ('highlights' in CSS) expect(marked().sort()).to.deep.equal(['Whom', 'Whom', 'cafe']);
    faq.remove();
    if ('highlights' in CSS) expect(marked()).to.deep.equal([]);
  });

  it('takes an accent that waits for its letter for no word', async () => {
    const faq = await faqOf(many);
    const field = await until(() => faq.shadowRoot!.querySelector('input'), 'the field');
    for (const [typed, count] of [
      ['´', 8],
      ['whom ´', 1],
      ['whom ´a', 1],
      ['\u0301', 8],
    ] as const) {
      field.value = typed;
      field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      await faq.updateComplete;
      expect(faq.shadowRoot!.querySelector('search')!.textContent).to.contain(`${count} question`);
    }
    if ('highlights' in CSS) expect(marked()).to.deep.equal([]);
  });

  it('marks a word that begins in one node and ends in another, but not across paragraphs and lines', async () => {
    const faq = await faqOf(
      html`<article-faq
        >${[1, 2, 3, 4, 5, 6, 7].map(
          (n) =>
            html`<h3>Question ${n}?</h3>
              <p>Answer</p>`,
        )}
        <h3>Is it <b>Bo</b><i>ld?</i></h3>
        <ul>
          ${['It is bo', 'ld, in a list'].map((text) => html`<li>${text}</li>`)}
        </ul>
        <p>
          bo<br />ld, as <em>b<u>o</u></em
          >ld as can be.
        </p></article-faq
      >`,
    );
    const field = await until(() => faq.shadowRoot!.querySelector('input'), 'the field');
    field.focus();
    await sendKeys({ type: 'bold' });
    await until(() => faq.shadowRoot!.textContent.includes('1 question found'), 'the count');
    if ('highlights' in CSS) expect(marked()).to.deep.equal(['Bold', 'bold']);
  });

  it('keeps what is typed into it from the shortcuts of the page, and leaves the page its own keys', async () => {
    const faq = await faqOf(many);
    const field = await until(() => faq.shadowRoot!.querySelector('input'), 'the field');
    const heard: string[] = [];
    const hear = ({ type, key }: KeyboardEvent): unknown => heard.push(`${type} ${key}`);
    const kinds = ['keydown', 'keypress', 'keyup'] as const;
    for (const kind of kinds) document.addEventListener(kind, hear);
    try {
      field.focus();
      await sendKeys({ type: 'who' });
      await sendKeys({ press: 'Escape' });
      await sendKeys({ down: 'Control' });
      await sendKeys({ press: 'k' });
      await sendKeys({ up: 'Control' });
      await sendKeys({ press: 'Tab' });
    } finally {
      for (const kind of kinds) document.removeEventListener(kind, hear);
    }
    expect(heard).to.include.members(['keydown Escape', 'keydown k', 'keydown Tab']);
    expect(heard.filter((each) => /[who]$/.test(each))).to.deep.equal([]);
  });

  it('has its room before it arrives, so that no question moves', async () => {
    let arrive = (): void => undefined;
    const waiting = new Promise<void>((resolve) => (arrive = resolve));
    ArticleFaqElement.features = { ...features!, search: async () => (await waiting, features!.search()) };
    const faq = await faqOf(many);
    const top = (): number => faq.querySelector('h3')!.getBoundingClientRect().top;
    const before = top();
    arrive();
    await until(() => faq.shadowRoot!.querySelector('input'), 'the field');
    expect(top()).to.be.closeTo(before, 1);
  });
});

describe('<article-faq> with long answers', () => {
  it('does not shift when images, tables and video in an open answer arrive', async () => {
    // A place without a picture, or with a broken one, is the engine's to draw: a small one comes before the large one.
    const dot = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
    const faq = await faqOf(
      html`<article-faq>
        <h3>What does it look like?</h3>
        <div>
          <img alt="" width="300" height="200" src=${dot} />
          <table>
            <tbody>
              <tr>
                <td>${'cell '.repeat(50)}</td>
              </tr>
            </tbody>
          </table>
          <video width="320" height="180"></video>
        </div>
        <h3>And after?</h3>
        <p>After.</p>
      </article-faq>`,
    );
    buttons(faq)[0]!.click();
    await until(() => states(faq) === 'true,false', 'the answer');
    const image = faq.querySelector('img')!;
    await until(() => image.complete && image.naturalWidth === 1, 'the small picture');
    const top = (): number => faq.querySelectorAll('h3')[1]!.getBoundingClientRect().top;
    const before = top();
    image.src = Object.assign(document.createElement('canvas'), { width: 900, height: 900 }).toDataURL();
    await until(() => image.complete && image.naturalWidth === 900, 'the picture');
    expect(top()).to.equal(before);
  });
});

describe('<article-faq> whose features do not arrive', () => {
  it('opens its answers all the same, and tells the developer once', async () => {
    const warnings: string[] = [];
    const warn = console.warn;
    console.warn = (text: string) => warnings.push(text);
    try {
      ArticleFaqElement.features = { ...features!, helpful: () => Promise.reject(new Error('offline')) };
      const faq = await faqOf(html`<article-faq helpful>${QUESTIONS}</article-faq>`);
      buttons(faq)[0]!.click();
      await until(() => states(faq) === 'true,false', 'the answer');
      await until(() => warnings.length, 'the warning');
      buttons(faq)[1]!.click();
      await faq.updateComplete;
      expect(warnings).to.have.length(1);
      expect(warnings[0]).to.contain('"helpful"');
    } finally {
      console.warn = warn;
    }
  });
});

describe('a link to a question', () => {
  /** Eight of them can be searched. */
  const many = html`<article-faq>
    ${['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'].map(
      (letter) =>
        html`<h3>Question ${letter}?</h3>
          <p>Answer ${letter}.</p>`,
    )}
  </article-faq>`;
  const link = (faq: Element, name: string): HTMLAnchorElement =>
    faq.shadowRoot!.querySelector<HTMLAnchorElement>(`a[aria-label*="${name}"]`)!;

  async function near(faq: ArticleFaqElement): Promise<void> {
    buttons(faq)[0]!.dispatchEvent(new PointerEvent('pointerover', { bubbles: true, composed: true }));
    await until(() => faq.shadowRoot!.querySelector('a'), 'the links to questions');
  }

  it('works each time it is pressed, not only the first', async () => {
    const root = await fixture(html`<div><a href="#why-america">Why?</a><article-faq>${QUESTIONS}</article-faq></div>`);
    const faq = root.querySelector('article-faq')!;
    const anchor = root.querySelector('a')!;
    anchor.click();
    await until(() => states(faq) === 'false,true', 'the answer');
    await until(() => faq.shadowRoot!.activeElement === buttons(faq)[1], 'the question to be focused');
    buttons(faq)[1]!.click();
    await faq.updateComplete;
    expect(states(faq)).to.equal('false,false');
    anchor.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => states(faq) === 'false,true', 'the answer again');
    await until(() => faq.shadowRoot!.activeElement === buttons(faq)[1], 'the question to be focused again');
  });

  it('keeps what is searched for and the focus when the reader takes it', async () => {
    const faq = await faqOf(many);
    const field = await until(() => faq.shadowRoot!.querySelector('input'), 'the field');
    await near(faq);
    field.focus();
    await sendKeys({ type: 'question b' });
    await until(() => faq.querySelectorAll('h3')[2]!.getClientRects().length === 0, 'the search');
    link(faq, 'Question B?').focus();
    await sendKeys({ press: 'Enter' });
    await until(() => states(faq).startsWith('false,true'), 'its answer to open');
    await aTimeout(100);
    expect(field.value).to.equal('question b');
    expect(faq.shadowRoot!.activeElement).to.equal(link(faq, 'Question B?'));
  });

  it('says that a link was copied only of the link that was, and each time', async () => {
    const original = navigator.clipboard;
    let isClosed = false;
    const clipboard = { writeText: () => (isClosed ? Promise.reject(new Error('closed')) : Promise.resolve()) };
    Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
    try {
      const faq = await faqOf(many);
      await near(faq);
      const status = faq.shadowRoot!.querySelector('.visually-hidden')!;
      const said: string[] = [];
      const observer = new MutationObserver(() => said.push(status.textContent));
      observer.observe(status, { childList: true, characterData: true, subtree: true });
      for (const name of ['Question A?', 'Question B?']) {
        link(faq, name).click();
        await until(() => link(faq, name).textContent === '✓', 'the link to be copied');
      }
      expect(said).to.deep.equal(['Link copied', '', 'Link copied']);
      isClosed = true;
      link(faq, 'Question C?').click();
      await until(() => status.textContent === '', 'the first word to go');
      expect(faq.shadowRoot!.textContent).not.to.contain('✓');
    } finally {
      Object.defineProperty(navigator, 'clipboard', { value: original, configurable: true });
    }
  });

  it('opens late without taking the reader from what they write', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    ArticleFaqElement.features = {
      ...features!,
      hash: async () => {
        await held;
        return features!.hash();
      },
    };
    history.replaceState(null, '', '#why-america');
    const root = await fixture(
      html`<div>
        <textarea></textarea>
        <div style="block-size: 3000px"></div>
        <article-faq>${QUESTIONS}</article-faq>
      </div>`,
    );
    root.querySelector('textarea')!.focus();
    await sendKeys({ type: 'abc' });
    release();
    await until(() => states(root.querySelector('article-faq')!) === 'false,true', 'the answer');
    await aTimeout(100);
    await sendKeys({ type: 'def' });
    expect(root.querySelector('textarea')!.value).to.equal('abcdef');
    expect(scrollY).to.be.below(100);
  });
});

describe('<article-faq exclusive>', () => {
  const long = html`<p style="block-size: 2000px">A long answer.</p>`;
  const headings = html`
    <h3>One?</h3>
    ${long}
    <h3>Two?</h3>
    ${long}
    <h3>Three?</h3>
    ${long}
  `;
  const details = ['One?', 'Two?', 'Three?'].map(
    (name) =>
      html`<details>
        <summary>${name}</summary>
        ${long}
      </details>`,
  );
  const pane = 'block-size: 500px; overflow: auto';

  for (const [what, questions, style] of [
    ['headings', headings, ''],
    ['<details>', details, ''],
    ['headings in a pane that scrolls', headings, pane],
  ] as const) {
    it(`keeps the question the reader opens where it is, when the answer above it closes: ${what}`, async () => {
      const root = await fixture(
        html`<div style=${style}>
          <div style="block-size: 1000px"></div>
          <article-faq exclusive>${questions}</article-faq>
          <div style="block-size: 3000px"></div>
        </div>`,
      );
      const faq = root.querySelector('article-faq')!;
      await faq.updateComplete;
      const controls = [...(what === '<details>' ? faq.querySelectorAll('summary') : buttons(faq))];
      const open = (): boolean[] => [...faq.querySelectorAll('p')].map((each) => each.checkVisibility());
      controls[0]!.click();
      await until(() => open()[0], 'the first answer');
      controls[1]!.scrollIntoView({ block: 'center' });
      controls[1]!.focus({ preventScroll: true });
      await aTimeout(50);
      const { top } = controls[1]!.getBoundingClientRect();
      expect(top).to.be.within(1, innerHeight);
      await sendKeys({ press: 'Enter' });
      await until(() => !open()[0] && open()[1], 'the second answer instead');
      await aTimeout(100);
      expect(controls[1]!.getBoundingClientRect().top).to.be.closeTo(top, 1);
    });
  }
});
