import { expect } from 'chai';
import { toPage } from '../../src/adapters/comments/bluesky.js';
import * as ghost from '../../src/adapters/comments/ghost.js';
import * as isso from '../../src/adapters/comments/isso.js';
import * as mastodon from '../../src/adapters/comments/mastodon.js';
import * as remark42 from '../../src/adapters/comments/remark42.js';
import * as rest from '../../src/adapters/comments/rest.js';
import * as waline from '../../src/adapters/comments/waline.js';
import * as wordpress from '../../src/adapters/comments/wordpress.js';
import { memoryStore } from '../../src/content/key-value-store.js';
import type { Comment, CommentsPort } from '../../src/ports/comments.js';
import { replay } from '../support/recorded.js';

const signal = new AbortController().signal;
const name = 'ab cd'.repeat(200_000);
const many = 1e300;

/** One comment of every backend, with a name without end and numbers of three hundred digits. */
const huge: Readonly<Record<string, () => Comment>> = {
  rest: () => rest.toComment({ id: '1', text: 'Hi', author: { name }, score: many, replyCount: many })!,
  'rest, of which the author is a text': () => rest.toComment({ id: '1', text: 'Hi', author: name })!,
  isso: () => isso.toComment({ id: 1, author: name, likes: many, dislikes: 0, total_replies: many })!,
  waline: () => waline.toComment({ objectId: 1, nick: name, like: many })!,
  remark42: () => remark42.toComment({ id: '1', user: { name }, score: many })!,
  ghost: () => ghost.toComment({ id: '1', status: 'published', member: { name }, count: { likes: many, replies: many } })!,
  wordpress: () => wordpress.toComment({ id: 1, author_name: name })!,
  mastodon: () => {
    const account = { display_name: name };
    const numbers = { favourites_count: many, replies_count: many };
    return mastodon.toComment({ id: '1', visibility: 'public', account, spoiler_text: name, ...numbers }, '0')!;
  },
  bluesky: () => {
    const post = {
      uri: 'at://a/b/1',
      author: { displayName: name },
      record: { text: 'Hi' },
      likeCount: many,
      replyCount: many,
    };
    return toPage({ replies: [{ post }] }).comments[0]!;
  },
};

describe('a comment of sizes nobody wrote or counted', () => {
  for (const [backend, comment] of Object.entries(huge)) {
    it(`has a name of a line or two, and no number that is none, from ${backend} (D46)`, () => {
      const { author, score, replyCount, warning = '' } = comment();
      expect(author.name).to.match(/^ab cdab cd.{180,190}…$/);
      expect([score, replyCount]).to.deep.equal([undefined, undefined]);
      expect(warning.length).to.be.at.most(500);
    });
  }

  it('keeps what people are called, and no half of a character', () => {
    const nameFrom = (text: string) => waline.toComment({ objectId: 1, nick: text })!.author.name;
    expect(nameFrom('x'.repeat(200))).to.equal('x'.repeat(200));
    expect(nameFrom(`${'x'.repeat(198)}${'\u{1f600}'.repeat(9)}`)).to.equal(`${'x'.repeat(198)}…`);
    expect(nameFrom('')).to.equal('');
  });
});

/** One comment of every backend, with these numbers and this id. */
const numbered: Readonly<Record<string, (number: unknown, id: unknown) => Comment | undefined>> = {
  rest: (number, id) => rest.toComment({ id, text: 'Hi', score: number, replyCount: number }),
  isso: (number, id) => isso.toComment({ id, likes: number, total_replies: number }),
  waline: (number, objectId) => waline.toComment({ objectId, like: number }),
  remark42: (number, id) => remark42.toComment({ id, score: number }),
  ghost: (number, id) => ghost.toComment({ id, count: { likes: number, replies: number } }),
  wordpress: (_number, id) => wordpress.toComment({ id }),
  mastodon: (number, id) =>
    mastodon.toComment({ id, visibility: 'public', favourites_count: number, replies_count: number }, '0'),
  bluesky: (number, uri) => toPage({ replies: [{ post: { uri, likeCount: number, replyCount: number } }] }).comments[0],
};

describe('a comment of numbers nobody counts with', () => {
  for (const [backend, comment] of Object.entries(numbered)) {
    it(`has no replies below zero and no half votes, from ${backend} (D46)`, () => {
      const { replyCount } = comment(-1, '1')!;
      expect(replyCount).to.equal(undefined);
      for (const number of [1.5, '1.5', 'x', '', ' ', [7], { toString: 1 }, true]) {
        const { score, replyCount } = comment(number, '1')!;
        expect([score, replyCount], JSON.stringify(number)).to.deep.equal([undefined, undefined]);
      }
    });

    it(`is none without an id that it can be asked for by, from ${backend} (D46)`, () => {
      for (const id of ['', null, {}, [], { toString: 1 }, true])
        expect(comment(1, id), JSON.stringify(id)).to.equal(undefined);
      // The contract of our own lets an id be anything at all.
      if (backend !== 'rest') expect(comment(1, 'a\ud800b')).to.equal(undefined);
    });
  }

  it('keeps votes below zero, and numbers that came as texts', () => {
    expect(remark42.toComment({ id: '1', score: -3 })!.score).to.equal(-3);
    expect(rest.toComment({ id: '1', text: 'Hi', score: '-3', replyCount: '4' })).to.include({ score: -3, replyCount: 4 });
  });

  it('answers nobody where the one it answers has an empty id, as Remark42 writes it', () => {
    expect(remark42.toComment({ id: '1', pid: '' })!.parentId).to.equal(undefined);
    expect(ghost.toComment({ id: '1', in_reply_to_id: '', parent_id: '2' })!.parentId).to.equal('2');
  });

  it('was written at no time that there is not', () => {
    const comments = [
      isso.toComment({ id: 1, created: 1e308, modified: 1e308 }),
      waline.toComment({ objectId: 1, time: 1e308 }),
      rest.toComment({ id: '1', text: 'Hi', createdAt: 1e308, editedAt: 1e308 }),
    ];
    for (const comment of comments) expect([comment!.createdAt, comment!.editedAt]).to.deep.equal([undefined, undefined]);
  });
});

