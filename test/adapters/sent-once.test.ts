import { expect } from 'chai';
import { sentOnce } from '../../src/adapters/comments/sent-once.js';
import { plainText } from '../../src/content/plain-text.js';
import { isso } from '../../src/adapters/comments/isso.js';
import { remark42 } from '../../src/adapters/comments/remark42.js';
import { waline } from '../../src/adapters/comments/waline.js';
import type { Comment, CommentsPort, NewComment } from '../../src/ports/comments.js';
import { AfterwordError, type ErrorCode } from '../../src/ports/errors.js';
import { failure } from '../support/failure.js';
import { recorded, replay, type Call } from '../support/recorded.js';

const page = { url: 'https://news.example/story' };
const signal = new AbortController().signal;
const typed = { id: 'c1', text: 'It\'s "late" -- really...', name: 'Ada' };

function stored(id: string, name: string, text: string): Comment {
  return { id, author: { name }, content: plainText(text), status: 'published' };
}

/** A backend that keeps what it gets, and answers the first try with silence. */
function silentAtFirst(newest: Comment[], refuse?: AfterwordError, first: ErrorCode = 'timeout') {
  let tries = 0;
  const post = sentOnce(
    () => {
      tries++;
      if (tries === 1) return Promise.reject(new AfterwordError(first, 'no answer'));
      if (refuse) return Promise.reject(refuse);
      return Promise.resolve({ status: 'published' as const, comment: stored(`${tries}`, 'Ada', typed.text) });
    },
    () => Promise.resolve(newest),
  );
  return { post, tries: () => tries };
}

describe('a comment whose first try got no answer', () => {
  it('is found instead of sent again, whatever the backend made of its quotation marks (A2)', async () => {
    const newest = [stored('8', 'Bob', typed.text), stored('7', 'Ada', 'It’s “late” — really…')];
    const { post, tries } = silentAtFirst(newest);
    expect((await failure(post(page, typed, signal))).code).to.equal('timeout');
    const { status, comment } = await post(page, typed, signal);
    expect([status, comment.id, comment.own]).to.deep.equal(['published', '7', true]);
    expect(tries()).to.equal(1);
  });

  it('is sent again when it did not arrive (A2)', async () => {
    const { post, tries } = silentAtFirst([stored('7', 'Ada', 'Something else')]);
    await failure(post(page, typed, signal));
    expect((await post(page, typed, signal)).comment.id).to.equal('2');
    expect(tries()).to.equal(2);
  });

  it('waits for a moderator when the backend says it was said before, and shows it to nobody (A2)', async () => {
    const { post } = silentAtFirst([], new AfterwordError('duplicate', 'said before'));
    await failure(post(page, typed, signal));
    const { status, comment } = await post(page, typed, signal);
    expect([status, comment.id, comment.author.name]).to.deep.equal(['pending', 'c1', 'Ada']);
  });

  it('says no more of another comment than that it was said before (A8)', async () => {
    const { post } = silentAtFirst([], new AfterwordError('duplicate', 'said before'));
    await failure(post(page, typed, signal));
    expect((await failure(post(page, { ...typed, id: 'c2' }, signal))).code).to.equal('duplicate');
  });

  for (const first of ['offline', 'timeout', 'unreadable', 'server'] as const) {
    it(`is looked for when the first try ended as ${first}, for it may have been kept (A2)`, async () => {
      const { post, tries } = silentAtFirst([stored('7', 'Ada', typed.text)], undefined, first);
      await failure(post(page, typed, signal));
      expect((await post(page, typed, signal)).comment.id).to.equal('7');
      expect(tries()).to.equal(1);
    });
  }

  it('is sent again at once when the first try was refused (A2)', async () => {
    const { post, tries } = silentAtFirst([stored('7', 'Ada', typed.text)], undefined, 'rate-limited');
    await failure(post(page, typed, signal));
    expect((await post(page, typed, signal)).comment.id).to.equal('2');
    expect(tries()).to.equal(2);
  });

  it('is one comment when it is sent twice at once, and again later (A2)', async () => {
    const { post, tries } = silentAtFirst([]);
    await failure(post(page, typed, signal));
    const [one, two] = await Promise.all([post(page, typed, signal), post(page, typed, signal)]);
    const three = await post(page, typed, signal);
    expect([one.comment.id, two.comment.id, three.comment.id]).to.deep.equal(['2', '2', '2']);
    expect(tries()).to.equal(2);
  });

  it('is not taken for an answer to somebody else with the same words (A2)', async () => {
    const { post, tries } = silentAtFirst([{ ...stored('7', 'Ada', typed.text), parentId: '3' }]);
    await failure(post(page, typed, signal));
    await post(page, typed, signal);
    expect(tries()).to.equal(2);
  });
});

