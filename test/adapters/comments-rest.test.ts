import { expect } from 'chai';
import { fromSrc, rest, toComment, toCounts, toPage, type RestOptions } from '../../src/adapters/comments/rest.js';
import { memoryStore } from '../../src/content/key-value-store.js';
import type { Comment, CommentsPort } from '../../src/ports/comments.js';
import { AfterwordError, type ErrorCode } from '../../src/ports/errors.js';
import type { RichText } from '../../src/ports/rich-text.js';
import { HOSTILE_TEXT } from '../content/hostile-strings.js';

const page = { url: 'https://paper.example/story?utm_source=x', title: 'Story' };
const signal = new AbortController().signal;
const id = '0b0f6f4c-9e5c-4b7a-8f44-7f2a4c1f0a01';
const draft = { id, text: 'Hello **you**', name: 'Ann' };
const NOW = Date.parse('2026-02-20T12:00:00Z');

const wire = {
  id,
  parentId: null,
  author: { name: 'Ann' },
  text: 'Hello **you**',
  createdAt: '2026-02-20T11:59:00Z',
  editedAt: null,
  status: 'published',
  score: 3,
  vote: 1,
  replyCount: 2,
  pinned: false,
  own: true,
  editableUntil: '2026-02-20T12:14:00Z',
};
const wirePage = {
  comments: [wire],
  cursor: 'next',
  moreReplies: [{ parentId: id, cursor: 'more', remaining: 7 }],
  thread: { total: 10, closed: false, moderated: true },
  now: '2026-02-20T12:00:00Z',
};

interface Call {
  method: string;
  url: URL;
  authorization: string | null;
  body: Record<string, unknown>;
}
type Answer = Response | Error | ((call: Call) => Response | Error | Promise<Response>);

/** A port on a server that gives these answers, the last one again and again. */
function portWith(
  answers: Answer | readonly Answer[],
  options: Partial<RestOptions> = {},
): { port: CommentsPort; calls: Call[] } {
  const calls: Call[] = [];
  const queue = Array.isArray(answers) ? [...(answers as readonly Answer[])] : [answers as Answer];
  const port = rest({
    src: 'https://paper.example/api/',
    storage: memoryStore(),
    now: () => NOW,
    async fetch(input, init) {
      const url = new URL(input instanceof Request ? input.url : input);
      const body = typeof init?.body === 'string' ? (JSON.parse(init.body) as Call['body']) : {};
      const call = { method: init?.method ?? 'GET', url, authorization: new Headers(init?.headers).get('Authorization'), body };
      calls.push(call);
      const next = queue.length > 1 ? queue.shift()! : queue[0]!;
      const answer = typeof next === 'function' ? await next(call) : next;
      if (answer instanceof Error) throw answer;
      return answer.clone();
    },
    ...options,
  });
  return { port, calls };
}

function json(value: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(value), { status, headers });
}

const problem = (code: string, status: number, more: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
  json({ type: 'about:blank', title: 'No', status, code, ...more }, status, headers);

async function failure(promise: Promise<unknown>): Promise<AfterwordError> {
  const thrown: unknown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).to.be.instanceOf(AfterwordError);
  return thrown as AfterwordError;
}

const words = (content: RichText) => JSON.stringify(content).replace(/[^\w ]/g, '');

