import { aTimeout, expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { TemplateResult } from 'lit';
import type { ArticleFaqToggledEvent } from '../../src/elements/article-faq/article-faq.events.js';
import type { ArticleFaqElement } from '../../src/elements/article-faq/article-faq.js';
import '../../src/define/article-faq.js';
import { can, emulateMedia } from '../support/engines.js';
import { until } from '../support/wait.js';

const HEADINGS = html`
  <article-faq>
    <h2>FAQ</h2>
    <p>Three questions readers asked.</p>
    <h3>What is the goal?</h3>
    <p>Exploring parameters.</p>
    <p>And <a href="#elsewhere">more</a>.</p>
    <h3>Why America?</h3>
    <p>A guarantor is needed.</p>
    <h3>Will they succeed?</h3>
    <ul>
      <li>Too early to say.</li>
    </ul>
  </article-faq>
`;

const DETAILS = html`
  <article-faq>
    <details>
      <summary>What is the goal?</summary>
      <p>Exploring parameters.</p>
    </details>
    <details>
      <summary>Why America?</summary>
      <p>A guarantor is needed.</p>
    </details>
    <details id="success">
      <summary>Will they succeed?</summary>
      <p>Too early to say.</p>
    </details>
  </article-faq>
`;

async function faqOf(template: TemplateResult): Promise<ArticleFaqElement> {
  const root = await fixture<HTMLElement>(template);
  const faq = root.matches('article-faq') ? (root as ArticleFaqElement) : root.querySelector('article-faq')!;
  await faq.updateComplete;
  return faq;
}

const buttons = (faq: Element): HTMLButtonElement[] => [
  ...faq.shadowRoot!.querySelectorAll<HTMLButtonElement>('button[aria-expanded]'),
];
const states = (faq: Element): (string | null)[] => buttons(faq).map((button) => button.getAttribute('aria-expanded'));
const shown = (element: Element): boolean =>
  element.checkVisibility({ contentVisibilityAuto: true }) && element.getBoundingClientRect().height > 0;
const answer = (faq: Element, text: string): Element =>
  [...faq.querySelectorAll('p, li')].find((p) => p.textContent.includes(text))!;
const byText = (faq: Element, text: string): HTMLButtonElement =>
  [...faq.shadowRoot!.querySelectorAll('button')].find((button) => button.textContent.trim() === text)!;
const schema = (): HTMLScriptElement[] => [
  ...document.querySelectorAll<HTMLScriptElement>('head script[type="application/ld+json"]'),
];

/** What a reader sees who came near, with the pointer or the keyboard. */
async function near(faq: ArticleFaqElement): Promise<void> {
  buttons(faq)[0]?.dispatchEvent(new PointerEvent('pointerover', { bubbles: true, composed: true }));
  faq.querySelector('summary')?.dispatchEvent(new PointerEvent('pointerover', { bubbles: true, composed: true }));
  await until(() => faq.shadowRoot!.querySelector('a'), 'the links to questions');
}

async function go(hash: string): Promise<void> {
  history.replaceState(null, '', `#${hash}`);
  window.dispatchEvent(new HashChangeEvent('hashchange'));
  await aTimeout(0);
}

afterEach(() => history.replaceState(null, '', location.pathname + location.search));

describe('<article-faq> of headings and text', () => {
  it('makes each question a button in a heading of its level, answers closed, the rest shown', async () => {
    const faq = await faqOf(HEADINGS);
    expect(states(faq)).to.deep.equal(['false', 'false', 'false']);
    for (const { parentElement } of buttons(faq)) {
      expect([parentElement!.role, parentElement!.ariaLevel]).to.deep.equal(['heading', '3']);
    }
    expect(shown(faq.querySelector('h2')!)).to.equal(true);
    expect(shown(answer(faq, 'Three questions'))).to.equal(true);
    expect(shown(answer(faq, 'Exploring'))).to.equal(false);
    await expect(faq).to.be.accessible();
  });

  it('opens and closes an answer with the keyboard and says so', async () => {
    const faq = await faqOf(HEADINGS);
    buttons(faq)[1]!.focus();
    const toggled = oneEvent(faq, 'article-faq-toggled') as Promise<Event> as Promise<ArticleFaqToggledEvent>;
    await sendKeys({ press: 'Enter' });
    const event = await toggled;
    expect([event.question, event.questionId, event.open]).to.deep.equal(['Why America?', 'why-america', true]);
    await faq.updateComplete;
    expect(shown(answer(faq, 'guarantor'))).to.equal(true);
    expect(shown(answer(faq, 'Exploring'))).to.equal(false);
    await expect(faq).to.be.accessible();
    await sendKeys({ press: ' ' });
    await until(() => !shown(answer(faq, 'guarantor')), 'the answer to close');
  });

  it('goes from question to question with the arrow keys, Home and End', async () => {
    const faq = await faqOf(HEADINGS);
    const focused = (): number => buttons(faq).indexOf(faq.shadowRoot!.activeElement as HTMLButtonElement);
    buttons(faq)[0]!.focus();
    await near(faq);
    await sendKeys({ press: 'ArrowDown' });
    expect(focused()).to.equal(1);
    await sendKeys({ press: 'End' });
    expect(focused()).to.equal(2);
    await sendKeys({ press: 'ArrowDown' });
    expect(focused()).to.equal(0);
    await sendKeys({ press: 'ArrowUp' });
    expect(focused()).to.equal(2);
    await sendKeys({ press: 'Home' });
    expect(focused()).to.equal(0);
  });

  it('lets a publisher stop an answer from opening', async () => {
    const faq = await faqOf(HEADINGS);
    faq.addEventListener('article-faq-toggle', (event) => event.preventDefault(), { once: true });
    buttons(faq)[0]!.click();
    await faq.updateComplete;
    expect(states(faq)[0]).to.equal('false');
    buttons(faq)[0]!.click();
    await faq.updateComplete;
    expect(states(faq)[0]).to.equal('true');
  });

  it('keeps every node of the page, its attributes and its place', async () => {
    const host = document.createElement('div');
    const markup = '<article-faq><h3 id="a">Why?</h3><p>Because.</p><dl><dt>x</dt><dd>y</dd></dl></article-faq>';
    host.setHTMLUnsafe(markup);
    document.body.append(host);
    const faq = host.querySelector('article-faq')!;
    await faq.updateComplete;
    faq.expandAll();
    await faq.updateComplete;
    faq.collapseAll();
    await faq.updateComplete;
    expect(host.innerHTML).to.equal(markup);
    host.remove();
  });

  it('starts open when asked', async () => {
    const faq = await faqOf(
      html`<article-faq open
        ><h3>Why?</h3>
        <p>Because.</p></article-faq
      >`,
    );
    expect(shown(answer(faq, 'Because'))).to.equal(true);
    faq.removeAttribute('open');
    await until(() => !shown(answer(faq, 'Because')), 'the attribute to be followed');
  });

  it('opens and closes all answers from three questions on', async () => {
    const faq = await faqOf(HEADINGS);
    byText(faq, 'Expand all').click();
    await faq.updateComplete;
    expect(states(faq)).to.deep.equal(['true', 'true', 'true']);
    await expect(faq).to.be.accessible();
    byText(faq, 'Collapse all').click();
    await faq.updateComplete;
    expect(states(faq)).to.deep.equal(['false', 'false', 'false']);
    const two = await faqOf(
      html`<article-faq
        ><h3>A?</h3>
        <p>a</p>
        <h3>B?</h3>
        <p>b</p></article-faq
      >`,
    );
    expect(byText(two, 'Expand all')).to.equal(undefined);
  });

  it('asks the page of each question when the reader opens all, and opens those it does not object to', async () => {
    const faq = await faqOf(HEADINGS);
    const asked: string[] = [];
    buttons(faq)[2]!.click();
    faq.addEventListener('article-faq-toggle', (event) => {
      asked.push(`${event.question} ${event.open}`);
      if (event.questionId === 'why-america') event.preventDefault();
    });
    byText(faq, 'Expand all').click();
    await faq.updateComplete;
    expect(states(faq)).to.deep.equal(['true', 'false', 'true']);
    expect(asked).to.deep.equal(['What is the goal? true', 'Why America? true']);
    faq.expandAll();
    expect(asked).to.have.length(2);
  });

  it('opens the first alone where all are to be open and one may be', async () => {
    const faq = await faqOf(HEADINGS);
    faq.exclusive = true;
    const toggled: string[] = [];
    faq.addEventListener('article-faq-toggled', ({ questionId, open }) => toggled.push(`${questionId} ${open}`));
    faq.expandAll();
    await faq.updateComplete;
    expect(states(faq)).to.deep.equal(['true', 'false', 'false']);
    expect(toggled).to.deep.equal(['what-is-the-goal true']);
    const open = await faqOf(
      html`<article-faq open exclusive
        ><h3>A?</h3>
        <p>a</p>
        <h3>B?</h3>
        <p>b</p></article-faq
      >`,
    );
    expect(states(open)).to.deep.equal(['true', 'false']);
  });

  it('keeps one answer open when exclusive', async () => {
    const faq = await faqOf(HEADINGS);
    faq.exclusive = true;
    await faq.updateComplete;
    expect(byText(faq, 'Expand all')).to.equal(undefined);
    buttons(faq)[0]!.click();
    buttons(faq)[2]!.click();
    await faq.updateComplete;
    expect(states(faq)).to.deep.equal(['false', 'false', 'true']);
  });

  it('follows the page when questions come, change and go', async () => {
    const faq = await faqOf(HEADINGS);
    buttons(faq)[0]!.click();
    const heading = document.createElement('h3');
    heading.textContent = 'Who takes part?';
    const text = document.createElement('p');
    text.textContent = 'Three delegations.';
    faq.querySelector('h3')!.before(heading, text);
    await until(() => buttons(faq).length === 4, 'the new question');
    expect(states(faq)).to.deep.equal(['false', 'true', 'false', 'false']);
    expect(shown(heading)).to.equal(true);
    expect(shown(text)).to.equal(false);
    heading.remove();
    text.remove();
    await until(() => buttons(faq).length === 3, 'the question to go');
    expect(states(faq)).to.deep.equal(['true', 'false', 'false']);
  });

  it('works on after being moved and takes its listeners along when removed', async () => {
    const faq = await faqOf(HEADINGS);
    const place = document.createElement('div');
    document.body.append(place);
    place.append(faq);
    await go('why-america');
    await until(() => states(faq)[1] === 'true', 'the answer to open after the move');
    place.remove();
    await go('will-they-succeed');
    await faq.updateComplete;
    expect(states(faq)[2]).to.equal('false');
  });
});

describe('<article-faq> and find-in-page', () => {
  it('hides answers so that the browser’s own search finds and opens them', async () => {
    const faq = await faqOf(HEADINGS);
    const panel = answer(faq, 'guarantor').assignedSlot!.closest<HTMLElement>('[hidden]')!;
    expect(panel.getAttribute('hidden')).to.equal('until-found');
    const toggled = oneEvent(faq, 'article-faq-toggled') as Promise<Event> as Promise<ArticleFaqToggledEvent>;
    panel.dispatchEvent(new Event('beforematch', { bubbles: true }));
    expect((await toggled).question).to.equal('Why America?');
    await faq.updateComplete;
    expect(shown(answer(faq, 'guarantor'))).to.equal(true);
  });
});

describe('<article-faq> with many questions', () => {
  const many = (): TemplateResult =>
    html`<article-faq>
      <h2>FAQ</h2>
      ${['Áccents?', 'Money?', 'Time?', 'Place?', 'Who?', 'What?', 'Whence?'].map(
        (question) =>
          html`<h3>${question}</h3>
            <p>About ${question}</p>`,
      )}
      <details>
        <summary>Native?</summary>
        <p>Yes, natively.</p>
      </details>
    </article-faq>`;
  const list = html`<article-faq>
    ${['Áccents?', 'Money?', 'Time?', 'Place?', 'Who?', 'What?', 'Whence?', 'Whither?'].map(
      (question) =>
        html`<h3>${question}</h3>
          <p>About ${question === 'Time?' ? 'the clock' : question}</p>`,
    )}
  </article-faq>`;
  const status = (faq: Element): string => faq.shadowRoot!.querySelector('search [role=status]')!.textContent.trim();
  const visible = (faq: Element): string[] =>
    [...faq.querySelectorAll('h3')].filter((heading) => heading.getClientRects().length).map((heading) => heading.textContent);

  it('can be searched, by words of questions and answers, and counts what it found', async () => {
    const faq = await faqOf(list);
    const field = await until(() => faq.shadowRoot!.querySelector('input'), 'the field');
    let shortcuts = 0;
    const shortcut = (): number => shortcuts++;
    document.addEventListener('keydown', shortcut);
    field.focus();
    await sendKeys({ type: 'clock' });
    document.removeEventListener('keydown', shortcut);
    expect(shortcuts).to.equal(0);
    await until(() => status(faq) === '1 question found', 'the count');
    expect(visible(faq)).to.deep.equal(['Time?']);
    await expect(faq).to.be.accessible();
    field.value = 'accents';
    field.dispatchEvent(new Event('input'));
    await until(() => visible(faq).join() === 'Áccents?', 'the question with an accent');
    field.value = 'nothing like it';
    field.dispatchEvent(new Event('input'));
    await until(() => status(faq) === '0 questions found', 'the word of no match');
    await go('who');
    await until(() => states(faq)[4] === 'true' && visible(faq).length === 8, 'the link to clear the search');
    expect(field.value).to.equal('');
  });

  it('asks no search of seven, nor of what is not a question', async () => {
    const faq = await faqOf(many());
    expect(faq.shadowRoot!.querySelector('input')).to.equal(null);
  });
});

describe('<article-faq> and links to a question', () => {
  it('opens the question its hash names, brings it into view and focuses it', async () => {
    const faq = await faqOf(
      html`<div>
        <div style="block-size: 3000px"></div>
        ${HEADINGS}
        <div style="block-size: 3000px"></div>
      </div>`,
    );
    await go('why-america');
    await until(() => faq.shadowRoot!.activeElement === buttons(faq)[1], 'the question to be focused');
    expect(states(faq)).to.deep.equal(['false', 'true', 'false']);
    expect(Math.abs(faq.querySelectorAll('h3')[1]!.getBoundingClientRect().top)).to.be.below(60);
  });

  it('is open from the start when the reader arrived by the link', async () => {
    history.replaceState(null, '', '#will-they-succeed');
    const faq = await faqOf(HEADINGS);
    await until(() => states(faq)[2] === 'true', 'the linked answer');
  });

  it('goes by the page’s own ids, of questions and of anything in an answer', async () => {
    const faq = await faqOf(
      html`<article-faq>
        <h3 id="first">A?</h3>
        <p>a</p>
        <h3>B?</h3>
        <p>See <b id="deep">this</b></p>
        <h3>C?</h3>
        <p>c</p>
      </article-faq>`,
    );
    await go('first');
    await until(() => states(faq)[0] === 'true', 'the question with the id');
    await go('deep');
    await until(() => states(faq)[1] === 'true', 'the answer that holds the id');
    expect(states(faq)[2]).to.equal('false');
  });

  it('tells duplicates apart and survives a malformed escape', async () => {
    const faq = await faqOf(
      html`<article-faq>
        <h3>Why?</h3>
        <p>a</p>
        <h3>Why?</h3>
        <p>b</p>
        <h3>100% sure?</h3>
        <p>c</p>
      </article-faq>`,
    );
    await go('why-2');
    await until(() => states(faq)[1] === 'true', 'the second of two equal questions');
    await go('100%-sure');
    await go('100-sure');
    await until(() => states(faq)[2] === 'true', 'the question with the per cent sign');
  });

  it('leaves a hash of somebody else alone', async () => {
    const root = await fixture(
      html`<div>
        ${HEADINGS}
        <p id="why-america">Elsewhere</p>
      </div>`,
    );
    const faq = root.querySelector('article-faq')!;
    await go('why-america');
    await faq.updateComplete;
    expect(states(faq)).to.deep.equal(['false', 'false', 'false']);
  });

  it('opens the FAQs around a nested question too', async () => {
    const faq = await faqOf(
      html`<article-faq>
        <h3>Outer?</h3>
        <article-faq id="inner">
          <h4>Inner one?</h4>
          <p>Deep answer</p>
        </article-faq>
        <h3>Other?</h3>
        <p>x</p>
      </article-faq>`,
    );
    const inner = faq.querySelector<ArticleFaqElement>('article-faq')!;
    await inner.updateComplete;
    expect(states(faq)).to.deep.equal(['false', 'false']);
    expect(states(inner)).to.deep.equal(['false']);
    await go('inner-one');
    await until(() => shown(answer(faq, 'Deep answer')), 'both to open');
    expect(states(faq)).to.deep.equal(['true', 'false']);
  });

  it('gives the link to a question away', async () => {
    const faq = await faqOf(HEADINGS);
    await near(faq);
    const link = faq.shadowRoot!.querySelector<HTMLAnchorElement>('a[aria-label="Copy link to “Why America?”"]')!;
    link.click();
    await until(() => location.hash === '#why-america', 'the link in the address bar');
    await until(() => states(faq)[1] === 'true', 'its answer to open');
  });

  it('says so when the link was copied', async () => {
    const copied: string[] = [];
    const original = navigator.clipboard;
    const clipboard = { writeText: (text: string) => Promise.resolve(void copied.push(text)) };
    Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
    try {
      const faq = await faqOf(HEADINGS);
      await near(faq);
      faq.shadowRoot!.querySelector('a')!.click();
      await until(() => faq.shadowRoot!.querySelector('[role=status]')!.textContent === 'Link copied', 'word of the link');
      expect(copied).to.deep.equal([`${location.href.split('#')[0]!}#what-is-the-goal`]);
    } finally {
      Object.defineProperty(navigator, 'clipboard', { value: original, configurable: true });
    }
  });
});

describe('<article-faq> of <details>', () => {
  it('leaves the disclosure native', async () => {
    const faq = await faqOf(DETAILS);
    expect(buttons(faq)).to.have.length(0);
    const summary = faq.querySelector('summary')!;
    const toggled = oneEvent(faq, 'article-faq-toggled') as Promise<Event> as Promise<ArticleFaqToggledEvent>;
    summary.focus();
    await sendKeys({ press: 'Enter' });
    expect((await toggled).question).to.equal('What is the goal?');
    expect(shown(answer(faq, 'Exploring'))).to.equal(true);
    await expect(faq).to.be.accessible();
  });

  it('opens by hash: its id, or its question', async () => {
    const faq = await faqOf(DETAILS);
    await go('success');
    await until(() => faq.querySelectorAll('details')[2]!.open, 'the <details> with the id');
    await until(() => document.activeElement === faq.querySelectorAll('summary')[2], 'its summary to be focused');
    await go('why-america');
    await until(() => faq.querySelectorAll('details')[1]!.open, 'the <details> with the question');
  });

  it('can be cancelled, is exclusive when asked, and opens all', async () => {
    const faq = await faqOf(DETAILS);
    const details = [...faq.querySelectorAll('details')];
    const open = (): boolean[] => details.map((each) => each.open);
    faq.addEventListener('article-faq-toggle', (event) => event.preventDefault(), { once: true });
    details[0]!.querySelector('summary')!.click();
    expect(open()).to.deep.equal([false, false, false]);
    byText(faq, 'Expand all').click();
    expect(open()).to.deep.equal([true, true, true]);
    faq.collapseAll();
    faq.exclusive = true;
    details[0]!.querySelector('summary')!.click();
    await aTimeout(20);
    details[2]!.querySelector('summary')!.click();
    await until(() => !details[0]!.open, 'the first to close');
    expect(open()).to.deep.equal([false, false, true]);
  });

  it('takes them from inside wrappers, but not from inside an answer', async () => {
    const faq = await faqOf(
      html`<article-faq>
        <section>
          <div>
            <details>
              <summary>One?</summary>
              <details>
                <summary>Transcript</summary>
                t
              </details>
            </details>
          </div>
          <div>
            <details>
              <summary>Two?</summary>
              b
            </details>
          </div>
        </section>
      </article-faq>`,
    );
    await go('two');
    await until(() => faq.querySelectorAll('details')[2]!.open, 'the wrapped question');
    faq.exclusive = true;
    await go('one');
    await until(() => !faq.querySelectorAll('details')[2]!.open, 'the other to close');
    await go('transcript');
    await aTimeout(20);
    expect(faq.querySelectorAll('details')[1]!.open).to.equal(false);
  });
});

describe('<article-faq> of a definition list', () => {
  const TERMS = html`<article-faq>
    <h2>FAQ</h2>
    <dl>
      <dt>One?</dt>
      <dd>First answer.</dd>
      <dt>Two <a href="#two">or more</a>?</dt>
      <dd>Second answer.</dd>
      <dd>More of it.</dd>
      <div>
        <dt>Three?</dt>
        <dd>Third answer.</dd>
      </div>
    </dl>
  </article-faq>`;
  const find = (faq: Element, text: string): Element =>
    [...faq.querySelectorAll('dd')].find((each) => each.textContent === text)!;

  it('is open as written, and folds when the reader asks', async () => {
    const faq = await faqOf(TERMS);
    const markup = faq.innerHTML;
    await until(() => states(faq).join() === 'true,true,true', 'the buttons');
    expect(shown(find(faq, 'Second answer.'))).to.equal(true);
    await expect(faq).to.be.accessible();
    buttons(faq)[1]!.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => !shown(find(faq, 'Second answer.')) && !shown(find(faq, 'More of it.')), 'the answer to fold');
    expect(shown(find(faq, 'First answer.'))).to.equal(true);
    await expect(faq).to.be.accessible();
    find(faq, 'More of it.').dispatchEvent(new Event('beforematch', { bubbles: true }));
    await until(() => shown(find(faq, 'Second answer.')), 'the found answer');
    byText(faq, 'Collapse all').click();
    await until(() => !shown(find(faq, 'Third answer.')), 'all to fold');
    await go('three');
    await until(() => shown(find(faq, 'Third answer.')), 'the linked answer');
    await until(() => faq.shadowRoot!.activeElement === buttons(faq)[2], 'its button to be focused');
    faq.expandAll();
    expect(faq.innerHTML).to.equal(markup);
  });

  it('has each button on its question, and links in questions above it', async () => {
    const faq = await faqOf(TERMS);
    const placed = (): boolean =>
      [...faq.querySelectorAll('dt')].every((question, index) => {
        const [a, b] = [question.getBoundingClientRect(), buttons(faq)[index]?.getBoundingClientRect() ?? new DOMRect()];
        return Math.abs(a.top - b.top) < 2 && Math.abs(a.height - b.height) < 2;
      });
    await until(placed, 'the buttons to lie on the questions');
    buttons(faq)[0]!.click();
    await until(() => !shown(find(faq, 'First answer.')) && placed(), 'the buttons to follow');
    const { left, top, width, height } = faq.querySelector('a')!.getBoundingClientRect();
    expect(document.elementFromPoint(left + width / 2, top + height / 2)).to.equal(faq.querySelector('a'));
  });

  it('leaves headings in a wrapper, which no slot can part, as they are written', async () => {
    const faq = await faqOf(
      html`<article-faq
        ><section>
          <h3 id="one">One?</h3>
          <p>First answer.</p>
        </section></article-faq
      >`,
    );
    expect(buttons(faq)).to.have.length(0);
    expect(shown(answer(faq, 'First answer.'))).to.equal(true);
    await expect(faq).to.be.accessible();
  });
});

