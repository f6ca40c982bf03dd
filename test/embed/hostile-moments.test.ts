import { expect } from '@open-wc/testing';
import { emulateMedia } from '../support/engines.js';
import { until } from '../support/wait.js';
import { everything, inside, TAGS } from './all-five.js';
import { proveCondition, type Condition } from './conditions.js';
import { approach, script, upgraded, type Page } from './pages.js';

const ESM = 'embed.js';
const ONE = 'afterword.js';

/** A script of the page that puts ours in. */
const injecting = (copy: string, file = ESM): string => `const tag = document.createElement('script'); tag.type = 'module';
  tag.src = '/copy/${copy}/${file}'; document.head.append(tag);`;

function injectNow({ document }: Page, file: string): void {
  document.head.append(Object.assign(document.createElement('script'), { type: 'module', src: `/copy/late/${file}` }));
}

const TIMES: readonly Condition[] = [
  { name: 'with the script in the head', row: 'C33', head: script(), tag: '' },
  { name: 'with the all-in-one file in the head', row: 'C33', head: script(ONE), tag: '' },
  { name: 'with an async script in the head', row: 'C33', head: script(ESM, { attributes: 'async' }), tag: '' },
  {
    name: 'where a tag manager puts the script in after loading',
    row: 'C33',
    tag: `<script>addEventListener('load', () => setTimeout(() => { ${injecting('late')} }, 300))</script>`,
  },
  {
    name: 'where an optimizer starts the script at the first scroll',
    row: 'C33',
    tag: `<script>addEventListener('scroll', () => { ${injecting('scroll')} }, { once: true, capture: true })</script><div style="height: 2000px"></div>`,
    happens: ({ window }) => window.scrollTo(0, 1),
  },
  {
    name: 'where an optimizer starts the script at the first click',
    row: 'C33',
    tag: `<script>addEventListener('click', () => { ${injecting('click', ONE)} }, { once: true, capture: true })</script>`,
    happens: (page) => page.find('h3').click(),
  },
  ...[ESM, ONE].map((file): Condition => ({
    name: `whose reader began half a minute before ${file} came`,
    row: 'C33',
    tag: '',
    async happens(page) {
      const field = page.find('[type=email]') as HTMLInputElement;
      field.focus();
      field.value = 'half@typed';
      const now = page.window.performance.now.bind(page.window.performance);
      page.window.performance.now = () => now() + 30_000;
      injectNow(page, file);
      await upgraded(page, 'newsletter-signup');
      expect(field.value).to.equal('half@typed');
      expect(page.document.activeElement).to.equal(field);
    },
  })),
  {
    name: 'that adds its elements later and then says what they are for',
    row: 'C33',
    five: '<main></main>',
    async happens(page) {
      const main = page.find('main');
      for (const tag of TAGS) main.append(page.document.createElement(tag));
      await upgraded(page, 'comment-box');
      page.find('article-faq').innerHTML = '<h2>FAQ</h2><h3>Why?</h3><p>Because.</p><h3>Who?</h3><p>Everybody.</p>';
      page.find('did-you-know').append(Object.assign(page.document.createElement('p'), { textContent: 'Three hearts.' }));
      page.find('related-articles').innerHTML = '<h2>More</h2><ul><li><a href="/one">The first story</a></li></ul>';
      page.find('newsletter-signup').setAttribute('provider', 'memory');
      page.find('comment-box').setAttribute('provider', 'memory');
    },
  },
  {
    name: 'whose article is hidden first and shown later',
    row: 'C40',
    before: '<main hidden id="later">',
    after: '</main>',
    happens(page) {
      page.find('#later').hidden = false;
    },
  },
  {
    name: 'whose article is in a tab that is opened later',
    row: 'C40',
    before: '<div id="tab" style="display: none"><section>',
    after: '</section></div>',
    tag: script(ONE),
    async happens(page) {
      await until(() => page.window.customElements.get('comment-box'), 'the elements to be defined');
      page.find('#tab').style.display = '';
    },
  },
  {
    name: 'whose article is in a drawer that is pulled out',
    row: 'C40',
    before: '<details><summary>Read on</summary>',
    after: '</details>',
    happens: (page) => page.find('summary').click(),
  },
  {
    name: 'whose article is invisible and cannot be touched, and then is shown',
    row: 'C40',
    before: '<main style="visibility: hidden; pointer-events: none">',
    after: '</main>',
    async happens(page) {
      for (const tag of TAGS) await approach(page, tag);
      // What a page does not show, we do not show in its place.
      for (const tag of TAGS)
        expect(page.window.getComputedStyle(inside(page.find(tag), '*')!).visibility, tag).to.equal('hidden');
      page.find('main').removeAttribute('style');
    },
  },
  {
    name: 'with an anti-flicker cloak',
    row: 'C40',
    root: 'lang="en" class="async-hide"',
    head: '<style>.async-hide { opacity: 0 !important }</style>',
    happens: ({ document }) => void document.documentElement.classList.remove('async-hide'),
  },
  {
    name: 'whose column has no width at first',
    row: 'C40',
    before: '<main id="thin" style="width: 0; overflow: hidden">',
    after: '</main>',
    happens(page) {
      page.find('#thin').style.width = '';
    },
  },
  {
    name: 'that leaves out what is far away',
    row: 'C40',
    before: '<main style="content-visibility: auto; contain-intrinsic-size: 900px">',
    after: '</main>',
  },
];

