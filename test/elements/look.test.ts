import { expect, fixture, html } from '@open-wc/testing';
import type { TemplateResult } from 'lit';
import { memory as articles } from '../../src/adapters/articles/memory.js';
import { memory as comments } from '../../src/adapters/comments/memory.js';
import { memory as newsletter } from '../../src/adapters/newsletter/memory.js';
import '../../src/define/article-faq.js';
import '../../src/define/comment-box.js';
import '../../src/define/comment-composer.js';
import '../../src/define/did-you-know.js';
import '../../src/define/newsletter-signup.js';
import '../../src/define/related-articles.js';
import { DidYouKnowElement } from '../../src/elements/did-you-know/did-you-know.js';
import { AfterwordError } from '../../src/ports/errors.js';
import { can, emulateMedia, engine } from '../support/engines.js';
import { until } from '../support/wait.js';

type Colour = readonly [red: number, green: number, blue: number];

const pen = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', {
  willReadFrequently: true,
})!;

/** What the eye gets of a colour that lies on white. */
function seen(colour: string, opacity = 1): Colour {
  pen.globalAlpha = 1;
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, 1, 1);
  pen.globalAlpha = opacity;
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 1, 1);
  const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data;
  return [red!, green!, blue!];
}

function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map((channel) =>
    channel <= 10 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4,
  ) as unknown as Colour;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: Colour, other: Colour): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

const WHITE: Colour = [255, 255, 255];
const BLACK: Colour = [0, 0, 0];
const STEPS = Array.from({ length: 16 }, (_, step) => step * 17);

let lists = 0;
const signup = (): TemplateResult =>
  html`<newsletter-signup .port=${newsletter({ list: `look ${++lists}` })}></newsletter-signup>`;
const QUESTIONS = 'What Why When Where Who Which Whose How'.split(' ');
const faq = (): TemplateResult =>
  html`<article-faq helpful open
    >${QUESTIONS.map(
      (word) =>
        html`<h3>${word}?</h3>
          <p>Because.</p>`,
    )}</article-faq
  >`;
const talk = (): TemplateResult =>
  html`<comment-box
    .port=${comments({
      comments: [
        { author: 'Tom', badge: 'staff', text: '> Somebody said this.\n\nAnd I say that.', score: 3 },
        { author: 'You', own: true, text: 'Mine.', createdAt: Date.now() - 60_000, score: 2 },
      ],
    })}
  ></comment-box>`;

/** The inside of an element on a page of this style, once what is looked for is there. */
async function shadowOf(scene: TemplateResult, selector: string, style = ''): Promise<ShadowRoot> {
  const page = await fixture(html`<div style=${style}>${scene}</div>`);
  const root = page.firstElementChild!.shadowRoot!;
  await until(() => root.querySelector(selector), selector);
  return root;
}

async function composerOf(root: ShadowRoot): Promise<ShadowRoot> {
  root.querySelector<HTMLElement>('.opener')!.click();
  return until(() => {
    const composer = root.querySelector('comment-composer')?.shadowRoot;
    return composer?.querySelector('textarea') && composer;
  }, 'the form');
}

describe('the label of a main button', () => {
  it('is black or white, whichever reads better on the accent: 4096 of them', async () => {
    const root = await shadowOf(signup(), 'button.main > *');
    const label = root.querySelector('button.main > *')!;
    const host = root.host as HTMLElement;
    const wrong: string[] = [];
    for (const red of STEPS) {
      for (const green of STEPS) {
        for (const blue of STEPS) {
          const accent: Colour = [red, green, blue];
          host.style.setProperty('--afterword-accent', `rgb(${accent.join(' ')})`);
          const is = seen(getComputedStyle(label).color);
          const better = contrast(WHITE, accent) > contrast(BLACK, accent) ? WHITE : BLACK;
          if (is.some((channel, at) => Math.abs(channel - better[at]!) > 1)) wrong.push(`${is.join()} on ${accent.join()}`);
        }
      }
    }
    expect(wrong).to.deep.equal([]);
  });
});

describe('secondary text', () => {
  // 7.5:1; what is quieter may not fall below 4.5:1.
  const PAGE = '#555';

  /** Text that can be read, with its contrast on white. */
  function faint(root: ShadowRoot): string[] {
    const found: string[] = [];
    for (const node of root.querySelectorAll<HTMLElement>('*')) {
      const text = [...node.childNodes].map((child) => (child instanceof Text ? child.data.trim() : '')).join('');
      if (!text || !node.checkVisibility() || node.closest('[aria-disabled=true], .main, style')) continue;
      const ratio = contrast(seen(getComputedStyle(node).color), WHITE);
      if (ratio < 4.5) found.push(`${text}: ${ratio.toFixed(2)}`);
    }
    return found;
  }

  for (const [scene, selector] of [
    [faq, '.helpful .muted'],
    [
      () =>
        html`<did-you-know helpful
          ><p>One.</p>
          <p>Two.</p></did-you-know
        >`,
      '.helpful .muted',
    ],
    [
      () =>
        html`<related-articles
          .port=${articles({ articles: [{ url: '/one', title: 'One', section: 'World', publishedAt: 0 }] })}
        ></related-articles>`,
      '.meta',
    ],
    [talk, 'article .rich-text blockquote'],
  ] as const) {
    const tag = /<([\w-]+)/.exec(scene().strings[0]!)![1]!;
    it(`can be read in <${tag}> on a page whose own text is grey`, async () => {
      const root = await shadowOf(scene(), selector, `color: ${PAGE}`);
      expect(faint(root)).to.deep.equal([]);
      if (tag === 'comment-box') expect(faint(await composerOf(root))).to.deep.equal([]);
    });
  }

  it('can be read in an empty field, on light pages and on dark ones', async () => {
    const root = await shadowOf(talk(), '.opener');
    const field = (await composerOf(root)).querySelector('textarea')!;
    for (const colour of [PAGE, '#161514', 'rgb(200 20 20)']) {
      (root.host as HTMLElement).style.color = colour;
      const { color, opacity } = getComputedStyle(field, '::placeholder');
      expect(seen(color), colour).to.deep.equal(seen(colour));
      expect(contrast(seen(color, Number(opacity)), WHITE), colour).to.be.at.least(4.5);
    }
  });
});