describe('<article-faq> on paper', () => {
  it('shows what is in every <details>, and leaves it closed', async () => {
    if (!can('print')) return;
    const faq = await faqOf(DETAILS);
    await emulateMedia({ media: 'print' });
    try {
      await until(() => shown(answer(faq, 'Exploring')), 'the answer on paper');
      expect([...faq.querySelectorAll('details')].some((each) => each.open)).to.equal(false);
    } finally {
      await emulateMedia();
    }
    await until(() => !shown(answer(faq, 'Exploring')), 'the answer to close after printing');
  });

  it('shows every answer under its heading', async () => {
    if (!can('print')) return;
    const faq = await faqOf(HEADINGS);
    await emulateMedia({ media: 'print' });
    try {
      await until(() => shown(answer(faq, 'Exploring')), 'the answer on paper');
      expect(shown(faq.querySelector('h3')!)).to.equal(true);
      expect(shown(byText(faq, 'Expand all'))).to.equal(false);
    } finally {
      await emulateMedia();
    }
    await until(() => !shown(answer(faq, 'Exploring')), 'the answer to close after printing');
  });
});

describe('<article-faq structured-data>', () => {
  it('describes the visible questions, keeps in step, and takes the description back', async () => {
    const faq = await faqOf(
      html`<article-faq structured-data>
        <h3>Why <em>so</em>?</h3>
        <p>Because.</p>
        <p>And &lt;/script>.</p>
      </article-faq>`,
    );
    const described = (): { name: string; acceptedAnswer: { text: string } }[] =>
      JSON.parse(schema()[0]!.textContent).mainEntity;
    await until(() => schema().length === 1, 'the description');
    expect(described()[0]!.name).to.equal('Why so?');
    expect(described()[0]!.acceptedAnswer.text).to.equal('Because. And </script>.');
    faq.querySelector('p')!.firstChild!.nodeValue = 'It changed.';
    await until(() => schema()[0]!.textContent.includes('It changed.'), 'the description to follow');
    expect(schema()).to.have.length(1);
    faq.remove();
    expect(schema()).to.have.length(0);
  });

  it('leaves the description as it is when nothing of it changed', async () => {
    const faq = await faqOf(
      html`<article-faq structured-data
        ><h3>Why?</h3>
        <p>Because.</p></article-faq
      >`,
    );
    const before = await until(() => schema()[0], 'the description');
    for (const expanded of ['true', 'false']) {
      buttons(faq)[0]!.focus();
      await sendKeys({ press: 'Enter' });
      await until(() => states(faq)[0] === expanded, 'the answer');
    }
    expect(schema()).to.deep.equal([before]);
  });

  it('gives way to a description of the page in any form, also one that comes later', async () => {
    const make = (tag: string, attributes: Record<string, string>, text = ''): HTMLElement => {
      const element = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      element.append(text);
      return element;
    };
    const faq = await faqOf(
      html`<article-faq structured-data
        ><h3>Why?</h3>
        <p>Because.</p></article-faq
      >`,
    );
    const ours = (): HTMLScriptElement[] => schema().filter(({ text }) => text.includes('"Because."'));
    const ld = 'application/ld+json';
    for (const own of [
      make('div', { itemscope: '', itemtype: 'https://schema.org/FAQPage' }),
      make('div', { vocab: 'https://schema.org/', typeof: 'FAQPage' }),
      make('script', { type: ld }, '{"@context":"http://schema.org","@type":"https://schema.org/FAQPage"}'),
      make('script', { type: `${ld}; charset=utf-8` }, '{"@type":["WebPage","FAQPage"]}'),
    ]) {
      faq.requestUpdate();
      await until(() => ours().length === 1, 'our description');
      (own.localName === 'script' ? document.head : document.body).append(own);
      await until(() => ours().length === 0, `our description to give way to ${own.outerHTML}`);
      own.remove();
    }
  });

  it('is one for all FAQs of a page, and goes on with those that stay', async () => {
    const root = await fixture(
      html`<div>
        <article-faq structured-data
          ><h3>First?</h3>
          <p>a</p></article-faq
        ><article-faq structured-data
          ><h3>Second?</h3>
          <p>b</p></article-faq
        >
      </div>`,
    );
    const names = (): string =>
      schema()
        .flatMap(({ text }) => (JSON.parse(text) as { mainEntity: { name: string }[] }).mainEntity)
        .map(({ name }) => name)
        .join();
    await until(() => names() === 'First?,Second?', 'both');
    root.querySelector('p')!.textContent = 'another answer';
    await until(() => schema()[0]!.text.includes('another answer'), 'the description to follow');
    expect(names()).to.equal('First?,Second?');
    expect(schema()).to.have.length(1);
    root.querySelector('article-faq')!.remove();
    expect(names()).to.equal('Second?');
  });

  it('is silent when not asked, and when the page has one', async () => {
    await faqOf(HEADINGS);
    expect(schema()).to.have.length(0);
    const own = document.createElement('script');
    own.type = 'application/ld+json';
    own.text = '{"@type":"FAQPage"}';
    document.head.append(own);
    const root = await fixture(
      html`<div>
        <article-faq structured-data
          ><h3>A?</h3>
          <p>a</p></article-faq
        >
        <article-faq structured-data
          ><h3>B?</h3>
          <p>b</p></article-faq
        >
      </div>`,
    );
    await aTimeout(100);
    expect(schema()).to.deep.equal([own]);
    own.remove();
    for (const faq of root.querySelectorAll('article-faq')) {
      root.append(faq);
      await faq.updateComplete;
    }
    await until(() => schema().length === 1, 'the description');
    expect(schema()[0]!.textContent).to.contain('"A?"');
    root.remove();
    expect(schema()).to.have.length(0);
  });
});

