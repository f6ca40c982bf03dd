import { expect } from '@open-wc/testing';
import '../../src/define/article-faq.js';
import '../../src/define/did-you-know.js';
import { enhance } from '../../src/enhance/enhance.js';
import type { AfterwordEnhancedEvent } from '../../src/enhance/enhance.events.js';
import type { Enhancement } from '../../src/enhance/outcome.js';
import { until } from '../support/wait.js';

const ARTICLE = `
  <article>
    <h1>A story</h1>
    <p>It begins, and goes on for a while, so that there is something to read before the questions come.</p>
    <h2>FAQ</h2>
    <p><strong>Q: Why is the sky blue?</strong></p>
    <p id="answer">Because blue light is scattered <em>more</em> than red light.</p>
    <p><strong>Q: Is it blue at night?</strong></p>
    <p>No. There is no sun to scatter the light of.</p>
    <p><strong>Did you know?</strong> On Mars the sunset is blue, and the day is the colour of butterscotch.</p>
    <p>Share your thoughts in the comments below. Subscribe to our newsletter for regular updates and expert commentary.</p>
    <h3>You may also like</h3>
    <h3>Leave a Comment</h3>
  </article>`;
const SOURCES = { comments: true, articles: true, newsletter: true };

let page: HTMLElement;
const enhancements: Enhancement[] = [];

function write(html: string, above = 3000): void {
  page.innerHTML = `<div style="height: ${above}px"></div><main>${html}</main>`;
}

async function enhanced(options: Parameters<typeof enhance>[1] = { sources: SOURCES }): Promise<Enhancement> {
  const enhancement = await enhance(page, options);
  enhancements.push(enhancement);
  return enhancement;
}

function nodesOf(root: Node): Node[] {
  return [root, ...[...root.childNodes].flatMap(nodesOf)];
}

const tags = (): string[] =>
  [...page.querySelectorAll('article-faq, did-you-know, related-articles, comment-box, newsletter-signup')].map(
    ({ localName }) => localName,
  );

