import { expect, fixture, html } from '@open-wc/testing';
import { memory } from '../../src/adapters/comments/memory.js';
import { rest } from '../../src/adapters/comments/rest.js';
import { DraftStore } from '../../src/content/drafts.js';
import { guardedStore } from '../../src/content/key-value-store.js';
import type { CommentBoxElement } from '../../src/elements/comment-box/comment-box.js';
import type { CommentsPort, NewComment } from '../../src/ports/comments.js';
import { AfterwordError, type ErrorCode } from '../../src/ports/errors.js';
import '../../src/define/comment-box.js';
import '../../src/define/comment-composer.js';
import {
  article,
  articles,
  button,
  chord,
  field,
  fill,
  forgetEverything,
  freshThread,
  openBox,
  press,
  queryButton,
  queryField,
  shown,
  write,
} from '../support/comment-box.js';
import { hold } from '../support/hold.js';
import { until } from '../support/wait.js';

const never = (): AbortSignal => new AbortController().signal;

/** What the backend holds, asked for without any fault. */
async function ledger(thread: string): Promise<string[]> {
  const { comments } = await rest({ src: '/api' }).list({ id: thread, url: location.href }, { sort: 'oldest' }, never());
  return comments.filter((comment) => comment.status !== 'deleted').map((comment) => comment.source ?? '');
}

/** The port of a backend that counts and can be told to fail. */
function failing(port: CommentsPort, fail: (attempt: number, comment: NewComment) => AfterwordError | undefined) {
  const ids: string[] = [];
  const failingPort: CommentsPort = {
    ...port,
    post: (page, comment, signal) => {
      ids.push(comment.id);
      const error = fail(ids.length, comment);
      return error ? Promise.reject(error) : port.post!(page, comment, signal);
    },
  };
  return { port: failingPort, ids };
}

const error = (code: ErrorCode, options: { retryAfter?: number; field?: string } = {}): AfterwordError =>
  new AfterwordError(code, `told to fail with ${code}`, options);

async function reload(box: CommentBoxElement, port = box.port!): Promise<CommentBoxElement> {
  const { thread } = box;
  box.remove();
  return openBox(port, thread);
}