describe('rest() reads', () => {
  it('a page of comments', async () => {
    const { port, calls } = portWith(json(wirePage));
    const answer = await port.list(page, { sort: 'best', cursor: 'a b' }, signal);
    expect(answer.comments).to.deep.equal([
      {
        id,
        parentId: undefined,
        author: { name: 'Ann', url: undefined, badge: undefined },
        content: [
          {
            type: 'paragraph',
            children: [
              { type: 'text', text: 'Hello ' },
              { type: 'strong', children: [{ type: 'text', text: 'you' }] },
            ],
          },
        ],
        source: 'Hello **you**',
        createdAt: NOW - 60_000,
        editedAt: undefined,
        status: 'published',
        score: 3,
        vote: 1,
        replyCount: 2,
        pinned: false,
        own: true,
        editableUntil: NOW + 14 * 60_000,
      },
    ]);
    expect(answer).to.deep.include({
      cursor: 'next',
      moreReplies: wirePage.moreReplies,
      thread: { ...wirePage.thread, live: false },
      skipped: 0,
    });
    expect(calls[0]!.url.href).to.equal(
      'https://paper.example/api/comments?thread=https%3A%2F%2Fpaper.example%2Fstory&sort=best&cursor=a+b',
    );
  });

  it('the edit window by the server’s clock', async () => {
    const { port } = portWith(json(wirePage), { now: () => NOW + 3_600_000 });
    const { comments } = await port.list(page, { sort: 'best' }, signal);
    expect(comments[0]!.editableUntil).to.equal(NOW + 3_600_000 + 14 * 60_000);
  });

  it('times by this device’s clock, however wrong that is (D48)', async () => {
    for (const skew of [0, 3 * 3_600_000, -40 * 86_400_000]) {
      const { port } = portWith(json({ ...wirePage, comments: [{ ...wire, editedAt: wire.createdAt }] }), {
        now: () => NOW + skew,
      });
      const { comments } = await port.list(page, { sort: 'best' }, signal);
      const { createdAt, editedAt } = comments[0]!;
      expect([createdAt, editedAt]).to.deep.equal([NOW + skew - 60_000, NOW + skew - 60_000]);
    }
  });

  it('times as the server tells them, when no more than the way of the answer is between the clocks', async () => {
    const { port } = portWith(json(wirePage), { now: () => NOW + 4000 });
    const { comments } = await port.list(page, { sort: 'best' }, signal);
    expect(comments[0]!.createdAt).to.equal(NOW - 60_000);
  });

  it('the words of a comment only for those who may edit them', () => {
    expect(toComment({ ...wire, own: false })!.source).to.equal(undefined);
  });

  it('a tombstone without its words', () => {
    const comment = toComment({ ...wire, status: 'deleted', text: null, author: { name: '' } })!;
    expect([comment.status, comment.content, comment.source]).to.deep.equal(['deleted', [], undefined]);
    expect(toComment({ ...wire, status: 'deleted' })!.content).to.deep.equal([]);
  });

  it('what a drifting server makes of the contract', () => {
    const drifted = toComment({
      ...wire,
      id: 17,
      parentId: 4,
      author: 'Ann',
      createdAt: NOW,
      score: '5',
      vote: '-7',
      replyCount: '2',
      pinned: 'true',
      own: 1,
      editableUntil: 'soon',
      unknown: { more: true },
    });
    expect(drifted).to.deep.include({
      id: '17',
      parentId: '4',
      createdAt: NOW,
      score: 5,
      vote: -1,
      replyCount: 2,
      pinned: true,
      own: true,
    });
    expect(drifted!.author.name).to.equal('Ann');
    expect(drifted!.editableUntil).to.equal(undefined);
    const bare = toComment({ id: 'x', text: 'only this' })!;
    expect(bare).to.deep.include({
      id: 'x',
      status: 'published',
      createdAt: undefined,
      score: undefined,
      parentId: undefined,
      own: false,
    });
    expect(bare.author.name).to.equal('');
  });

  it('the good comments when some are bad, and counts the bad', async () => {
    const bad = [
      null,
      1,
      'x',
      [],
      [wire],
      {},
      { ...wire, id: null },
      { ...wire, id: '' },
      { ...wire, id: {} },
      { ...wire, text: null },
    ];
    const worse = [
      { ...wire, text: ['x'] },
      { ...wire, status: 'spam' },
      { ...wire, status: 1 },
      { ...wire, text: NaN },
    ];
    const { signal } = new AbortController();
    const answer = (await toPage({ ...wirePage, comments: [...bad, wire, ...worse, { ...wire, id: 'b' }] }, signal))!;
    expect(answer.comments.map((comment) => comment.id)).to.deep.equal([id, 'b']);
    expect(answer.skipped).to.equal(bad.length + worse.length);
    for (const odd of [null, 1, 'x', {}, [null, 1, {}, { parentId: 'x' }, { cursor: 'x' }]]) {
      const answer = { comments: [], cursor: odd === null ? null : {}, moreReplies: odd, thread: odd, now: odd };
      const page = (await toPage(answer, signal))!;
      expect([page.cursor, page.moreReplies]).to.deep.equal([undefined, []]);
    }
  });

  it('anything at all as text, and runs none of it', () => {
    for (const text of HOSTILE_TEXT) {
      const comment = toComment({
        ...wire,
        id: text,
        parentId: text,
        text,
        author: { name: text, url: text, badge: text },
        createdAt: text,
      })!;
      expect([comment.id, comment.parentId, comment.author.name]).to.deep.equal([text, text, text]);
      if (comment.author.url) expect(comment.author.url).to.match(/^https?:/);
      expect(comment.author.badge).to.equal(undefined);
    }
    const counts = toCounts(
      JSON.parse('{"counts":{"__proto__":3,"constructor":"4","x":-1,"y":null}}') as Record<string, unknown>,
    );
    expect([...counts]).to.deep.equal([
      ['__proto__', 3],
      ['constructor', 4],
    ]);
    expect(({} as { polluted?: unknown }).polluted).to.equal(undefined);
  });

  it('one comment with its ancestors, and only if it is there', async () => {
    const { port, calls } = portWith(json(wirePage));
    expect((await port.get!(page, id, signal)).comments).to.have.length(1);
    expect((await failure(port.get!(page, 'a/../b?c#d', signal))).code).to.equal('not-found');
    expect(calls[1]!.url.pathname).to.equal('/api/comments/a%2F..%2Fb%3Fc%23d');
  });

  it('the counts of 450 pages in three requests, in the order asked', async () => {
    const { port, calls } = portWith(({ body }) => {
      const threads = body['threads'] as string[];
      return json({ counts: Object.fromEntries(threads.map((key) => [key, Number(key.split('/').at(-1))])) });
    });
    const pages = Array.from({ length: 450 }, (_, n) => ({ url: `https://paper.example/${n}` }));
    const counts = await port.counts!([...pages, pages[7]!], signal);
    expect(counts).to.deep.equal([...pages.map((_, n) => n), 7]);
    expect(calls.map(({ body }) => (body['threads'] as string[]).length)).to.deep.equal([200, 200, 50]);
  });
});

