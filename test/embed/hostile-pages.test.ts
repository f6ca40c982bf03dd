import { expect } from '@open-wc/testing';
import { until } from '../support/wait.js';
import { everything, TAGS, type Tag } from './all-five.js';
import { proveCondition, type Condition } from './conditions.js';
import { script, type Page } from './pages.js';

const ESM = 'embed.js';
const ONE = 'afterword.js';
const nonce = { attributes: 'nonce="n1"' };

const CSP = "default-src 'self'; style-src 'self'; object-src 'none'; base-uri 'none'; script-src 'nonce-n1'";

/** Where a page has no policies about strings, such a list forbids nothing. */
const withoutTemplates = ({ window }: Page): readonly Tag[] => ('trustedTypes' in window ? TAGS : []);

/** The text of every element is as big as the article's own, and so are its controls, more or less. */
function sizes(page: Page): void {
  for (const tag of TAGS) {
    const element = page.find(tag);
    const size = (each: Element): number => parseFloat(page.window.getComputedStyle(each).fontSize);
    expect(size(element), tag).to.equal(16);
    const buttons = [...everything(element.shadowRoot!)].filter((each) => each.matches('button') && each.offsetWidth > 8);
    for (const button of buttons) expect(size(button), `a button of ${tag}`).to.be.within(11, 20);
  }
}

/** A list of articles that an XML parser has to read, which is closed to strings under Trusted Types. */
async function readsFeed({ document }: Page): Promise<void> {
  const list = document.createElement('related-articles');
  list.setAttribute('provider', 'rss');
  list.setAttribute('src', '/test/embed/feed.xml');
  document.body.append(list);
  list.scrollIntoView();
  await until(() => list.shadowRoot?.querySelector('li a'), 'articles of an RSS feed');
}

const POLICIES: readonly Condition[] = [
  { name: 'without anything special', row: 'C28' },
  { name: 'without anything special, from one file', row: 'C28', tag: script(ONE) },
  { name: 'under a strict policy for scripts and styles', row: 'C25', csp: `${CSP} 'strict-dynamic'`, tag: script(ESM, nonce) },
  { name: 'under that policy, from one file', row: 'C25', csp: CSP, tag: script(ONE, nonce) },
  ...[ESM, ONE].flatMap((file): Condition[] => [
    {
      name: `under Trusted Types that list our policies, ${file}`,
      row: 'C26',
      csp: "require-trusted-types-for 'script'; trusted-types lit-html afterword",
      tag: script(file) + script('adapters/articles-rss.js'),
      also: readsFeed,
    },
    {
      name: `under Trusted Types without a list, ${file}`,
      row: 'C26',
      csp: "require-trusted-types-for 'script'",
      tag: script(file) + script('adapters/articles-rss.js'),
      also: readsFeed,
    },
    {
      name: `with a list of other policies, unenforced, ${file}`,
      row: 'C26',
      csp: 'trusted-types default dompurify',
      tag: script(file),
      expected: /^trusted-types/,
    },
    {
      name: `under Trusted Types that list others only, ${file}`,
      row: 'C26',
      csp: "require-trusted-types-for 'script'; trusted-types default",
      tag: script(file),
      expected: /trusted-types/,
      stays: withoutTemplates,
      async also(page) {
        if (!('trustedTypes' in page.window)) return;
        await until(() => page.warnings.length, 'the developer to be told');
        expect(page.warnings).to.have.lengthOf(1);
        for (const tag of TAGS) expect(page.find(tag).shadowRoot, tag).to.equal(null);
      },
    },
  ]),
  {
    name: 'where each policy may exist once, with two copies',
    row: 'C26',
    csp: 'trusted-types lit-html',
    tag: script(ONE) + script(ONE, { copy: 'second' }),
    expected: /^trusted-types/,
  },
];

/** Puts a function in place of HTMLElement and of define, as webcomponentsjs' native-shim does. */
const NATIVE_SHIM = `<script>(() => {
  const Native = window.HTMLElement, define = customElements.define, get = customElements.get;
  const byShim = new Map(), byName = new Map();
  let current;
  window.HTMLElement = function () {
    if (current) { const made = current; current = undefined; return made; }
    return Reflect.construct(Native, [], byShim.get(this.constructor));
  };
  window.HTMLElement.prototype = Native.prototype;
  Object.defineProperty(customElements, 'define', { value(name, Class) {
    const Shim = class extends Native { constructor() { super(); current = this; Class.call(this); } };
    byName.set(name, Class); byShim.set(Class, Shim); define.call(customElements, name, Shim);
  } });
  Object.defineProperty(customElements, 'get', { value: (name) => byName.get(name) ?? get.call(customElements, name) });
})()</script>`;