describe('<article-faq> that the page showed before it was defined', () => {
  it('keeps its height and its open answers on the screen until the reader acts', async () => {
    // The same class under another name, defined late, on markup that is already painted.
    const { ArticleFaqElement: Faq } = await import('../../src/elements/article-faq/article-faq.js');
    class LateFaq extends Faq {}
    const before = await fixture<HTMLElement>(
      html`<div style="padding-inline: 2em">
        <p>Before</p>
        <late-faq>
          <h2>FAQ</h2>
          <h3>What is the goal?</h3>
          <p>Exploring parameters.</p>
          <h3>Why America?</h3>
          <p>A guarantor is needed.</p>
          <p>More.</p>
          <h3>Third?</h3>
          <p>Yes.</p>
        </late-faq>
        <p>After</p>
      </div>`,
    );
    const tops = (): number[] =>
      [...before.querySelectorAll('p, h2, h3')].map((each) => Math.round(each.getBoundingClientRect().top));
    const painted = tops();
    customElements.define('late-faq', LateFaq);
    const faq = before.querySelector<ArticleFaqElement>('late-faq')!;
    await faq.updateComplete;
    expect(tops()).to.deep.equal(painted);
    expect(states(faq)).to.deep.equal(['true', 'true', 'true']);
    buttons(faq)[0]!.click();
    await faq.updateComplete;
    expect(states(faq)).to.deep.equal(['false', 'true', 'true']);
    expect(byText(faq, 'Expand all')).to.not.equal(undefined);
  });
});

