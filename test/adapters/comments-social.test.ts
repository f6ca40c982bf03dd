import { expect } from 'chai';
import { bluesky, facetedText, toPage } from '../../src/adapters/comments/bluesky.js';
import * as blueskyModule from '../../src/adapters/comments/bluesky.js';
import { mastodon } from '../../src/adapters/comments/mastodon.js';
import * as mastodonModule from '../../src/adapters/comments/mastodon.js';
import { richTextToPlain } from '../../src/content/html.js';
import { AfterwordError } from '../../src/ports/errors.js';
import { failure } from '../support/failure.js';
import { replay } from '../support/recorded.js';

const page = { url: 'https://news.example/talks' };
const signal = new AbortController().signal;
const json = (body: unknown, status = 200): Response => new Response(JSON.stringify(body), { status });

describe('mastodon()', () => {
  const src = 'https://social.example/@desk/109';
  const status = (id: string, more: object = {}): object => ({
    id,
    in_reply_to_id: '109',
    visibility: 'public',
    content: `<p>Reply ${id}</p>`,
    created_at: `2026-10-0${id.at(-1)!}T10:00:00.000Z`,
    account: { acct: 'ann@other.example', display_name: 'Ann', url: 'https://other.example/@ann' },
    favourites_count: Number(id.at(-1)),
    spoiler_text: '',
    sensitive: false,
    ...more,
  });

  it('lists the public replies of a post as threads, and says where to answer', async () => {
    const { fetch, calls } = replay(() =>
      json({ ancestors: [], descendants: [status('201'), status('202', { in_reply_to_id: '201' }), status('203')] }),
    );
    const { comments, thread } = await mastodon({ src, fetch }).list(page, { sort: 'newest' }, signal);
    expect(calls[0]!.url.href).to.equal('https://social.example/api/v1/statuses/109/context');
    expect(comments.map(({ id, parentId }) => [id, parentId])).to.deep.equal([
      ['203', undefined],
      ['201', undefined],
      ['202', '201'],
    ]);
    expect(thread).to.deep.equal({ total: 3, elsewhere: { url: src, name: 'Mastodon' } });
  });

  it('keeps content warnings, and leaves out what is not for everybody', async () => {
    const replies = [
      status('201', { spoiler_text: 'Election results' }),
      status('202', { sensitive: true }),
      status('203', { visibility: 'private' }),
      status('204', { visibility: 'direct' }),
      'junk',
    ];
    const { fetch } = replay(() => json({ descendants: replies }));
    const { comments, skipped } = await mastodon({ src, fetch }).list(page, { sort: 'oldest' }, signal);
    expect(comments.map(({ warning }) => warning)).to.deep.equal(['Election results', 'sensitive']);
    expect(skipped).to.equal(3);
  });

  it('shows a reply of pictures by what they are said to show, and never an empty one', async () => {
    const url = 'https://social.example/@ann/201';
    const replies = [
      status('201', { content: '', url, media_attachments: [{ type: 'image', description: 'A cat' }, { type: 'image' }, 7] }),
      status('202', { content: '<p></p>', url, media_attachments: [] }),
      status('203', { url, media_attachments: [{ description: 'Beside words' }] }),
      status('204', { content: '', media_attachments: [{ description: 'Without an address' }] }),
    ];
    const { fetch } = replay(() => json({ descendants: replies }));
    const { comments } = await mastodon({ src, fetch }).list(page, { sort: 'oldest' }, signal);
    expect(comments.map(({ content }) => richTextToPlain(content))).to.deep.equal([
      'A cat',
      'social.example/@ann/201',
      'Reply 203',
      'Without an address',
    ]);
    expect(comments[0]!.content).to.deep.equal([
      { type: 'paragraph', children: [{ type: 'link', url, children: [{ type: 'text', text: 'A cat' }] }] },
    ]);
  });

  it('says no total where the server may hold replies back, as it does from strangers after sixty', async () => {
    for (const [sent, total] of [
      [59, 59],
      [60, undefined],
    ] as const) {
      const descendants = Array.from({ length: sent }, (_, at) => status(String(200 + at), { created_at: null }));
      const { fetch } = replay(() => json({ descendants }));
      const { comments, thread } = await mastodon({ src, fetch }).list(page, { sort: 'oldest' }, signal);
      expect([comments.length, thread!.total]).to.deep.equal([sent, total]);
    }
  });

  it('can only be read', () => {
    const port = mastodon({ src });
    expect([port.post, port.vote, port.report]).to.deep.equal([undefined, undefined, undefined]);
  });

  it('explains an address that is no post', () => {
    expect(() => mastodonModule.fromSrc(new URL('https://social.example/@desk'))).to.throw(AfterwordError, 'not the address');
  });
});