const COMPANY: readonly Condition[] = [
  {
    name: 'with three copies of the library',
    row: 'C27',
    tag: script() + script(ESM, { copy: 'second' }) + script(ONE, { copy: 'third' }),
  },
  {
    name: 'with the all-in-one file and the loader after it',
    row: 'C27',
    tag: script(ONE) + script(ESM, { copy: 'second' }),
  },
  {
    name: 'that also loads us as a classic script, by mistake',
    row: 'C27',
    tag: `<script src="/copy/classic/afterword.js"></script>${script(ONE)}`,
    // It is the browser that says so: a module is no script.
    expected: /import|export|module/i,
  },
  {
    name: 'with another Lit, of another version',
    row: 'C27',
    head: '<script type="module" src="/test/embed/their-lit.ts"></script>',
    before: '<their-element></their-element>',
    also: (page) => until(() => page.find('their-element').shadowRoot?.textContent.includes('theirs'), 'their element to work'),
  },
  // What npm's files name, neither shortened nor bundled, beside what the script tag's files name.
  ...['article-widgets', 'comment-box', 'newsletter-signup'].map((tag): Condition => ({
    name: `whose own application brings <${tag}> from npm, and the loader the others`,
    row: 'C27',
    head: `<script type="module" src="/src/define/${tag}.ts"></script>`,
    also: (page) => expect(page.requests().filter((url) => url.includes(`/src/define/${tag}.ts`))).to.have.lengthOf(1),
  })),
  {
    name: 'whose own application brings everything from npm, after the one file',
    row: 'C27',
    tag: script(ONE) + TAGS.map((tag) => `<script type="module" src="/src/define/${tag}.ts"></script>`).join(''),
  },
  ...[ESM, ONE].map((file): Condition => ({
    name: `that has an element of one of our names, ${file}`,
    row: 'C27',
    head: `<script>customElements.define('article-faq', class Theirs extends HTMLElement {})</script>`,
    tag: script(file),
    stays: ['article-faq'],
  })),
  ...[ESM, ONE].flatMap((file): Condition[] => [
    { name: `with the older native shim, ${file}`, row: 'C29', head: NATIVE_SHIM, tag: script(file) },
    {
      name: `with custom-elements-es5-adapter, ${file}`,
      row: 'C29',
      head: '<script src="/old-script/custom-elements-es5-adapter.js"></script>',
      tag: script(file),
    },
    {
      name: `with Prototype before ${file}`,
      row: 'C30',
      head: '<script src="/old-script/prototype.js"></script>',
      tag: script(file),
    },
    {
      name: `with MooTools and its plugins before ${file}`,
      row: 'C30',
      head: '<script src="/old-script/mootools.js"></script><script src="/old-script/mootools-more.js"></script>',
      tag: script(file),
    },
  ]),
  { name: 'with Prototype after us', row: 'C30', after: '<script src="/old-script/prototype.js" defer></script>' },
  {
    name: 'with MooTools and its plugins after us',
    row: 'C30',
    after: '<script src="/old-script/mootools.js" defer></script><script src="/old-script/mootools-more.js" defer></script>',
  },
  ...[ESM, ONE].map((file): Condition => ({
    name: `that adds to every array and object, ${file}`,
    row: 'C30',
    head: `<script>Array.prototype.last = function () { return this[this.length - 1] }; Object.prototype.extra = () => 1;
      Array.prototype.remove = function () {}; Function.prototype.inherit = function () {}; String.prototype.toJSON = function () { return this }</script>`,
    tag: script(file),
  })),
  ...[ESM, ONE].flatMap((file): Condition[] => [
    {
      name: `that has frozen what the language is made of, ${file}`,
      row: 'C30',
      head: `<script>for (const each of [Object, Array, Function, String, Promise, Map, Set, Error, RegExp, Date])
        Object.freeze(Object.freeze(each).prototype)</script>`,
      tag: script(file),
    },
    {
      name: `that is not secure, and lacks what browsers keep from such pages, ${file}`,
      row: 'C38',
      head: `<script>delete Crypto.prototype.randomUUID; delete Crypto.prototype.subtle;
        for (const name of ['clipboard', 'share', 'canShare', 'locks', 'serviceWorker', 'storage', 'credentials']) delete Navigator.prototype[name];
        delete window.caches; delete window.cookieStore</script>`,
      tag: script(file),
    },
  ]),
];

const INHERITED = `text-transform: uppercase; letter-spacing: 9px; line-height: 3; text-indent: -9999px; white-space: nowrap;
  direction: rtl; cursor: none; -webkit-text-fill-color: transparent; word-spacing: 40px; text-align: center; font-style: italic;
  text-shadow: 0 0 9px; font-variant: small-caps; quotes: none; list-style: none; border-collapse: collapse; tab-size: 40`;