describe('rest() watches', () => {
  class Stream {
    static readonly all: Stream[] = [];
    readyState = 1;
    readonly #listeners = new Map<string, (event: { data?: unknown }) => void>();
    readonly url: string;
    constructor(url: string) {
      this.url = url;
      Stream.all.push(this);
    }
    addEventListener(type: string, listener: (event: { data?: unknown }) => void): void {
      this.#listeners.set(type, listener);
    }
    close(): void {
      this.readyState = 2;
    }
    send(type: string, data?: unknown): void {
      this.#listeners.get(type)?.({ data });
    }
  }
  it('the total of a thread until it is told to stop, and takes nothing that is no number', async () => {
    const { port } = portWith(json(wirePage), { src: 'https://paper.example/api/?site=x', eventSource: Stream });
    const heard: number[] = [];
    const controller = new AbortController();
    const watching = port.watch!({ id: 'a/b?c', url: page.url }, (total) => heard.push(total), controller.signal);
    const stream = Stream.all.at(-1)!;
    expect(stream.url).to.equal('https://paper.example/api/events?site=x&thread=a%2Fb%3Fc');
    for (const data of ['3', 'x', '-1', '', '4']) stream.send('total', data);
    expect(heard).to.deep.equal([3, 4]);
    controller.abort();
    expect(await watching.catch((thrown: unknown) => (thrown as Error).name)).to.equal('AbortError');
    expect(stream.readyState).to.equal(2);
  });

  it('as long as the platform tries again, and says so when it does not any more', async () => {
    const { port } = portWith(json(wirePage), { eventSource: Stream });
    const watching = port.watch!(page, () => undefined, new AbortController().signal);
    const stream = Stream.all.at(-1)!;
    stream.readyState = 0;
    stream.send('error');
    stream.readyState = 2;
    stream.send('error');
    expect((await failure(watching)).code).to.equal('offline');
  });

  it('nothing where the platform has no event streams', () => {
    expect(portWith(json(wirePage), { eventSource: null }).port.watch).to.equal(undefined);
  });
});