describe('<comment-box>, never loses a word, never posts twice', () => {
  before(async function () {
    // The demo backend starts with the first request.
    this.timeout(60_000);
    await fetch('/api/comments?thread=warm-up');
  });
  beforeEach(forgetEverything);
  afterEach(forgetEverything);

  for (const status of [500, 502, 503, 504]) {
    it(`keeps the text after a ${status}, says so, and Retry sends it under the same id: one comment (A1)`, async () => {
      const thread = freshThread();
      const box = await openBox(rest({ src: `/fault/once.${thread}.status.${status}/api` }), thread);
      const words = `Kept after ${status} ${thread}`;
      const text = await write(box, words);
      await press(box, 'Post comment');
      const retry = await button(box, 'Try again');
      expect(text.value).to.equal(words);
      expect(shown(box)).to.contain('Your text is kept.');
      await expect(box).to.be.accessible();
      retry.click();
      await article(box, words);
      expect(await ledger(thread)).to.have.lengthOf(1);
      expect(articles(box)).to.have.lengthOf(1);
    });
  }

  it('finds out by itself that a comment arrived although its answer was cut: one comment, shown once (A2)', async () => {
    const thread = freshThread();
    const box = await openBox(rest({ src: `/fault/once.${thread}.cut/api` }), thread);
    await write(box, `Cut ${thread}`);
    await press(box, 'Post comment');
    await article(box, `Cut ${thread}`);
    expect(await ledger(thread)).to.have.lengthOf(1);
    expect(articles(box)).to.have.lengthOf(1);
  });

  it('repeats by itself when the connection broke before anything arrived: one comment (A2)', async () => {
    const thread = freshThread();
    const box = await openBox(rest({ src: `/fault/once.${thread}.refuse/api` }), thread);
    await write(box, `Refused ${thread}`);
    await press(box, 'Post comment');
    await article(box, `Refused ${thread}`);
    expect(await ledger(thread)).to.have.lengthOf(1);
  });

  it('takes "duplicate" after an unanswered try for what it is: sent (A2)', async () => {
    const backend = memory();
    const { port, ids } = failing(backend, (attempt) => error(attempt === 1 ? 'timeout' : 'duplicate'));
    const box = await openBox(port);
    await write(box, 'Said once');
    const { thread } = box;
    await press(box, 'Post comment');
    await until(() => ids.length === 1, 'the first try');
    await backend.post!({ id: thread, url: location.href }, { id: ids[0]!, text: 'Said once', name: 'Ann' }, never());
    await article(box, 'Said once');
    expect(queryButton(box, 'Try again')).to.equal(undefined);
    expect(new Set(ids).size).to.equal(1);
  });

  it('sends one request, however often it is clicked or pressed while one is on its way (A3)', async () => {
    const { port, release } = hold(memory(), 'post');
    const box = await openBox(port);
    const text = await write(box, 'Only once');
    const post = await button(box, 'Post comment');
    post.click();
    post.click();
    text.focus();
    await chord('Control', 'Enter');
    await chord('Control', 'Enter');
    post.click();
    release();
    await article(box, 'Only once');
    expect(port.log.filter(({ method }) => method === 'post')).to.have.lengthOf(1);
  });

  it('has the draft back after a reload, for the same article and the same parent (A4)', async () => {
    const port = memory({ comments: [{ id: 'p', author: 'Marta', text: 'Ask me.' }] });
    const box = await openBox(port);
    await write(box, 'A long thought', '');
    await press(await article(box, 'Ask me.'), 'Reply to Marta');
    fill(await field(box, 'Your reply to Marta'), 'An answer');
    dispatchEvent(new PageTransitionEvent('pagehide'));
    const again = await reload(box);
    expect((await field(again, 'Your comment')).value).to.equal('A long thought');
    expect((await field(again, 'Your reply to Marta')).value).to.equal('An answer');
    expect(shown(again)).to.contain('Your unfinished text is back.');
  });

  it('shows on return what was sent while leaving, and never sends it again (A5)', async () => {
    const backend = memory();
    let deliver: (() => void) | undefined;
    const port: CommentsPort = {
      ...backend,
      post: async (page, comment, signal) => {
        await backend.post!(page, comment, signal);
        // The page is gone before the answer comes.
        return new Promise((_, reject) => (deliver = () => reject(error('offline'))));
      },
    };
    const box = await openBox(port);
    await write(box, 'Sent on the way out');
    await press(box, 'Post comment');
    await until(() => deliver, 'the post');
    const { thread } = box;
    box.remove();
    deliver!();
    const again = await openBox(backend, thread);
    await article(again, 'Sent on the way out');
    // The form that comes back with the text closes itself once the comment is found.
    await until(() => {
      queryButton(again, 'Write a comment')?.click();
      return queryField(again, 'Your comment')?.value === '';
    }, 'an empty form');
    expect(articles(again)).to.have.lengthOf(1);
    expect(backend.log.filter(({ method }) => method === 'post')).to.have.lengthOf(1);
  });

  it('keeps the text after "too fast", counts down, and sends nothing before the time is over (A6)', async () => {
    const { port, ids } = failing(memory(), (attempt) =>
      attempt === 1 ? error('rate-limited', { retryAfter: 2 }) : undefined,
    );
    const box = await openBox(port);
    const text = await write(box, 'Too fast');
    await press(box, 'Post comment');
    const wait = await button(box, /^Try again in [12] seconds?$/);
    expect(wait.getAttribute('aria-disabled')).to.equal('true');
    wait.click();
    text.focus();
    await chord('Control', 'Enter');
    expect(ids).to.have.lengthOf(1);
    expect(text.value).to.equal('Too fast');
    expect(shown(box)).to.contain('slow down');
    await press(box, 'Try again');
    await article(box, 'Too fast');
    expect(new Set(ids).size).to.equal(1);
  });

  for (const after of ['2', new Date(Date.now() + 3000).toUTCString(), '']) {
    it(`waits as long as the server says (Retry-After: ${after ? (Number(after) ? 'seconds' : 'a date') : 'missing'}) (A6)`, async () => {
      const thread = freshThread();
      const mode = after ? `retry.429.${encodeURIComponent(after)}` : 'status.429';
      const box = await openBox(rest({ src: `/fault/writes.${mode}/api` }), thread);
      await write(box, 'Wait');
      await press(box, 'Post comment');
      await button(box, /^Try again in \d+ seconds?$/);
    });
  }

  for (const code of ['session-expired', 'login-needed'] as const) {
    it(`tells the page about "${code}", keeps the text, and sends it under the same id after the login (A7)`, async () => {
      const { port, ids } = failing(memory(), (attempt) => (attempt === 1 ? error(code) : undefined));
      const box = await openBox(port);
      let login: (() => void) | undefined;
      box.addEventListener('comment-box-login', (event) => {
        event.preventDefault();
        login = event.retry;
      });
      const text = await write(box, 'Who am I');
      await press(box, 'Post comment');
      await until(() => login, 'the page to be told');
      expect(text.value).to.equal('Who am I');
      expect(shown(box)).to.match(/your text stays here/i);
      login!();
      await article(box, 'Who am I');
      expect(ids).to.have.lengthOf(2);
      expect(new Set(ids).size).to.equal(1);
    });
  }

  const REFUSALS: readonly (readonly [ErrorCode, string])[] = [
    ['invalid', 'did not accept this text'],
    ['filtered', 'filter refused this text'],
    ['duplicate', 'already said exactly this'],
    ['closed', 'were closed while you were writing'],
    ['forbidden', 'does not let you post here'],
    ['captcha-needed', 'check that you are a person'],
    ['not-found', 'not there any more'],
  ];
  for (const [code, words] of REFUSALS) {
    it(`says why when the site refuses ("${code}"), and keeps the text, also through a reload (A8)`, async () => {
      const { port } = failing(memory(), () => error(code));
      const box = await openBox(port);
      const text = await write(box, 'Refuse me');
      await press(box, 'Post comment');
      await until(() => shown(box).includes(words), 'the reason');
      expect(text.value).to.equal('Refuse me');
      expect(text.getAttribute('aria-invalid')).to.equal(String(['invalid', 'filtered', 'duplicate'].includes(code)));
      const id = text.getAttribute('aria-describedby')!.split(' ')[0]!;
      expect((text.getRootNode() as ShadowRoot).getElementById(id)!.textContent).to.contain(words);
      await expect(box).to.be.accessible();
      const again = await reload(box);
      expect((await field(again, 'Your comment')).value).to.equal('Refuse me');
    });
  }

  it('clears nothing before the backend confirmed (A8)', async () => {
    const { port, release } = hold(memory(), 'post');
    const box = await openBox(port);
    const text = await write(box, 'Not yet');
    await press(box, 'Post comment');
    await until(() => port.log.some(({ method }) => method === 'post'), 'the request');
    expect(text.value).to.equal('Not yet');
    expect(Object.values({ ...localStorage }).join()).to.contain('Not yet');
    release();
    await article(box, 'Not yet');
    await until(
      () =>
        !Object.values({ ...localStorage })
          .join()
          .includes('Not yet'),
      'the draft to be forgotten',
    );
  });

  it('comes back from the back/forward cache with a button that works (A9)', async () => {
    const port = memory();
    const box = await openBox(port);
    await write(box, 'Back again');
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    const post = await button(box, 'Post comment');
    expect(post.getAttribute('aria-disabled')).to.equal('false');
    post.click();
    await article(box, 'Back again');
    expect(port.log.filter(({ method }) => method === 'post')).to.have.lengthOf(1);
  });

  it('goes on as a later page of the same tab left it, when the browser brings this one back as it was', async () => {
    const port = memory();
    const box = await openBox(port);
    const text = await write(box, 'First words');
    const slot = (): string => Object.keys(localStorage).find((key) => key.startsWith('afterword.draft'))!;
    const away = (meanwhile: () => void): Promise<unknown> => {
      dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
      meanwhile();
      dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
      return new Promise((resolve) => setTimeout(resolve, 50));
    };
    await away(() => undefined);
    expect(text.value, 'nothing happened').to.equal('First words');
    await away(() =>
      localStorage.setItem(slot(), localStorage.getItem(slot())!.replace('First words', 'First words, and more')),
    );
    expect(text.value, 'it was gone on with').to.equal('First words, and more');
    await away(() => localStorage.removeItem(slot()));
    expect(text.value, 'it was posted').to.equal('');
    fill(text, 'Second words');
    await press(box, 'Post comment');
    await article(box, 'Second words');
  });

  it('can be sent again after a failure that only another version of the library knows', async () => {
    const foreign = Object.assign(new Error('new here'), { name: 'AfterwordError', code: 'teapot' });
    let calls = 0;
    const port = memory();
    const box = await openBox({ ...port, post: (...post) => (++calls === 1 ? Promise.reject(foreign) : port.post!(...post)) });
    await write(box, 'Here I am');
    await press(box, 'Post comment');
    await press(box, 'Try again');
    await article(box, 'Here I am');
  });

  it('can be sent where the clock is far behind', async () => {
    const { now } = Date;
    Date.now = () => now() - 60 * 365 * 86_400_000;
    try {
      const box = await openBox(memory());
      await write(box, 'Out of my time');
      await press(box, 'Post comment');
      await article(box, 'Out of my time');
    } finally {
      Date.now = now;
    }
  });

  it('has the words back when the page renders the element anew while the reader types (A10)', async () => {
    const port = memory();
    const thread = freshThread();
    const host = await fixture<HTMLElement>(html`<div></div>`);
    const render = (): CommentBoxElement => {
      host.textContent = '';
      const box = document.createElement('comment-box');
      box.thread = thread;
      box.port = port;
      host.append(box);
      return box;
    };
    const first = render();
    await until(() => first.matches(':state(live)'), 'the list');
    await write(first, 'In the middle of a sent', '');
    const second = render();
    expect((await field(second, 'Your comment')).value).to.equal('In the middle of a sent');
  });

  it('waits for the answer instead of sending again when the page renders the element anew while it is sent (A10)', async () => {
    const { port, release } = hold(memory(), 'post');
    const box = await openBox(port);
    await write(box, 'Sent once');
    await press(box, 'Post comment');
    await until(() => port.log.some(({ method }) => method === 'post'), 'the request');
    const again = await reload(box);
    release();
    await article(again, 'Sent once');
    await until(() => !queryButton(again, /^(Post comment|Sending)/), 'the form to close');
    expect(port.log.filter(({ method }) => method === 'post')).to.have.lengthOf(1);
    expect(articles(again)).to.have.lengthOf(1);
  });

  it('keeps text and selection when the element is moved, and still posts once (A11)', async () => {
    const port = memory();
    const box = await openBox(port);
    const text = await write(box, 'Move me');
    text.setSelectionRange(2, 4);
    for (let step = 0; step < 5; step++) document.body.append(box);
    await box.updateComplete;
    expect(text.isConnected).to.equal(true);
    expect([text.value, text.selectionStart, text.selectionEnd]).to.deep.equal(['Move me', 2, 4]);
    await press(box, 'Post comment');
    await article(box, 'Move me');
    expect(port.log.filter(({ method }) => method === 'post')).to.have.lengthOf(1);
    box.remove();
  });

  it('leaves no listener and no timer behind after 200 mounts and removals (A11)', async function () {
    this.timeout(60_000);
    const open = new Map<EventTarget, Map<string, number>>();
    const count = (target: EventTarget, type: string, change: number): void => {
      if (target !== window && target !== document) return;
      const types = open.get(target) ?? new Map<string, number>();
      types.set(type, (types.get(type) ?? 0) + change);
      open.set(target, types);
    };
    const { addEventListener, removeEventListener } = EventTarget.prototype;
    const { setInterval, clearInterval } = window;
    const timers = new Set<number>();
    EventTarget.prototype.addEventListener = function (...args: Parameters<EventTarget['addEventListener']>) {
      count(this ?? window, args[0], 1);
      addEventListener.apply(this ?? window, args);
    };
    EventTarget.prototype.removeEventListener = function (...args: Parameters<EventTarget['removeEventListener']>) {
      count(this ?? window, args[0], -1);
      removeEventListener.apply(this ?? window, args);
    };
    window.setInterval = ((run: () => void, every: number) => {
      const timer = setInterval(run, every);
      timers.add(timer);
      return timer;
    }) as typeof window.setInterval;
    window.clearInterval = ((timer?: number) => {
      timers.delete(timer!);
      clearInterval(timer);
    }) as typeof window.clearInterval;
    try {
      const port = memory({ comments: [{ author: 'A', text: 'Still here.' }] });
      for (let cycle = 0; cycle < 200; cycle++) {
        const box = document.createElement('comment-box');
        Object.assign(box, { port, thread: 'cycles' });
        document.body.prepend(box);
        // Some are left in the middle of everything, the others at once.
        if (cycle % 40 === 0) {
          await article(box, 'Still here.');
          await press(box, 'Write a comment');
          await field(box, 'Your comment');
        }
        box.remove();
      }
      await until(() => timers.size === 0, 'every timer to end');
    } finally {
      Object.assign(EventTarget.prototype, { addEventListener, removeEventListener });
      Object.assign(window, { setInterval, clearInterval });
    }
    // Those the library keeps for the whole page, once.
    for (const [, types] of open) for (const [type, left] of types) expect(left, type).to.be.below(3);
  });

  it('works where storage throws or is full, and says that drafts are not kept (A12)', async () => {
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    try {
      const port = memory();
      const box = await openBox(port);
      await write(box, 'Nowhere to keep it');
      await until(() => shown(box).includes('does not keep drafts'), 'the words');
      const again = await reload(box);
      expect((await field(again, 'Your comment')).value).to.equal('Nowhere to keep it');
      fill(await field(again, 'Name'), 'Ann');
      await press(again, 'Post comment');
      await article(again, 'Nowhere to keep it');
    } finally {
      Storage.prototype.setItem = setItem;
    }
  });

  const CORRUPT = [
    '{',
    'null',
    '[]',
    '{"text":1}',
    '{"text":"x","commentId":"","savedAt":"now"}',
    '\ud800',
    '"<img src=x onerror=alert(1)>"',
  ];
  it('ignores a draft that nobody can read (A13)', async () => {
    const thread = freshThread();
    const key = { backend: 'memory', thread };
    for (const [index, value] of CORRUPT.entries()) {
      new DraftStore(
        guardedStore(() => localStorage),
        Date.now,
        `tab${index}`,
      ).save(key, {
        text: 'x',
        commentId: 'abcdefgh-1',
        savedAt: Date.now(),
      });
      const slot = Object.keys(localStorage).find((name) => name.endsWith(`tab${index}`))!;
      localStorage.setItem(slot, value);
    }
    const box = await openBox(memory(), thread);
    await press(box, 'Write a comment');
    expect((await field(box, 'Your comment')).value).to.equal('');
  });

  it('shows a hostile draft as text (A13)', async () => {
    const thread = freshThread();
    const text = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>';
    new DraftStore(guardedStore(() => localStorage)).save(
      { backend: 'memory', thread },
      { text, commentId: 'abcdefgh-1', savedAt: Date.now() },
    );
    const box = await openBox(memory(), thread);
    expect((await field(box, 'Your comment')).value).to.equal(text);
    await press(box, 'Preview');
    await until(() => shown(box).includes('<img src=x'), 'the preview');
    expect('hacked' in window).to.equal(false);
  });

  it('leaves the draft of another tab alone when it posts its own (A14)', async () => {
    const thread = freshThread();
    const key = { backend: 'memory', thread };
    const otherTab = new DraftStore(
      guardedStore(() => localStorage),
      Date.now,
      'other-tab',
    );
    const box = await openBox(memory(), thread);
    await write(box, 'From this tab');
    otherTab.save(key, { text: 'From the other tab', commentId: 'abcdefgh-2', savedAt: Date.now() });
    await press(box, 'Post comment');
    await article(box, 'From this tab');
    expect(otherTab.load(key)?.text).to.equal('From the other tab');
  });

  it('never posts with the Enter that ends a composition (A15)', async () => {
    const port = memory();
    const box = await openBox(port);
    const text = await write(box, 'にほんご');
    const enter = (init: KeyboardEventInit): void => {
      text.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true, cancelable: true, ...init }),
      );
    };
    text.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
    enter({ isComposing: true, ctrlKey: true });
    text.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
    // Safari ends the composition first and sends its Enter after that.
    enter({ keyCode: 229, ctrlKey: true } as KeyboardEventInit);
    const name = await field(box, 'Name');
    name.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, composed: true, cancelable: true }),
    );
    expect(port.log.filter(({ method }) => method === 'post')).to.have.lengthOf(0);
    enter({ ctrlKey: true });
    await article(box, 'にほんご');
  });

  it('takes a paste of a megabyte: says how much is too much, and cuts nothing off (A15)', async () => {
    const port = memory();
    const box = await openBox(port);
    const text = await write(box, 'x');
    const megabyte = 'All work and no play. '.repeat(47_663).slice(0, 1_048_576);
    fill(text, megabyte);
    await until(() => /characters too many/.test(shown(box)), 'the words');
    expect(text.value).to.have.lengthOf(1_048_576);
    await press(box, 'Post comment');
    await until(() => shown(box).includes('nothing was cut off'), 'the refusal');
    expect(port.log.filter(({ method }) => method === 'post')).to.have.lengthOf(0);
  });

  it('keeps a text that was changed after an unanswered try: the newer words reach the comment, nothing is posted twice', async () => {
    const backend = memory();
    const taken: NewComment[] = [];
    const port: CommentsPort = {
      ...backend,
      post: async (page, comment, signal) => {
        taken.push(comment);
        const outcome = await backend.post!(page, comment, signal);
        if (taken.length < 3) throw error('timeout');
        return outcome;
      },
    };
    const box = await openBox(port);
    const text = await write(box, 'First words');
    await press(box, 'Post comment');
    await button(box, 'Try again');
    fill(text, 'Better words');
    await press(box, /^(Try again|Post comment)$/);
    const edit = await field(box, 'Change your comment');
    expect(edit.value).to.equal('Better words');
    await press(box, 'Save change');
    await article(box, 'Better words');
    expect(articles(box)).to.have.lengthOf(1);
    expect(new Set(taken.map(({ id }) => id)).size).to.equal(1);
  });
});