describe('<article-faq> with words wider than the screen, which the page showed before it was defined', () => {
  it('breaks none of them that the page did not', async () => {
    const { ArticleFaqElement: Faq } = await import('../../src/elements/article-faq/article-faq.js');
    class WideFaq extends Faq {}
    const before = await fixture<HTMLElement>(
      html`<div style="inline-size: 320px; overflow: hidden">
        <wide-faq>
          <h3>${'Donaudampfschiff'.repeat(8)}?</h3>
          <p>${'Donaudampfschiff'.repeat(20)}</p>
          <h3>Why America?</h3>
          <p style="overflow-wrap: anywhere">${'Donaudampfschiff'.repeat(20)}</p>
        </wide-faq>
        <p>After</p>
      </div>`,
    );
    const bottoms = (): number[] => [...before.querySelectorAll('p, h3')].map((each) => each.getBoundingClientRect().bottom);
    const painted = bottoms();
    customElements.define('wide-faq', WideFaq);
    const faq = before.querySelector<ArticleFaqElement>('wide-faq')!;
    await faq.updateComplete;
    expect(bottoms()).to.deep.equal(painted);
    const designed = await faqOf(
      html`<article-faq open style="inline-size: 320px">
        <h3>Why?</h3>
        <p>${'Donaudampfschiff'.repeat(20)}</p>
      </article-faq>`,
    );
    expect(designed.querySelector('p')!.scrollWidth).to.be.at.most(320);
  });
});

