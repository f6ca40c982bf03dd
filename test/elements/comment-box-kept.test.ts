import { expect } from '@open-wc/testing';
import { memory } from '../../src/adapters/comments/memory.js';
import '../../src/define/comment-box.js';
import '../../src/define/comment-composer.js';
import type { CommentBoxElement } from '../../src/elements/comment-box/comment-box.js';
import type { Comment, CommentsPort } from '../../src/ports/comments.js';
import { AfterwordError } from '../../src/ports/errors.js';
import {
  article,
  articles,
  button,
  field,
  fill,
  focused,
  forgetEverything,
  freshThread,
  listenTo,
  openBox,
  own,
  press,
  queryButton,
  queryField,
  shown,
  thoughts,
  write,
} from '../support/comment-box.js';
import { until } from '../support/wait.js';

const ASKED = [{ id: 'asked', author: 'Ann', text: 'What do you think?' }];

const gone = (): Promise<never> => Promise.reject(new AfterwordError('not-found', 'no such comment'));

/** The next visit: the page begins anew, with what the device kept. */
function comeBack(box: CommentBoxElement, port: CommentsPort): Promise<CommentBoxElement> {
  dispatchEvent(new PageTransitionEvent('pagehide'));
  const { thread } = box;
  box.remove();
  return openBox(port, thread);
}

async function beginAnswer(port: CommentsPort, text: string): Promise<CommentBoxElement> {
  const box = await openBox(port);
  await press(await article(box, 'What do you think?'), 'Reply to Ann');
  fill(await field(box, 'Your reply to Ann'), text);
  return box;
}

describe('<comment-box>, an answer that is being written', () => {
  beforeEach(forgetEverything);
  afterEach(forgetEverything);

  it('goes on under the note that the comment was deleted, and is there again on return', async () => {
    const port = own(memory({ comments: ASKED }));
    const { list } = port;
    const box = await beginAnswer(port, 'Half an answer');
    port.list = async (...asked) => {
      const answer = await list(...asked);
      return {
        ...answer,
        comments: answer.comments.map((comment): Comment => ({ ...comment, status: 'deleted', content: [] })),
      };
    };
    const order = box.shadowRoot!.querySelector('select')!;
    order.value = 'oldest';
    order.dispatchEvent(new Event('change'));
    await until(() => shown(box).includes('This comment was deleted.'), 'the note');
    expect(queryField(box, 'Your reply to Ann')?.value).to.equal('Half an answer');
    const again = await comeBack(box, port);
    expect((await field(again, 'Your reply to Ann')).value).to.equal('Half an answer');
  });

  it('goes on when its reader hides who is answered', async () => {
    const box = await beginAnswer(own(memory({ comments: ASKED })), 'Half an answer');
    await press(box, /^More/);
    await press(box, /^Hide .*Ann/);
    await button(box, /^Show/);
    expect(queryField(box, 'Your reply to Ann')?.value).to.equal('Half an answer');
  });

  it('is offered as a comment, once, where the comment it answers is not there any more', async () => {
    const port = own(memory({ comments: [...ASKED, ...thoughts(1)] }));
    const { list } = port;
    const box = await beginAnswer(port, 'Half an answer');
    const changed = {
      ...port,
      get: gone,
      list: async (...asked: Parameters<typeof list>) => {
        const answer = await list(...asked);
        return { ...answer, comments: answer.comments.filter(({ id }) => id !== 'asked') };
      },
    };
    let again = box;
    for (let visits = 0; visits < 2; visits++) {
      again = await comeBack(again, changed);
      expect((await field(again, 'Your comment')).value).to.equal('Half an answer');
      expect(shown(again)).to.contain('Your unfinished text is back.');
    }
  });

  for (const [what, replies] of [
    ['goes on as a comment', []],
    ['stays under the note', [{ id: 'reply', parentId: 'mine', author: 'Bea', text: 'Indeed.' }]],
  ] as const) {
    it(`${what} when its reader deletes the comment it answers, an own one`, async () => {
      const mine = { id: 'mine', author: 'Me', text: 'Mine.', own: true, createdAt: Date.now() };
      const box = await openBox(own(memory({ comments: [...thoughts(1), mine, ...replies] })));
      const comment = await article(box, 'Mine.');
      await press(comment, /^Reply to/);
      fill(await field(box, 'Your reply to'), 'Half a correction');
      await press(comment, 'Delete');
      await button(box, 'Undo');
      document.dispatchEvent(new Event('visibilitychange'));
      await until(() => !queryButton(box, 'Undo'), 'the comment to go');
      expect((await field(box, replies.length ? 'Your reply to' : 'Your comment')).value).to.equal('Half a correction');
    });
  }

  it('waits, where nobody can say whether the comment it answers is there', async () => {
    const port = own(memory({ comments: [...ASKED, ...thoughts(1)] }));
    const { list } = port;
    const box = await beginAnswer(port, 'Half an answer');
    let asked = 0;
    const changed: CommentsPort = {
      ...port,
      get: () => {
        asked++;
        return Promise.reject(new AfterwordError('offline', 'no network'));
      },
      list: async (...args) => {
        const answer = await list(...args);
        return { ...answer, comments: answer.comments.filter(({ id }) => id !== 'asked') };
      },
    };
    const offline = await comeBack(box, changed);
    await until(() => asked, 'the question');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(queryField(offline, 'Your comment')).to.equal(undefined);
    const again = await comeBack(offline, port);
    expect((await field(again, 'Your reply to Ann')).value).to.equal('Half an answer');
  });
});