describe('a comment that looks like one of somebody else', () => {
  const day = 24 * 60 * 60 * 1000;
  const old = (days: number): Comment => ({ ...stored('7', 'Ada', typed.text), createdAt: Date.now() - days * day });

  it('is not taken for one that was there long before, and may have been written by a clock that is wrong (A2)', async () => {
    for (const [days, tries] of [
      [2, 2],
      [0.9, 1],
      [-3, 1],
    ] as const) {
      const backend = silentAtFirst([old(days)]);
      await failure(backend.post(page, typed, signal));
      await backend.post(page, { ...typed, earlier: [typed.text] }, signal);
      expect(backend.tries(), `${days} days`).to.equal(tries);
    }
  });

  it('is looked for as long back as drafts are kept, where it was tried before the page was loaded (A2)', async () => {
    for (const [days, tries] of [
      [7.9, 0],
      [9, 1],
    ] as const) {
      const backend = silentAtFirst([old(days)], undefined, 'closed');
      await backend.post(page, { ...typed, earlier: [typed.text] }, signal).catch(() => undefined);
      expect(backend.tries(), `${days} days`).to.equal(tries);
    }
  });

  for (const name of ['isso', 'waline']) {
    it(`is not taken for that of somebody with a name by ${name}, where the reader gave none (A2)`, async () => {
      const { make, read, typed, sent, writtenAt } = lost[name]!;
      at(writtenAt);
      const { fetch, calls } = replay((call) => recorded(call.method === 'POST' ? sent : read(call)));
      await make(fetch).post!({ url: lab }, { ...typed, name: undefined, earlier: [typed.text] }, signal);
      expect(calls.filter(({ method }) => method === 'POST')).to.have.length(1);
    });
  }
});

describe('a comment of somebody whom Waline knows', () => {
  it('is found under the name of the account, whatever name was typed, and a guest’s only under that name (A2)', async () => {
    const { read, typed, sent, writtenAt } = lost['waline']!;
    at(writtenAt);
    for (const [token, posts] of [
      ['token', 0],
      ['', 1],
    ] as const) {
      const { fetch, calls } = replay((call) => recorded(call.method === 'POST' ? sent : read(call)));
      const port = waline({ src: 'http://127.0.0.1:8360/', getToken: () => token, fetch });
      await port.post!({ url: lab }, { ...typed, name: 'Annie', earlier: [typed.text] }, signal);
      await port.post!({ url: lab }, { ...typed, id: 'c2', name: undefined, earlier: [typed.text] }, signal);
      expect(calls.filter(({ method }) => method === 'POST')).to.have.length(2 * posts);
    }
  });
});

