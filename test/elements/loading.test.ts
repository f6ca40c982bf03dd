import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { memory as articles } from '../../src/adapters/articles/memory.js';
import { memory as comments, type MemoryCall } from '../../src/adapters/comments/memory.js';
import '../../src/define/comment-box.js';
import '../../src/define/did-you-know.js';
import '../../src/define/related-articles.js';
import type { CommentBoxElement } from '../../src/elements/comment-box/comment-box.js';
import { DidYouKnowElement } from '../../src/elements/did-you-know/did-you-know.js';
import type { RelatedArticlesElement } from '../../src/elements/related-articles/related-articles.js';
import { press, queryButton } from '../support/comment-box.js';
import { until } from '../support/wait.js';

const hasFocus = (element: Element): boolean =>
  document.activeElement === element && element.shadowRoot!.activeElement !== null;

/** Every condition has a neighbour that does not wait: what it has asked by then, the other would have asked too. */
describe('loading="click"', () => {
  it('asks no backend for comments before the reader wants them, and keeps the focus where they appear', async () => {
    const calls: MemoryCall[] = [];
    const page = await fixture(html`
      <div>
        <comment-box
          thread="held"
          loading="click"
          .port=${comments({ comments: [{ id: '1', author: 'Ada', text: 'Hello' }], log: (call) => void calls.push(call) })}
        >
          <p>Comments of the server</p>
        </comment-box>
        <comment-box thread="lazy" .port=${comments()}></comment-box>
      </div>
    `);
    const [held, lazy] = page.querySelectorAll<CommentBoxElement>('comment-box');
    await until(() => lazy!.matches(':state(live)'), 'the box that does not wait');
    expect(calls).to.deep.equal([]);
    expect(held!.matches(':state(loading)')).to.equal(false);
    await expect(held).to.be.accessible();
    queryButton(held!, 'Load comments')!.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => held!.matches(':state(live)'), 'the comments');
    expect(calls[0]!.method).to.equal('list');
    expect(queryButton(held!, 'Load comments')).to.equal(undefined);
    expect(hasFocus(held!)).to.equal(true);
  });

  it('follows a link to a comment, which is asking for it', async () => {
    const port = comments({ comments: [{ id: 'linked', author: 'Ada', text: 'Hello' }] });
    const box = await fixture<CommentBoxElement>(html`<comment-box thread="link" loading="click" .port=${port}></comment-box>`);
    await until(() => queryButton(box, 'Load comments'), 'the button');
    try {
      location.hash = '#comment-linked';
      await until(() => box.matches(':state(live)'), 'the comments');
    } finally {
      history.replaceState(null, '', location.pathname + location.search);
    }
  });

  it('asks by itself once the page changes its mind', async () => {
    const port = comments();
    const box = await fixture<CommentBoxElement>(
      html`<comment-box thread="later" loading="click" .port=${port}></comment-box>`,
    );
    await until(() => queryButton(box, 'Load comments'), 'the button');
    box.loading = 'lazy';
    await until(() => box.matches(':state(live)'), 'the comments');
  });

  it('keeps the publisher’s links, and asks for articles when the reader wants them', async () => {
    const source = { articles: [{ url: new URL('/a', location.href).href, title: 'Loaded' }], ranked: true };
    const waiting = articles(source);
    const asking = articles(source);
    const page = await fixture(html`
      <div>
        <related-articles loading="click" .port=${waiting}>
          <ul>
            <li><a href="/own">Own</a></li>
          </ul>
        </related-articles>
        <related-articles loading="click" .port=${waiting}></related-articles>
        <related-articles .port=${asking}></related-articles>
      </div>
    `);
    const [own, bare, lazy] = page.querySelectorAll<RelatedArticlesElement>('related-articles');
    const loaded = (element: Element): unknown => element.shadowRoot!.querySelector('li a');
    await until(() => loaded(lazy!), 'the list that does not wait');
    expect(waiting.asked).to.deep.equal([]);
    expect(own!.querySelector('a')!.getBoundingClientRect().height).to.be.above(0);
    expect(bare!.matches(':state(loading)')).to.equal(false);
    await expect(bare).to.be.accessible();
    for (const element of [own!, bare!]) {
      await press(element, 'Load related articles');
      await until(() => loaded(element), 'the articles');
      expect(hasFocus(element)).to.equal(true);
      expect(queryButton(element, 'Load related articles')).to.equal(undefined);
    }
  });

  it('shows the fact that is written, and loads the pool when the reader wants it', async () => {
    const original = DidYouKnowElement.loadFacts!;
    const asked: string[] = [];
    DidYouKnowElement.loadFacts = (url) => {
      asked.push(new URL(url, location.href).pathname);
      return Promise.resolve([{ text: 'Loaded' }]);
    };
    try {
      const page = await fixture(html`
        <div>
          <did-you-know loading="click" src="/written.json"><p>Written</p></did-you-know>
          <did-you-know loading="click" src="/bare.json"></did-you-know>
          <did-you-know src="/lazy.json"></did-you-know>
        </div>
      `);
      const [written, bare, lazy] = page.querySelectorAll<DidYouKnowElement>('did-you-know');
      const says = (element: Element): boolean => element.shadowRoot!.textContent.includes('Loaded');
      await until(() => says(lazy!), 'the pool that does not wait');
      for (const element of [written!, bare!]) {
        await until(() => queryButton(element, 'Load'), 'the button');
        await expect(element).to.be.accessible();
      }
      expect(asked).to.deep.equal(['/lazy.json']);
      for (const element of [written!, bare!]) {
        await press(element, 'Load');
        await until(() => says(element), 'the pool');
        expect(hasFocus(element)).to.equal(true);
      }
      expect(asked).to.deep.equal(['/lazy.json', '/written.json', '/bare.json']);
    } finally {
      DidYouKnowElement.loadFacts = original;
    }
  });
});