describe('<article-faq> on any page', () => {
  it('opens a question that holds a link where the page lifts its headings to a level of their own', async () => {
    const root = await fixture(
      html`<div>
        <style>
          .lifted h3 {
            position: relative;
            z-index: 1;
          }
        </style>
        <article-faq class="lifted">
          <h3>What is <a href="#goal">the goal</a>, and why?</h3>
          <p>Exploring parameters.</p>
        </article-faq>
      </div>`,
    );
    const faq = root.querySelector('article-faq')!;
    await faq.updateComplete;
    const at = ({ left, top, height }: DOMRect): Element | null => document.elementFromPoint(left + 5, top + height / 2);
    expect(at(faq.querySelector('h3')!.getBoundingClientRect())).to.equal(faq);
    expect(at(faq.querySelector('a')!.getBoundingClientRect())).to.equal(faq.querySelector('a'));
  });

  it('is designed where nobody sees it change: in a closed <details>', async () => {
    const { ArticleFaqElement: Faq } = await import('../../src/elements/article-faq/article-faq.js');
    class FoldedFaq extends Faq {}
    const details = await fixture<HTMLDetailsElement>(
      html`<details>
        <summary>More</summary>
        <folded-faq>
          <h3>What is the goal?</h3>
          <p>Exploring parameters.</p>
        </folded-faq>
      </details>`,
    );
    customElements.define('folded-faq', FoldedFaq);
    const faq = details.querySelector<ArticleFaqElement>('folded-faq')!;
    await faq.updateComplete;
    expect(states(faq)).to.deep.equal(['false']);
    expect(faq.matches(':state(designed)')).to.equal(true);
  });
});