describe('rest() writes', () => {
  it('a comment, with a key that identifies its author from then on and not before', async () => {
    const storage = memoryStore();
    const { port, calls } = portWith(({ method }) => (method === 'GET' ? json(wirePage) : json({ comment: wire }, 201)), {
      storage,
    });
    await port.list(page, { sort: 'best' }, signal);
    expect([calls[0]!.authorization, storage.keys()]).to.deep.equal([null, []]);
    const { status, comment } = await port.post!(page, draft, signal);
    expect([status, comment.id]).to.deep.equal(['published', id]);
    expect(calls[1]!.body).to.deep.equal({
      id,
      thread: 'https://paper.example/story',
      url: page.url,
      title: 'Story',
      text: draft.text,
      name: 'Ann',
    });
    expect(calls[1]!.authorization).to.match(/^Bearer guest\.[\w-]{43}$/);
    await port.list(page, { sort: 'best' }, signal);
    expect(calls[2]!.authorization).to.equal(calls[1]!.authorization);
    const again = portWith(json(wirePage), { storage });
    await again.port.list(page, { sort: 'best' }, signal);
    expect(again.calls[0]!.authorization).to.equal(calls[1]!.authorization);
  });

  it('with the publisher’s login where there is one', async () => {
    const { port, calls } = portWith(json({ score: 4, vote: 1 }), { getToken: () => Promise.resolve('login-token') });
    expect(await port.vote!(page, id, 1, signal)).to.deep.equal({ score: 4, vote: 1 });
    expect(calls[0]!.authorization).to.equal('Bearer login-token');
    const failing = portWith(json(wirePage), { getToken: () => Promise.reject(new Error('down')) });
    await failing.port.list(page, { sort: 'best' }, signal);
    expect(failing.calls[0]!.authorization).to.equal(null);
    expect((await failure(failing.port.post!(page, draft, signal))).code).to.equal('login-needed');
    const expired = portWith(problem('login-needed', 401), { getToken: () => 'old' });
    expect((await failure(expired.port.post!(page, draft, signal))).code).to.equal('session-expired');
  });

  it('edits, votes, reports and deletes where the contract says', async () => {
    const { port, calls } = portWith(({ method, url }) => {
      if (method === 'PATCH') return json({ comment: { ...wire, status: 'pending' } }, 202);
      if (url.pathname.endsWith('/vote')) return json({ score: '2', vote: 0 });
      return new Response(null, { status: 204 });
    });
    expect((await port.edit!(page, id, 'New', signal)).status).to.equal('pending');
    expect(await port.vote!(page, id, 0, signal)).to.deep.equal({ score: 2, vote: 0 });
    await port.report!(page, id, { reason: 'spam', note: ' ' }, signal);
    await port.remove!(page, id, signal);
    expect(calls.map(({ method, url, body }) => [method, url.pathname, body])).to.deep.equal([
      ['PATCH', `/api/comments/${id}`, { text: 'New' }],
      ['PUT', `/api/comments/${id}/vote`, { value: 0 }],
      ['POST', `/api/comments/${id}/report`, { reason: 'spam' }],
      ['DELETE', `/api/comments/${id}`, {}],
    ]);
  });

  it('a pending comment', async () => {
    const { port } = portWith(json({ comment: { ...wire, status: 'pending' } }, 202));
    expect((await port.post!(page, draft, signal)).status).to.equal('pending');
  });

  it('again after no answer, and takes “duplicate” for success', async () => {
    const { port, calls } = portWith([new TypeError('cut'), problem('duplicate', 409), json(wirePage)]);
    const thrown = await failure(port.post!(page, draft, signal));
    expect([thrown.code, thrown.ambiguous]).to.deep.equal(['offline', true]);
    const { status, comment } = await port.post!(page, draft, signal);
    expect([status, comment.id]).to.deep.equal(['published', id]);
    expect(calls.map(({ method }) => method)).to.deep.equal(['POST', 'POST', 'GET']);
    expect(calls[0]!.body).to.deep.equal(calls[1]!.body);
    expect(calls[0]!.authorization).to.equal(calls[1]!.authorization);
  });

  it('again after half an answer, and shows as waiting what it cannot find', async () => {
    const { port } = portWith([new Response('{"comm', { status: 201 }), problem('duplicate', 409), problem('not-found', 404)]);
    expect((await failure(port.post!(page, draft, signal))).code).to.equal('unreadable');
    const { status, comment } = await port.post!(page, draft, signal);
    expect([status, comment.id, words(comment.content)]).to.deep.equal(['pending', id, words(toComment(wire)!.content)]);
  });

  it('takes “duplicate” for success where that try was before a reload', async () => {
    const { port } = portWith([problem('duplicate', 409), json(wirePage)]);
    const { status, comment } = await port.post!(page, { ...draft, earlier: [draft.text] }, signal);
    expect([status, comment.id]).to.deep.equal(['published', id]);
  });

  it('“duplicate” without such a failure is what it says', async () => {
    const { port } = portWith([problem('duplicate', 409), json(wirePage)]);
    expect((await failure(port.post!(page, draft, signal))).code).to.equal('duplicate');
  });

  it('a deletion again after no answer, and is content that the comment is gone', async () => {
    const { port } = portWith([new TypeError('cut'), problem('not-found', 404)]);
    expect((await failure(port.remove!(page, id, signal))).code).to.equal('offline');
    await port.remove!(page, id, signal);
    expect((await failure(port.remove!(page, id, signal))).code).to.equal('not-found');
  });
});