const BLOCKED: readonly Condition[] = [
  { name: 'that runs no scripts', row: 'C34', sandbox: 'allow-same-origin', stays: TAGS },
  { name: 'that does not find the script', row: 'C34', tag: script('no-such-file.js'), stays: TAGS },
  {
    name: 'whose script is not what its integrity says',
    row: 'C34',
    // Under a name of its own: Chromium keeps in mind that a file was refused.
    tag: script(ONE, { copy: 'tampered', attributes: `integrity="sha384-${'A'.repeat(64)}" crossorigin` }),
    stays: TAGS,
  },
  {
    name: 'whose policy refuses the script',
    row: 'C34',
    csp: "script-src 'nonce-n1'",
    stays: TAGS,
    expected: /^script-src/,
  },
  {
    name: 'that gets the loader and nothing it loads',
    row: 'C34',
    tag: '<script type="module" src="/only-loader/parts/embed.js"></script>',
    stays: TAGS,
    async also(page) {
      for (const tag of TAGS) {
        await until(() => page.warnings.some((said) => said.includes(`<${tag}>`)), `the developer to be told of ${tag}`);
      }
      for (const tag of TAGS)
        expect(
          page.warnings.filter((said) => said.includes(`<${tag}>`)),
          tag,
        ).to.have.lengthOf(1);
    },
  },
  {
    name: 'where a blocker hides the form',
    row: 'C39',
    head: '<style>newsletter-signup { display: none !important }</style>',
    tag: script(ONE),
    hidden: ['newsletter-signup'],
  },
  {
    name: 'whose storage, cookies and databases throw',
    row: 'A12',
    head: `<script>for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
        Object.defineProperty(window, name, { get() { throw new DOMException('The operation is insecure.', 'SecurityError') } });
      Object.defineProperty(Document.prototype, 'cookie', { get() { throw new DOMException('no', 'SecurityError') }, set() { throw new DOMException('no', 'SecurityError') } })</script>`,
  },
  {
    name: 'whose storage is full',
    row: 'A12',
    head: `<script>Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }</script>`,
  },
];

/** What a translator of the browser does: every word of the page, also in what is open, in a box of its own. */
function translate(root: Node): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) {
    if (!text.data.trim() || /^(SCRIPT|STYLE|TEXTAREA|OPTION)$/.test(text.parentElement?.tagName ?? '')) continue;
    const font = text.ownerDocument.createElement('font');
    text.replaceWith(font);
    font.textContent = text.data;
  }
}

const HOSTS: readonly Condition[] = [
  {
    name: 'with shortcuts on single letters',
    row: 'C37',
    before: `<script>{
      const listen = (event) => {
        if (!/^(input|textarea|select)$/.test(event.target.localName ?? '') && /^\\w$/.test(event.key)) event.preventDefault();
      };
      for (const target of [document, window, document.documentElement]) target.addEventListener('keydown', listen);
    }</script>`,
  },
  {
    name: 'that a browser translates',
    row: 'E59',
    async happens(page) {
      for (const tag of TAGS) await approach(page, tag);
      await until(() => inside(page.find('comment-box'), 'button'), 'the conversation');
      for (const tag of TAGS) {
        const element = page.find(tag);
        const roots = [element.shadowRoot!, ...[...everything(element.shadowRoot!)].flatMap((each) => each.shadowRoot ?? [])];
        for (const root of [element, ...roots]) translate(root);
      }
    },
  },
  {
    name: 'that renders its end anew',
    row: 'A10',
    before: '<main>',
    after: '</main>',
    async happens(page) {
      await upgraded(page, 'comment-box');
      const main = page.find('main');
      for (let times = 0; times < 3; times++) main.innerHTML = main.innerHTML as string;
    },
  },
  {
    name: 'that is printed',
    row: 'E58',
    needs: 'print',
    async happens(page) {
      for (const tag of TAGS) await approach(page, tag);
      await emulateMedia({ media: 'print' });
    },
    stays: TAGS,
    // There is nothing to type into on paper.
    hidden: ['newsletter-signup'],
    also: () => emulateMedia(),
  },
  {
    name: 'that moves its end about',
    row: 'A11',
    before: '<main>',
    after: '</main><aside></aside>',
    async happens(page) {
      await upgraded(page, 'comment-box');
      page.find('aside').append(...page.find('main').childNodes);
      page.document.body.prepend(page.find('aside'));
    },
  },
  {
    name: 'that gets another root element',
    row: 'A11',
    async happens(page) {
      await upgraded(page, 'comment-box');
      const root = page.document.createElement('html');
      root.append(...page.document.documentElement.childNodes);
      page.document.documentElement.replaceWith(root);
    },
  },
];

describe('hostile pages', () => {
  for (const condition of [...TIMES, ...BLOCKED, ...HOSTS]) proveCondition(condition);
});
