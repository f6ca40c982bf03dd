import { expect } from 'chai';
import { fromSrc, staticComments } from '../../src/adapters/comments/static.js';
import { richTextToPlain } from '../../src/content/html.js';
import { AfterwordError } from '../../src/ports/errors.js';
import { failure } from '../support/failure.js';
import { recorded, replay } from '../support/recorded.js';

const src = 'https://paper.example/comments/talks.json';
const page = { url: 'https://paper.example/2026/talks.html' };
const signal = new AbortController().signal;

describe('staticComments()', () => {
  it('reads the comments of a file: nobody’s own, none that waited, in the order asked', async () => {
    const { fetch } = replay(() => recorded('static/comments.documented'));
    const port = staticComments({ src, fetch });
    const { comments, skipped, thread } = await port.list(page, { sort: 'best' }, signal);
    expect(comments.map(({ id, own, source }) => [id, own, source])).to.deep.equal([
      ['3', false, undefined],
      ['1', false, undefined],
      ['5', false, undefined],
      ['2', false, undefined],
    ]);
    expect(richTextToPlain(comments[1]!.content)).to.equal('First words & <b>more</b>');
    expect([skipped, thread]).to.deep.equal([1, { total: 3, closed: true }]);
    expect([port.post, port.vote, port.report]).to.deep.equal([undefined, undefined, undefined]);
  });

  it('finds the file of each page where one address serves a whole site, and takes a missing one for silence', async () => {
    const { fetch, calls } = replay(() => new Response('', { status: 404 }));
    const port = fromSrc(new URL('/comments/{slug}.json', 'https://paper.example/'));
    expect(port.key).to.contain('%7Bslug%7D');
    const pattern = staticComments({ src: 'https://paper.example/comments/{slug}.json', fetch });
    for (const identity of [page, { ...page, id: 'a/b c' }, { url: 'https://paper.example/' }]) {
      expect((await pattern.list(identity, { sort: 'oldest' }, signal)).comments).to.deep.equal([]);
    }
    expect(calls.map(({ url }) => url.pathname)).to.deep.equal([
      '/comments/talks.json',
      '/comments/a%2Fb%20c.json',
      '/comments/index.json',
    ]);
    expect((await failure(staticComments({ src, fetch }).list(page, { sort: 'oldest' }, signal))).code).to.equal('not-found');
  });

  it('says what is wrong with a file that is none of comments, and with an address that is none', async () => {
    for (const body of ['[]', '{}', '<!doctype html>', '']) {
      const { fetch } = replay(() => new Response(body));
      expect((await failure(staticComments({ src, fetch }).list(page, { sort: 'oldest' }, signal))).code).to.equal(
        'unreadable',
      );
    }
    expect(() => staticComments({ src: 'file:///etc/passwd' })).to.throw(AfterwordError, 'not the absolute');
  });
});