describe('enhancing a page', () => {
  beforeEach(() => {
    page = document.createElement('div');
    document.body.append(page);
    window.scrollTo(0, 0);
  });
  afterEach(() => {
    for (const enhancement of enhancements.splice(0)) enhancement.stop();
    page.remove();
  });

  it('finds the five things in plain text and says so with one event', async () => {
    write(ARTICLE);
    const events: AfterwordEnhancedEvent[] = [];
    page.addEventListener('afterword-enhanced', (event) => events.push(event));
    const enhancement = await enhanced();
    expect(tags()).to.deep.equal(['article-faq', 'did-you-know', 'newsletter-signup', 'related-articles', 'comment-box']);
    expect(events.map((event) => event.enhancement)).to.deep.equal([enhancement]);
    expect(enhancement.applied.map(({ target }) => target)).to.have.members(tags());
    expect(enhancement.skipped).to.deep.equal([]);
  });

  it('gives the page back as it was: the same nodes, the same bytes, whatever the reader opened', async () => {
    write(ARTICLE);
    const before = page.outerHTML;
    const nodes = nodesOf(page);
    const sheets = document.adoptedStyleSheets.length;
    const enhancement = await enhanced();
    await until(() => page.querySelector('summary')?.getClientRects().length, 'the questions');
    for (const summary of page.querySelectorAll('summary')) summary.click();
    await until(() => page.querySelectorAll('details[open]').length === 2, 'both answers');
    enhancement.undo();
    expect(page.outerHTML).to.equal(before);
    const after = nodesOf(page);
    expect(after.length).to.equal(nodes.length);
    expect(after.every((node, at) => node === nodes[at])).to.equal(true);
    await until(() => document.adoptedStyleSheets.length === sheets, 'its style rules to go too');
    enhancement.undo();
    expect(page.outerHTML).to.equal(before);
  });

  it('gives back a page that went on changing: what came meanwhile stays', async () => {
    write(ARTICLE);
    const enhancement = await enhanced({ sources: SOURCES, live: false });
    const note = document.createElement('p');
    note.textContent = 'Correction: at night it is black.';
    page.querySelector('article-faq')!.append(note);
    page.querySelector('h1')!.remove();
    page.querySelector('#answer')!.setAttribute('lang', 'en');
    enhancement.undo();
    expect(tags()).to.deep.equal([]);
    expect(page.querySelectorAll('details, summary, [data-enhanced]')).to.have.lengthOf(0);
    expect(note.isConnected).to.equal(true);
    expect(page.querySelector('#answer')!.nextElementSibling!.textContent).to.contain('at night');
  });

  it('changes nothing when it is done twice', async () => {
    write(ARTICLE);
    await enhanced();
    const once = page.outerHTML;
    const again = await enhanced();
    expect(again.applied).to.deep.equal([]);
    expect(page.outerHTML).to.equal(once);
  });

  it('leaves elements of ours that the page wrote itself alone', async () => {
    write(`<article-faq><h2>FAQ</h2><h3>Why?</h3><p>Because.</p><h3>When?</h3><p>Now.</p></article-faq>
      <did-you-know><p><strong>Did you know?</strong> Bees dance to say where the flowers are.</p></did-you-know>`);
    const before = page.outerHTML;
    const { applied } = await enhanced();
    expect(applied).to.deep.equal([]);
    expect(page.outerHTML).to.equal(before);
  });

  it('makes no empty widget where nothing is configured', async () => {
    write(ARTICLE);
    const { skipped } = await enhanced({});
    expect(tags()).to.deep.equal(['article-faq', 'did-you-know']);
    for (const { reason } of skipped) expect(reason).to.equal('no-source');
  });

  it('takes the settings of an <article-widgets> that is not alive yet', async () => {
    write(`${ARTICLE}<article-widgets articles-src="/feed.json"></article-widgets>`);
    await enhanced({});
    expect(tags()).to.deep.equal(['article-faq', 'did-you-know', 'related-articles']);
  });

  it('does only what a developer asks for', async () => {
    write(ARTICLE);
    const { skipped } = await enhanced({ without: ['did-you-know'], tiers: [0, 1] });
    expect(tags()).to.deep.equal([]);
    expect(skipped.every(({ reason }) => reason === 'tier')).to.equal(true);
    write('<div class="mine"><h4>Why?</h4><p>Because.</p><h4>When?</h4><p>Now.</p></div>');
    await enhanced({ selectors: { 'article-faq': '.mine' }, tiers: [0] });
    expect(tags()).to.deep.equal(['article-faq']);
  });

  it('waits with what would move on the screen until the reader has scrolled up', async () => {
    write(`${ARTICLE}<div style="height: 3000px"></div>`, 3000);
    page.querySelector('h3')!.scrollIntoView({ block: 'start' });
    const { applied, skipped } = await enhanced();
    expect(tags()).not.to.include('related-articles');
    expect(skipped.map(({ reason }) => reason)).to.include('on-screen');
    expect(applied.length).to.be.lessThan(5);
    window.scrollTo(0, 0);
    await until(() => tags().includes('related-articles') && tags().includes('comment-box'), 'the others');
  });

  it('leaves the page as it was when it is stopped before it is done', async () => {
    write(ARTICLE);
    const before = page.outerHTML;
    const controller = new AbortController();
    const done = enhance(page, { signal: controller.signal, sources: SOURCES });
    controller.abort(new Error('enough'));
    let thrown: unknown;
    await done.catch((error: unknown) => (thrown = error));
    expect((thrown as Error).message).to.equal('enough');
    expect(page.outerHTML).to.equal(before);
  });

  it('lets the page breathe while it reads a long one', async function () {
    this.timeout(60_000);
    const section = '<h2>A question of headings?</h2><p>With <a href="/x">some</a> text to <em>read</em>.</p>';
    write(section.repeat(4000));
    let breaths = 0;
    const breathing = setInterval(() => breaths++, 1);
    await enhanced({ live: false });
    clearInterval(breathing);
    expect(breaths).to.be.greaterThan(3);
  });
});