describe('<comment-box> on a backend with faults', () => {
  beforeEach(forgetEverything);

  for (const fault of ['status.500', 'html', 'empty', 'truncated', 'refuse']) {
    it(`says that the list could not be loaded and offers to try again (${fault}) (D41)`, async () => {
      const box = await openBox(rest({ src: `/fault/${fault}/api` }));
      expect(shown(box)).to.contain('could not be loaded');
      await button(box, 'Try again');
    });
  }

  it('says that comments are not available where there is no such backend, and offers nothing that cannot help (D41)', async () => {
    const box = await openBox(rest({ src: '/fault/status.404/api' }));
    expect(shown(box)).to.contain('not available on this page');
    expect(queryButton(box, 'Try again')).to.equal(undefined);
  });

  it('says that the list took too long (D42)', async () => {
    const box = await openBox(rest({ src: '/fault/hang/api', timeout: 300 }));
    expect(shown(box)).to.contain('took too long');
  });

  it('works whole on the real backend: post, reply, edit, vote, delete', async () => {
    const thread = freshThread();
    const box = await openBox(rest({ src: '/api' }), thread);
    await write(box, `First of ${thread}`);
    await press(box, 'Post comment');
    const first = await article(box, `First of ${thread}`);
    await press(first, 'Reply to Ann');
    fill(await field(box, 'Your reply to Ann'), `Answer in ${thread}`);
    fill(await field(box, 'Name'), 'Ann');
    await press(box, 'Post reply');
    const reply = await article(box, `Answer in ${thread}`);
    await press(reply, /^Edit/);
    fill(await field(box, 'Change your comment'), `Better answer in ${thread}`);
    await press(box, 'Save change');
    const better = await article(box, `Better answer in ${thread}`);
    await press(better, 'Delete');
    dispatchEvent(new PageTransitionEvent('pagehide'));
    await until(() => articles(box).length === 1, 'the reply to go');
    expect(await ledger(thread)).to.have.lengthOf(1);
    const again = await reload(box);
    await article(again, `First of ${thread}`);
  });
});
