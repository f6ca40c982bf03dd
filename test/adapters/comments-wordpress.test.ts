import { expect } from 'chai';
import { fromSrc, toComment, wordpress, WORDPRESS_ERRORS } from '../../src/adapters/comments/wordpress.js';
import { wordpressEndpoint } from '../../src/adapters/wordpress-endpoint.js';
import { richTextToPlain } from '../../src/content/html.js';
import type { Comment } from '../../src/ports/comments.js';
import { AfterwordError, type ErrorCode } from '../../src/ports/errors.js';
import { failure } from '../support/failure.js';
import { recorded, replay, toResponse, type Call, type Recorded } from '../support/recorded.js';

const root = 'http://127.0.0.1:8068/wp-json/';
const page = { url: 'http://127.0.0.1:8068/2026/10/coral-reefs-rebound-after-cooler-summer/' };
const signal = new AbortController().signal;
const reply = { id: 'c1', text: 'A <b> & more', name: 'Cy', email: 'cy@example.test' };
const json = (body: unknown, headers: Record<string, string> = {}): Response => new Response(JSON.stringify(body), { headers });

/** The recorded comments of one post as WordPress would page them: by parent, with its headers. */
async function post4(): Promise<(call: Call) => Promise<Recorded | Response>> {
  const tree = await recorded('wordpress/comments-tree-flat');
  const items = (tree.response.body as Record<string, unknown>[]).filter((item) => typeof item === 'object');
  const parents = new Set(items.map((item) => String(item['parent'])));
  return ({ url }) => {
    const parent = url.searchParams.get('parent');
    if (url.pathname.endsWith('/posts')) return recorded('wordpress/posts-by-slug');
    if (url.pathname.endsWith('/posts/4')) return Promise.resolve(json({ comment_status: 'open' }));
    if (parent === null)
      return recorded('wordpress/comments-head-count').then((head) =>
        json([], head.response.headers as Record<string, string>),
      );
    const found = items.filter((item) => parent.split(',').includes(String(item['parent'])));
    const linked = found.map((item) => (parents.has(String(item['id'])) ? { ...item, _links: { children: [{}] } } : item));
    return Promise.resolve(json(linked, { 'X-WP-Total': String(linked.length), 'X-WP-TotalPages': '1' }));
  };
}

