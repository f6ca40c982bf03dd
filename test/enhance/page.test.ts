import { expect } from '@open-wc/testing';
import type { AfterwordEnhancedEvent } from '../../src/enhance/enhance.events.js';
import type { Enhancement } from '../../src/enhance/outcome.js';
import { closePages, frames, openPage, script, upgraded, type Page } from '../embed/pages.js';
import { can } from '../support/engines.js';
import { until } from '../support/wait.js';

const FAR = '<div style="height: 4000px"></div>';
const FAQ = `<main><article><h1>A story</h1>
  <h2>FAQ</h2>
  <p id="why"><strong>Q: Why is the sky blue?</strong></p><p id="because">Because blue light is scattered more than red light.</p>
  <p><strong>Q: Is it blue at night?</strong></p><p>No. There is no sun to scatter the light of.</p>
  <p class="next">And so it goes on.</p></article></main>`;
const enhancing = (file = 'embed.js', attributes = ''): string => script(file, { attributes: `data-enhance ${attributes}` });
const FAQ_DETAILS = 'article-faq details > summary';

const enhancedPage = (page: Page): Promise<Element> =>
  until(() => page.document.querySelector(FAQ_DETAILS), 'the page to be enhanced');

describe('a page with one script tag', () => {
  afterEach(closePages);

  for (const file of ['embed.js', 'afterword.js']) {
    it(`has its questions brought to life by ${file}`, async () => {
      const page = await openPage({ body: FAR + FAQ + enhancing(file) });
      await enhancedPage(page);
      page.find('article-faq').scrollIntoView();
      await upgraded(page, 'article-faq');
      expect(page.faults).to.deep.equal([]);
      expect(page.warnings).to.deep.equal([]);
    });

    it(`is not touched by ${file} unless the tag says so, nor does it show a report to strangers`, async () => {
      const body = `<script>history.replaceState(null, '', location.href + '&enhance=report')</script>${FAQ}${script(file)}`;
      const page = await openPage({ body });
      await frames(page, 20);
      expect(page.document.querySelector('article-faq, [popover]') === null).to.equal(true);
    });
  }

  it('is enhanced by <article-widgets enhance> too, around a part of it', async () => {
    const page = await openPage({ body: `${FAR}<article-widgets enhance>${FAQ}</article-widgets>${FAQ}${script()}` });
    await enhancedPage(page);
    await frames(page, 20);
    expect(page.document.querySelectorAll('article-faq')).to.have.lengthOf(1);
    expect(page.find('article-widgets article-faq').localName).to.equal('article-faq');
  });

  it('shows the report instead when the address asks for it, under strict policies', async () => {
    const body = `<script nonce="n1">history.replaceState(null, '', location.href + '&enhance=report')</script>${FAQ}`;
    const page = await openPage({
      csp: "default-src 'self'; style-src 'self'; script-src 'nonce-n1' 'strict-dynamic'; require-trusted-types-for 'script'; trusted-types default",
      body: body + enhancing('embed.js', 'nonce="n1"'),
    });
    const host = await until(() => page.document.querySelector('[popover]'), 'the report');
    expect(host.shadowRoot!.textContent).to.contain('Questions and answers (2)');
    await frames(page);
    expect(page.document.querySelector('article-faq') === null).to.equal(true);
    expect(page.faults).to.deep.equal([]);
  });

  it('is enhanced under a strict Content-Security-Policy without one violation', async () => {
    const page = await openPage({
      csp: "default-src 'self'; style-src 'self'; script-src 'nonce-n1' 'strict-dynamic'; object-src 'none'; base-uri 'none'",
      body: FAQ + enhancing('embed.js', 'nonce="n1"'),
    });
    await enhancedPage(page);
    await upgraded(page, 'article-faq');
    await frames(page);
    expect(page.faults).to.deep.equal([]);
  });

  it('is enhanced under enforced Trusted Types that list our policy, and stays readable where they do not', async () => {
    const listed = await openPage({
      csp: "require-trusted-types-for 'script'; trusted-types lit-html",
      body: FAQ + enhancing(),
    });
    await enhancedPage(listed);
    await upgraded(listed, 'article-faq');
    expect(listed.faults).to.deep.equal([]);
    const other = await openPage({ csp: "require-trusted-types-for 'script'; trusted-types default", body: FAQ + enhancing() });
    await enhancedPage(other);
    await frames(other);
    expect(other.find('#because').checkVisibility()).to.equal(true);
    expect(other.faults.filter((fault) => !/trusted-types/.test(fault))).to.deep.equal([]);
  });

  it('is enhanced in quirks mode with a base address of another site', async () => {
    const tag = `<script type="module" src="${location.origin}/copy/first/embed.js" data-enhance></script>`;
    const page = await openPage({ doctype: '', head: '<base href="https://example.invalid/">', body: FAQ + tag });
    await enhancedPage(page);
    await upgraded(page, 'article-faq');
    expect(page.document.compatMode).to.equal('BackCompat');
    expect(page.faults).to.deep.equal([]);
  });

  it('moves nothing that a reader sees: what is on the screen stays open and in its place', async () => {
    const watch = `<script>
      window.shifts = [];
      try {
        new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value }) => value)))
          .observe({ type: 'layout-shift', buffered: true });
      } catch {}
    </script>`;
    const page = await openPage({ head: watch, body: FAQ + enhancing() });
    const places = (): string =>
      JSON.stringify([...page.document.querySelectorAll('h1, h2, p')].map((p) => p.getBoundingClientRect()));
    const before = places();
    await enhancedPage(page);
    await upgraded(page, 'article-faq');
    await frames(page, 20);
    expect(places()).to.equal(before);
    if (can('layout-shift')) expect((page.window as unknown as { shifts: number[] }).shifts).to.deep.equal([]);
  });

  it('opens the answer that a link leads to, as ever', async () => {
    const page = await openPage({ body: FAR + FAQ + enhancing(), hash: '#because' });
    await enhancedPage(page);
    expect(page.find('#because').closest('details')!.open).to.equal(true);
    await until(() => {
      const { top } = page.find('#because').getBoundingClientRect();
      return top >= -5 && top < page.window.innerHeight;
    }, 'the answer to be on the screen');
  });

  it('has publishers’ own words for the places, and for what to leave out', async () => {
    const own = '<main><div class="mine"><h4>Why?</h4><p>Because.</p><h4>When?</h4><p>Now.</p></div></main>';
    const page = await openPage({ body: FAR + own + enhancing('embed.js', 'data-enhance-article-faq=".mine"') });
    await until(() => page.document.querySelector('article-faq'), 'the list');
    const without = await openPage({ body: FAR + FAQ + enhancing('embed.js', 'data-enhance-without="article-faq"') });
    await frames(without, 20);
    expect(without.document.querySelector('article-faq') === null).to.equal(true);
  });
});

