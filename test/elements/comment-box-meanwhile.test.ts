import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { memory, type MemoryPort } from '../../src/adapters/comments/memory.js';
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
  openBox,
  own,
  press,
  queryButton,
  queryField,
  settled,
  shown,
  thoughts,
  write,
} from '../support/comment-box.js';
import { until } from '../support/wait.js';

type Post = NonNullable<CommentsPort['post']>;
type Vote = NonNullable<CommentsPort['vote']>;

/** Holds answers back until the test lets them go. */
function gate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

/** What is shown, after everything that was under way had its turn. */
async function calm(box: CommentBoxElement): Promise<void> {
  for (let frame = 0; frame < 10; frame++) await nextFrame();
  await box.updateComplete;
}

const postAs = (port: MemoryPort, reader: string, thread: string, text: string): Promise<unknown> =>
  port.as(reader).post!(
    { id: thread, url: location.href },
    { id: crypto.randomUUID(), text, name: reader },
    new AbortController().signal,
  );

describe('<comment-box>, what others write meanwhile', () => {
  beforeEach(forgetEverything);
  afterEach(forgetEverything);

  for (const sort of ['best', 'oldest', 'newest']) {
    it(`shows it on demand, whatever the order (${sort}), and keeps what was loaded and the answer being written`, async () => {
      const port = memory({ comments: thoughts(12), pageSize: 5 });
      const thread = freshThread();
      const box = await fixture<CommentBoxElement>(
        html`<comment-box thread=${thread} sort=${sort} .port=${own(port)}></comment-box>`,
      );
      await settled(box);
      await press(box, 'Load more comments');
      await until(() => articles(box).length === 10, 'the second page');
      await press(articles(box)[7]!, /^Reply to/);
      fill(await field(box, 'Your reply to'), 'Half an answer');
      await postAs(port, 'Bea', thread, 'Just now.');
      await press(box, 'Show 1 new comment');
      await article(box, 'Just now.');
      expect(articles(box).length).to.equal(11);
      expect(queryField(box, 'Your reply to')?.value).to.equal('Half an answer');
      expect(Boolean(queryButton(box, /^Show \d+ new/)), 'nothing is left to show').to.equal(false);
    });
  }

  it('offers it still after more of the list was loaded', async () => {
    const port = memory({ comments: thoughts(8), pageSize: 3 });
    const thread = freshThread();
    const box = await openBox(own(port), thread);
    await postAs(port, 'Bea', thread, 'Just now.');
    await button(box, 'Show 1 new comment');
    await press(box, 'Load more comments');
    await article(box, 'Thought 4.');
    await calm(box);
    await press(box, 'Show 1 new comment');
    await article(box, 'Just now.');
  });

  it('offers no replies again that are loaded, and counts what could not be read once', async () => {
    const port = memory({
      repliesSize: 1,
      comments: [...thoughts(1), ...['a', 'b'].map((id) => ({ id, parentId: 's0', author: 'Bea', text: `Answer ${id}.` }))],
    });
    const list: CommentsPort['list'] = async (...asked) => ({ ...(await port.list(...asked)), skipped: 2 });
    const thread = freshThread();
    const box = await openBox(own(port, { list }), thread);
    await press(box, /1 more repl/);
    await article(box, 'Answer b.');
    await postAs(port, 'Bea', thread, 'Just now.');
    await press(box, 'Show 1 new comment');
    await article(box, 'Just now.');
    expect(Boolean(queryButton(box, /more repl/))).to.equal(false);
    expect(shown(box)).to.contain('2 comments could not be read');
  });

  it('does not take what this reader deletes for something new', async () => {
    const port = memory({
      comments: [...thoughts(2), { id: 'mine', author: 'Me', text: 'Mine.', own: true, createdAt: Date.now() }],
    });
    const thread = freshThread();
    const box = await openBox(own(port), thread);
    await postAs(port, 'Bea', thread, 'Just now.');
    await press(box, 'Show 1 new comment');
    await article(box, 'Just now.');
    await press(await article(box, 'Mine.'), 'Delete');
    await until(() => !shown(box).includes('Comment deleted'), 'the end of the time for undo');
    await calm(box);
    expect(Boolean(queryButton(box, /^Show \d+ new/))).to.equal(false);
  });

  it('is not hidden by an item that no port should have sent', async () => {
    const port = own(memory({ comments: thoughts(2) }));
    const { list } = port;
    port.list = async (...asked) => {
      const answer = await list(...asked);
      return { ...answer, comments: [{ id: 'broken' } as Comment, undefined as unknown as Comment, ...answer.comments] };
    };
    const box = await openBox(port);
    expect(articles(box).length).to.equal(2);
    expect(shown(box)).to.contain('2 comments could not be read');
  });
});