describe('wordpress()', () => {
  it('finds the post by the address of the page and lists its threads with few requests', async () => {
    const { fetch, calls } = replay(await post4());
    const { comments, thread } = await wordpress({ root, fetch }).list(page, { sort: 'oldest' }, signal);
    const [first] = comments as [Comment];
    expect(first).to.deep.include({
      id: '2',
      parentId: undefined,
      status: 'published',
      createdAt: Date.UTC(2026, 9, 2, 10, 1),
    });
    expect(richTextToPlain(first.content)).to.equal('Comment number 1 with emphasis & an ampersand.\n\nSecond paragraph.');
    expect(comments.filter((comment) => comment.parentId === '2')).to.have.length.greaterThan(0);
    expect(thread).to.deep.equal({ closed: false, total: 12 });
    expect(calls.length).to.be.lessThan(9);
  });

  it('pages newest first below the newest comment of the first page, so that nothing repeats', async () => {
    const asked: URLSearchParams[] = [];
    const { fetch } = replay(({ url }) => {
      if (url.searchParams.get('parent') === '0') asked.push(url.searchParams);
      return json([{ id: 9, parent: 0, date_gmt: '2026-11-22T10:00:00', content: { rendered: 'x' } }], {
        'X-WP-TotalPages': '2',
      });
    });
    const port = wordpress({ root, post: 4, fetch });
    const { cursor } = await port.list(page, { sort: 'newest' }, signal);
    expect((await port.list(page, { sort: 'newest', cursor: cursor! }, signal)).cursor).to.equal(undefined);
    expect(asked.map((query) => [query.get('page'), query.get('before')])).to.deep.equal([
      ['1', null],
      ['2', '2026-11-22T10:00:01.000Z'],
    ]);
  });

  const outcomes: [string, string][] = [
    ['rest-anon-approved', 'published'],
    ['rest-anon-held', 'pending'],
  ];
  for (const [name, status] of outcomes) {
    it(`answers ${status} for ${name}`, async () => {
      const { fetch, calls } = replay(() => recorded(`wordpress/${name}`));
      const outcome = await wordpress({ root, post: 4, fetch }).post!(page, reply, signal);
      expect([outcome.status, outcome.comment.own]).to.deep.equal([status, true]);
      expect(JSON.parse(calls[0]!.body)).to.deep.equal({
        post: 4,
        content: 'A &lt;b&gt; &amp; more',
        author_name: 'Cy',
        author_email: 'cy@example.test',
      });
    });
  }

  const failures: [string, ErrorCode, string?][] = [
    ['rest-anon-duplicate', 'duplicate'],
    ['rest-anon-flood', 'rate-limited'],
    ['rest-anon-closed', 'closed'],
    ['rest-anon-no-name', 'invalid', 'email'],
    ['rest-anon-bad-email', 'invalid', 'email'],
    ['rest-anon-empty', 'invalid', 'text'],
    ['rest-anon-missing-post', 'not-found'],
    ['comment-post-anon-401', 'login-needed'],
    ['comment-post-bad-nonce', 'session-expired'],
    ['rest-registration-required', 'login-needed'],
    ['no-route', 'misconfigured'],
  ];
  for (const [name, code, field] of failures) {
    it(`answers ${code} for ${name}`, async () => {
      const { fetch } = replay(() => recorded(`wordpress/${name}`));
      const error = await failure(wordpress({ root, post: 4, fetch }).post!(page, reply, signal));
      expect([error.code, error.field]).to.deep.equal([code, field]);
      if (code === 'rate-limited') expect(error.retryAfter).to.equal(15);
    });
  }

  it('answers forbidden for the comments of a protected post', async () => {
    const { fetch } = replay(() => recorded('wordpress/comments-protected-post'));
    expect((await failure(wordpress({ root, post: 12, fetch }).list(page, { sort: 'oldest' }, signal))).code).to.equal(
      'forbidden',
    );
  });

  it('calls an object or a page of HTML where the list belongs unreadable', async () => {
    for (const body of ['{"comments":[]}', '<!doctype html>', '']) {
      const { fetch } = replay(() => new Response(body));
      expect((await failure(wordpress({ root, post: 4, fetch }).list(page, { sort: 'oldest' }, signal))).code).to.equal(
        'unreadable',
      );
    }
  });

  it('drops items without an id and shows the others', async () => {
    const { fetch } = replay(() =>
      json([{ id: 1, content: null, author_name: 7 }, { content: {} }, null, 'x', { id: '2', date_gmt: 'never' }]),
    );
    const { comments, skipped } = await wordpress({ root, post: 4, fetch }).list(page, { sort: 'oldest' }, signal);
    expect([comments.map(({ id }) => id), skipped]).to.deep.equal([['1', '2'], 1]);
  });

  it('says how to name the post when the address finds none', async () => {
    const { fetch } = replay(() => json([]));
    const error = await failure(
      wordpress({ root, fetch }).list({ url: 'https://news.example/none/' }, { sort: 'oldest' }, signal),
    );
    expect(error.code).to.equal('misconfigured');
    expect(error.message).to.contain('?post=');
  });

  it('takes no other post for that of a page whose address has no words, as with plain permalinks', async () => {
    const plain = 'http://127.0.0.1:8068/?rest_route=/';
    const latest = ['?p=99', '?p=5', 'blog/?p=99'].map((path, id) => ({ id, link: `http://127.0.0.1:8068/${path}` }));
    const { fetch, calls } = replay(() => json(latest));
    const port = wordpress({ root: plain, fetch });
    for (const url of ['http://127.0.0.1:8068/?p=5', 'http://127.0.0.1:8068/', 'http://127.0.0.1:8068/blog/?p=5']) {
      const acts = [port.list({ url }, { sort: 'oldest' }, signal), port.post!({ url }, reply, signal)];
      for (const act of acts) expect(await failure(act), url).to.include({ code: 'misconfigured' });
    }
    expect(calls.filter(({ url, method }) => method === 'POST' || url.href.includes('comments'))).to.deep.equal([]);
  });

  it('knows a page by its address whatever else is in it, and in which case its escapes are', async () => {
    const { fetch } = replay(({ url }) =>
      json(url.pathname.endsWith('/posts') ? [{ id: 7, link: 'http://127.0.0.1:8068/%d9%85/' }] : []),
    );
    const list = wordpress({ root, fetch }).list(
      { url: 'http://127.0.0.1:8068/%D9%85?utm_source=x' },
      { sort: 'oldest' },
      signal,
    );
    expect((await list).comments).to.deep.equal([]);
  });

  it('lists the comments of pages and other types, and where only the number of comments is refused', async () => {
    const refusals: Readonly<Record<string, () => Promise<Response>>> = {
      'no post': async () => toResponse(await recorded('wordpress/posts-404')),
      'too many': () => Promise.resolve(new Response('', { status: 429 })),
      failed: () => Promise.resolve(new Response('', { status: 503 })),
    };
    for (const [what, refuse] of Object.entries(refusals)) {
      const { fetch } = replay(({ url }) =>
        url.searchParams.has('parent') ? json([{ id: 7, content: { rendered: '<p>Here</p>' } }]) : refuse(),
      );
      const { comments, thread } = await wordpress({ root, post: 12, fetch }).list(page, { sort: 'oldest' }, signal);
      expect(
        comments.map(({ id }) => id),
        what,
      ).to.deep.equal(['7']);
      expect(thread, what).to.deep.equal({ closed: undefined, total: undefined });
    }
  });

  it('does not ask for ever for replies that a server only claims to have', async () => {
    const { fetch, calls } = replay(({ url }) => {
      const isRoot = url.searchParams.get('parent') === '0';
      if (calls.length > 20) return new Response('', { status: 404 });
      return json(isRoot ? [{ id: 1, _links: { children: [{}] } }] : [], { 'X-WP-TotalPages': isRoot ? '1' : '1000000000' });
    });
    await wordpress({ root, post: 4, fetch }).list(page, { sort: 'oldest' }, signal);
    expect(calls.length).to.be.lessThan(6);
  });
});