describe('The archive article of the demo: plain text, one script tag', () => {
  let frame: HTMLIFrameElement;
  const FIVE = ['article-faq', 'did-you-know', 'did-you-know', 'newsletter-signup', 'related-articles', 'comment-box'];

  before(async function () {
    // The first request starts the demo, whose database takes a while on a busy machine.
    this.timeout(90_000);
    expect((await fetch('/archive.html')).status).to.equal(200);
  });
  afterEach(() => frame?.remove());

  /** Opens it and waits until it is enhanced. */
  async function openArchive(): Promise<Enhancement> {
    frame = document.createElement('iframe');
    frame.title = 'The article';
    Object.assign(frame.style, { position: 'fixed', inset: '0', inlineSize: '100vw', blockSize: '100vh', border: '0' });
    frame.src = '/archive.html';
    document.body.append(frame);
    let enhancement: Enhancement | undefined;
    const heard = (event: AfterwordEnhancedEvent): void => void (enhancement = event.enhancement);
    let listening: Document | undefined;
    return until(() => {
      const page = frame.contentDocument!;
      if (page.URL.endsWith('/archive.html') && page !== listening) {
        page.addEventListener('afterword-enhanced', heard);
        listening = page;
      }
      return enhancement;
    }, 'the page to be enhanced');
  }

  async function written(): Promise<string> {
    const html = await (await fetch('/archive.html')).text();
    return new DOMParser().parseFromString(html, 'text/html').documentElement.outerHTML;
  }

  it('has not one custom tag in it', async () => {
    const html = await written();
    expect(html).not.to.match(/<\/?[a-z]+-[a-z-]+[\s>]/);
    expect(html.match(/<script type="module"/g)).to.have.lengthOf(1);
  });

  it('comes out with all five widgets, which work, with its own nodes inside', async () => {
    await openArchive();
    const page = frame.contentDocument!;
    const made = [...page.querySelectorAll<HTMLElement>('main [data-enhanced]:not(details)')];
    expect(made.map(({ localName }) => localName)).to.deep.equal(FIVE);
    expect([...page.querySelectorAll('article-faq summary')].map(({ textContent }) => textContent)).to.deep.equal([
      'What is the main goal of these peace talks?',
      'Why is American involvement considered so important?',
      'Are these talks likely to succeed?',
    ]);
    expect(page.querySelector('did-you-know[kind="fact"]')!.textContent).to.contain('Track II diplomacy');
    expect(page.querySelector('did-you-know[kind="tip"]')!.textContent).to.contain('Follow reputable sources');
    expect(page.querySelector('related-articles')!.textContent).to.contain('You may also like');
    expect(page.querySelector('comment-box')!.textContent).to.contain('Leave a Comment');
    const view = frame.contentWindow!;
    for (const element of made) {
      await until(() => {
        view.scrollBy(0, element.getBoundingClientRect().top - view.innerHeight + 20);
        return element.shadowRoot?.childElementCount;
      }, `${element.localName} to be upgraded`);
    }
    await until(() => page.querySelector('comment-box')!.matches(':state(live)'), 'the conversation');
    const related = page.querySelector('related-articles')!.shadowRoot!;
    await until(() => related.querySelectorAll('a[href*="/articles/"]').length >= 3, 'other articles');
    expect(page.querySelector('newsletter-signup')!.shadowRoot!.querySelectorAll('input[type="email"]')).to.have.lengthOf(1);
  });

  it('is given back byte for byte, with the same nodes, after a reader opened answers', async () => {
    const enhancement = await openArchive();
    const page = frame.contentDocument!;
    page.querySelector('article-faq')!.scrollIntoView();
    await until(
      () => page.querySelector('article-faq')!.shadowRoot && page.querySelector('summary')!.getClientRects().length,
      'the FAQ',
    );
    for (const summary of page.querySelectorAll('summary')) summary.click();
    await until(() => page.querySelectorAll('details[open]').length === 3, 'the answers');
    const inside = [...page.querySelectorAll('article-faq :is(h2, p), did-you-know p, related-articles h3, comment-box h3')];
    expect(inside).to.have.lengthOf(11);
    enhancement.undo();
    expect(page.documentElement.outerHTML).to.equal(await written());
    const article = page.querySelector('article')!;
    expect(inside.every((node) => node.parentElement === article)).to.equal(true);
  });
});
