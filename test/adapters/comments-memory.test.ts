import { expect } from 'chai';
import { fromSrc, memory, type MemoryCall, type MemoryOptions } from '../../src/adapters/comments/memory.js';
import type { CommentsPort, CommentSort } from '../../src/ports/comments.js';
import { AfterwordError } from '../../src/ports/errors.js';
import { commentsContract, type CommentsContractSetup } from '../contracts/comments.js';

const page = { url: 'https://paper.example/story' };
const signal = new AbortController().signal;
let pages = 0;
const freshPage = () => ({ id: `thread-${++pages}`, url: page.url });

function setupWith(spoil: (port: CommentsPort) => CommentsPort = (port) => port): () => Promise<CommentsContractSetup> {
  return () => {
    const options: MemoryOptions = { pageSize: 4, repliesSize: 3 };
    const port = memory(options);
    return Promise.resolve({
      port: spoil(port),
      freshPage,
      someoneElse: spoil(port.as('somebody')),
      broken: spoil(memory({ failWith: 'server' })),
      closedPage: () => {
        options.closed = true;
        return freshPage();
      },
      moderatedPage: () => {
        options.moderated = true;
        return freshPage();
      },
    });
  };
}

const cases = await commentsContract(setupWith());

describe('memory() keeps the contract of a comments backend', () => {
  for (const { name, run } of cases) it(name, run);
});

/** Adapters with one fault each, and the promise that finds it. */
const FAULTS: Record<string, { breaks: string; spoil: (port: CommentsPort) => CommentsPort }> = {
  'posts again when asked again': {
    breaks: 'makes one comment of a post that is repeated with the same id',
    spoil: (port) => ({
      ...port,
      post: (at, draft, stop) =>
        port.post!(at, { ...draft, id: crypto.randomUUID(), text: `${draft.text} ${Math.random()}` }, stop),
    }),
  },
  'loses the parent': {
    breaks: 'keeps a reply below its parent',
    spoil: (port) => ({ ...port, post: (at, draft, stop) => port.post!(at, { ...draft, parentId: undefined }, stop) }),
  },
  'takes markup for HTML': {
    breaks: 'lists what was posted, once, as its author typed it',
    spoil: (port) => ({
      ...port,
      post: (at, draft, stop) => port.post!(at, { ...draft, text: draft.text.replace(/<[^>]*>/g, '') }, stop),
    }),
  },
  'cuts what is too long': {
    breaks: 'refuses a comment that is too long, instead of cutting it',
    spoil: (port) => ({
      ...port,
      post: (at, draft, stop) => port.post!(at, { ...draft, text: draft.text.slice(0, 10_000) }, stop),
    }),
  },
  'pages by counting': {
    breaks: 'pages without repeats and without gaps while others write',
    spoil: (port) => ({
      ...port,
      async list(at, { sort, cursor }, stop) {
        const events = 99_999;
        const answer = await port.list(at, { sort, cursor: cursor?.replace(/\.\d+\./, `.${events}.`) }, stop);
        return answer;
      },
    }),
  },
  'loses replies': {
    breaks: 'reaches every reply once',
    spoil: (port) => ({ ...port, list: async (...args) => ({ ...(await port.list(...args)), moreReplies: [] }) }),
  },
  'repeats replies': {
    breaks: 'reaches every reply once',
    spoil: (port) => ({
      ...port,
      async replies(at, more, stop) {
        const answer = await port.replies!(at, more, stop);
        return { ...answer, comments: [...answer.comments, answer.comments[0]!] };
      },
    }),
  },
  'ignores its signal': {
    breaks: 'does not start when the signal is aborted already',
    spoil: (port) => ({ ...port, list: (at, options) => port.list(at, options, signal) }),
  },
  'throws what it likes': {
    breaks: 'says that a comment does not exist',
    spoil: (port) => ({ ...port, get: () => Promise.reject(new TypeError('x is undefined')) }),
  },
  'votes without limit': {
    breaks: 'counts one vote per reader, changes it and takes it back',
    spoil: (port) => {
      let votes = 0;
      return { ...port, vote: (_at, _id, vote) => Promise.resolve({ score: (votes += vote), vote }) };
    },
  },
  'shows what waits to everybody': {
    breaks: 'says that a comment waits for a moderator',
    spoil: (port) => ({
      ...port,
      list: (at, options, stop) => (port as ReturnType<typeof memory>).as('reader').list(at, options, stop),
    }),
  },
  'lets anybody edit': {
    breaks: 'does not change anybody else’s words',
    spoil: (port) => ({ ...port, edit: (...args) => (port as ReturnType<typeof memory>).as('reader').edit!(...args) }),
  },
  'counts in an order of its own': {
    breaks: 'counts many pages in the order asked',
    spoil: (port) => ({ ...port, counts: async (...args) => [...(await port.counts!(...args))].sort().reverse() }),
  },
  'hears nothing': {
    breaks: 'tells of a new comment until it is told to stop',
    spoil: (port) => ({ ...port, watch: (at, _tell, stop) => port.watch!(at, () => undefined, stop) }),
  },
  'hears and never stops': {
    breaks: 'tells of a new comment until it is told to stop',
    spoil: (port) => ({
      ...port,
      watch: (at, tell, stop) => Promise.race([port.watch!(at, tell, signal), port.watch!(at, () => undefined, stop)]),
    }),
  },
  'makes another comment each time while they wait': {
    breaks: 'makes one comment of a post that is repeated while it waits for a moderator',
    spoil: (port) => ({
      ...port,
      post: (at, draft, stop) =>
        port.post!(at, { ...draft, id: crypto.randomUUID(), text: `${draft.text} ${Math.random()}` }, stop),
    }),
  },
  'offers a form without saying what it needs': {
    breaks: 'says what it can do, and only that',
    spoil: ({ composer: _, ...port }) => port,
  },
};