describe('<comment-box>, what its reader does in another tab meanwhile', () => {
  beforeEach(forgetEverything);
  afterEach(forgetEverything);

  const slots = (): string[] => Object.keys(localStorage).filter((slot) => slot.startsWith('afterword.draft'));

  for (const [what, isReloaded] of [
    ['still shows', false],
    ['showed, and offered after a reload', true],
  ] as const) {
    it(`is not posted twice: what this tab ${what}. Who means it presses again`, async () => {
      const port = memory();
      const thread = freshThread();
      const { key } = own(port);
      const posts = () => port.log.filter(({ method }) => method === 'post').length;
      let box = await openBox({ ...port, key }, thread);
      await write(box, 'One thought');
      dispatchEvent(new PageTransitionEvent('pagehide'));
      if (isReloaded) {
        // A tab of another name takes it up and leaves it as it is.
        const [slot] = slots();
        const draft = localStorage.getItem(slot!)!;
        box.remove();
        forgetEverything();
        localStorage.setItem(slot!.replace(/[^.]+$/, 'another'), draft);
        box = await openBox({ ...port, key }, thread);
        expect((await field(box, 'Your comment')).value).to.equal('One thought');
        fill(await field(box, 'Name'), 'Ann');
      }
      expect(slots().length).to.equal(1);
      // Posted in the other tab, that tab removes it.
      localStorage.removeItem(slots()[0]!);
      await press(box, 'Post comment');
      await until(() => shown(box).includes('You have already said exactly this here.'), 'the words');
      expect(posts()).to.equal(0);
      await press(box, /^(Post comment|Try again)$/);
      await article(box, 'One thought');
      expect(posts()).to.equal(1);
    });
  }
});

describe('<comment-box>, what the page does meanwhile', () => {
  beforeEach(forgetEverything);
  afterEach(forgetEverything);

  it('leaves an answer to one conversation out of the next, with the text that is begun there', async () => {
    const { opened, open } = gate();
    const port = memory();
    let posted = 0;
    const post: Post = async (...asked) => {
      await opened;
      const outcome = await port.post!(...asked);
      posted++;
      return outcome;
    };
    const box = await openBox(own(port, { post }));
    await write(box, 'For the first.');
    await press(box, 'Post comment');
    box.thread = freshThread();
    await until(() => queryButton(box, 'Write a comment'), 'the next conversation');
    await press(box, 'Write a comment');
    fill(await field(box, 'Your comment'), 'For the second.');
    open();
    await until(() => posted, 'the answer');
    await calm(box);
    expect(articles(box).length).to.equal(0);
    expect(queryField(box, 'Your comment')?.value).to.equal('For the second.');
  });

  it('counts a vote in the conversation it was given in, also where another has a comment of that id', async () => {
    const { opened, open } = gate();
    const port = memory({ comments: thoughts(1) });
    const votes: (string | undefined)[] = [];
    let answered = 0;
    const vote: Vote = async (...asked) => {
      votes.push(asked[0].id);
      await opened;
      const answer = await port.vote!(...asked);
      answered++;
      return answer;
    };
    const box = await openBox(own(port, { vote }));
    const first = box.thread;
    await press(box, /^Vote up/);
    await until(() => votes.length, 'the vote');
    box.thread = freshThread();
    await until(
      () => articles(box).length === 1 && queryButton(box, /^Vote up/)?.ariaPressed === 'false',
      'the next conversation',
    );
    open();
    await until(() => answered, 'the answer');
    await calm(box);
    expect(votes).to.deep.equal([first]);
    expect((await button(box, /^Vote up/)).ariaPressed).to.equal('false');
  });

  it('sends what the reader has written by now when the page has signed them in', async () => {
    const port = memory();
    let isSignedIn = false;
    const post: Post = (...asked) =>
      isSignedIn ? port.post!(...asked) : Promise.reject(new AfterwordError('login-needed', 'who is it?'));
    const box = await openBox(own(port, { post }));
    let retry: (() => void) | undefined;
    box.addEventListener('comment-box-login', (event) => (retry = event.retry));
    const text = await write(box, 'First words');
    await press(box, 'Post comment');
    await until(() => retry && !text.readOnly, 'the page to be asked');
    fill(text, 'First words, and a second thought');
    isSignedIn = true;
    retry!();
    await article(box, 'First words, and a second thought');
    expect(articles(box).length).to.equal(1);
  });

  it('goes on with the form, its name and the focus when a host makes the same port again', async () => {
    const port = own(memory({ comments: thoughts(2) }));
    const box = await openBox(port);
    const text = await write(box, 'In the middle of a word');
    text.focus();
    box.port = { ...port };
    await box.updateComplete;
    await calm(box);
    expect(queryField(box, 'Your comment') === text).to.equal(true);
    expect(queryField(box, 'Name')?.value).to.equal('Ann');
    expect(focused() === text).to.equal(true);
  });

  it('keeps a comment that was published while the list was on its way', async () => {
    const { opened, open } = gate();
    const port = memory({ comments: thoughts(2) });
    let isHeld = false;
    const list: CommentsPort['list'] = async (...asked) => {
      const answer = await port.list(...asked);
      if (isHeld) await opened;
      return answer;
    };
    const box = await openBox(own(port, { list }));
    await write(box, 'Mine.');
    isHeld = true;
    box.sort = 'oldest';
    await box.updateComplete;
    await press(box, 'Post comment');
    await article(box, 'Mine.');
    open();
    await until(() => articles(box)[0]!.textContent.includes('Thought 1.'), 'the other order');
    expect(shown(box)).to.contain('Mine.');
  });

  it('leaves the focus, and the keys, where the reader writes when an earlier comment arrives', async () => {
    const { opened, open } = gate();
    const port = memory({ comments: thoughts(2) });
    const post: Post = async (...asked) => {
      await opened;
      return port.post!(...asked);
    };
    const box = await openBox(own(port, { post }));
    await write(box, 'Slow.');
    await press(box, 'Post comment');
    await press(articles(box)[1]!, /^Reply to/);
    const reply = await field(box, 'Your reply to');
    reply.focus();
    await sendKeys({ type: 'ab' });
    open();
    await article(box, 'Slow.');
    await calm(box);
    await sendKeys({ type: 'cd' });
    expect(reply.value).to.equal('abcd');
  });

  it('takes an answer begun at a comment of the second page up again, and one under another campaign’s address', async () => {
    const port = own(memory({ comments: thoughts(8), pageSize: 3 }));
    const before = location.href;
    try {
      history.replaceState(null, '', '?story=1&utm_source=mail');
      const box = await openBox(port, '');
      await press(box, 'Load more comments');
      await press(await article(box, 'Thought 4.'), /^Reply to/);
      fill(await field(box, 'Your reply to'), 'Half an answer');
      await until(() => JSON.stringify({ ...localStorage }).includes('Half an answer'), 'the draft to be kept');
      box.remove();
      history.replaceState(null, '', '?story=1');
      const again = await openBox(port, '');
      await until(() => queryField(again, 'Your reply to')?.value === 'Half an answer', 'the answer');
    } finally {
      history.replaceState(null, '', before);
    }
  });
});