describe('rest() names', () => {
  const list = (port: CommentsPort) => port.list(page, { sort: 'best' }, signal);
  const answers: [what: string, answer: Response | Error, code: ErrorCode][] = [
    ['a server that failed', new Response('Oops', { status: 500 }), 'server'],
    ['a gateway that failed', new Response('<html>', { status: 502 }), 'server'],
    ['a wrong address', new Response('<h1>Not found</h1>', { status: 404 }), 'misconfigured'],
    ['a thread that is refused', problem('not-found', 404), 'not-found'],
    ['a Wi-Fi login page', new Response('<!doctype html><title>Hello</title>'), 'unreadable'],
    ['half an answer', new Response(JSON.stringify(wirePage).slice(0, 90)), 'unreadable'],
    ['an empty answer', new Response(''), 'unreadable'],
    ['an answer without a body', new Response(null, { status: 204 }), 'unreadable'],
    ['JSON that is something else', json({ posts: [] }), 'unreadable'],
    ['a bare list', json([wire]), 'unreadable'],
    ['null', json(null), 'unreadable'],
    ['a broken line', new TypeError('Failed to fetch'), 'offline'],
    ['a problem it does not know', problem('teapot', 418), 'server'],
    ['a problem only a client can have', problem('offline', 503), 'server'],
    ['a filtered comment', problem('filtered', 422), 'filtered'],
    ['a closed thread', problem('closed', 403), 'closed'],
    ['an edit that is too late', problem('edit-expired', 403), 'edit-expired'],
    ['somebody unknown', problem('login-needed', 401), 'login-needed'],
  ];
  for (const [what, answer, code] of answers) {
    it(`${what}: ${code}`, async () => expect((await failure(list(portWith(answer).port))).code).to.equal(code));
  }

  it('the field at fault and the time to wait', async () => {
    const invalid = await failure(portWith(problem('invalid', 422, { field: 'text' })).port.post!(page, draft, signal));
    expect([invalid.code, invalid.field, invalid.status]).to.deep.equal(['invalid', 'text', 422]);
    const fast = await failure(
      portWith(problem('rate-limited', 429, {}, { 'Retry-After': '17' })).port.post!(page, draft, signal),
    );
    expect([fast.code, fast.retryAfter]).to.deep.equal(['rate-limited', 17]);
    expect((await failure(portWith(new Response('{}', { status: 429 })).port.post!(page, draft, signal))).code).to.equal(
      'rate-limited',
    );
  });

  it('a server that does not answer in time', async () => {
    const hang = (_: unknown, init?: RequestInit) =>
      new Promise<Response>((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(new Error('aborted'))));
    const { port } = portWith([], { fetch: hang, timeout: 20 });
    expect((await failure(list(port))).code).to.equal('timeout');
  });

  it('an address it cannot use', () => {
    for (const src of ['', ' ', 'javascript:alert(1)', 'data:application/json,{}', 'file:///x', 'ftp://paper.example/']) {
      expect(() => rest({ src }), src)
        .to.throw(AfterwordError)
        .with.property('code', 'misconfigured');
    }
  });

  it('the parameters of its address with every request', async () => {
    const calls: string[] = [];
    const port = rest({
      src: 'https://paper.example/index.php/api?site=7&x=%26#hash',
      storage: memoryStore(),
      fetch: (input) => {
        calls.push(String(input));
        return Promise.resolve(json(wirePage));
      },
    });
    await list(port);
    expect(calls[0]).to.equal(
      'https://paper.example/index.php/api/comments?site=7&x=%26&thread=https%3A%2F%2Fpaper.example%2Fstory&sort=best',
    );
    expect(fromSrc(new URL('https://paper.example/api')).key).to.equal('rest https://paper.example/api');
  });

  it('no failure at all when it was told to stop', async () => {
    const controller = new AbortController();
    const reason = new DOMException('enough', 'AbortError');
    const { port } = portWith(() => new Promise<Response>(() => undefined), {
      getToken: () => new Promise<string>(() => undefined),
    });
    const listing = port.list(page, { sort: 'best' }, controller.signal);
    controller.abort(reason);
    expect(await listing.catch((thrown: unknown) => thrown)).to.equal(reason);
  });

  it('only what the port knows', () => {
    const comment: Comment | undefined = toComment({
      ...wire,
      avatar: 'https://evil.example/track.gif',
      url: 'javascript:alert(1)',
    });
    expect(comment).not.to.have.any.keys('avatar', 'url');
  });
});