describe('<article-faq> whose page is written anew while it is read', () => {
  const questions =
    '<h3>What is the goal?</h3><p>Parameters.</p><h3>Why America?</h3><p>A guarantor.</p><h3>Will they?</h3><p>Too early.</p>';

  async function withTheSecondOpen(): Promise<ArticleFaqElement> {
    const faq = await faqOf(html`<article-faq></article-faq>`);
    faq.innerHTML = questions;
    await until(() => buttons(faq).length === 3, 'the questions');
    buttons(faq)[1]!.click();
    await until(() => states(faq)[1] === 'true', 'the second to open');
    return faq;
  }

  it('leaves open what was open when every node is another one (A10)', async () => {
    const faq = await withTheSecondOpen();
    faq.innerHTML = `<h3>Before all, who?</h3><p>Nobody.</p>${questions}`;
    await until(() => buttons(faq).length === 4, 'the new question');
    expect(states(faq)).to.deep.equal(['false', 'false', 'true', 'false']);
  });

  it('lets what was open go with its words when they come to stand in other nodes (A10)', async () => {
    const faq = await withTheSecondOpen();
    const [first, second, third] = faq.querySelectorAll('h3');
    first!.textContent = 'Why America?';
    second!.textContent = 'Will they?';
    third!.textContent = 'And when?';
    await until(() => states(faq).join() === 'true,false,false', 'the first to be open');
  });

  it('leaves a question open whose words are edited or translated', async () => {
    const faq = await withTheSecondOpen();
    faq.querySelectorAll('h3')[1]!.textContent = 'Warum Amerika?';
    await new Promise(requestAnimationFrame);
    await faq.updateComplete;
    expect(states(faq)).to.deep.equal(['false', 'true', 'false']);
  });

  it('tells two questions of the same words apart', async () => {
    const faq = await faqOf(html`<article-faq></article-faq>`);
    faq.innerHTML = '<h3>Why?</h3><p>One.</p><h3>Why?</h3><p>Two.</p>';
    await until(() => buttons(faq).length === 2, 'the questions');
    buttons(faq)[0]!.click();
    faq.querySelector('p')!.textContent = 'One, at least.';
    await new Promise(requestAnimationFrame);
    await faq.updateComplete;
    expect(states(faq)).to.deep.equal(['true', 'false']);
  });

  it('says of a definition list what is to be seen in it', async () => {
    const faq = await faqOf(html`
      <article-faq>
        <dl>
          <dt>What is the goal?</dt>
          <dd>Parameters.</dd>
          <dt>Why America?</dt>
          <dd>A guarantor.</dd>
        </dl>
      </article-faq>
    `);
    await until(() => buttons(faq).length === 2, 'the questions');
    buttons(faq)[0]!.click();
    await until(() => states(faq)[0] === 'false', 'the answer to fold');
    // As a morph does, whose page knows nothing of it.
    faq.querySelector('dd')!.removeAttribute('hidden');
    faq.querySelector('dt')!.textContent = 'What is the goal now?';
    await until(() => states(faq)[0] === 'true', 'the truth');
    expect(shown(faq.querySelector('dd')!)).to.equal(true);
  });
});

