import { expect } from 'chai';
import { sentOnce } from '../../src/adapters/comments/sent-once.js';
import { plainText } from '../../src/content/plain-text.js';
import type { Comment } from '../../src/ports/comments.js';
import { AfterwordError } from '../../src/ports/errors.js';
import { failure } from '../support/failure.js';

const page = { url: 'https://news.example/story' };
const signal = new AbortController().signal;
const typed = { id: 'c1', text: 'It\'s "late" -- really...', name: 'Ada' };

function stored(id: string, name: string, text: string): Comment {
  return { id, author: { name }, content: plainText(text), status: 'published' };
}

/** A backend that keeps what it gets, and answers the first try with silence. */
function silentAtFirst(newest: Comment[], refuse?: AfterwordError) {
  let tries = 0;
  const post = sentOnce(
    () => {
      tries++;
      if (tries === 1) return Promise.reject(new AfterwordError('timeout', 'no answer'));
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
});
