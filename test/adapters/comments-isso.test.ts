import { expect } from 'chai';
import { fromSrc, isso } from '../../src/adapters/comments/isso.js';
import { richTextToPlain } from '../../src/content/html.js';
import { AfterwordError, type ErrorCode } from '../../src/ports/errors.js';
import { failure } from '../support/failure.js';
import { recorded, replay } from '../support/recorded.js';

const src = 'http://127.0.0.1:8380/';
const page = { url: 'https://news.example/2026/10/coral-mwrrd2bk/', title: 'Coral page' };
const signal = new AbortController().signal;
const comment = { id: 'c1', text: 'Hello **bold**', name: 'Ann' };

describe('isso()', () => {
  it('lists threads by the path of the page, as Isso’s own client does', async () => {
    const { fetch, calls } = replay(() => recorded('isso/list'));
    const { comments, cursor, thread } = await isso({ src, fetch }).list(page, { sort: 'best' }, signal);
    expect(calls[0]!.url.searchParams.get('uri')).to.equal('/2026/10/coral-mwrrd2bk/');
    expect(calls[0]!.url.searchParams.get('sort')).to.equal('upvotes');
    expect(comments.map(({ id, parentId, author }) => [id, parentId, author.name])).to.deep.equal([
      ['1', undefined, 'Ann'],
      ['2', '1', 'Bob'],
      ['3', undefined, ''],
    ]);
    expect(richTextToPlain(comments[0]!.content)).to.contain('Hello bold <script>alert(1)</script>');
    expect(comments[0]!.createdAt).to.equal(1795347190977);
    expect([cursor, thread!.total]).to.deep.equal(['2', 4]);
  });

  it('knows a thread by its own id when the publisher gives one', async () => {
    const { fetch, calls } = replay(() => recorded('isso/list-empty'));
    expect((await isso({ src, fetch }).list({ ...page, id: 'story-7' }, { sort: 'oldest' }, signal)).comments).to.deep.equal(
      [],
    );
    expect(calls[0]!.url.searchParams.get('uri')).to.equal('story-7');
  });

  it('fetches the replies a page left out', async () => {
    const { fetch, calls } = replay(() => recorded('isso/list-parent'));
    const more = await isso({ src, fetch }).replies!(page, { parentId: '1', cursor: '3' }, signal);
    expect([calls[0]!.url.searchParams.get('parent'), calls[0]!.url.searchParams.get('offset')]).to.deep.equal(['1', '3']);
    expect([more.comments.length, more.moreReplies!.length]).to.deep.equal([1, 0]);
  });

  it('posts, and may then edit what it posted', async () => {
    const { fetch, calls } = replay(({ method }) => recorded(method === 'PUT' ? 'isso/edit-cookie' : 'isso/new'));
    const port = isso({ src, fetch });
    const outcome = await port.post!(page, comment, signal);
    expect(outcome.status).to.equal('published');
    expect(outcome.comment).to.include({ own: true, source: 'Hello **bold**' });
    expect(JSON.parse(calls[0]!.body)).to.include({ text: 'Hello **bold**', title: 'Coral page', parent: null });
    expect(richTextToPlain((await port.edit!(page, '1', 'edited *now*', signal)).comment.content)).to.equal('edited now');
  });

  it('answers pending for a comment that waits for a moderator', async () => {
    const { fetch } = replay(() => recorded('isso/moderated-new'));
    expect((await isso({ src, fetch }).post!(page, comment, signal)).status).to.equal('pending');
  });

  it('counts many pages in one request', async () => {
    const { fetch, calls } = replay(() => recorded('isso/count-post'));
    expect(await isso({ src, fetch }).counts!([page, { url: 'https://news.example/other/' }], signal)).to.deep.equal([4, 0]);
    expect(calls).to.have.length(1);
  });

  it('calls a vote that Isso refused with status 200 refused', async () => {
    const { fetch } = replay(() => recorded('isso/like-own'));
    expect((await failure(isso({ src, fetch }).vote!(page, '1', 1, signal))).code).to.equal('forbidden');
  });

  const failures: [string, ErrorCode, string?][] = [
    ['new-rate-limited', 'rate-limited'],
    ['new-too-short', 'invalid', 'text'],
  ];
  for (const [name, code, field] of failures) {
    it(`answers ${code} for ${name}`, async () => {
      const { fetch } = replay(() => recorded(`isso/${name}`));
      const error = await failure(isso({ src, fetch }).post!(page, comment, signal));
      expect([error.code, error.field]).to.deep.equal([code, field]);
    });
  }

  it('says that the time for a change is over when the cookie that allows it is gone', async () => {
    for (const name of ['edit-no-cookie', 'delete-cookie']) {
      const { fetch } = replay(() => recorded(`isso/${name}`));
      const { edit, remove } = isso({ src, fetch });
      const act = name === 'delete-cookie' ? remove!(page, '1', signal) : edit!(page, '1', 'edited', signal);
      expect((await failure(act)).code, name).to.equal('edit-expired');
    }
  });

  it('says that a guard against floods asks to slow down', async () => {
    // The sentences of db/spam.py in 0.13 and 0.14.
    for (const said of ['3 direct responses to /2026/10/coral/', 'edit time frame is still open']) {
      const { fetch } = replay(() => new Response(`<h1>Forbidden</h1>\n<p>${said}</p>`, { status: 403 }));
      expect((await failure(isso({ src, fetch }).post!(page, comment, signal))).code, said).to.equal('rate-limited');
    }
  });

  it('reads the JSON reasons of later versions', async () => {
    const reasons: [string, ErrorCode, string?][] = [
      ['ratelimit', 'rate-limited'],
      ['direct-reply', 'rate-limited'],
      ['reply-to-self', 'rate-limited'],
      ['require-email', 'invalid', 'email'],
      ['require-author', 'invalid', 'name'],
    ];
    for (const [reason, code, field] of reasons) {
      const { fetch } = replay(() => new Response(JSON.stringify({ reason }), { status: 403 }));
      const error = await failure(isso({ src, fetch }).post!(page, comment, signal));
      expect([error.code, error.field], reason).to.deep.equal([code, field]);
    }
  });

  it('calls a list of the wrong shape unreadable', async () => {
    for (const body of ['[]', '{"replies":{}}', '<!doctype html>']) {
      const { fetch } = replay(() => new Response(body));
      expect((await failure(isso({ src, fetch }).list(page, { sort: 'oldest' }, signal))).code).to.equal('unreadable');
    }
  });

  it('takes its options from the source and explains a wrong one', () => {
    expect(fromSrc(new URL(`${src}?name=required&email=optional`)).composer).to.include({
      name: 'required',
      email: 'optional',
    });
    expect(() => fromSrc(new URL(`${src}?name=maybe`))).to.throw(AfterwordError, 'maybe');
  });
});