const LOOKS: readonly Condition[] = [
  ...['62.5%', '8px', '24px'].map((size): Condition => ({
    name: `with a root font of ${size}`,
    row: 'C31',
    head: `<style>html { font-size: ${size} } body { font-size: 16px }</style>`,
    also: sizes,
  })),
  { name: 'with hostile inherited properties', row: 'C32', head: `<style>body { ${INHERITED} }</style>` },
  {
    name: 'whose column has letters of no size, against gaps between boxes',
    row: 'C32',
    before: '<div style="font-size: 0">',
    after: '</div>',
    also(page) {
      for (const tag of TAGS) expect(page.window.getComputedStyle(page.find(tag)).fontSize, tag).to.equal('16px');
    },
  },
  {
    name: 'with rules for every element',
    row: 'C32',
    head: `<style>* { display: inline; position: relative; max-width: 300px; overflow: hidden; opacity: .9; transition: all 1s; box-sizing: content-box }
      div, section { z-index: -1 }</style>`,
  },
  {
    name: 'that resets everything',
    row: 'C32',
    head: '<style>* { all: unset; margin: 0; padding: 0; border: 0; list-style: none }</style>',
  },
  ...['', ' !important'].map((force) => ({
    name: `that hides what is empty${force && ', come what may'}, with elements that are`,
    row: 'C32',
    head: `<style>:empty { display: none${force} }</style>`,
    five: `<article-widgets comments="memory" newsletter="memory"></article-widgets>
      <article-faq><h3>Why?</h3><p>Because.</p></article-faq><did-you-know>An octopus has <p>three hearts.</p></did-you-know>
      <newsletter-signup></newsletter-signup><related-articles><a href="/one">The first story</a></related-articles><comment-box thread="hostile"></comment-box>`,
  })),
  {
    name: 'that hides an empty element itself',
    row: 'C32',
    head: '<style>comment-box { display: none }</style>',
    five: `<article-widgets comments="memory" newsletter="memory"></article-widgets>
      <article-faq><h3>Why?</h3><p>Because.</p></article-faq><did-you-know><p>An octopus has three hearts.</p></did-you-know>
      <newsletter-signup hidden></newsletter-signup><related-articles><a href="/one">The first story</a></related-articles>
      <comment-box thread="hostile"></comment-box>`,
    hidden: ['newsletter-signup', 'comment-box'],
  },
  { name: 'that does not display what is not defined', row: 'C32', head: '<style>:not(:defined) { display: none }</style>' },
  {
    name: 'that makes invisible what is not defined',
    row: 'C32',
    head: '<style>:not(:defined) { visibility: hidden; opacity: 0 }</style>',
  },
  {
    name: 'that lays its story out in a column, all centred',
    row: 'C32',
    before: '<main style="display: flex; flex-direction: column; align-items: center">',
    after: '</main>',
    also(page) {
      for (const tag of TAGS) expect(page.find(tag).getBoundingClientRect().width, tag).to.be.greaterThan(150);
    },
  },
  {
    name: 'whose column is moved, clipped and 280 pixels wide',
    row: 'C32',
    before: '<div style="transform: translateZ(0); overflow: hidden; width: 280px; contain: paint">',
    after: '</div>',
  },
  {
    name: 'whose column lies low, under a layer for clicks',
    row: 'C32',
    before: `<div style="position: fixed; inset: 0; z-index: 2; pointer-events: none"></div>
      <div style="position: relative; z-index: 0; max-width: 40ch; filter: grayscale(1); will-change: transform">`,
    after: '</div>',
  },
  {
    name: 'whose column floats beside a picture',
    row: 'C32',
    before: '<div style="float: left; width: 200px; height: 90px"></div><div style="float: left; max-width: 60%">',
    after: '</div>',
  },
  {
    name: 'with frames for names the document uses',
    row: 'B20',
    before: '<img name="body"><img name="head"><img name="currentScript"><form name="forms"></form><img name="activeElement">',
  },
  {
    name: 'that names an image like a method it needs',
    row: 'B20',
    before: '<img name="querySelectorAll"><img id="customElements"><img id="location2"><a id="fetch"></a>',
  },
  ...[ESM, ONE].map((file): Condition => ({
    name: `with a base address of another site, ${file}`,
    row: 'C36',
    head: '<base href="https://example.invalid/">',
    tag: `<script type="module" src="${location.origin}/copy/first/${file}"></script>`,
    also(page) {
      const links = TAGS.flatMap((tag) => [...everything(page.find(tag).shadowRoot!)].filter((each) => each.matches('[href]')));
      for (const link of links) expect(link.getAttribute('href'), link.outerHTML).not.to.match(/^#/);
    },
  })),
  { name: 'in quirks mode', row: 'C38', doctype: '' },
  { name: 'in Arabic, from right to left', row: 'E55', root: 'lang="ar" dir="rtl"' },
];

describe('hostile pages', () => {
  for (const condition of [...POLICIES, ...COMPANY, ...LOOKS]) proveCondition(condition);
});