describe('<article-faq> with odd content', () => {
  const cases: [string, TemplateResult, number][] = [
    [
      'one question',
      html`<article-faq
        ><h3>Why?</h3>
        <p>Because.</p></article-faq
      >`,
      1,
    ],
    [
      'an empty answer',
      html`<article-faq
        ><h3>Empty?</h3>
        <p></p>
        <h3>Why?</h3>
        <p>Because.</p></article-faq
      >`,
      1,
    ],
    [
      'a heading without text',
      html`<article-faq
        ><h3></h3>
        <p>Because.</p>
        <h3>Why?</h3>
        <p>x</p></article-faq
      >`,
      1,
    ],
    ['no question at all', html`<article-faq><p>Because.</p></article-faq>`, 0],
    [
      'text without elements around it',
      html`<article-faq
        ><h3>Why?</h3>
        Because.</article-faq
      >`,
      1,
    ],
    [
      'sections of questions',
      html`<article-faq
        ><h2>FAQ</h2>
        <h3>Money</h3>
        <h4>How much?</h4>
        <p>1</p>
        <h3>Time</h3>
        <h4>When?</h4>
        <p>2</p></article-faq
      >`,
      2,
    ],
    [
      'headings inside answers',
      html`<article-faq
        ><h3>Why?</h3>
        <p>a</p>
        <h4>One</h4>
        <p>b</p>
        <h4>Two</h4>
        <p>c</p></article-faq
      >`,
      1,
    ],
  ];
  for (const [name, template, questions] of cases) {
    it(`shows all of it and makes buttons of what it can: ${name}`, async () => {
      const faq = await faqOf(template);
      expect(buttons(faq)).to.have.length(questions);
      faq.expandAll();
      await faq.updateComplete;
      for (const element of faq.querySelectorAll('p, h3, h4')) {
        if (element.textContent) expect(shown(element), element.textContent).to.equal(true);
      }
    });
  }

  it('names a question that is an image by its text, and leaves links in questions to be followed', async () => {
    const faq = await faqOf(
      html`<article-faq>
        <h3><img alt="Why this?" src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=" /></h3>
        <p>Because.</p>
        <h3>What of <a href="#x">this</a>?</h3>
        <p>Nothing.</p>
      </article-faq>`,
    );
    await expect(faq).to.be.accessible();
    await go('why-this');
    await until(() => states(faq)[0] === 'true', 'the image question');
    expect(faq.querySelector('a')!.assignedSlot).to.equal(null);
    expect(buttons(faq)[1]!.textContent.trim()).to.equal('');
    buttons(faq)[1]!.click();
    await faq.updateComplete;
    await until(() => shown(answer(faq, 'Nothing')), 'the answer to the question with a link');
  });

  it('works with a thousand questions', async () => {
    const faq = document.createElement('article-faq');
    for (let n = 0; n < 1000; n++) {
      const heading = document.createElement('h3');
      heading.textContent = `Question ${n}?`;
      const text = document.createElement('p');
      text.textContent = `Answer ${n}`;
      faq.append(heading, text);
    }
    document.body.append(faq);
    await faq.updateComplete;
    expect(buttons(faq)).to.have.length(1000);
    await go('question-777');
    await until(() => states(faq)[777] === 'true', 'the linked one');
    faq.remove();
  });
});
