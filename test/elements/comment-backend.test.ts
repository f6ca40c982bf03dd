import { expect } from 'chai';
import { rest, type RestOptions } from '../../src/adapters/comments/rest.js';
import { memoryStore } from '../../src/content/key-value-store.js';
import { uuid } from '../../src/content/uuid.js';
import { AfterwordError } from '../../src/ports/errors.js';
import type { PageIdentity } from '../../src/ports/page.js';
import { commentsContract } from '../contracts/comments.js';

const freshPage = (): PageIdentity => ({ id: `contract-${uuid()}`, url: `${location.origin}/article.html`, title: 'Contract' });

/** Every port is a reader of its own, unless they share a storage. */
const reader = (src: string, options: Partial<RestOptions> = {}) => rest({ src, storage: memoryStore(), ...options });

async function moderate(change: { closed?: boolean; moderated?: boolean }): Promise<PageIdentity> {
  const page = freshPage();
  const answer = await fetch('/moderation/api/threads', {
    method: 'PUT',
    headers: { Authorization: 'Bearer test-moderator', 'Content-Type': 'application/json' },
    body: JSON.stringify({ thread: page.id, ...change }),
  });
  if (!answer.ok) throw new Error(`the moderator was answered ${answer.status}`);
  return page;
}

// The first request starts the demo, which takes its time on a busy machine.
await fetch('/api/comments?thread=warm-up');

const cases = await commentsContract(() =>
  Promise.resolve({
    port: reader('/api'),
    freshPage,
    someoneElse: reader('/api'),
    broken: reader('/fault/status.500/api'),
    closedPage: () => moderate({ closed: true }),
    moderatedPage: () => moderate({ moderated: true }),
  }),
);

describe('the demo’s backend, through rest(), keeps the contract', () => {
  for (const { name, run } of cases) it(name, run);
});

async function failure(promise: Promise<unknown>): Promise<AfterwordError> {
  const thrown: unknown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).to.be.instanceOf(AfterwordError);
  return thrown as AfterwordError;
}

const signal = new AbortController().signal;
const newDraft = () => ({ id: uuid(), text: `Written once, ${uuid()}`, name: 'Ann' });

describe('a network that fails', () => {
  const READS: readonly [mode: string, code: string][] = [
    ['status.500', 'server'],
    ['status.503', 'server'],
    ['status.404', 'misconfigured'],
    ['html', 'unreadable'],
    ['empty', 'unreadable'],
    ['truncated', 'unreadable'],
    ['hang', 'timeout'],
    ['refuse', 'offline'],
    ['cut', 'offline'],
    ['retry.429.7', 'rate-limited'],
  ];
  for (const [mode, code] of READS) {
    it(`by ${mode} is named ${code} when comments are read`, async () => {
      const port = reader(`/fault/${mode}/api`, mode === 'hang' ? { timeout: 300 } : {});
      const thrown = await failure(port.list(freshPage(), { sort: 'best' }, signal));
      expect(thrown.code).to.equal(code);
      if (code === 'rate-limited') expect(thrown.retryAfter).to.equal(7);
    });
  }

  for (const mode of ['cut', 'refuse', 'truncated', 'html', 'status.502']) {
    it(`by ${mode} makes one comment of a post and its repeat`, async () => {
      const page = freshPage();
      const draft = newDraft();
      const port = reader(`/fault/once.${uuid()}.${mode}/api`);
      // A browser may itself repeat a request whose connection was closed, so that nothing seems to have failed.
      await port.post!(page, draft, signal).catch((thrown: unknown) => expect(thrown).to.be.instanceOf(AfterwordError));
      expect((await port.post!(page, draft, signal)).status).to.equal('published');
      const { comments } = await port.list(page, { sort: 'best' }, signal);
      expect(comments.map(({ id }) => id)).to.deep.equal([draft.id]);
    });
  }

  it('is not waited for once the reader has gone', async () => {
    const controller = new AbortController();
    const listing = reader('/fault/hang/api').list(freshPage(), { sort: 'best' }, controller.signal);
    setTimeout(() => controller.abort(), 50);
    expect(await listing.catch((thrown: Error) => thrown.name)).to.equal('AbortError');
  });
});

describe('a reader on the demo’s backend', () => {
  it('sees their own waiting comment, after a reload too, and nobody else does', async () => {
    const page = await moderate({ moderated: true });
    const storage = memoryStore();
    const draft = newDraft();
    expect((await reader('/api', { storage }).post!(page, draft, signal)).status).to.equal('pending');
    const [mine] = (await reader('/api', { storage }).list(page, { sort: 'best' }, signal)).comments;
    expect(mine).to.include({ id: draft.id, status: 'pending', own: true, source: draft.text });
    expect((await reader('/api').list(page, { sort: 'best' }, signal)).comments).to.deep.equal([]);
  });

  it('is told that the same words were posted just now', async () => {
    const page = freshPage();
    const port = reader('/api');
    const draft = newDraft();
    await port.post!(page, draft, signal);
    expect((await failure(port.post!(page, { ...draft, id: uuid() }, signal))).code).to.equal('duplicate');
  });

  it('keeps the same key in this browser', async () => {
    const page = freshPage();
    await rest({ src: '/api' }).post!(page, newDraft(), signal);
    const [mine] = (await rest({ src: '/api' }).list(page, { sort: 'best' }, signal)).comments;
    expect(mine!.own).to.equal(true);
    expect(mine!.editableUntil! - Date.now()).to.be.within(14 * 60_000, 15 * 60_000);
  });
});
