import { expect, fixture, html } from '@open-wc/testing';
import { memory } from '../../src/adapters/comments/memory.js';
import '../../src/define/article-widgets.js';
import '../../src/define/comment-count.js';
import type { CommentsPort } from '../../src/ports/comments.js';
import type { PageIdentity } from '../../src/ports/page.js';
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

  it('follows its thread when that changes', async () => {
    const { port, asked } = counting();
    const element = await fixture(html`<comment-count thread="a" .port=${port}></comment-count>`);
    await until(() => asked.length === 1, 'the first request');
    element.setAttribute('thread', 'b');
    await until(() => asked.length === 2, 'the second request');
    expect(asked[1]![0]!.id).to.equal('b');
  });
});