describe('<comment-box>, links that arrive meanwhile', () => {
  beforeEach(forgetEverything);
  afterEach(() => {
    forgetEverything();
    history.replaceState(null, '', location.pathname + location.search);
  });

  it('leads to the comment again when the same link is followed twice, from under a header that stays', async () => {
    const page = await fixture(
      html`<div>
        <div style="position: sticky; inset-block-start: 0; block-size: 150px; background: white; z-index: 1"></div>
        <comment-box thread=${freshThread()} .port=${own(memory({ comments: thoughts(40), pageSize: 40 }))}></comment-box>
      </div>`,
    );
    const box = page.querySelector('comment-box')!;
    await settled(box);
    await until(() => articles(box).length === 40, 'all comments');
    const link = articles(box)[30]!.querySelector<HTMLAnchorElement>('a.time')!;
    for (const time of ['first', 'second']) {
      scrollTo(0, 0);
      link.click();
      await until(() => focused() === articles(box)[30], `the ${time} time`);
      await until(() => {
        const { top } = articles(box)[30]!.getBoundingClientRect();
        return top >= 150 && top < 260;
      }, 'it to be seen below the header');
      articles(box)[0]!.focus({ preventScroll: true });
    }
  });

  it('finds it further down in a backend that cannot be asked for one, and opens what the page has closed around it', async () => {
    location.hash = '#comment-s6';
    const port = own(memory({ comments: thoughts(8), pageSize: 3, without: ['get'] }));
    const details = await fixture<HTMLDetailsElement>(
      html`<details>
        <summary>Comments</summary>
        <comment-box thread=${freshThread()} .port=${port}></comment-box>
      </details>`,
    );
    const box = details.querySelector('comment-box')!;
    await until(() => focused() === articles(box).find((one) => one.textContent.includes('Thought 6.')), 'the comment');
    expect(details.open).to.equal(true);
  });

  it('does not call it gone when nobody could say, nor when the element is moved while it is asked for', async () => {
    location.hash = '#comment-s6';
    const offline = await openBox(own(memory({ comments: thoughts(8), pageSize: 3, failWith: { get: 'offline' } })));
    await until(() => shown(offline).includes('That could not be loaded'), 'what happened');
    expect(shown(offline)).not.to.contain('is not here any more');
    offline.remove();

    const { opened, open } = gate();
    const port = memory({ comments: thoughts(8), pageSize: 3 });
    const get: NonNullable<CommentsPort['get']> = async (page, id, signal) => {
      await opened;
      signal.throwIfAborted();
      return port.get!(page, id, signal);
    };
    const box = await openBox(own(port, { get }));
    document.body.append(box);
    open();
    await article(box, 'Thought 6.');
    await calm(box);
    expect(shown(box)).not.to.contain('is not here any more');
    box.remove();
  });

  it('does not take a reader along who writes elsewhere when the element is moved later', async () => {
    location.hash = '#comment-s1';
    const box = await openBox(own(memory({ comments: thoughts(4) })));
    await until(() => focused()?.localName === 'article', 'the comment');
    await calm(box);
    const elsewhere = await fixture<HTMLInputElement>(html`<input aria-label="Search" />`);
    elsewhere.focus();
    box.parentElement!.append(document.createElement('div'));
    box.parentElement!.lastElementChild!.append(box);
    await calm(box);
    expect(document.activeElement === elsewhere).to.equal(true);
  });
});
