import { aTimeout, expect, fixture, html, nextFrame } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { LitElement, TemplateResult } from 'lit';
import { memory as articles } from '../../src/adapters/articles/memory.js';
import { memory as comments } from '../../src/adapters/comments/memory.js';
import { memory as newsletter } from '../../src/adapters/newsletter/memory.js';
import '../../src/define/article-faq.js';
import '../../src/define/comment-box.js';
import '../../src/define/comment-composer.js';
import '../../src/define/did-you-know.js';
import '../../src/define/locales.js';
import '../../src/define/newsletter-signup.js';
import '../../src/define/related-articles.js';
import type { ArticleFaqElement } from '../../src/elements/article-faq/article-faq.js';
import { DidYouKnowElement } from '../../src/elements/did-you-know/did-you-know.js';
import type { NewsletterSignupElement } from '../../src/elements/newsletter-signup/newsletter-signup.js';
import { EMAILS } from '../support/emails.js';
import { can, emulateMedia } from '../support/engines.js';
import { RIGHT_TO_LEFT, SENTENCES } from '../support/languages.js';
import { until } from '../support/wait.js';

const WORDS = ['What', 'Why', 'When', 'Where', 'Who', 'Which', 'Whose', 'How'];
const LONG = 'Diplomats who hold no office may say in a closed room what no office could ever say aloud. ';

const FAQ = html`<article-faq helpful
  ><h2>FAQ</h2>
  ${WORDS.map(
    (word) =>
      html`<h3 id="question-${word}">${word} is the goal of these talks?</h3>
        <p>${word}: exploring. <a href="#elsewhere">More</a></p>`,
  )}</article-faq
>`;
const FACTS = html`<did-you-know share helpful>
  <ul>
    <li>Fact one.</li>
    <li>${LONG}</li>
    <li>Fact three.</li>
  </ul>
</did-you-know>`;
const FORM = html`<form method="post" action="/never-posted">
  <label for="everybody">E-mail address</label>
  <input id="everybody" type="email" name="email" autocomplete="email" required />
  <button>Sign me up</button>
</form>`;

let lists = 0;
const port = (options = {}): ReturnType<typeof newsletter> => newsletter({ list: `everybody ${++lists}`, ...options });

