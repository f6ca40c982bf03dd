import { expect } from 'chai';
import { fromSrc, toComment, waline } from '../../src/adapters/comments/waline.js';
import { richTextToPlain } from '../../src/content/html.js';
import { AfterwordError, type ErrorCode } from '../../src/ports/errors.js';
import { failure } from '../support/failure.js';
import { recorded, replay } from '../support/recorded.js';

const src = 'http://127.0.0.1:8360/';
const page = { url: 'https://news.example/2026/10/coral-mwrquw0v' };
const signal = new AbortController().signal;
const comment = { id: 'c1', text: 'Hello **bold**', name: 'Ann', email: 'ann@example.test' };

describe('waline()', () => {
  it('lists by the path of the page, and never reads the unsanitised original as HTML', async () => {
    const { fetch, calls } = replay(() => recorded('waline/list'));
    const { comments, thread, cursor } = await waline({ src, fetch }).list(page, { sort: 'newest' }, signal);
    expect(calls[0]!.url.pathname).to.equal('/api/comment');
    expect(calls[0]!.url.searchParams.get('path')).to.equal('/2026/10/coral-mwrquw0v');
    expect(comments[0]).to.deep.include({
      id: '1',
      parentId: undefined,
      status: 'published',
      score: 0,
      createdAt: 1795346345000,
    });
    expect(richTextToPlain(comments[0]!.content)).to.equal('Hello bold x 😄 code\n\nsecond');
    expect([thread!.total, cursor]).to.deep.equal([1, undefined]);
  });

  it('shows a formula as it was typed, for Waline makes a picture of it, and nothing of what was typed as HTML', async () => {
    // As the parser of 1.39.3 makes it, without its paths.
    const comment = '<p>Since <svg role="img"><g data-mml-node="math"></g></svg> it <strong>holds</strong></p>\n';
    const orig = 'Since $a^2+b^2=c^2$ it **holds** <img src=x onerror=alert(1)>';
    const shown = [{ comment, orig }, { comment }, { comment: '<p>A <em>picture</em></p>', orig: '*other*' }];
    expect(shown.map((item) => richTextToPlain(toComment({ objectId: 1, ...item })!.content))).to.deep.equal([
      orig,
      'Since it holds',
      'A picture',
    ]);
  });

  it('says that a like of a comment that is gone came too late', async () => {
    const { fetch } = replay(() => new Response('{"errno":0,"errmsg":"","data":""}'));
    expect((await failure(waline({ src, fetch }).vote!(page, '9', 1, signal))).code).to.equal('not-found');
  });

  it('knows the words of the site’s own filter for a refusal that no other try will change', async () => {
    // `preSave` of the server's configuration, by which a site refuses a comment in words of its own.
    const { fetch } = replay(() => new Response('{"errno":1000,"errmsg":"No links, please."}'));
    const port = waline({ src, fetch });
    expect((await failure(port.post!(page, comment, signal))).code).to.equal('filtered');
    expect((await failure(port.list(page, { sort: 'newest' }, signal))).code).to.equal('server');
    const broken = replay(() => new Response('{"errno":500,"errmsg":"read ECONNRESET"}'));
    expect((await failure(waline({ src, fetch: broken.fetch }).post!(page, comment, signal))).code).to.equal('unreadable');
  });

  it('names the top-level comment beside the parent when a reader answers a reply', async () => {
    const list = {
      errno: 0,
      data: { totalPages: 1, count: 2, data: [{ objectId: 7, children: [{ objectId: 8, pid: 7, rid: 7 }] }] },
    };
    const { fetch, calls } = replay(({ method }) =>
      method === 'POST' ? recorded('waline/add') : new Response(JSON.stringify(list)),
    );
    const port = waline({ src, fetch });
    expect((await port.list(page, { sort: 'newest' }, signal)).comments.map(({ parentId }) => parentId)).to.deep.equal([
      undefined,
      '7',
    ]);
    const outcome = await port.post!(page, { ...comment, parentId: '8' }, signal);
    expect(JSON.parse(calls[1]!.body)).to.include({ pid: 8, rid: 7, comment: 'Hello **bold**', nick: 'Ann' });
    expect(outcome.comment).to.include({ parentId: '8', own: true });
  });

  const outcomes: [string, string][] = [
    ['add', 'published'],
    ['audit-add', 'pending'],
    ['forbidden-word', 'pending'],
  ];
  for (const [name, status] of outcomes) {
    it(`answers ${status} for ${name}`, async () => {
      const { fetch } = replay(() => recorded(`waline/${name}`));
      expect((await waline({ src, fetch }).post!(page, comment, signal)).status).to.equal(status);
    });
  }

  const failures: [string, ErrorCode, string?][] = [
    ['add-duplicate', 'duplicate'],
    ['add-too-fast', 'rate-limited'],
    ['add-empty', 'invalid', 'text'],
    ['edit-anon', 'login-needed'],
    ['secure-domain-post-403', 'forbidden'],
    ['server-error-500', 'server'],
  ];
  for (const [name, code, field] of failures) {
    it(`answers ${code} for ${name}, and shows nothing of what the database said`, async () => {
      const { fetch } = replay(() => recorded(`waline/${name}`));
      const error = await failure(waline({ src, fetch }).post!(page, comment, signal));
      expect([error.code, error.field]).to.deep.equal([code, field]);
      expect(error.message).not.to.contain('ER_ACCESS');
      if (code === 'rate-limited') expect(error.retryAfter).to.equal(60);
    });
  }

  it('likes, and takes a like back', async () => {
    const { fetch, calls } = replay(() => recorded('waline/like'));
    expect(await waline({ src, fetch }).vote!(page, '1', 1, signal)).to.deep.equal({ score: 1, vote: 1 });
    expect((await waline({ src, fetch }).vote!(page, '1', 0, signal)).vote).to.equal(0);
    expect(calls.map(({ body }) => body)).to.deep.equal(['{"like":true}', '{"like":false}']);
  });

  it('counts many pages in one request', async () => {
    const { fetch, calls } = replay(() => recorded('waline/count-many'));
    expect(await waline({ src, fetch }).counts!([page, { url: 'https://news.example/other' }], signal)).to.deep.equal([1, 0]);
    expect(calls).to.have.length(1);
  });

  it('counts pages whose paths have commas, at which Waline parts what comes in one parameter', async () => {
    // As Waline 1.39.3 reads it: one parameter is parted, several are taken as they stand.
    const { fetch, calls } = replay(({ url }) => {
      const urls = url.searchParams.getAll('url');
      const data = (urls.length > 1 ? urls : urls[0]!.split(',')).map((path) => path.length);
      return new Response(JSON.stringify({ errno: 0, data }));
    });
    const { counts } = waline({ src, fetch });
    const at = (path: string) => ({ url: `https://news.example${path}` });
    expect(await counts!([at('/a,1.html'), at('/b')], signal)).to.deep.equal([9, 2]);
    expect(await counts!([at('/a,1.html')], signal)).to.deep.equal([9]);
    expect(await counts!([at('/b'), at('/cc')], signal)).to.deep.equal([2, 3]);
    expect(calls.map(({ url }) => url.searchParams.get('lang'))).to.deep.equal(['en', 'en', 'en']);
  });

  it('calls a page of HTML and an envelope of the wrong shape unreadable', async () => {
    for (const body of ['<!doctype html>', '{"errno":0,"data":[]}', '[]', '{}']) {
      const { fetch } = replay(() => new Response(body));
      expect((await failure(waline({ src, fetch }).list(page, { sort: 'newest' }, signal))).code, body).to.equal('unreadable');
    }
  });

  it('takes its options from the source', () => {
    expect(fromSrc(new URL(`${src}?name=required&email=none`)).composer).to.include({ name: 'required', email: 'none' });
    expect(() => fromSrc(new URL(`${src}?email=never`))).to.throw(AfterwordError, 'never');
  });
});