describe('<comment-box>, a change that is being written', () => {
  beforeEach(forgetEverything);
  afterEach(forgetEverything);

  it('stays to be copied when a moderator deletes the comment meanwhile', async () => {
    const mine = { id: 'mine', author: 'Me', text: 'Mine.', own: true, createdAt: Date.now() };
    const port = own(memory({ comments: [mine] }));
    const { list } = port;
    const box = await openBox(port);
    await press(await article(box, 'Mine.'), /^Edit/);
    fill(await field(box, 'Change your comment'), 'Mine, at length.');
    port.list = async (...asked) => {
      const answer = await list(...asked);
      return {
        ...answer,
        comments: answer.comments.map((comment): Comment => ({ ...comment, status: 'deleted', content: [], own: false })),
      };
    };
    const order = box.shadowRoot!.querySelector('select')!;
    order.value = 'oldest';
    order.dispatchEvent(new Event('change'));
    await until(() => shown(box).includes('This comment was deleted.'), 'the note');
    expect(queryField(box, 'Change your comment')?.value).to.equal('Mine, at length.');
  });
});

describe('<comment-box>, what a reader decided', () => {
  beforeEach(forgetEverything);
  afterEach(forgetEverything);

  it('is told to the backend before a hidden page may be discarded: a deletion', async () => {
    const port = memory({ comments: [{ id: 'mine', author: 'Me', text: 'Mine.', own: true, createdAt: Date.now() }] });
    const box = await openBox(port);
    await press(box, 'Delete');
    await button(box, 'Undo');
    document.dispatchEvent(new Event('visibilitychange'));
    await until(() => articles(box).length === 0, 'the comment to go');
    expect(port.log.filter(({ method }) => method === 'remove')).to.have.lengthOf(1);
  });

  for (const [how, ending, tellsSource] of [
    ['', '', true],
    [', less the blanks at its end', '\n', true],
    [', without its source', '', false],
  ] as const) {
    it(`is what was added to a comment whose answer was lost, when the backend turns out to hold that${how}`, async () => {
      const port = own(memory());
      const lost: CommentsPort = {
        ...port,
        post: async (page, comment, signal) => {
          await port.post!(page, { ...comment, text: comment.text.trim() }, signal);
          throw new AfterwordError('server', 'a gateway gave up');
        },
      };
      const box = await openBox(lost);
      const text = await write(box, `First sentence.${ending}`);
      await press(box, 'Post comment');
      await button(box, 'Try again');
      fill(text, 'First sentence. Second sentence.');
      const withoutSource = (comment: Comment): Comment => ({ ...comment, source: undefined, editableUntil: undefined });
      const list: CommentsPort['list'] = async (...asked) => {
        const answer = await port.list(...asked);
        return { ...answer, comments: tellsSource ? answer.comments : answer.comments.map(withoutSource) };
      };
      const again = await comeBack(box, { ...port, list });
      await article(again, 'An earlier version of your text was already posted.');
      const label = tellsSource ? 'Change your comment' : 'Your comment';
      expect((await field(again, label)).value).to.equal('First sentence. Second sentence.');
    });
  }

  it('is a comment of which nobody can say on return whether it was posted: it is not said to be missing', async () => {
    const port = own(memory());
    const unheard = (): Promise<never> => Promise.reject(new AfterwordError('timeout', 'no answer'));
    const box = await openBox({ ...port, post: unheard });
    await write(box, 'Is it there?');
    await press(box, 'Post comment');
    await button(box, 'Try again');
    const again = await comeBack(box, { ...port, get: unheard });
    await until(() => shown(again).includes('The site did not answer'), 'that nobody knows');
    expect((await field(again, 'Your comment')).value).to.equal('Is it there?');
    expect(shown(again)).not.to.contain('has not appeared');
    fill(await field(again, 'Name'), 'Ann');
    await press(again, 'Try again');
    await article(again, 'Is it there?');
    await until(() => !queryField(again, 'Your comment'), 'the form to go');
  });

  it('is a change that is there on return, though its answer was lost', async () => {
    const mine = [{ id: 'mine', author: 'Me', text: 'Mine.', own: true, createdAt: Date.now() }];
    for (const isApplied of [true, false]) {
      const port = own(memory({ comments: mine }));
      const lost: CommentsPort = {
        ...port,
        edit: async (...asked) => {
          if (isApplied) await port.edit!(...asked);
          throw new AfterwordError('timeout', 'no answer');
        },
      };
      const box = await openBox(lost);
      await press(box, /^Edit/);
      fill(await field(box, 'Change your comment'), 'Mine, and better.');
      await press(box, 'Save change');
      await button(box, /^No answer yet/);
      const again = await comeBack(box, { ...port });
      if (isApplied) {
        await article(again, 'Mine, and better.');
        await until(() => !queryField(again, 'Change your comment'), 'the form to go');
        expect(shown(again)).not.to.contain('has not appeared');
      } else {
        expect((await field(again, 'Change your comment')).value).to.equal('Mine, and better.');
        expect(shown(again)).to.contain('has not appeared');
      }
      again.remove();
    }
  });
});

describe('<comment-box>, “Try again” for the list', () => {
  it('leads to the comments that came, or back to itself, and takes back what was said', async () => {
    const options = { comments: thoughts(2), failWith: { list: 'server' } as { list?: 'server' } };
    const port = own(memory(options));
    const box = await openBox(port, freshThread());
    const region = box.shadowRoot!.querySelector('section > [role="status"]')!;
    await until(() => region.textContent === 'The comments could not be loaded.', 'what failed');
    const first = await button(box, 'Try again');
    const heard = listenTo(box);
    first.focus();
    first.click();
    // The same words are heard again only of a region that was empty between.
    await until(() => heard.includes('The comments could not be loaded.'), 'that it is said again');
    await until(() => focused() === queryButton(box, 'Try again'), 'the focus on the button');
    delete options.failWith.list;
    (focused() as HTMLElement).click();
    await article(box, 'Thought 0.');
    await until(() => focused() === articles(box)[0], 'the focus on the first comment');
    expect(region.textContent).to.equal('');
  });
});