/** Each element as a page has it, and what it takes for everything of it to be there. */
const SCENES: Readonly<Record<string, [scene: () => TemplateResult, isThere: (element: Element) => unknown]>> = {
  'article-faq': [() => FAQ, (element) => element.shadowRoot!.querySelector('search')],
  'article-faq of <details>': [
    () =>
      html`<article-faq
        >${WORDS.map(
          (word) =>
            html`<details>
              <summary>${word}?</summary>
              <p>${LONG}</p>
            </details>`,
        )}</article-faq
      >`,
    (element) => element.shadowRoot!.querySelector('search'),
  ],
  'article-faq of <dl>': [
    () =>
      html`<article-faq
        ><dl>
          ${WORDS.map(
            (word) =>
              html`<dt>${word}?</dt>
                <dd>${LONG}</dd>`,
          )}
        </dl></article-faq
      >`,
    (element) => element.shadowRoot!.querySelector('.question'),
  ],
  'did-you-know': [() => FACTS, (element) => element.shadowRoot!.querySelectorAll('button').length === 5],
  'newsletter-signup': [
    () =>
      html`<newsletter-signup dismissible consent-text="I agree to get a letter a week." .port=${port()}
        >${FORM}</newsletter-signup
      >`,
    (element) => element.shadowRoot!.querySelector('button'),
  ],
  'newsletter-signup without a form': [
    () => html`<newsletter-signup .port=${port()}></newsletter-signup>`,
    (element) => element.shadowRoot!.querySelector('[type="email"]'),
  ],
  'related-articles': [
    () =>
      html`<related-articles
        .port=${articles({ articles: WORDS.map((word, at) => ({ url: `https://a.example/${at}`, title: `${word} the talks matter`, summary: LONG })) })}
      ></related-articles>`,
    (element) => element.shadowRoot!.querySelector('li a'),
  ],
  'comment-box': [
    () =>
      html`<comment-box
        thread=${`everybody-${++lists}`}
        .port=${comments({ comments: [{ id: 'a', author: 'Ann', text: LONG }] })}
      ></comment-box>`,
    (element) => element.matches(':state(live)') && element.shadowRoot!.querySelector('article'),
  ],
};

async function show(
  name: string,
  around: (content: TemplateResult) => TemplateResult = (content) => html`<div>${content}</div>`,
): Promise<LitElement> {
  const [scene, isThere] = SCENES[name]!;
  const root = await fixture<HTMLElement>(around(scene()));
  const element = root.querySelector<LitElement>(name.split(' ')[0]!)!;
  await element.updateComplete;
  // What stands below others, far from the screen, waits for a reader.
  element.scrollIntoView({ block: 'nearest' });
  await until(() => isThere(element), `all of <${name}>`);
  await element.updateComplete;
  return element;
}

/** Everything that is drawn for an element: its own, and what it slots; shadow trees included. */
function* everything(root: Element | ShadowRoot): Generator<HTMLElement> {
  for (const child of root.children) {
    if (child.localName === 'style') continue;
    if (child instanceof HTMLElement) yield child;
    if (child.shadowRoot) yield* everything(child.shadowRoot);
    yield* everything(child);
  }
}
const all = (element: Element): HTMLElement[] => [...everything(element.shadowRoot!), ...everything(element)];
const isShown = (node: HTMLElement): boolean =>
  node.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) &&
  node.getClientRects().length > 0 &&
  !node.closest('.visually-hidden') &&
  node.closest('[hidden="until-found"]') === null;
const pressable = (element: Element): HTMLElement[] =>
  all(element).filter((node) => node.matches('button, a[href], input, textarea, select, summary') && isShown(node));
/** It has words of its own, or is there to be used. */
const saysSomething = (node: HTMLElement): boolean =>
  node.matches('button, a, input, textarea, select') ||
  [...node.childNodes].some((child) => child instanceof Text && child.data.trim());
const focusedNow = (): Element | null => {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused;
};
const named = (element: Element, name: RegExp): HTMLElement | undefined =>
  all(element).find((node) => node.localName === 'button' && name.test(node.textContent));

/** What the live regions said after `act`; only those that were there before count, as for a screen reader. */
async function announced(element: Element, act: () => unknown): Promise<string[]> {
  const said: string[] = [];
  const regions = all(element).filter((node) => node.matches('[role="status"], [role="alert"], [aria-live]'));
  const observers = regions.map((region) => {
    let before = region.textContent.trim();
    const observer = new MutationObserver(() => {
      const now = region.textContent.trim();
      if (now && now !== before && region.isConnected) said.push(now);
      before = now;
    });
    observer.observe(region, { childList: true, characterData: true, subtree: true });
    return observer;
  });
  await act();
  await until(() => said.length, 'the announcement');
  // Long enough for a second one.
  await aTimeout(120);
  observers.forEach((observer) => observer.disconnect());
  return said;
}

const quiet = { warn: console.warn };
beforeEach(() => {
  localStorage.clear();
  console.warn = () => undefined;
});
afterEach(async () => {
  console.warn = quiet.warn;
  history.replaceState(null, '', location.pathname + location.search);
  await emulateMedia();
});

describe('everybody can use it', () => {
  for (const name of Object.keys(SCENES)) {
    it(`<${name}> has no fault that axe knows, on light and dark pages (E51)`, async () => {
      for (const look of [
        'color: #222; background: #fff',
        'color: #eee; background: #161616',
        'color: #433422; background: #f4ecd8',
      ]) {
        const element = await show(name, (content) => html`<div style=${look}>${content}</div>`);
        await expect(element.parentElement!).to.be.accessible();
      }
    });
  }

  it('has no fault that axe knows in the middle of a failed and a finished sign-up, nor with all answers open (E51)', async () => {
    const faq = (await show('article-faq')) as ArticleFaqElement;
    faq.expandAll();
    await faq.updateComplete;
    await expect(faq).to.be.accessible();
    const signup = await show('newsletter-signup');
    const field = signup.querySelector('input')!;
    field.focus();
    await sendKeys({ type: 'ann' });
    await sendKeys({ press: 'Enter' });
    await until(() => signup.shadowRoot!.querySelector('[role="alert"]')!.textContent, 'the complaint');
    await expect(signup).to.be.accessible();
    await sendKeys({ type: '@example.org' });
    await sendKeys({ press: 'Enter' });
    await until(() => /check your inbox/.test(signup.shadowRoot!.textContent), 'the outcome');
    await expect(signup).to.be.accessible();
  });

  it('says each change once, in a region that was there before: the number found, the next fact, what is wrong (E52)', async () => {
    const faq = await show('article-faq');
    const found = await announced(faq, async () => {
      faq.shadowRoot!.querySelector('input')!.focus();
      await sendKeys({ press: 'w' });
    });
    expect(found).to.deep.equal(['8 questions found']);

    const facts = (await show('did-you-know')) as DidYouKnowElement;
    expect(await announced(facts, () => facts.next())).to.deep.equal([`2 of 3: ${LONG.trim()}`]);

    const signup = await show('newsletter-signup');
    signup.querySelector('input')!.focus();
    await until(() => signup.shadowRoot!.querySelector('[role="alert"]'), 'the region for complaints');
    const wrong = await announced(signup, () => sendKeys({ press: 'Enter' }));
    expect(wrong).to.deep.equal(['Please enter a complete e-mail address, like name@example.com.']);
  });

  for (const name of Object.keys(SCENES)) {
    it(`<${name}> loses nothing at 320 pixels (400 % zoom), with text twice as large, or with its text spaced out (E53)`, async () => {
      for (const [look, spacing] of [
        ['inline-size: 320px', ''],
        ['inline-size: 320px; font-size: 200%', ''],
        [
          'inline-size: 320px',
          '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }',
        ],
      ]) {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(spacing!);
        document.adoptedStyleSheets.push(sheet);
        const element = await show(name, (content) => html`<div style=${look}>${content}</div>`);
        const right = element.parentElement!.getBoundingClientRect().right + 1;
        for (const node of all(element).filter((one) => isShown(one) && saysSomething(one))) {
          expect(node.getBoundingClientRect().right, `${node.outerHTML.slice(0, 90)} in ${look} ${spacing}`).to.be.at.most(
            right,
          );
          const { overflowX, textOverflow } = getComputedStyle(node);
          if (overflowX === 'hidden' || overflowX === 'clip') {
            expect(node.scrollWidth, `${node.outerHTML.slice(0, 90)}`).to.be.at.most(node.clientWidth + 1);
            expect(textOverflow).to.equal('clip');
          }
        }
        document.adoptedStyleSheets.splice(document.adoptedStyleSheets.indexOf(sheet), 1);
      }
    });

    it(`<${name}> shows the focus by an outline, also in forced colours and high contrast, and moves nothing for who wants no motion (E54)`, async () => {
      for (const media of [
        {},
        { 'forced-colors': 'active' },
        { 'prefers-contrast': 'more' },
        { 'prefers-reduced-motion': 'reduce' },
      ]) {
        if (Object.keys(media).length && !(await emulateMedia(media))) continue;
        const element = await show(name, (content) => html`<div><button class="before">Before</button>${content}</div>`);
        const own = pressable(element).find((node) => node.getRootNode() !== document);
        if (!own) continue;
        // A key first, so that the browser takes the focus for one that must be seen.
        element.parentElement!.querySelector<HTMLElement>('.before')!.focus();
        await sendKeys({ press: 'Tab' });
        own.focus();
        // On itself, or on what it covers.
        const widths = [undefined, '::before', '::after'].map((part) => {
          const { outlineStyle, outlineWidth } = getComputedStyle(own, part);
          return outlineStyle === 'none' ? 0 : parseFloat(outlineWidth);
        });
        expect(Math.max(...widths), own.outerHTML.slice(0, 80)).to.be.at.least(1.5);
        if ('prefers-reduced-motion' in media) {
          const moving = all(element).filter(
            (node) => parseFloat(getComputedStyle(node).transitionDuration) > 0 && node.getRootNode() !== document,
          );
          expect(moving.map((node) => node.outerHTML.slice(0, 60))).to.deep.equal([]);
        }
      }
    });

    it(`<${name}> can be used with the keyboard alone, in the order it reads, with targets of 24 pixels, and let go again (E56)`, async () => {
      const element = await show(
        name,
        (content) => html`<div><button class="before">Before</button>${content}<button class="after">After</button></div>`,
      );
      element.parentElement!.querySelector<HTMLElement>('.before')!.focus();
      const met: HTMLElement[] = [];
      for (let step = 0; step < 80; step++) {
        await sendKeys({ press: 'Tab' });
        const now = focusedNow() as HTMLElement;
        if (now.matches('.after')) break;
        met.push(now);
      }
      expect(focusedNow()!.matches('.after'), 'the way out').to.equal(true);
      expect(met.length).to.be.at.least(1);
      const tops = met.filter(isShown).map((node) => Math.round(node.getBoundingClientRect().top));
      for (let at = 1; at < tops.length; at++)
        expect(tops[at]! - tops[at - 1]!, met[at]!.outerHTML.slice(0, 80)).to.be.at.least(-30);
      for (const node of pressable(element)) {
        // What is the page's own is the page's to size; links in a line are as high as it (WCAG 2.5.8); a label is part of its box.
        if (
          node.getRootNode() === document ||
          (name === 'comment-box' && node.localName === 'a') ||
          (node.localName === 'a' && getComputedStyle(node).display === 'inline')
        )
          continue;
        const target = node.matches('[type="checkbox"]') ? node.closest('label')! : node;
        const { width, height } = target.getBoundingClientRect();
        expect(Math.min(width, height), node.outerHTML.slice(0, 80)).to.be.at.least(24);
      }
    });
  }

  for (const side of ['ltr', 'rtl']) {
    it(`reads 38 languages in their own direction on a page that reads ${side}, at 320 pixels (E55)`, async () => {
      const before = DidYouKnowElement.loadFacts!;
      DidYouKnowElement.loadFacts = () =>
        Promise.resolve(Object.values(SENTENCES).map((text) => ({ text: `${text} `.repeat(4).trim(), source: text })));
      try {
        const root = await fixture<HTMLElement>(
          html`<div dir=${side} style="inline-size: 320px">
            <did-you-know src="/languages.json"></did-you-know>
            <article-faq
              >${Object.entries(SENTENCES).map(
                ([lang, text]) =>
                  html`<h3 lang=${lang} dir="auto">${text}?</h3>
                    <p lang=${lang} dir="auto">${`${text}`.repeat(4)}</p>`,
              )}</article-faq
            >
          </div>`,
        );
        const facts = root.querySelector('did-you-know')!;
        await until(() => facts.shadowRoot!.querySelectorAll('p[dir]').length === 38, 'the facts');
        const languages = Object.keys(SENTENCES);
        const texts = [...facts.shadowRoot!.querySelectorAll<HTMLElement>('p[dir]')];
        expect(texts.map((text) => getComputedStyle(text).direction)).to.deep.equal(
          languages.map((lang) => (RIGHT_TO_LEFT.includes(lang) ? 'rtl' : 'ltr')),
        );
        for (const text of [...texts, ...facts.shadowRoot!.querySelectorAll<HTMLElement>('cite')]) {
          expect(text.scrollWidth, text.textContent).to.be.at.most(text.clientWidth + 1);
        }
        const faq = root.querySelector('article-faq')!;
        await until(() => faq.shadowRoot!.querySelector('search'), 'the FAQ');
        faq.expandAll();
        await faq.updateComplete;
        expect(root.scrollWidth).to.be.at.most(320);
        // The marker is at the end of the line the page reads, whatever the question does.
        const marker = faq.shadowRoot!.querySelector('.marker')!.getBoundingClientRect();
        const box = faq.getBoundingClientRect();
        expect(side === 'ltr' ? marker.left > box.left + 160 : marker.right < box.left + 160).to.equal(true);
        // Every question has an address of its own, whatever its script.
        const ids = new Set<string>();
        faq.addEventListener('article-faq-toggled', ({ questionId }) => ids.add(questionId));
        faq.collapseAll();
        expect(ids.size).to.equal(38);
      } finally {
        DidYouKnowElement.loadFacts = before;
      }
    });
  }

  it('takes an address when the browser does, and refuses it when the browser does: 164 of them (E57)', async function () {
    this.timeout(60_000);
    expect(EMAILS).to.have.length(164);
    const backend = port({ outcome: 'subscribed' });
    const root = await fixture<HTMLElement>(html`<div><newsletter-signup .port=${backend}>${FORM}</newsletter-signup></div>`);
    const element = root.querySelector<NewsletterSignupElement>('newsletter-signup')!;
    const field = element.querySelector('input')!;
    const reference = document.createElement('input');
    Object.assign(reference, { type: 'email', required: true });
    // Whatever the element thinks of it, the backend of this test takes everything.
    backend.subscribe = (request) =>
      Promise.resolve(void (backend.received as unknown[]).push(request)).then(() => ({ status: 'subscribed' }));
    field.focus();
    await until(() => element.shadowRoot!.querySelector('[role="alert"]'), 'the form');
    const differing: string[] = [];
    for (const address of EMAILS) {
      field.value = reference.value = address;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      // What was said of the address before is gone.
      await element.updateComplete;
      const before = backend.received.length;
      element.querySelector('button')!.click();
      await until(
        () => backend.received.length > before || element.shadowRoot!.querySelector('[role="alert"]')!.textContent.trim(),
        `a verdict on ${address}`,
      );
      const isTaken = backend.received.length > before;
      if (isTaken !== reference.checkValidity()) differing.push(address);
      if (isTaken) {
        expect(backend.received.at(-1)!.email).to.equal(reference.value.trim());
        await until(() => element.matches(':state(done)'), 'the outcome');
        element.reset();
      }
      await element.updateComplete;
    }
    expect(differing).to.deep.equal([]);
  });

  it('leads to an answer by its address and by the browser’s own search, and prints all of them (E58)', async () => {
    history.replaceState(null, '', '#question-Who');
    const faq = (await show('article-faq')) as ArticleFaqElement;
    const answers = [...faq.querySelectorAll('p')];
    const isRead = (answer: HTMLElement): boolean =>
      answer.checkVisibility({ contentVisibilityAuto: true }) && answer.getBoundingClientRect().height > 0;
    await until(() => isRead(answers[4]!), 'the linked answer');
    expect(answers.filter(isRead)).to.have.length(1);
    const hidden = faq.shadowRoot!.querySelectorAll('[hidden="until-found"]')[0]!;
    hidden.dispatchEvent(new Event('beforematch', { bubbles: true, composed: true }));
    await until(() => isRead(answers[0]!), 'the found answer');
    if (!can('print')) return;
    const again = (await show('article-faq')) as ArticleFaqElement;
    await emulateMedia({ media: 'print' });
    await until(() => [...again.querySelectorAll('p')].every(isRead), 'every answer on paper');
    const onPaper = await show('did-you-know');
    expect([...onPaper.querySelectorAll('li')].every((item) => item.checkVisibility({ visibilityProperty: true }))).to.equal(
      true,
    );
  });

  /** What a translator does to a page: every text is wrapped, and the wrapped one is new. */
  function translate(root: Element | ShadowRoot): void {
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found: Text[] = [];
    while (texts.nextNode()) found.push(texts.currentNode as Text);
    for (const text of found) {
      if (!text.data.trim() || text.parentElement?.closest('style')) continue;
      const font = document.createElement('font');
      text.replaceWith(font);
      font.append(document.createTextNode(`«${text.data.trim()}»`));
    }
    for (const node of root.querySelectorAll('*')) if (node.shadowRoot) translate(node.shadowRoot);
  }
  const translateAll = (element: Element): void => {
    translate(element);
    translate(element.shadowRoot!);
  };
  const reads = (element: Element): string => element.shadowRoot!.textContent.replace(/\s+/g, ' ');

  it('says the right thing after a browser has translated the page: questions, counts and buttons (E59)', async () => {
    const faq = (await show('article-faq')) as ArticleFaqElement;
    translateAll(faq);
    faq.expandAll();
    await until(
      () => reads(faq).includes('Collapse all') && !reads(faq).includes('Expand all'),
      `the other word in: ${reads(faq)}`,
    );
    faq.shadowRoot!.querySelector('input')!.focus();
    await sendKeys({ type: 'whose' });
    await until(() => reads(faq).includes('1 question found'), 'the count');
    translateAll(faq);
    await sendKeys({ press: 'Backspace' });
    await sendKeys({ press: 'Backspace' });
    await until(
      () => reads(faq).includes('2 questions found') && !reads(faq).includes('1 question found'),
      `the new count in: ${reads(faq)}`,
    );
    const yes = named(faq, /Yes/)!;
    translateAll(faq);
    yes.click();
    await until(() => reads(faq).includes('Thank you.'), 'the thanks');
  });

  it('says the right thing after a browser has translated the page: the fact and its number (E59)', async () => {
    const facts = (await show('did-you-know')) as DidYouKnowElement;
    translateAll(facts);
    facts.next();
    await until(() => reads(facts).includes('2 of 3') && !reads(facts).includes('1 of 3'), `the position in: ${reads(facts)}`);
    const items = [...facts.querySelectorAll('li')].filter((item) => item.checkVisibility({ visibilityProperty: true }));
    expect(items).to.have.length(1);
    expect(items[0]!.textContent).to.contain('Diplomats');
    facts.label = 'Pro tip';
    await until(() => reads(facts).includes('Pro tip') && !reads(facts).includes('Did you know'), 'the other label');
  });

  it('says the right thing after a browser has translated the page: what is wrong and what came of it (E59)', async () => {
    const signup = await show('newsletter-signup');
    const field = signup.querySelector('input')!;
    field.focus();
    await sendKeys({ type: 'ann' });
    await sendKeys({ press: 'Enter' });
    await until(() => reads(signup).includes('complete e-mail'), 'the complaint');
    translateAll(signup);
    field.focus();
    await sendKeys({ type: '@' });
    await until(() => !reads(signup).includes('complete e-mail'), `the complaint to go from: ${reads(signup)}`);
    await sendKeys({ press: 'Enter' });
    await until(() => reads(signup).includes('complete e-mail'), 'the complaint again');
    translateAll(signup);
    await sendKeys({ type: 'example.org' });
    await sendKeys({ press: 'Enter' });
    await until(
      () => /check your inbox/.test(reads(signup)) && !reads(signup).includes('complete e-mail'),
      `the outcome in: ${reads(signup)}`,
    );
    translateAll(signup);
    named(signup, /Change it/)!.click();
    await until(() => !/check your inbox/.test(reads(signup)), 'the form again');
  });

  it('does nothing while nobody does: no timer, no frame, no request (E60)', async () => {
    const elements: Element[] = [];
    for (const name of ['article-faq', 'did-you-know', 'related-articles', 'comment-box']) elements.push(await show(name));
    await nextFrame();
    const calls: string[] = [];
    const originals = { setInterval, requestAnimationFrame, fetch };
    for (const name of Object.keys(originals) as (keyof typeof originals)[]) {
      Object.assign(window, {
        [name]: (...given: unknown[]) => {
          calls.push(name);
          return (originals[name] as (...args: unknown[]) => unknown).apply(window, given);
        },
      });
    }
    try {
      // What was begun may end, however slow the machine; what goes on for ever is never quiet for so long.
      for (let second = 0; second < 20; second++) {
        calls.length = 0;
        await aTimeout(1000);
        if (!calls.length) break;
      }
    } finally {
      Object.assign(window, originals);
    }
    expect(elements).to.have.length(4);
    expect(calls).to.deep.equal([]);
  });
});

describe('a page that changes its language', () => {
  const SAID: Readonly<Record<string, [english: string, german: string]>> = {
    'article-faq': ['Expand all', 'Alle öffnen'],
    'did-you-know': ['Did you know?', 'Wussten Sie schon?'],
    'newsletter-signup without a form': ['Subscribe', 'Abonnieren'],
    'related-articles': ['You may also like', 'Das könnte Sie auch interessieren'],
    'comment-box': ['Write a comment', 'Kommentar schreiben'],
  };
  for (const [name, [english, german]] of Object.entries(SAID)) {
    it(`is spoken to by <${name}> in the new one`, async () => {
      const element = await show(name);
      const page = element.parentElement!;
      const said = (): string => element.shadowRoot!.textContent;
      expect(said()).to.contain(english);
      page.lang = 'de';
      await until(() => said().includes(german) && !said().includes(english), `German in: ${said()}`);
      page.lang = 'en';
      await until(() => said().includes(english) && !said().includes(german), `English in: ${said()}`);
    });
  }
});

describe('HTML that is written into a page', () => {
  const MARKUP: Readonly<Record<string, string>> = {
    'article-faq': '<article-faq><h3>Why?</h3><p>Because.</p><h3>Who?</h3><p>Everybody.</p></article-faq>',
    'did-you-know': '<did-you-know><p>An octopus has three hearts.</p></did-you-know>',
    'newsletter-signup': '<newsletter-signup><form><input type="email" aria-label="E-mail" /></form></newsletter-signup>',
    'related-articles': '<related-articles><ul><li><a href="/one">One</a></li></ul></related-articles>',
  };
  /** How a page brings HTML; each makes the element when it is connected already, or before. */
  const WAYS: Readonly<Record<string, (parent: Element, markup: string) => unknown>> = {
    'as innerHTML': (parent, markup) => (parent.innerHTML = markup),
    'beside what is there': (parent, markup) => parent.insertAdjacentHTML('beforeend', markup),
    'from a template': (parent, markup) => {
      const template = Object.assign(document.createElement('template'), { innerHTML: markup });
      parent.append(template.content.cloneNode(true));
    },
    'from another document': (parent, markup) =>
      parent.append(...new DOMParser().parseFromString(markup, 'text/html').body.childNodes),
  };
  for (const [tag, markup] of Object.entries(MARKUP)) {
    for (const [way, write] of Object.entries(WAYS)) {
      it(`is <${tag}> as it was designed at once, ${way}`, async () => {
        const parent = await fixture<HTMLElement>(html`<div></div>`);
        write(parent, markup);
        const element = parent.querySelector<LitElement>(tag)!;
        await element.updateComplete;
        const isDesigned = tag === 'article-faq' || tag === 'did-you-know';
        expect(element.matches(isDesigned ? ':state(designed)' : ':not(:state(kept))')).to.equal(true);
      });
    }
  }
});

describe('a heading of our own', () => {
  for (const [tag, scene] of Object.entries({
    'comment-box': () => html`<comment-box .port=${comments({ comments: [] })}></comment-box>`,
    'related-articles': () =>
      html`<related-articles .port=${articles({ articles: [{ url: '/one', title: 'One' }] })}></related-articles>`,
  })) {
    it(`stands apart from what is above, in <${tag}>`, async () => {
      const element = await fixture<LitElement>(scene());
      const heading = await until(() => element.shadowRoot!.querySelector('[part=heading]'), 'the heading');
      const gap = heading.getBoundingClientRect().top - element.getBoundingClientRect().top;
      expect(gap).to.be.at.least(parseFloat(getComputedStyle(element).fontSize));
    });
  }
});
