import { expect } from 'chai';
import { toComments } from '../../src/adapters/comments/bluesky.js';
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
    return toComments({ replies: [{ post }] })[0]!;
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
