import { expect } from '@open-wc/testing';
import { until } from '../support/wait.js';
import { closePages, FAQ, frames, openPage, script, SIGNUP, upgraded } from './pages.js';

const nonce = { attributes: 'nonce="n1"' };
/** Puts a function in place of HTMLElement and of define, as webcomponentsjs' native-shim does. */
const ES5_ADAPTER = `<script>(() => {
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

describe('a page with strict policies', () => {
  afterEach(closePages);

  for (const file of ['embed.js', 'afterword.js']) {
    it(`runs ${file} under a strict Content-Security-Policy without one violation`, async () => {
      const page = await openPage({
        csp: "default-src 'self'; style-src 'self'; script-src 'nonce-n1' 'strict-dynamic'; object-src 'none'; base-uri 'none'",
        body: FAQ + SIGNUP + script(file, nonce),
      });
      await upgraded(page, 'article-faq');
      await upgraded(page, 'newsletter-signup');
      await frames(page);
      expect(page.faults).to.deep.equal([]);
    });

    it(`runs ${file} under enforced Trusted Types that list its policy`, async () => {
      const page = await openPage({
        csp: "require-trusted-types-for 'script'; trusted-types lit-html",
        body: FAQ + script(file),
      });
      await upgraded(page, 'article-faq');
      expect(page.faults).to.deep.equal([]);
    });

    it(`runs ${file} where a policy list names others but nothing is enforced`, async () => {
      const page = await openPage({ csp: 'trusted-types default dompurify', body: FAQ + script(file) });
      await upgraded(page, 'article-faq');
      expect(page.faults.filter((fault) => !fault.startsWith('trusted-types'))).to.deep.equal([]);
    });

    it(`leaves the page's own content in sight where ${file} may make no template, and says so once`, async () => {
      const page = await openPage({
        csp: "require-trusted-types-for 'script'; trusted-types default",
        body: FAQ + SIGNUP + script(file),
      });
      if ('trustedTypes' in page.window) {
        await until(() => page.warnings.length, 'the developer to be told');
        await frames(page);
        expect(page.find('article-faq').shadowRoot).to.equal(null);
        expect(page.find('newsletter-signup').shadowRoot).to.equal(null);
        expect(page.warnings).to.have.lengthOf(1);
      } else {
        await upgraded(page, 'article-faq');
      }
      expect(page.faults.filter((fault) => !/trusted-types/.test(fault))).to.deep.equal([]);
    });

    it(`runs ${file} on a page with custom-elements-es5-adapter`, async () => {
      const page = await openPage({ head: ES5_ADAPTER, body: FAQ + SIGNUP + script(file) });
      await upgraded(page, 'article-faq');
      await upgraded(page, 'newsletter-signup');
      expect(page.faults).to.deep.equal([]);
    });
  }

  it('runs two copies where each policy may exist once', async () => {
    const page = await openPage({
      csp: 'trusted-types lit-html',
      body: FAQ + SIGNUP + script('afterword.js') + script('afterword.js', { copy: 'second' }),
    });
    await upgraded(page, 'article-faq');
    await upgraded(page, 'newsletter-signup');
    expect(page.faults.filter((fault) => !fault.startsWith('trusted-types'))).to.deep.equal([]);
  });

  it('runs in quirks mode with a base address of another site', async () => {
    const page = await openPage({
      doctype: '',
      head: '<base href="https://example.invalid/">',
      body: `${FAQ}<script type="module" src="${location.origin}/copy/first/embed.js"></script>`,
    });
    await upgraded(page, 'article-faq');
    expect(page.faults).to.deep.equal([]);
  });
});