describe('a comment whose words were changed after a try without an answer', () => {
  const changed = { ...typed, text: 'It is late, I know.' };

  it('is found by the words that arrived, and says which they are (A2)', async () => {
    const { post, tries } = silentAtFirst([stored('7', 'Ada', 'It’s “late” — really…')]);
    await failure(post(page, typed, signal));
    const { comment } = await post(page, changed, signal);
    expect([comment.id, comment.source, tries()]).to.deep.equal(['7', typed.text, 1]);
  });

  it('is found by the name it was sent under, when that was changed too (A2)', async () => {
    const { post, tries } = silentAtFirst([stored('7', 'Ada', typed.text)]);
    await failure(post(page, typed, signal));
    expect((await post(page, { ...changed, name: 'Ada L.' }, signal)).comment.id).to.equal('7');
    expect(tries()).to.equal(1);
  });

  it('is the newest that arrived, where more than one did (A2)', async () => {
    const { post } = silentAtFirst([stored('7', 'Ada', typed.text), stored('8', 'Ada', changed.text)]);
    await failure(post(page, typed, signal));
    const { comment } = await post(page, { ...changed, earlier: [typed.text, changed.text] }, signal);
    expect([comment.id, comment.source]).to.deep.equal(['8', changed.text]);
  });

  it('is not looked for by words that nobody sent (A2)', async () => {
    const { post, tries } = silentAtFirst([stored('7', 'Ada', changed.text)]);
    await failure(post(page, typed, signal));
    expect((await post(page, changed, signal)).comment.id).to.equal('2');
    expect(tries()).to.equal(2);
  });

  it('is told that it was said before, when those words were of another comment (A8)', async () => {
    const { post } = silentAtFirst([], new AfterwordError('duplicate', 'said before'));
    await failure(post(page, typed, signal));
    expect((await failure(post(page, changed, signal))).code).to.equal('duplicate');
  });
});

describe('a comment that was tried before the page was loaded', () => {
  const again = { ...typed, earlier: [typed.text] };
  /** This page has sent nothing yet. */
  const backend = (newest: Comment[], refuse?: AfterwordError) => {
    let tries = 0;
    const post = sentOnce(
      () => {
        tries++;
        return refuse ? Promise.reject(refuse) : Promise.resolve({ status: 'published', comment: stored('9', 'Ada', '') });
      },
      () => Promise.resolve(newest),
    );
    return { post, tries: () => tries };
  };

  it('is found instead of sent again (A2)', async () => {
    const { post, tries } = backend([stored('7', 'Ada', typed.text)]);
    const { comment } = await post(page, { ...again, text: 'Other words by now' }, signal);
    expect([comment.id, comment.own, comment.source, tries()]).to.deep.equal(['7', true, typed.text, 0]);
  });

  it('is sent when it did not arrive, or was deleted since (A2)', async () => {
    const { post, tries } = backend([{ ...stored('7', 'Ada', typed.text), status: 'deleted' }]);
    expect((await post(page, again, signal)).comment.id).to.equal('9');
    expect(tries()).to.equal(1);
  });

  it('waits for a moderator when the backend says it was said before, and shows it to nobody (A2)', async () => {
    const { post } = backend([], new AfterwordError('duplicate', 'said before'));
    expect((await post(page, again, signal)).status).to.equal('pending');
  });

  it('is not sent while nobody can say whether it arrived (A2)', async () => {
    let tries = 0;
    const post = sentOnce(
      () => Promise.reject(new AfterwordError('server', `try ${++tries}`)),
      () => Promise.reject(new AfterwordError('offline', 'no list')),
    );
    expect((await failure(post(page, again, signal))).code).to.equal('offline');
    expect(tries).to.equal(0);
  });
});

interface Lost {
  make: (fetch: typeof globalThis.fetch) => CommentsPort;
  read: (call: Call) => string;
  typed: NewComment;
  found: string;
  sent: string;
  /** When the recorded one was. */
  writtenAt: number;
}

const { now } = Date;
/** Recordings are of one day; nobody looks for a comment of this minute among those of last year. */
function at(time: number): void {
  Date.now = () => time;
}
afterEach(() => {
  Date.now = now;
});