describe('the contract finds an adapter that', () => {
  for (const [fault, { breaks, spoil }] of Object.entries(FAULTS)) {
    it(fault, async () => {
      const broken = (await commentsContract(setupWith(spoil))).find(({ name }) => name === breaks)!;
      const verdict = await broken.run().then(
        () => 'keeps its promise',
        () => 'broke it',
      );
      expect(verdict).to.equal('broke it');
    });
  }

  it('makes no case of what a backend cannot do', async () => {
    const port = memory({ without: ['post', 'vote', 'get', 'replies', 'counts', 'edit', 'remove', 'report'] });
    const names = (await commentsContract(() => Promise.resolve({ port, freshPage }))).map(({ name }) => name);
    expect(names).to.have.length(5);
    expect(port).not.to.have.any.keys('post', 'composer', 'vote', 'lowestVote', 'get', 'counts');
  });
});

describe('memory()', () => {
  const ids = async (port: CommentsPort, sort: CommentSort) =>
    (await port.list(page, { sort }, signal)).comments.map(({ id }) => id);

  it('begins with the comments it is given, in the order asked, pinned ones first', async () => {
    const port = memory({
      comments: [
        { id: 'old', text: 'a', score: 1 },
        { id: 'best', text: 'b', score: 9 },
        { id: 'pinned', text: 'c', pinned: true },
        { id: 'answered', text: 'd' },
        { id: 'answer', parentId: 'answered', text: 'e' },
      ],
    });
    expect(await ids(port, 'best')).to.deep.equal(['pinned', 'best', 'old', 'answered', 'answer']);
    expect(await ids(port, 'newest')).to.deep.equal(['pinned', 'answered', 'answer', 'best', 'old']);
    expect(await ids(port, 'oldest')).to.deep.equal(['pinned', 'old', 'best', 'answered', 'answer']);
    expect(await ids(port, 'replies')).to.deep.equal(['pinned', 'answered', 'answer', 'best', 'old']);
  });

  it('keeps the order a reader began with while others vote', async () => {
    const comments = Array.from({ length: 9 }, (_, index) => ({ id: `c${index}`, text: `${index}`, score: index }));
    const port = memory({ comments, pageSize: 3 });
    const first = await port.list(page, { sort: 'best' }, signal);
    await port.vote!(page, 'c0', 1, signal);
    for (const reader of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) await port.as(reader).vote!(page, 'c0', 1, signal);
    const second = await port.list(page, { sort: 'best', cursor: first.cursor }, signal);
    const third = await port.list(page, { sort: 'best', cursor: second.cursor }, signal);
    const order = [first, second, third].flatMap((answer) => answer.comments.map(({ id }) => id));
    expect(order).to.deep.equal(['c8', 'c7', 'c6', 'c5', 'c4', 'c3', 'c2', 'c1', 'c0']);
    expect(third.comments.at(-1)!.score).to.equal(8);
    expect(third.cursor).to.equal(undefined);
  });

  it('neither repeats nor skips when comments are removed between two pages', async () => {
    const comments = Array.from({ length: 6 }, (_, index) => ({ id: `c${index}`, text: `${index}`, own: true }));
    const port = memory({ comments, pageSize: 3, editWindow: Infinity });
    const first = await port.list(page, { sort: 'oldest' }, signal);
    await port.remove!(page, 'c0', signal);
    await port.remove!(page, 'c4', signal);
    const second = await port.list(page, { sort: 'oldest', cursor: first.cursor }, signal);
    expect(second.comments.map(({ id }) => id)).to.deep.equal(['c3', 'c5']);
  });

  it('shows every seed, whatever its parent is', async () => {
    const comments = [
      { id: 'self', parentId: 'self', text: 'a' },
      { id: 'lost', parentId: 'nowhere', text: 'b' },
      { id: 'egg', parentId: 'hen', text: 'c' },
      { id: 'hen', parentId: 'egg', text: 'd' },
      { id: '__proto__', text: 'e' },
    ];
    expect((await ids(memory({ comments }), 'oldest')).sort()).to.deep.equal(['__proto__', 'egg', 'hen', 'lost', 'self']);
  });

  it('carries a thread of 10,000 levels', async () => {
    const comments = Array.from({ length: 10_000 }, (_, index) => ({
      id: `c${index}`,
      text: 'deeper',
      ...(index && { parentId: `c${index - 1}` }),
    }));
    const port = memory({ comments });
    expect(await ids(port, 'oldest')).to.have.length(10_000);
    expect((await port.get!(page, 'c9999', signal)).comments).to.have.length(10_000);
  });

  it('refuses the same words twice within five minutes, and an edit after its window', async () => {
    let now = 0;
    const port = memory({ now: () => now, editWindow: 1000 });
    const draft = { id: 'first-id', text: 'Same', name: 'Ann' };
    await port.post!(page, draft, signal);
    expect((await failure(port.post!(page, { ...draft, id: 'second-id' }, signal))).code).to.equal('duplicate');
    now = 1000;
    expect((await failure(port.edit!(page, 'first-id', 'x', signal))).code).to.equal('edit-expired');
    now = 6 * 60_000;
    expect((await port.post!(page, { ...draft, id: 'second-id' }, signal)).status).to.equal('published');
  });

  it('fails as it is told, after its delay, and keeps a log of what it was asked', async () => {
    const calls: MemoryCall[] = [];
    const port = memory({ failWith: { post: 'rate-limited' }, retryAfter: 30, log: (call) => calls.push(call) });
    await port.list(page, { sort: 'best' }, signal);
    const thrown = await failure(port.post!(page, { id: 'an-id', text: 'Hi', name: 'Ann' }, signal));
    expect([thrown.code, thrown.retryAfter]).to.deep.equal(['rate-limited', 30]);
    expect(calls.map(({ method }) => method)).to.deep.equal(['list', 'post']);
    expect(port.log).to.deep.equal(calls);
  });

  it('stops waiting when it is aborted', async () => {
    const controller = new AbortController();
    const listing = memory({ delay: 60_000 }).list(page, { sort: 'best' }, controller.signal);
    controller.abort(new DOMException('enough', 'AbortError'));
    expect((await caught(listing)) as Error).to.have.property('name', 'AbortError');
  });

  it('reads its options from one address', async () => {
    const port = fromSrc(new URL('https://paper.example/?closed&moderated=false&fail-with=filtered&delay=1'));
    expect((await failure(port.list(page, { sort: 'best' }, signal))).code).to.equal('filtered');
    const thread = (await fromSrc(new URL('https://paper.example/?closed&total=7')).list(page, { sort: 'best' }, signal))
      .thread;
    expect(thread).to.deep.equal({ total: 7, closed: true, moderated: false, live: true });
    for (const query of ['delay=soon', 'page-size=-1', 'fail-with=nothing']) {
      expect(() => fromSrc(new URL(`https://paper.example/?${query}`)))
        .to.throw(AfterwordError)
        .with.property('code', 'misconfigured');
    }
  });
});

function caught(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
}

async function failure(promise: Promise<unknown>): Promise<AfterwordError> {
  const thrown = await caught(promise);
  expect(thrown).to.be.instanceOf(AfterwordError);
  return thrown as AfterwordError;
}