describe('fields with colours of their own', () => {
  it('show what is typed in the colour that belongs to them, also where an FAQ is searched', async () => {
    for (const [scene, selector] of [
      [signup, 'input'],
      [faq, 'search input'],
    ] as const) {
      const style = 'color: #eee; --afterword-field: #fff; --afterword-field-text: rgb(1 2 3)';
      const input = (await shadowOf(scene(), selector, style)).querySelector(selector)!;
      expect(getComputedStyle(input).color).to.equal('rgb(1, 2, 3)');
      expect(getComputedStyle(input).backgroundColor).to.equal('rgb(255, 255, 255)');
    }
  });
});

describe('English words on a page that reads from right to left', () => {
  const { loadFacts } = DidYouKnowElement;
  before(() => (DidYouKnowElement.loadFacts = () => Promise.reject(new AfterwordError('offline', 'this test has no facts'))));
  after(() => (DidYouKnowElement.loadFacts = loadFacts!));

  /** Sentences whose last sign does not stand behind them. */
  function reversed(root: ShadowRoot): string[] {
    const found: string[] = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const { data } = node as Text;
      const end = data.trimEnd().length;
      if (!/[a-z][.?!]$/.test(data.slice(0, end)) || !node.parentElement?.checkVisibility()) continue;
      if (node.parentElement.closest('style, .visually-hidden')) continue;
      // Beside a mark, words stand in a box without a name, to which Firefox gives the order of the page.
      if (engine === 'firefox' && node.parentElement.closest('.error')) continue;
      const [letter, sign] = [end - 2, end - 1].map((at) => {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        return range.getBoundingClientRect();
      });
      if (sign!.width && sign!.left < letter!.left) found.push(data.trim());
    }
    return found;
  }

  for (const [scene, said] of [
    [faq, 'Was this helpful?'],
    [
      () => html`<did-you-know src="/never.json" helpful><p>An octopus has three hearts</p></did-you-know>`,
      'Was this helpful?',
    ],
    [() => html`<did-you-know src="/never.json"></did-you-know>`, 'This did not load.'],
    [
      () => html`<related-articles .port=${articles({ articles: [], failWith: 'server' })}></related-articles>`,
      'Related articles could not be loaded.',
    ],
    [() => html`<comment-box .port=${comments({ failWith: 'server' })}></comment-box>`, 'The comments could not be loaded.'],
  ] as const) {
    it(`have their full stops and question marks behind them: “${said}”`, async () => {
      const page = await fixture(html`<div dir="rtl" lang="ur">${scene()}</div>`);
      const root = page.firstElementChild!.shadowRoot!;
      await until(() => root.textContent.includes(said), said);
      expect(reversed(root)).to.deep.equal([]);
    });
  }

  it('have them behind them in the form for a comment, too', async () => {
    const page = await fixture(html`<div dir="rtl" lang="ur">${talk()}</div>`);
    const root = page.firstElementChild!.shadowRoot!;
    await until(() => root.querySelector('.opener'), 'the conversation');
    const form = await composerOf(root);
    [...form.querySelectorAll<HTMLElement>('button.main')].at(-1)!.click();
    await until(() => form.querySelector('.error:not([hidden])'), 'the complaint');
    expect(reversed(form)).to.deep.equal([]);
  });
});

describe('what begins a line', () => {
  const begin = (node: Element): number => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return range.getBoundingClientRect().left;
  };

  it('begins where the text above it does: the number of likes that nobody can give', async () => {
    const root = await shadowOf(talk(), '.actions > .muted');
    const likes = root.querySelector('.actions > .muted')!;
    expect(begin(likes)).to.be.closeTo(begin(likes.closest('article')!.querySelector('.rich-text')!), 1);
  });

  it('begins where the text above it does: “Try again” below what went wrong, in a narrow column', async () => {
    const source = articles({ articles: [], failWith: 'server' });
    const scene = html`<related-articles .port=${source}></related-articles>`;
    const root = await shadowOf(scene, '.failed button', 'inline-size: 260px');
    const [words, button] = root.querySelector('.failed')!.children as unknown as [Element, Element];
    expect(button.getBoundingClientRect().top).to.be.at.least(words.getBoundingClientRect().bottom);
    expect(begin(button)).to.be.closeTo(begin(words), 1.5);
  });

  it('leaves room for the corners of a large field, however round they are', async () => {
    const root = await shadowOf(talk(), '.opener', '--afterword-radius: 100vmax');
    const field = (await composerOf(root)).querySelector('textarea')!;
    expect(parseFloat(getComputedStyle(field).borderTopLeftRadius)).to.be.at.most(
      1.25 * parseFloat(getComputedStyle(field).fontSize),
    );
  });
});

if (can('print')) {
  describe('comments on paper', () => {
    it('say when they were written, not how long ago', async () => {
      const root = await shadowOf(talk(), 'article time');
      const time = root.querySelector('time')!;
      await emulateMedia({ media: 'print' });
      try {
        expect(getComputedStyle(time).fontSize).to.equal('0px');
        expect(getComputedStyle(time, '::after').content).to.equal(JSON.stringify(time.title));
        expect(time.title).to.match(/20\d\d/);
      } finally {
        await emulateMedia();
      }
    });
  });
}