describe('bluesky()', () => {
  const src = 'https://bsky.app/profile/desk.example/post/3k';
  const post = (key: string, more: object = {}): object => ({
    uri: `at://did:plc:ann/app.bsky.feed.post/${key}`,
    author: { did: 'did:plc:ann', handle: 'ann.example', displayName: 'Ann' },
    record: { text: `Reply ${key}`, createdAt: '2026-10-01T10:00:00Z' },
    likeCount: 2,
    ...more,
  });

  it('resolves the handle, lists the replies and says where to answer', async () => {
    const thread = {
      post: post('root'),
      replies: [{ post: post('a'), replies: [{ post: post('b') }] }, { notFound: true, uri: 'at://x' }, { blocked: true }],
    };
    const { fetch, calls } = replay(({ url }) =>
      json(url.pathname.endsWith('resolveHandle') ? { did: 'did:plc:desk' } : { thread }),
    );
    const list = await bluesky({ src, fetch }).list(page, { sort: 'oldest' }, signal);
    expect(calls[1]!.url.searchParams.get('uri')).to.equal('at://did:plc:desk/app.bsky.feed.post/3k');
    expect(list.comments.map(({ id, parentId }) => [id.at(-1), parentId?.at(-1)])).to.deep.equal([
      ['a', undefined],
      ['b', 'a'],
    ]);
    expect(list.comments[0]!.url).to.equal('https://bsky.app/profile/did%3Aplc%3Aann/post/a');
    expect(list.thread!.elsewhere).to.deep.equal({ url: src, name: 'Bluesky' });
  });

  it('drops replies the thread’s author hid, with what is below them, and those strangers must not see', async () => {
    const thread = {
      post: post('root'),
      replies: [
        { post: post('hidden'), replies: [{ post: post('below') }] },
        { post: post('gone', { labels: [{ val: '!hide' }] }) },
        { post: post('members', { author: { handle: 'm.example', labels: [{ val: '!no-unauthenticated' }] } }) },
        { post: post('shown', { labels: [{ val: '!hide', neg: true }] }) },
        { post: post('warned', { labels: [{ val: 'graphic-media' }] }) },
      ],
    };
    const threadgate = { record: { hiddenReplies: ['at://did:plc:ann/app.bsky.feed.post/hidden'] } };
    const { fetch } = replay(({ url }) =>
      json(url.pathname.endsWith('resolveHandle') ? { did: 'did:plc:desk' } : { thread, threadgate }),
    );
    const { comments } = await bluesky({ src, fetch }).list(page, { sort: 'oldest' }, signal);
    expect(comments.map(({ id, warning }) => [id.split('/').at(-1), warning])).to.deep.equal([
      ['shown', undefined],
      ['warned', 'graphic-media'],
    ]);
  });

  /** What the post's thread is, or that of the reply that is asked for. */
  const answering = (threads: Readonly<Record<string, object>>) =>
    replay(({ url }) =>
      json(
        url.pathname.endsWith('resolveHandle')
          ? { did: 'did:plc:desk' }
          : { thread: threads[url.searchParams.get('uri')!.split('/').at(-1)!] },
      ),
    );

  it('says that the post is gone, or is kept from us, instead of showing a conversation without comments', async () => {
    const roots: [object, string][] = [
      [{ $type: 'app.bsky.feed.defs#notFoundPost', notFound: true }, 'not-found'],
      [{ $type: 'app.bsky.feed.defs#blockedPost', blocked: true }, 'forbidden'],
      [{}, 'unreadable'],
    ];
    for (const [root, code] of roots) {
      const { fetch } = answering({ '3k': root });
      expect((await failure(bluesky({ src, fetch }).list(page, { sort: 'oldest' }, signal))).code).to.equal(code);
    }
  });

  it('offers the replies below where the answer ends, and those below them in turn', async () => {
    const { fetch } = answering({
      '3k': { post: post('root'), replies: [{ post: post('a', { replyCount: 2 }) }, { post: post('b'), replies: [] }] },
      a: {
        post: post('a'),
        replies: [{ post: post('c', { replyCount: 1 }) }, { post: post('d', { replyCount: 1 }), replies: [] }],
      },
    });
    const port = bluesky({ src, fetch });
    const uri = (key: string): string => `at://did:plc:ann/app.bsky.feed.post/${key}`;
    const { moreReplies, thread } = await port.list(page, { sort: 'oldest' }, signal);
    expect(moreReplies).to.deep.equal([{ parentId: uri('a'), cursor: uri('a'), remaining: 2 }]);
    expect(thread!.total, 'a total that leaves some out').to.equal(undefined);
    const below = await port.replies!(page, moreReplies![0]!, signal);
    expect(below.comments.map(({ id, parentId }) => [id, parentId])).to.deep.equal([
      [uri('c'), uri('a')],
      [uri('d'), uri('a')],
    ]);
    expect(below.moreReplies!.map(({ parentId }) => parentId)).to.deep.equal([uri('c')]);
  });

  it('shows a reply of pictures, a film or a link by what they are said to show, and never an empty one', async () => {
    const silent = { record: { text: '', createdAt: '2026-10-01T10:00:00Z' } };
    const embeds: [object | undefined, string][] = [
      [{ images: [{ alt: 'A cat' }, { alt: 'A dog' }, 7] }, 'A cat\n\nA dog'],
      [{ media: { images: [{ alt: 'A quoted cat' }] }, record: {} }, 'A quoted cat'],
      [{ playlist: 'x', alt: 'A film' }, 'A film'],
      [{ external: { uri: 'https://x.example/', title: 'A story' } }, 'A story'],
      [{ images: [{ alt: '' }] }, 'bsky.app/profile/did%3Aplc%3Aann/post/4'],
      [undefined, 'bsky.app/profile/did%3Aplc%3Aann/post/5'],
    ];
    const replies = embeds.map(([embed], index) => ({ post: post(String(index), { ...silent, embed }) }));
    const { comments: shown } = toPage({ replies });
    expect(shown.map(({ content }) => richTextToPlain(content))).to.deep.equal(embeds.map(([, text]) => text));
  });

  it('finds links by their bytes, not their characters, and drops those that lead nowhere good', () => {
    const text = 'Héllo 🇺🇦 link and bad\nnext';
    const bytes = (until: string): number => new TextEncoder().encode(text.slice(0, text.indexOf(until))).length;
    const facet = (word: string, uri: string): object => ({
      index: { byteStart: bytes(word), byteEnd: bytes(word) + word.length },
      features: [{ $type: 'app.bsky.richtext.facet#link', uri }],
    });
    const content = facetedText(text, [
      facet('bad', 'javascript:alert(1)'),
      facet('link', 'https://x.example/'),
      { index: { byteStart: 0, byteEnd: 1e9 } },
      7,
    ]);
    expect(richTextToPlain(content)).to.equal(text);
    const links = content.flatMap((block) =>
      block.type === 'paragraph' ? block.children.filter(({ type }) => type === 'link') : [],
    );
    expect(links).to.deep.equal([{ type: 'link', url: 'https://x.example/', children: [{ type: 'text', text: 'link' }] }]);
  });

  it('walks ten thousand levels without a stack', () => {
    let thread: Record<string, unknown> = { post: post('9999') };
    for (let level = 9998; level >= 0; level--) thread = { post: post(String(level)), replies: [thread] };
    expect(toPage(thread).comments).to.have.length(9999);
  });

  it('answers not-found for a post that is gone', async () => {
    const { fetch } = replay(({ url }) =>
      url.pathname.endsWith('resolveHandle') ? json({ did: 'did:plc:desk' }) : json({ error: 'NotFound' }, 400),
    );
    expect((await failure(bluesky({ src, fetch }).list(page, { sort: 'oldest' }, signal))).code).to.equal('not-found');
    expect(() => blueskyModule.fromSrc(new URL('https://bsky.app/profile/desk.example'))).to.throw(
      AfterwordError,
      'not the address',
    );
  });
});
