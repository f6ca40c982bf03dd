import { expect, fixture, html } from '@open-wc/testing';
import { memory } from '../../src/adapters/comments/memory.js';
import type { CommentBoxElement } from '../../src/elements/comment-box/comment-box.js';
import type { Comment, CommentsPort, PostOutcome } from '../../src/ports/comments.js';
import { AfterwordError } from '../../src/ports/errors.js';
import { article, button, freshThread, openBox, own, press, settled, shown, thoughts } from '../support/comment-box.js';
import { until } from '../support/wait.js';

const articles = (box: CommentBoxElement): Element[] => [...box.renderRoot.querySelectorAll('article')];

/** A port as plain JavaScript may write it: its list with these items, whatever the types say. */
function answering(comments: unknown, change: Record<string, unknown> = {}): CommentsPort {
  return own(memory(), { list: () => Promise.resolve({ comments } as never), ...change });
}

const said = (id: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  id,
  author: { name: 'Ada' },
  content: [{ type: 'paragraph', children: [{ type: 'text', text: `Said ${id}` }] }],
  status: 'published',
  ...more,
});

describe('<comment-box> and ports in plain JavaScript', () => {
  it('shows all comments though one has a text or a badge that is none', async () => {
    const box = await openBox(
      answering([
        said('a', { content: [null] }),
        said('b', { content: [{ type: 'paragraph' }] }),
        said('c', { author: { name: 'Bo', badge: 'moderator' } }),
        said('d', { parentId: null, editedAt: null }),
      ]),
    );
    await until(() => articles(box).length === 4, 'four comments');
    expect(articles(box).map((article) => article.textContent.includes('Said'))).to.deep.equal([false, false, true, true]);
    expect(box.renderRoot.textContent).not.to.match(/Edited|not shown/i);
  });

  it('lists them where the port names no orders, and says so where it lists none', async () => {
    const box = await openBox(answering([said('a')], { sorts: undefined }));
    await until(() => articles(box).length === 1, 'the comment');
    const wrong = await openBox(answering('abc'));
    await until(() => /could not be loaded/.test(wrong.renderRoot.textContent), 'the failure');
  });

  it('says so, and can be asked again, where a port never answers a vote, a report or a wish for more', async () => {
    const never = (): Promise<never> => new Promise(() => undefined);
    const talk = memory({ comments: thoughts(25) });
    const box = await openBox(
      own(talk, {
        list: (page, options, signal) => (options.cursor ? never() : talk.list(page, options, signal)),
        vote: never,
        report: never,
      }),
    );
    const { setTimeout: later } = window;
    window.setTimeout = ((then: () => void, after?: number) =>
      later(then, after === 60_000 ? 100 : after)) as typeof setTimeout;
    try {
      await press(box, /^Load more/);
      await until(() => shown(box).includes('That could not be loaded.'), 'that there is no more');
      const first = await article(box, 'Thought 0.');
      await press(first, /^Vote up/);
      await until(() => shown(first).includes('There was no answer'), 'that the vote was lost');
      const second = await article(box, 'Thought 1.');
      await press(second, /^More/);
      await press(second, 'Report');
      second.querySelector<HTMLInputElement>('[value="spam"]')!.click();
      await press(second, 'Send report');
      await until(() => shown(second).includes('There was no answer'), 'that the report was lost');
      expect((await button(second, 'Send report')).ariaDisabled).to.equal('false');
    } finally {
      window.setTimeout = later;
    }
  });

  it('asks again for a list that was cut off, when the network or the reader is back', async () => {
    for (const back of [new Event('online'), new PageTransitionEvent('pageshow', { persisted: true })]) {
      const talk = memory({ comments: thoughts(2) });
      let asked = 0;
      const box = await openBox(
        own(talk, {
          list: (...list) => (++asked === 1 ? Promise.reject(new AfterwordError('offline', 'cut off')) : talk.list(...list)),
        }),
      );
      expect(shown(box)).to.contain('Try again');
      window.dispatchEvent(back);
      await article(box, 'Thought 0.');
      window.dispatchEvent(back);
      await box.updateComplete;
      expect(asked).to.equal(2);
    }
  });

  it('goes on with another object of the same key, asks nothing anew, and leaves it to the reader to try again', async () => {
    let asked = 0;
    const make = (answer: () => Promise<never>): CommentsPort => ({
      ...memory(),
      key: 'made anew',
      list: () => {
        asked++;
        return answer();
      },
    });
    const box = await fixture<CommentBoxElement>(
      html`<comment-box thread=${freshThread()} .port=${make(() => Promise.reject(new Error('down')))}></comment-box>`,
    );
    await settled(box);
    for (let renders = 0; renders < 5; renders++) {
      box.port = make(() => Promise.resolve({ comments: [said('a')] } as never));
      await box.updateComplete;
    }
    expect(asked).to.equal(1);
    box.renderRoot.querySelector<HTMLElement>('.error ~ button, .error button')!.click();
    await until(() => articles(box).length === 1, 'the list of the latest');
    expect(asked).to.equal(2);
  });

  it('shows what was posted though the port answers its id alone, and at once', async () => {
    const posted: PostOutcome = { status: 'published', comment: { id: 'new' } as Comment };
    const box = await openBox(own(memory({ comments: thoughts(1) }), { post: () => posted as never }));
    box.renderRoot.querySelector<HTMLElement>('.opener')!.click();
    const composer = await until(() => box.renderRoot.querySelector('comment-composer'), 'the form');
    await composer.updateComplete;
    const field = await until(() => composer.renderRoot.querySelector('textarea'), 'the field');
    field.value = 'Some **strong** words';
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    for (const input of composer.renderRoot.querySelectorAll('input')) {
      input.value = input.type === 'email' ? 'ada@example.org' : 'Ada';
      input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    }
    composer.renderRoot.querySelector<HTMLElement>('[type=submit]')!.click();
    const article = await until(
      () => articles(box).find((each) => each.textContent.includes('Some strong words')),
      'the words',
    );
    expect(article.querySelector('strong')!.textContent).to.equal('strong');
  });

  it('calls every method of a port on the port', async () => {
    class Watching {
      readonly key = `watching ${freshThread()}`;
      readonly sorts = ['newest'] as const;
      readonly #heard = 7;
      heard = 0;
      list(): Promise<unknown> {
        return Promise.resolve({ comments: [said('a')], thread: { total: 1, live: true } });
      }
      watch(_page: unknown, onTotal: (total: number) => void): Promise<never> {
        this.heard = this.#heard;
        onTotal(3);
        return new Promise<never>(() => undefined);
      }
    }
    const port = new Watching();
    const box = await openBox(port as unknown as CommentsPort);
    await until(() => port.heard === 7, 'the port to be watched');
    await until(() => box.renderRoot.querySelector('button.new'), 'the offer of new comments');
  });
});
