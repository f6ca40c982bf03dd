import { expect } from 'chai';
import { fromSrc, remark42, REMARK42_ERRORS } from '../../src/adapters/comments/remark42.js';
import { richTextToPlain } from '../../src/content/html.js';
import { AfterwordError, ERROR_CODES, type ErrorCode } from '../../src/ports/errors.js';
import { failure } from '../support/failure.js';
import { recorded, replay } from '../support/recorded.js';

const src = 'http://127.0.0.1:8480/';
const page = { url: 'https://news.example/2026/10/coral-mwrrnf9y?utm_source=x', title: 'Coral' };
const signal = new AbortController().signal;
const getToken = (): string => 'token';
const comment = { id: 'c1', text: 'a reply', parentId: 'bb4bb63f-5489-4784-b437-3b7ecdef7244' };

describe('remark42()', () => {
  it('lists by the address of the page without its query, as Remark42’s own client does', async () => {
    const { fetch, calls } = replay(() => recorded('remark42/find-plain'));
    const { comments, thread } = await remark42({ src, site: 'lab', fetch }).list(page, { sort: 'best' }, signal);
    expect(calls[0]!.url.searchParams.get('url')).to.equal('https://news.example/2026/10/coral-mwrrnf9y');
    expect(calls[0]!.url.searchParams.get('sort')).to.equal('-score');
    expect(comments[0]).to.deep.include({ id: '72f4a01f-e63a-4b8b-bedb-da008c108205', parentId: undefined, score: 0, vote: 0 });
    expect(comments[0]!.createdAt).to.equal(Date.parse('2026-11-22T11:41:26.936Z'));
    expect(richTextToPlain(comments[0]!.content)).to.equal('a reply');
    expect(thread).to.deep.equal({ total: 2, closed: false });
  });

  it('can only be read without a token of the publisher’s', () => {
    const port = remark42({ src, site: 'lab' });
    expect([port.post, port.composer, port.vote]).to.deep.equal([undefined, undefined, undefined]);
    expect(remark42({ src, site: 'lab', getToken }).post).to.be.a('function');
  });

  it('posts with the token in a header', async () => {
    const { fetch, calls } = replay(() => recorded('remark42/comment-reply'));
    const seen: (string | null)[] = [];
    const watching: typeof fetch = (input, init) => {
      seen.push(new Headers(init?.headers).get('X-JWT'));
      return fetch(input, init);
    };
    const outcome = await remark42({ src, site: 'lab', getToken, fetch: watching }).post!(page, comment, signal);
    expect(outcome.comment).to.include({ own: true, source: 'a reply' });
    expect(seen).to.deep.equal(['token']);
    expect(JSON.parse(calls[0]!.body)).to.deep.include({
      pid: comment.parentId,
      locator: { site: 'lab', url: 'https://news.example/2026/10/coral-mwrrnf9y' },
    });
  });

  const failures: [string, ErrorCode, string?][] = [
    ['comment-anon-401', 'login-needed'],
    ['rate-limited', 'rate-limited'],
    ['comment-empty', 'invalid', 'text'],
    ['comment-too-long', 'invalid', 'text'],
  ];
  for (const [name, code, field] of failures) {
    it(`answers ${code} for ${name}`, async () => {
      const { fetch } = replay(() => recorded(`remark42/${name}`));
      const error = await failure(remark42({ src, site: 'lab', getToken, fetch }).post!(page, comment, signal));
      expect([error.code, error.field]).to.deep.equal([code, field]);
    });
  }

  it('takes a vote back, and turns it, by the opposite one, which is all that Remark42 knows', async () => {
    // As its service counts: the opposite of a vote only takes it back, and the same one twice is refused.
    let vote = 0;
    let score = 4;
    const id = '72f4a01f-e63a-4b8b-bedb-da008c108205';
    const { fetch, calls } = replay(async ({ method, url }) => {
      if (method === 'GET') {
        const answer = await recorded('remark42/find-plain');
        (answer.response.body as { comments: object[] }).comments[0] = { id, score, vote };
        return answer;
      }
      const step = Number(url.searchParams.get('vote'));
      if (step === vote) return new Response('{"code":14,"error":"x"}', { status: 400 });
      vote += step;
      score += step;
      return new Response(JSON.stringify({ id, score }));
    });
    const port = remark42({ src, site: 'lab', getToken, fetch });
    const press = (choice: -1 | 0 | 1) => port.vote!(page, id, choice, signal);
    expect(await press(1)).to.deep.equal({ score: 5, vote: 1 });
    expect(await press(-1)).to.deep.equal({ score: 3, vote: -1 });
    expect(await press(0)).to.deep.equal({ score: 4, vote: 0 });
    vote = -1;
    score = 3;
    await port.list(page, { sort: 'newest' }, signal);
    expect(await press(0)).to.deep.equal({ score: 4, vote: 0 });
    expect(vote).to.equal(0);
    expect((await failure(press(0))).code).to.equal('forbidden');
    expect(calls.filter(({ method }) => method === 'PUT')).to.have.length(5);
  });

  it('has a word of the vocabulary for every code of its failures', () => {
    for (const known of Object.values(REMARK42_ERRORS))
      expect(ERROR_CODES).to.include(typeof known === 'string' ? known : known[0]);
  });

  it('counts many pages in one request', async () => {
    const { fetch, calls } = replay(() => recorded('remark42/counts'));
    const counts = await remark42({ src, site: 'lab', fetch }).counts!(
      [page, { url: 'https://news.example/other' }, { url: 'https://news.example/unknown' }],
      signal,
    );
    expect(counts).to.deep.equal([2, 0, undefined]);
    expect(calls).to.have.length(1);
  });

  it('wants the name of the site in its source', () => {
    expect(fromSrc(new URL(`${src}?site=lab`)).key).to.equal('remark42 http://127.0.0.1:8480/api/v1 lab');
    expect(() => fromSrc(new URL(src))).to.throw(AfterwordError, '?site=');
  });
});
