import { expect } from '@open-wc/testing';
import { ALL_ALIVE, ALL_FIVE, score } from './all-five.js';
import { closePages, openPage, script, type PageOptions } from './pages.js';

const ESM = 'embed.js';
const nonce = { attributes: 'nonce="n1"' };

interface Condition extends Omit<PageOptions, 'body'> {
  /** What the page does, as the end of the sentence "works on a page …". */
  name: string;
  row: string;
  /** Around the five elements. */
  before?: string;
  after?: string;
  /** The script tag; the loader's at the end of the page when absent. */
  tag?: string;
  /** Faults that are the condition itself. */
  expected?: RegExp;
}

const INHERITED = `body { text-transform: uppercase; letter-spacing: 9px; line-height: 3; text-indent: -9999px; white-space: nowrap;
  font-size: 0; direction: rtl; cursor: none; -webkit-text-fill-color: transparent; word-spacing: 40px; text-align: center; font-style: italic }`;

const CONDITIONS: readonly Condition[] = [
  { name: 'without anything special', row: 'C28' },
  {
    name: 'under a strict Content-Security-Policy',
    row: 'C25',
    csp: "default-src 'self'; style-src 'self'; script-src 'nonce-n1' 'strict-dynamic'; object-src 'none'; base-uri 'none'",
    tag: script(ESM, nonce),
  },
  {
    name: 'under a strict Content-Security-Policy, from one file',
    row: 'C25',
    csp: "default-src 'self'; style-src 'self'; script-src 'nonce-n1'; object-src 'none'; base-uri 'none'",
    tag: script('afterword.js', nonce),
  },
  {
    name: 'under enforced Trusted Types that list our policy',
    row: 'C26',
    csp: "require-trusted-types-for 'script'; trusted-types lit-html",
  },
  { name: 'under enforced Trusted Types without a list', row: 'C26', csp: "require-trusted-types-for 'script'" },
  {
    name: 'whose policy list names others, unenforced',
    row: 'C26',
    csp: 'trusted-types default dompurify',
    expected: /^trusted-types/,
  },
  {
    name: 'with three copies of the library',
    row: 'C27',
    tag: script() + script(ESM, { copy: 'second' }) + script('afterword.js', { copy: 'third' }),
  },
  {
    name: 'that loads the all-in-one file and the loader after it',
    row: 'C27',
    tag: script('afterword.js') + script(ESM, { copy: 'second' }),
  },
  {
    name: 'with custom-elements-es5-adapter',
    row: 'C29',
    head: '<script src="/old-script/custom-elements-es5-adapter.js"></script>',
  },
  { name: 'with Prototype before us', row: 'C30', head: '<script src="/old-script/prototype.js"></script>' },
  { name: 'with Prototype after us', row: 'C30', after: '<script src="/old-script/prototype.js" defer></script>' },
  { name: 'with MooTools before us', row: 'C30', head: '<script src="/old-script/mootools.js"></script>' },
  {
    name: 'with MooTools and its plugins after us',
    row: 'C30',
    after: '<script src="/old-script/mootools.js" defer></script><script src="/old-script/mootools-more.js" defer></script>',
  },
  {
    name: 'that adds to every array and every object',
    row: 'C30',
    head: `<script>Array.prototype.last = function () { return this[this.length - 1] }; Object.prototype.extra = () => 1;
      Array.prototype.remove = function () {}; Function.prototype.inherit = function () {}; String.prototype.toJSON = function () { return this }</script>`,
  },
  {
    name: 'with a root font of 62.5 %',
    row: 'C31',
    head: '<style>html { font-size: 62.5% } body { font-size: 1.6rem }</style>',
  },
  { name: 'with a root font of 8 pixels', row: 'C31', head: '<style>html { font-size: 8px } body { font-size: 16px }</style>' },
  {
    name: 'with a root font of 24 pixels',
    row: 'C31',
    head: '<style>html { font-size: 24px } body { font-size: 16px }</style>',
  },
  {
    name: 'with hostile inherited properties',
    row: 'C32',
    head: `<style>${INHERITED.replace('font-size: 0;', '')}</style>`,
  },
  {
    name: 'with rules for every element',
    row: 'C32',
    head: `<style>* { display: inline; position: relative; max-width: 300px; overflow: hidden; opacity: .9; transition: all 1s; box-sizing: content-box }
      :empty:not(input) { display: none } :not(:defined) { visibility: hidden } div, section { z-index: -1 }</style>`,
  },
  {
    name: 'that resets everything',
    row: 'C32',
    head: '<style>* { all: unset; margin: 0; padding: 0; border: 0; list-style: none }</style>',
  },
  {
    name: 'that lays its story out as a flexible column, with everything centred',
    row: 'C32',
    before: '<main style="display: flex; flex-direction: column; align-items: center">',
    after: '</main>',
  },
  { name: 'that cloaks what is not defined', row: 'C32', head: '<style>:not(:defined) { display: none }</style>' },
  {
    name: 'whose column is transformed, clipped and 280 pixels wide',
    row: 'C32',
    before: '<div style="transform: translateZ(0); overflow: hidden; width: 280px; contain: paint">',
    after: '</div>',
  },
  { name: 'with the script in the head', row: 'C33', head: script(), tag: '' },
  { name: 'with an async script in the head', row: 'C33', head: script(ESM, { attributes: 'async' }), tag: '' },
  {
    name: 'where a tag manager puts the script in after loading',
    row: 'C33',
    tag: `<script>addEventListener('load', () => setTimeout(() => {
      const tag = document.createElement('script'); tag.type = 'module'; tag.src = '/copy/late/embed.js'; document.head.append(tag);
    }, 300))</script>`,
  },
  {
    name: 'where an optimizer starts the script at the first scroll',
    row: 'C33',
    tag: `<script>addEventListener('scroll', () => {
      const tag = document.createElement('script'); tag.type = 'module'; tag.src = '/copy/scroll/embed.js'; document.head.append(tag);
    }, { once: true, capture: true }); setTimeout(() => scrollTo(0, 1), 100)</script><div style="height: 2000px"></div>`,
  },
  {
    name: 'with a base address of another site',
    row: 'C36',
    head: '<base href="https://example.invalid/">',
    tag: `<script type="module" src="${location.origin}/copy/first/embed.js"></script>`,
  },
  { name: 'in quirks mode', row: 'C38', doctype: '' },
  {
    name: 'with frames for names the document uses',
    row: 'B20',
    before: '<img name="body"><img name="head"><img name="currentScript"><form name="forms"></form><img name="activeElement">',
  },
  {
    name: 'that names an image like a method the document needs',
    row: 'B20',
    before: '<img name="querySelectorAll"><img id="customElements"><img id="location2"><a id="fetch"></a>',
  },
  {
    name: 'whose article is hidden first and shown later',
    row: 'C40',
    before: '<main hidden id="later">',
    after: `</main><script>setTimeout(() => (document.getElementById('later').hidden = false), 400)</script>`,
  },
  {
    name: 'with an anti-flicker cloak',
    row: 'C40',
    root: 'lang="en" class="async-hide"',
    head: `<style>.async-hide { opacity: 0 !important }</style><script>setTimeout(() => document.documentElement.classList.remove('async-hide'), 600)</script>`,
  },
  {
    name: 'whose column has no width at first',
    row: 'C40',
    before: '<main id="thin" style="width: 0; overflow: hidden">',
    after: `</main><script>setTimeout(() => (document.getElementById('thin').style.width = ''), 400)</script>`,
  },
  { name: 'in Arabic, from right to left', row: 'E55', root: 'lang="ar" dir="rtl"' },
];

describe('every element works on a page', () => {
  afterEach(() => {
    closePages();
    // What one page's reader subscribed to or began to write is nothing to the next.
    localStorage.clear();
  });

  for (const { name, row, before = '', after = '', tag = script(), expected, ...page } of CONDITIONS) {
    it(`${name} (${row})`, async () => {
      const opened = await openPage({ ...page, body: `${before}${ALL_FIVE}${after}${tag}` });
      expect(await score(opened)).to.deep.equal(ALL_ALIVE);
      expect(opened.faults.filter((fault) => !expected?.test(fault))).to.deep.equal([]);
    });
  }
});