describe('a conversation of sizes nobody counted', () => {
  const page = { url: 'https://news.example/story', id: 'a'.repeat(24) };
  const src = 'https://news.example/';
  const servers: Readonly<Record<string, [make: (fetch: typeof globalThis.fetch) => CommentsPort, answer: unknown]>> = {
    rest: [
      (fetch) => rest.rest({ src, fetch, storage: memoryStore(), eventSource: null }),
      { comments: [], moreReplies: [{ parentId: '1', cursor: 'c', remaining: many }], thread: { total: many } },
    ],
    isso: [
      (fetch) => isso.isso({ src, fetch }),
      { total_replies: many, replies: [{ id: 1, text: '', replies: [], hidden_replies: many }] },
    ],
    waline: [(fetch) => waline.waline({ src, fetch }), { errno: 0, data: { page: 1, totalPages: 1, count: many, data: [] } }],
    remark42: [(fetch) => remark42.remark42({ src, site: 's', fetch }), { comments: [], info: { count: many } }],
  };
  for (const [backend, [make, answer]] of Object.entries(servers)) {
    it(`is told without its number, from ${backend} (D46)`, async () => {
      const { fetch } = replay(() => new Response(JSON.stringify(answer)));
      const { thread, moreReplies = [] } = await make(fetch).list(page, { sort: 'newest' }, signal);
      expect(thread?.total || undefined).to.equal(undefined);
      expect(moreReplies.map(({ remaining }) => remaining)).to.deep.equal(moreReplies.map(() => undefined));
    });
  }
});

describe('the counts of an index page of hundreds of articles', () => {
  const pages = (count: number, more = '') =>
    Array.from({ length: count }, (_, at) => ({ url: `https://news.example/${at}${more}`, id: undefined }));

  it('fit into the addresses in which Waline is asked', async () => {
    const { fetch, calls } = replay(({ url }) => {
      const data = url.searchParams
        .get('url')!
        .split(',')
        .map((path) => Number(path.slice(1)));
      return new Response(JSON.stringify({ errno: 0, data }));
    });
    const counts = await waline.waline({ src: 'https://news.example/', fetch }).counts!(pages(120), signal);
    expect(counts).to.deep.equal(pages(120).map((_, at) => at));
    expect(calls).to.have.length(3);
  });

  it('fit into the addresses in which Ghost is asked', async () => {
    const ids = Array.from({ length: 250 }, (_, at) => String(at).padStart(24, '0'));
    const { fetch, calls } = replay(({ url }) => {
      const asked = url.searchParams.get('ids')!.split(',');
      return new Response(JSON.stringify(Object.fromEntries(asked.map((id) => [id, Number(id)]))));
    });
    const port = ghost.ghost({ src: 'https://news.example/', fetch });
    const counts = await port.counts!(
      ids.map((id) => ({ url: 'https://news.example/', id })),
      signal,
    );
    expect(counts).to.deep.equal(ids.map(Number));
    expect(calls).to.have.length(3);
  });

  it('are there although one address is no UTF-8, from Waline', async () => {
    const { fetch } = replay(() => new Response(JSON.stringify({ errno: 0, data: [3, 4] })));
    const port = waline.waline({ src: 'https://news.example/', fetch });
    expect(await port.counts!(pages(2, '%E0%A4'), signal)).to.deep.equal([3, 4]);
  });
});

describe('a comment that Waline may have taken before', () => {
  it('is found on a later page of the conversation, where an old comment was answered (A2)', async () => {
    const item = (objectId: number, orig: string, pid?: number) => ({ objectId, orig, pid, nick: 'Ann', comment: orig });
    const data = [[{ ...item(9, 'New'), children: [] }], [{ ...item(1, 'Old'), children: [item(10, 'An answer', 1)] }]];
    const { fetch, calls } = replay(({ url }) => {
      const number = Number(url.searchParams.get('page'));
      return new Response(
        JSON.stringify({ errno: 0, data: { page: number, totalPages: 2, count: 3, data: data[number - 1] } }),
      );
    });
    const port = waline.waline({ src: 'https://news.example/', fetch });
    const comment = { id: 'c1', parentId: '1', name: 'Ann', text: 'An answer', earlier: ['An answer'] };
    expect((await port.post!({ url: 'https://news.example/story' }, comment, signal)).comment.id).to.equal('10');
    expect(calls.map(({ method }) => method)).to.deep.equal(['GET', 'GET']);
  });
});