const lab = 'https://news.example/2026/10/coral';
const lost: Readonly<Record<string, Lost>> = {
  isso: {
    make: (fetch) => isso({ src: 'http://127.0.0.1:8380/', fetch }),
    read: ({ url }) => (url.searchParams.has('plain') ? 'isso/list-plain' : 'isso/list'),
    typed: {
      id: 'c1',
      name: 'Ann',
      text: 'Hello **bold** <script>alert(1)</script> <b>b</b> [x](https://x.test) [j](javascript:alert(1))\n\nsecond',
    },
    found: '1',
    sent: 'isso/new',
    writtenAt: Date.UTC(2026, 10, 22, 11, 33),
  },
  remark42: {
    make: (fetch) => remark42({ src: 'http://127.0.0.1:8480/', site: 'lab', getToken: () => 'token', fetch }),
    read: ({ url }) => (url.pathname.endsWith('/user') ? 'remark42/user' : 'remark42/find-plain'),
    typed: { id: 'c1', text: 'a reply' },
    found: '72f4a01f-e63a-4b8b-bedb-da008c108205',
    sent: 'remark42/comment-reply',
    writtenAt: Date.UTC(2026, 10, 22, 11, 42),
  },
  waline: {
    make: (fetch) => waline({ src: 'http://127.0.0.1:8360/', fetch }),
    read: () => 'waline/list',
    typed: {
      id: 'c1',
      name: 'Ann',
      text: 'Hello **bold** <script>alert(1)</script> [x](https://x.test) :smile: `code`\n\nsecond',
    },
    found: '1',
    sent: 'waline/add',
    writtenAt: Date.UTC(2026, 10, 22, 11, 19),
  },
};

for (const [name, { make, read, typed, found, sent, writtenAt }] of Object.entries(lost)) {
  describe(`a comment whose answer ${name} lost`, () => {
    beforeEach(() => at(writtenAt));

    /** The first write is lost on its way back. */
    const server = () => {
      let writes = 0;
      return replay((call) => {
        if (call.method === 'POST' && ++writes === 1) throw new TypeError('Failed to fetch');
        return recorded(call.method === 'POST' ? sent : read(call));
      });
    };
    const writes = (calls: readonly Call[]) => calls.filter(({ method }) => method === 'POST').length;

    it('is found by what was typed, and not sent again (A2)', async () => {
      const { fetch, calls } = server();
      const port = make(fetch);
      expect((await failure(port.post!({ url: lab }, typed, signal))).code).to.equal('offline');
      const { status, comment } = await port.post!({ url: lab }, typed, signal);
      expect([status, comment.id, comment.own]).to.deep.equal(['published', found, true]);
      expect(writes(calls)).to.equal(1);
    });

    it('is found after a reload, whatever the reader has made of it by now (A2)', async () => {
      const { fetch, calls } = server();
      const changed = { ...typed, text: 'Something else.', earlier: [typed.text] };
      const { comment } = await make(fetch).post!({ url: lab }, changed, signal);
      expect([comment.id, comment.own, comment.source]).to.deep.equal([found, true, typed.text]);
      expect(writes(calls)).to.equal(0);
    });

    it('is sent again when somebody else said nearly the same (A2)', async () => {
      const { fetch, calls } = server();
      const port = make(fetch);
      const other = { ...typed, text: `${typed.text} too` };
      await failure(port.post!({ url: lab }, other, signal));
      expect((await port.post!({ url: lab }, other, signal)).comment.own).to.equal(true);
      expect(writes(calls)).to.equal(2);
    });
  });
}

describe('a comment whose answer remark42 lost', () => {
  it('is not another reader’s of the same words (A2)', async () => {
    const { make, read, typed, sent, writtenAt } = lost['remark42']!;
    at(writtenAt);
    let writes = 0;
    const { fetch } = replay(async (call) => {
      if (call.method === 'POST' && ++writes === 1) throw new TypeError('Failed to fetch');
      const answer = await recorded(call.method === 'POST' ? sent : read(call));
      if (call.url.pathname.endsWith('/user')) answer.response.body = { id: 'somebody else' };
      return answer;
    });
    const port = make(fetch);
    await failure(port.post!({ url: lab }, typed, signal));
    await port.post!({ url: lab }, typed, signal);
    expect(writes).to.equal(2);
  });
});