describe('wordpress() by the classic form', () => {
  const form = 'http://127.0.0.1:8068/wp-comments-post.php';
  const here = Object.getOwnPropertyDescriptor(globalThis, 'location');
  const inBrowser = here !== undefined;

  interface Site {
    /** Where the answer to the form comes from, when not as recorded. */
    landed?: string;
    status?: number;
    /** What the list has by then, or that it cannot be had. */
    list?: object[] | 'broken';
    posts?: (call: Call) => Response | Promise<Recorded>;
    parentId?: string | undefined;
  }

  async function byForm(
    name: string,
    { landed, status, list = [], posts, ...more }: Site = {},
  ): Promise<{ outcome: Promise<{ status: string; comment: Comment }>; calls: Call[] }> {
    const answer = await recorded(`wordpress/${name}`);
    // The form route is for the site's own origin: the recorded site is moved to this page's.
    const origin = inBrowser ? location.origin : 'http://127.0.0.1:8068';
    if (landed) answer.response.headers['location'] = landed;
    const { fetch, calls } = replay((call) => {
      const { url, method } = call;
      if (url.pathname.endsWith('.php')) {
        const there = toResponse(JSON.parse(JSON.stringify(answer).replaceAll('http://127.0.0.1:8068', origin)) as Recorded);
        if (!status) return there;
        const { url, redirected } = there;
        return Object.defineProperties(new Response('Oops', { status }), {
          url: { value: url },
          redirected: { value: redirected },
        });
      }
      if (method === 'POST') return recorded('wordpress/comment-post-anon-401');
      if (posts && /\/(posts|pages)\//.test(url.pathname)) return posts(call);
      return list === 'broken' ? new Response('', { status: 500 }) : json(list);
    });
    if (!inBrowser) Object.defineProperty(globalThis, 'location', { value: { origin }, configurable: true });
    const port = wordpress({ root, post: 4, form: `${origin}/wp-comments-post.php`, fetch });
    return { outcome: port.post!(page, { ...reply, parentId: '2', ...more }, signal), calls };
  }

  /** As the list has it: WordPress nests less deep than readers answer. */
  const listed = { id: 15, parent: 1, author_name: 'Cy', content: { rendered: '<p>A &lt;b&gt; &#038; more</p>' } };

  afterEach(() => {
    if (!inBrowser) Reflect.deleteProperty(globalThis, 'location');
  });

  it('posts as a guest when the REST route wants a login', async () => {
    const { outcome, calls } = await byForm('form-anon-approved', { list: [listed] });
    expect(await outcome).to.include({ status: 'published' });
    expect((await outcome).comment).to.include({ id: '15', own: true });
    const sent = new URLSearchParams(calls.find(({ url }) => url.pathname.endsWith('.php'))!.body);
    expect([sent.get('comment_post_ID'), sent.get('comment_parent'), sent.get('comment')]).to.deep.equal([
      '4',
      '2',
      'A &lt;b&gt; &amp; more',
    ]);
  });

  it('answers pending when the redirect says unapproved', async () => {
    const { outcome } = await byForm('form-anon-first-held');
    expect(await outcome).to.include({ status: 'pending' });
  });

  it('answers pending when WordPress led to the post and does not list the comment, as with what it takes for spam', async () => {
    for (const landed of [undefined, `${page.url}comment-page-2/`]) {
      const { outcome } = await byForm('form-anon-approved', { ...(landed && { landed }) });
      expect(await outcome).to.include({ status: 'pending' });
      expect((await outcome).comment).to.include({ id: 'c1' });
    }
  });

  it('answers published where the site thanks on another page, knows the reader by another name, or cannot list', async () => {
    const thanked = await byForm('form-anon-approved', { landed: 'http://127.0.0.1:8068/thanks/', list: [listed] });
    expect(await thanked.outcome).to.include({ status: 'published' });
    const asMember = await byForm('form-anon-approved', { list: [{ ...listed, author_name: 'cy-the-member' }] });
    expect(await asMember.outcome).to.include({ status: 'published' });
    const unlisted = await byForm('form-anon-approved', { list: 'broken' });
    expect(await unlisted.outcome).to.include({ status: 'published' });
  });

  it('takes no redirect to somewhere else, or to a page that fails, for a comment that arrived', async () => {
    const astray: Site[] = [
      { landed: 'http://127.0.0.1:8068/wp-login.php?redirect_to=x' },
      { landed: 'http://127.0.0.1:8068/wp-login.php', list: 'broken' },
      { landed: 'http://127.0.0.1:8068/wp-comments-post.php/', status: 405 },
      { landed: 'http://127.0.0.1:8068/' },
      { status: 500 },
      { status: 404, list: 'broken' },
    ];
    for (const site of astray) {
      const { outcome } = await byForm('form-anon-approved', site);
      expect((await failure(outcome)).code, JSON.stringify(site)).to.equal('unreadable');
    }
  });

  it('asks for a login where WordPress refused a comment on a post that is not known to be closed', async () => {
    const open = () => json({ comment_status: 'open' });
    const closed = () => json({ comment_status: 'closed' });
    const noPost = (then: () => Response) => (call: Call) =>
      call.url.pathname.includes('/posts/') ? recorded('wordpress/posts-404') : then();
    const refusals: [string, Site['posts'] & object, ErrorCode][] = [
      ['form-registration-required', open, 'login-needed'],
      ['form-registration-required', noPost(open), 'login-needed'],
      ['form-closed', closed, 'closed'],
      ['form-closed', noPost(closed), 'closed'],
      ['form-registration-required', () => new Response('', { status: 403 }), 'login-needed'],
    ];
    for (const [name, posts, code] of refusals) {
      const { outcome } = await byForm(name, {
        posts,
        parentId: undefined,
      });
      expect((await failure(outcome)).code, name).to.equal(code);
    }
  });

  const failures: [string, ErrorCode][] = [
    ['form-anon-duplicate', 'duplicate'],
    ['form-anon-flood', 'rate-limited'],
    ['form-missing-name', 'invalid'],
    ['form-bad-email', 'invalid'],
    ['form-empty-comment', 'invalid'],
    ['form-long-comment', 'invalid'],
    ['form-missing-post', 'not-found'],
    ['form-closed', 'forbidden'],
    ['form-registration-required', 'forbidden'],
  ];
  for (const [name, code] of failures) {
    it(`answers ${code} for ${name}`, async () => {
      const { outcome } = await byForm(name);
      expect((await failure(outcome)).code).to.equal(code);
    });
  }

  it('is not used from another origin, where it would store the comment and report a failure', async () => {
    const { fetch, calls } = replay(() => recorded('wordpress/comment-post-anon-401'));
    const port = wordpress({ root, post: 4, form: form.replace('127.0.0.1', 'other.example'), fetch });
    expect((await failure(port.post!(page, reply, signal))).code).to.equal('login-needed');
    expect(calls.map(({ url }) => url.pathname)).to.deep.equal(['/wp-json/wp/v2/comments']);
  });
});

describe('a link to a comment of wordpress', () => {
  const comments: Readonly<Record<string, object>> = {
    12: { id: 12, parent: 11, post: 7, content: { rendered: '<p>Hi</p>' } },
    13: { id: 13, parent: 12, post: 7, content: { rendered: '<p>Ho</p>' } },
  };
  const linked = (gone: () => Response) => {
    const { fetch } = replay(({ url }) => {
      const { [url.pathname.split('/').at(-1)!]: comment } = comments;
      return comment ? json(comment) : gone();
    });
    return wordpress({ root, post: 7, fetch }).get!;
  };
  const refusal = (code: string, status: number) => () => new Response(JSON.stringify({ code }), { status });

  it('leads to it although one that it answers is in the trash, or held', async () => {
    for (const gone of [refusal('rest_comment_invalid_id', 404), refusal('rest_cannot_read', 401)]) {
      const { comments } = await linked(gone)(page, '13', signal);
      expect(comments.map(({ id, parentId }) => [id, parentId])).to.deep.equal([
        ['12', '11'],
        ['13', '12'],
      ]);
    }
  });

  it('says that it is not there, or that nobody can tell', async () => {
    const gone = linked(refusal('rest_comment_invalid_id', 404));
    expect((await failure(gone(page, '11', signal))).code).to.equal('not-found');
    expect((await failure(linked(refusal('x', 500))(page, '13', signal))).code).to.equal('server');
  });
});

describe('the source of wordpress', () => {
  it('carries the post and the form as its parameters', () => {
    expect(fromSrc(new URL(`${root}?post=4&form=/wp-comments-post.php`)).key).to.equal(`wordpress ${root}`);
    expect(() => fromSrc(new URL(`${root}?post=four`))).to.throw(AfterwordError);
  });

  it('works with plain permalinks, whose route is itself a parameter', () => {
    expect(wordpressEndpoint('http://x.test/?rest_route=/', 'wp/v2/posts', { per_page: '1' })).to.equal(
      'http://x.test/?rest_route=%2Fwp%2Fv2%2Fposts&per_page=1',
    );
    expect(wordpressEndpoint(root, 'wp/v2/posts', { per_page: '1' })).to.equal(`${root}wp/v2/posts?per_page=1`);
  });

  it('maps every error to a code of the vocabulary and nothing to a prototype', () => {
    expect(Object.keys(WORDPRESS_ERRORS)).to.have.length.greaterThan(15);
    expect(toComment({ id: '__proto__', parent: 0 })).to.include({ id: '__proto__', parentId: undefined });
  });
});
