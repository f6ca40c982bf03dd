import { expect, fixture, html } from '@open-wc/testing';
import { memory } from '../../src/adapters/comments/memory.js';
import '../../src/define/article-widgets.js';
import '../../src/define/comment-box.js';
import '../../src/define/comment-composer.js';
import '../../src/define/comment-count.js';
import type { CommentCountElement } from '../../src/elements/comment-count/comment-count.js';
import type { CommentsPort } from '../../src/ports/comments.js';
import type { PageIdentity } from '../../src/ports/page.js';
import { article, field, fill, press } from '../support/comment-box.js';
import { until } from '../support/wait.js';

const shown = (element: Element): string => (element as HTMLElement).shadowRoot!.textContent.trim();

/** The reference backend, noting what it is asked. */
function counting(): { port: CommentsPort; asked: (readonly PageIdentity[])[] } {
  const asked: (readonly PageIdentity[])[] = [];
  const backend = memory({ comments: [{ text: 'One' }, { text: 'Two' }] });
  return {
    asked,
    port: {
      ...backend,
      key: `counting ${Math.random()}`,
      counts: (pages, signal) => {
        asked.push(pages);
        return backend.counts!(pages, signal);
      },
    },
  };
}

describe('<comment-count>', () => {
  afterEach(() => window.scrollTo(0, 0));

  it('asks for all the counts of a page in one request and says them in words', async () => {
    const { port, asked } = counting();
    const page = await fixture(html`
      <article-widgets .commentsPort=${port}>
        <a href="/a"><comment-count thread="a">Comments</comment-count></a>
        <a href="/b"><comment-count thread="b">Comments</comment-count></a>
        <a href="/c"><comment-count url="/c">Comments</comment-count></a>
      </article-widgets>
    `);
    const counts = [...page.querySelectorAll('comment-count')];
    await until(() => counts.every((count) => shown(count).endsWith('comments')), 'the counts');
    expect(shown(counts[0]!)).to.equal('2 comments');
    expect(asked).to.have.length(1);
    expect(asked[0]!.map(({ id, url }) => id ?? new URL(url).pathname)).to.have.members(['a', 'b', '/c']);
  });

  it('asks once for the whole page, however long that is, when the first comes near the screen', async () => {
    const { port, asked } = counting();
    const page = await fixture(html`
      <article-widgets .commentsPort=${port}>
        ${Array.from({ length: 30 }, (_, at) => html`<p style="block-size: 300px"><comment-count thread="t${at}">Comments</comment-count></p>`)}
      </article-widgets>
    `);
    const counts = [...page.querySelectorAll('comment-count')];
    await until(() => counts.every((count) => shown(count) === '2 comments'), 'all counts');
    // Whoever reads on to the end asks for nothing more; a count that comes later does, at the end.
    for (const count of counts) {
      count.scrollIntoView();
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    const late = document.createElement('comment-count');
    late.setAttribute('thread', 'late');
    page.append(late);
    await until(() => shown(late) === '2 comments', 'the count that came later');
    expect(asked.map(({ length }) => length)).to.deep.equal([30, 1]);
  });

  it('that was taken away is not asked for', async () => {
    const { port, asked } = counting();
    const page = await fixture(html`
      <div>
        <comment-count thread="here" .port=${port}></comment-count>
        <p style="height: 4000px"></p>
        <comment-count thread="gone" .port=${port}></comment-count>
      </div>
    `);
    page.lastElementChild!.remove();
    await until(() => shown(page.firstElementChild!) === '2 comments', 'the count');
    expect(asked.map((pages) => pages.map(({ id }) => id))).to.deep.equal([['here']]);
  });

  it('asks again when it was moved, or taken away and put back, before its number came', async () => {
    const { port } = counting();
    let calls = 0;
    const slow: CommentsPort = {
      ...port,
      counts: (pages, signal) => (++calls === 1 ? new Promise(() => undefined) : port.counts!(pages, signal)),
    };
    const page = await fixture(
      html`<div>
        <p></p>
        <p><comment-count thread="a" .port=${slow}>Comments</comment-count></p>
      </div>`,
    );
    const count = page.querySelector('comment-count')!;
    await until(() => calls, 'the question');
    page.firstElementChild!.append(count);
    await until(() => shown(count) === '2 comments', 'the count');
  });

  it('asks for the thread of the page’s settings, as the comments beside it do', async () => {
    const { port, asked } = counting();
    const page = await fixture(
      html`<article-widgets thread="story-1" .commentsPort=${port}><comment-count>Comments</comment-count></article-widgets>`,
    );
    await until(() => shown(page.querySelector('comment-count')!) === '2 comments', 'the count');
    expect(asked.map((pages) => pages.map(({ id }) => id))).to.deep.equal([['story-1']]);
  });

  it('breaks nothing with an address nobody can read, and tells the developer', async () => {
    const { port } = counting();
    const told: string[] = [];
    const failures: unknown[] = [];
    const warn = console.warn;
    const note = (event: Event): void => {
      event.preventDefault();
      failures.push(event);
    };
    console.warn = (message: string) => told.push(message);
    window.addEventListener('error', note);
    window.addEventListener('unhandledrejection', note);
    const page = await fixture(html`
      <article-widgets .commentsPort=${port}>
        <comment-count url="https://">Comments</comment-count>
        <comment-count thread="good"></comment-count>
      </article-widgets>
    `);
    const [bad, good] = page.querySelectorAll('comment-count');
    await until(() => shown(good!) === '2 comments' && told.length, 'the other count');
    console.warn = warn;
    window.removeEventListener('error', note);
    window.removeEventListener('unhandledrejection', note);
    expect((bad as HTMLElement).innerText).to.equal('Comments');
    expect([failures.length, told]).to.deep.equal([0, ['<comment-count> url="https://" is no address']]);
  });

  it('keeps its own content while nothing is known: no backend, or one that fails', async () => {
    const port = { ...memory(), counts: () => Promise.reject(new Error('down')) };
    for (const element of [
      await fixture(html`<comment-count thread="a">Comments</comment-count>`),
      await fixture(html`<comment-count thread="a" .port=${port}>Comments</comment-count>`),
    ]) {
      await new Promise((resolve) => setTimeout(resolve, 150));
      expect(shown(element)).to.equal('');
      expect((element as HTMLElement).innerText).to.equal('Comments');
      await expect(element).to.be.accessible();
    }
  });

  it('keeps its number when a page makes the same port anew', async () => {
    const { port, asked } = counting();
    const element = await fixture<CommentCountElement>(html`<comment-count thread="a" .port=${port}>Comments</comment-count>`);
    await until(() => shown(element) === '2 comments', 'the count');
    element.port = { ...port };
    await element.updateComplete;
    expect([shown(element), asked.length]).to.deep.equal(['2 comments', 1]);
  });

  it('tells the developer once for all the counts of a page what is wrong', async () => {
    const told: string[] = [];
    const { warn } = console;
    console.warn = (message: string) => told.push(message);
    try {
      let asked = 0;
      const port: CommentsPort = {
        ...memory(),
        key: 'down',
        counts: () => (asked++, Promise.reject(new Error('the backend of all counts is down'))),
      };
      const page = await fixture(html`
        <article-widgets .commentsPort=${port}>
          ${Array.from({ length: 9 }, (_, at) => html`<comment-count thread="t${at}">Comments</comment-count>`)}
        </article-widgets>
      `);
      await until(() => asked, 'the request');
      await Promise.all([...page.querySelectorAll('comment-count')].map(async (count) => count.updateComplete));
      await until(() => told.length, 'the warning');
      expect(told).to.deep.equal(['<comment-count> the backend of all counts is down']);
    } finally {
      console.warn = warn;
    }
  });

  it('asks for nothing before it is near the screen', async () => {
    const { port, asked } = counting();
    await fixture(
      html`<div>
        <p style="height: 4000px"></p>
        <comment-count thread="a" .port=${port}>Comments</comment-count>
      </div>`,
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(asked).to.have.length(0);
  });

  it('follows what a reader writes and deletes on the same page', async () => {
    const port = memory({ comments: [{ text: 'One' }] });
    const page = await fixture(html`
      <article-widgets .commentsPort=${port}>
        <comment-count thread="story">Comments</comment-count>
        <comment-box thread="story"></comment-box>
      </article-widgets>
    `);
    const [count, box] = [page.querySelector('comment-count')!, page.querySelector('comment-box')!];
    await until(() => shown(count) === '1 comment', 'the count');
    await press(box, 'Write a comment');
    fill(await field(box, 'Your comment'), 'Two');
    fill(await field(box, 'Name'), 'Ann');
    await press(box, 'Post comment');
    await until(() => shown(count) === '2 comments', 'the new count');
    await press(await article(box, 'Two'), 'Delete');
    await until(() => shown(count) === '1 comment', 'the count without it');
  });

  it('follows its thread when that changes', async () => {
    const { port, asked } = counting();
    const element = await fixture(html`<comment-count thread="a" .port=${port}></comment-count>`);
    await until(() => asked.length === 1, 'the first request');
    element.setAttribute('thread', 'b');
    await until(() => asked.length === 2, 'the second request');
    expect(asked[1]![0]!.id).to.equal('b');
  });

  for (const [what, change] of [
    ['thread', (element: CommentCountElement) => (element.thread = 'other')],
    ['backend', (element: CommentCountElement, failing: CommentsPort) => (element.port = failing)],
  ] as const) {
    it(`does not show the number of another ${what} when its own cannot be had`, async () => {
      const { port } = counting();
      let isDown = false;
      const counts: CommentsPort['counts'] = (...all) => {
        if (isDown) return Promise.reject(new Error('down'));
        return port.counts!(...all);
      };
      const flaky = { ...port, counts };
      const element = await fixture<CommentCountElement>(
        html`<comment-count thread="a" .port=${flaky}>Comments</comment-count>`,
      );
      await until(() => shown(element) === '2 comments', 'the first number');
      isDown = true;
      change(element, { ...flaky, key: 'another' });
      await until(() => element.innerText === 'Comments', 'its own content');
      expect(shown(element)).to.equal('');
    });
  }
});
