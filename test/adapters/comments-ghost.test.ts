import { expect } from 'chai';
import { fromSrc, ghost, toComment, toHtml } from '../../src/adapters/comments/ghost.js';
import { richTextToPlain } from '../../src/content/html.js';
import type { ErrorCode } from '../../src/ports/errors.js';
import { failure } from '../support/failure.js';
import { recorded, replay, type Call, type Recorded } from '../support/recorded.js';

const src = 'http://127.0.0.1:2368/';
const onSite = 'http://127.0.0.1:2368';
const page = { id: '6b02d66d8fd770055c97bd0e', url: `${src}coral/` };
const signal = new AbortController().signal;

/** A site that answers its parts as recorded, and `other` for everything else. */
function site(other: string): (call: Call) => Promise<Recorded> {
  return ({ url }) => {
    if (url.pathname.endsWith('/member/')) return recorded('ghost/members-me');
    if (url.pathname.endsWith('/counts/')) return recorded('ghost/comments-counts');
    return recorded(`ghost/${other}`);
  };
}

describe('ghost()', () => {
  it('lists comments with the replies that come with them', async () => {
    const { fetch, calls } = replay(site('comments-list'));
    const { comments, thread } = await ghost({ src, origin: 'https://news.example', fetch }).list(
      page,
      { sort: 'newest' },
      signal,
    );
    expect(calls[0]!.url.pathname).to.equal('/members/api/comments/post/6b02d66d8fd770055c97bd0e/');
    expect(
      calls.some(({ url }) => url.pathname.endsWith('/member/')),
      'asks who is signed in where no cookie travels',
    ).to.equal(false);
    expect(richTextToPlain(comments[0]!.content)).to.equal('plain text & <3 no tags second line');
    expect(comments.filter(({ parentId }) => parentId !== undefined)).to.have.length.greaterThan(0);
    expect(thread!.total).to.equal(0);
  });

  it('lists them where their number does not come', async () => {
    const { fetch } = replay(({ url }) =>
      url.pathname.endsWith('/counts/') ? new Promise<never>(() => undefined) : recorded('ghost/comments-list'),
    );
    const { comments, thread } = await ghost({ src, origin: 'https://news.example', fetch }).list(
      page,
      { sort: 'newest' },
      signal,
    );
    expect(comments).to.have.length.greaterThan(0);
    expect(thread).to.deep.equal({});
  });

  it('lists them where only their number is refused', async () => {
    const { fetch } = replay(({ url }) =>
      url.pathname.endsWith('/counts/')
        ? new Response('{"errors":[{"type":"NotFoundError"}]}', { status: 404 })
        : recorded('ghost/comments-list'),
    );
    const port = ghost({ src, origin: 'https://news.example', fetch });
    const { comments, thread } = await port.list(page, { sort: 'newest' }, signal);
    expect(comments).to.have.length.greaterThan(0);
    expect(thread?.total).to.equal(undefined);
  });

  it('hangs a reply to a reply below the one it answers', async () => {
    const { fetch } = replay(site('comments-replies'));
    const { comments } = await ghost({ src, origin: 'https://news.example', fetch }).replies!(
      page,
      { parentId: '6b02d67c8fd770055c97bd3d', cursor: 'a' },
      signal,
    );
    expect(comments.map(({ parentId }) => parentId)).to.deep.equal(['6b02d67c8fd770055c97bd3d', '6b02d67d8fd770055c97bd3f']);
  });

  it('can only be read from a foreign site, where the member’s cookie does not travel', () => {
    const port = ghost({ src, origin: 'https://news.example' });
    expect([port.post, port.vote, port.composer]).to.deep.equal([undefined, undefined, undefined]);
    expect(ghost({ src, origin: onSite }).post).to.be.a('function');
  });

  it('posts what the member typed as paragraphs of escaped text', async () => {
    const { fetch, calls } = replay(site('comments-add'));
    const outcome = await ghost({ src, origin: onSite, fetch }).post!(
      page,
      { id: 'c1', text: 'One <b>\ntwo\n\nThree' },
      signal,
    );
    expect(outcome).to.have.property('status', 'published');
    expect(outcome.comment).to.include({ own: true, editableUntil: Infinity });
    expect(JSON.parse(calls[0]!.body)).to.deep.equal({
      comments: [{ post_id: page.id, html: '<p>One &lt;b&gt;<br>two</p><p>Three</p>' }],
    });
  });

  it('names the thread and the reply when a member answers a reply', async () => {
    const { fetch, calls } = replay(({ method, url }) =>
      site(method === 'POST' ? 'comments-add' : 'comments-replies')({ url } as Call),
    );
    const port = ghost({ src, origin: onSite, fetch });
    await port.replies!(page, { parentId: '6b02d67c8fd770055c97bd3d', cursor: 'a' }, signal);
    await port.post!(page, { id: 'c1', text: 'x', parentId: '6b02d67d8fd770055c97bd3f' }, signal);
    const sent = JSON.parse(calls.find(({ method }) => method === 'POST')!.body) as { comments: object[] };
    expect(sent.comments[0]).to.include({ parent_id: '6b02d67c8fd770055c97bd3d', in_reply_to_id: '6b02d67d8fd770055c97bd3f' });
  });

  /** A member likes what Ghost says it liked already, or refuses for another reason. */
  const likedTwice = (liked: boolean) => {
    const { fetch } = replay(async ({ method, url }) => {
      const answer = await site(method === 'POST' ? 'comments-like-twice' : 'comments-read')({ url } as Call);
      const { comments } = answer.response.body as { comments?: { liked: boolean }[] };
      if (comments) comments[0]!.liked = liked;
      return answer;
    });
    return ghost({ src, origin: onSite, fetch }).vote!(page, '6b02d67c8fd770055c97bd3d', 1, signal);
  };

  it('takes a second like for the first one', async () => {
    expect(await likedTwice(true)).to.deep.equal({ score: 1, vote: 1 });
  });

  it('says that a like was refused when the comment is not liked afterwards', async () => {
    expect((await failure(likedTwice(false))).status).to.equal(400);
  });

  it('takes a like back that is not there any more, from another tab, and says so when the comment is not either', async () => {
    const unlike = (read: string) => {
      const { fetch } = replay(async (call) => {
        if (call.method === 'DELETE' || (!read && call.url.pathname.includes('/comments/')))
          return Response.json({ errors: [{ type: 'NotFoundError', message: 'Unable to find like' }] }, { status: 404 });
        const answer = await site(read)(call);
        const { comments } = answer.response.body as { comments?: { liked: boolean }[] };
        if (comments) comments[0]!.liked = false;
        return answer;
      });
      return ghost({ src, origin: onSite, fetch }).vote!(page, '6b02d67c8fd770055c97bd3d', 0, signal);
    };
    expect(await unlike('comments-read')).to.deep.equal({ score: 1, vote: 0 });
    expect((await failure(unlike(''))).code).to.equal('not-found');
  });

  it('lets a member change a comment without losing the links and quotes that Ghost’s own form makes', async () => {
    const html =
      '<blockquote><p>they said<br>so</p><p>twice</p></blockquote>' +
      '<p>see <a href="https://x.test/the_(paper)?a=1&amp;b=2">the <em>new</em> paper</a>,<br>' +
      '<a href="https://x.test/">https://x.test/</a> &gt; 5</p><p>a [note] of mine</p>';
    const comment = toComment({ id: '1', status: 'published', html, member: { uuid: 'me' } }, 'me')!;
    expect(comment.source).to.equal(
      '> they said\n> so\n> \n> twice\n\n' +
        'see [the new paper](https://x.test/the_%28paper%29?a=1&b=2),\n[https://x.test/](https://x.test/) > 5\n\n' +
        'a [note] of mine',
    );
    const { fetch, calls } = replay(site('comments-add'));
    await ghost({ src, origin: onSite, fetch }).edit!(page, '1', comment.source!, signal);
    const { comments } = JSON.parse(calls[0]!.body) as { comments: { html: string }[] };
    expect(comments[0]!.html).to.equal(
      html.replace('the <em>new</em> paper', 'the new paper').replace('the_(paper)', 'the_%28paper%29'),
    );
    expect(toComment({ id: '1', status: 'published', html: comments[0]!.html, member: { uuid: 'me' } }, 'me')!.source).to.equal(
      comment.source,
    );
  });

  const failures: [string, ErrorCode, string?][] = [
    ['comments-add-anon', 'login-needed'],
    ['comments-add-empty', 'invalid', 'text'],
    ['mode-comments-off-list', 'closed'],
  ];
  for (const [name, code, field] of failures) {
    it(`answers ${code} for ${name}`, async () => {
      const { fetch } = replay(site(name));
      const error = await failure(ghost({ src, origin: onSite, fetch }).post!(page, { id: 'c1', text: 'x' }, signal));
      expect([error.code, error.field]).to.deep.equal([code, field]);
    });
  }

  it('counts many posts in one request', async () => {
    const { fetch, calls } = replay(site(''));
    const counts = await ghost({ src, origin: onSite, fetch }).counts!([page, { url: 'https://news.example/no-id' }], signal);
    expect(counts).to.deep.equal([0, undefined]);
    expect(calls).to.have.length(1);
  });

  it('says that it wants the id of the post', async () => {
    expect((await failure(ghost({ src }).list({ url: src }, { sort: 'best' }, signal))).code).to.equal('misconfigured');
    expect(fromSrc(new URL(`${src}?post=${page.id}`)).key).to.equal('ghost http://127.0.0.1:2368/members/api');
  });

  it('makes nothing alive of what is typed', () => {
    expect(toHtml('<script>alert(1)</script>')).to.equal('<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>');
    const typed = '[a](javascript:alert(1)) [b](https://x.test/"onclick="alert) [c](<b>) [d](mailto:"x)\n> not a quote\n>';
    expect(toHtml(typed)).not.to.match(/<(?!\/?p>|br>)/);
    expect(toHtml('>'.repeat(10_000) + ' x').match(/<blockquote>/g)).to.have.length(8);
  });
});
