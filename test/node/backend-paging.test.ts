import { expect } from 'chai';
import { afterAll, beforeAll, describe, it } from 'vitest';
import {
  moderate,
  newThread,
  Reader,
  startBackend,
  type TestBackend,
  type WireComment,
  type WirePage,
} from './support/backend.js';

const SORTS = ['best', 'newest', 'oldest', 'replies'] as const;

/** Mulberry32: the same "random" run every time. */
function seeded(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('paging while others post, vote, delete and moderate', () => {
  let site: TestBackend;
  beforeAll(async () => {
    site = await startBackend({ rateLimit: false });
  });
  afterAll(async () => {
    await site.stop();
  });

  /** A thread of 40 comments with replies, equal scores and equal times among them, and waiting ones. */
  async function grow(random: () => number) {
    const thread = newThread();
    const pick = (n: number) => Math.floor(random() * n);
    const start = Date.now() - 3_600_000;
    await site.backend.seed(
      Array.from({ length: 40 }, (_, n) => ({
        thread,
        url: thread,
        author: { name: 'Seed' },
        text: `Comment ${n}`,
        createdAt: start + pick(20) * 1000,
        score: pick(4),
        pinned: n === 7 || n === 30,
        replies: Array.from({ length: pick(6) }, (_unused, r) => ({
          author: { name: 'Seed' },
          text: `Reply ${n}.${r}`,
          createdAt: start + 30_000 + pick(5) * 1000,
        })),
      })),
    );
    const authors = Array.from({ length: 6 }, () => new Reader(site.origin));
    const own: [Reader, string][] = [];
    for (const author of authors) own.push([author, (await author.comment(thread, 'Mine')).id]);
    await moderate(site.origin, 'PUT', '/threads', { thread, moderated: true });
    const waiting: string[] = [];
    for (const author of authors) waiting.push((await author.comment(thread, 'Let me in')).id);
    await moderate(site.origin, 'PUT', '/threads', { thread, moderated: false });
    return { thread, authors, own, waiting, pick };
  }

  /** One thing somebody else does; answers the id of what is gone after it. */
  async function disturb(
    world: Awaited<ReturnType<typeof grow>>,
    ids: readonly string[],
    step: number,
  ): Promise<string | undefined> {
    const { thread, authors, own, waiting, pick } = world;
    const someone = authors[pick(authors.length)]!;
    const target = ids[pick(ids.length)]!;
    switch (pick(7)) {
      case 0:
        await someone.post(thread, `New ${step}`);
        return undefined;
      case 1:
        await someone.post(thread, `New reply ${step}`, { parentId: target });
        return undefined;
      case 2:
      case 3:
        for (const author of authors) await author.vote(target, pick(3) - 1);
        return undefined;
      case 4: {
        const [author, id] = own.pop() ?? [];
        if (!author || !id) return undefined;
        await author.send('DELETE', `/comments/${id}`);
        return id;
      }
      case 5:
        await moderate(site.origin, 'POST', `/comments/${target}/${pick(2) ? 'pin' : 'unpin'}`);
        return undefined;
      default: {
        const id = waiting.pop();
        if (id) await moderate(site.origin, 'POST', `/comments/${id}/approve`);
        return undefined;
      }
    }
  }

  const topIds = (page: WirePage) => page.comments.filter((comment) => comment.parentId === null).map((comment) => comment.id);

  for (const sort of SORTS) {
    for (const seed of [1, 2, 3]) {
      it(`shows every comment of the first moment once and in that order: ${sort}, run ${seed}`, async () => {
        const random = seeded(seed);
        const world = await grow(random);
        // An author who has a comment waiting sees it among the others, before and after it is approved.
        const viewer = seed === 2 ? world.authors[0]! : new Reader(site.origin);
        const atFirst = topIds(await viewer.list(world.thread, { sort, limit: '100' }));
        expect(atFirst.length).to.equal(46 + (seed === 2 ? 1 : 0));
        const gone = new Set<string>();
        const seen: string[] = [];
        let cursor: string | null = null;
        let step = 0;
        do {
          const page: WirePage = await viewer.list(world.thread, {
            sort,
            limit: String(2 + world.pick(6)),
            ...(cursor === null ? {} : { cursor }),
          });
          seen.push(...topIds(page));
          cursor = page.cursor;
          for (let n = world.pick(4); n >= 0; n--) {
            const id = await disturb(
              world,
              atFirst.filter((one) => !gone.has(one)),
              ++step,
            );
            if (id !== undefined && !seen.includes(id)) gone.add(id);
          }
        } while (cursor !== null);
        // What was deleted before it was reached has no text to show any more, unless replies hold its place.
        const kept = seen.filter((id) => !gone.has(id));
        expect(kept).to.deep.equal(atFirst.filter((id) => !gone.has(id)));
        expect(new Set(seen).size, 'no repeats').to.equal(seen.length);
        await expectConsistentCounts(world.thread);
      });
    }
  }

  it('shows every reply of the first moment once, oldest first', async () => {
    const random = seeded(9);
    const world = await grow(random);
    const [author, root] = world.own[0]!;
    for (let n = 0; n < 25; n++) await author.comment(world.thread, `r${n}`, { parentId: root });
    const viewer = new Reader(site.origin);
    const direct = (page: WirePage) => page.comments.filter((comment) => comment.parentId === root);
    const atFirst = direct(await viewer.replies(world.thread, root, { limit: '100' })).map((comment) => comment.id);
    expect(atFirst).to.have.length(25);
    const page = await viewer.list(world.thread, { sort: 'newest', limit: '100' });
    const seen = direct(page).map((comment) => comment.id);
    let more = page.moreReplies.find((entry) => entry.parentId === root);
    let step = 0;
    while (more) {
      expect(more.remaining).to.equal(25 - seen.length);
      await author.comment(world.thread, `later ${++step}`, { parentId: root });
      await viewer.vote(seen[0]!, step % 2);
      const next = await viewer.replies(world.thread, root, { cursor: more.cursor, limit: String(1 + world.pick(6)) });
      seen.push(...direct(next).map((comment) => comment.id));
      more = next.moreReplies.find((entry) => entry.parentId === root);
    }
    expect(seen).to.deep.equal(atFirst);
  });

  it('loses nothing when many post and vote at once', async () => {
    const thread = newThread();
    const readers = Array.from({ length: 8 }, () => new Reader(site.origin));
    const root = await readers[0]!.comment(thread, 'root');
    await Promise.all(
      readers.flatMap((reader, r) =>
        Array.from({ length: 6 }, async (_, n) => {
          const { id } = await reader.comment(thread, `${r} ${n}`, n % 2 ? { parentId: root.id } : {});
          await readers[(r + 1) % readers.length]!.vote(id, 1);
          if (n === 5) await reader.send('DELETE', `/comments/${id}`);
        }),
      ),
    );
    const page = await readers[0]!.list(thread, { sort: 'replies', limit: '100' });
    expect(page.thread.total).to.equal(1 + 48 - 8);
    expect(page.comments[0]).to.include({ id: root.id, replyCount: 16 });
    expect(
      page.comments
        .filter((comment) => comment.parentId === null)
        .slice(1)
        .every((comment) => comment.score === 1),
    ).to.equal(true);
    await expectConsistentCounts(thread);
  });

  /** What the counters say is what a reader who loads everything counts. */
  async function expectConsistentCounts(thread: string): Promise<void> {
    const viewer = new Reader(site.origin);
    const all = new Map<string, WireComment>();
    let total = 0;
    let cursor: string | null = null;
    do {
      const page: WirePage = await viewer.list(thread, {
        sort: 'oldest',
        limit: '100',
        ...(cursor === null ? {} : { cursor }),
      });
      cursor = page.cursor;
      total = page.thread.total;
      const queue = [page];
      for (let next = queue.shift(); next; next = queue.shift()) {
        for (const comment of next.comments) all.set(comment.id, comment);
        for (const more of next.moreReplies) queue.push(await viewer.replies(thread, more.parentId, { cursor: more.cursor }));
      }
    } while (cursor !== null);
    const comments = [...all.values()];
    expect(total, 'total').to.equal(comments.filter((comment) => comment.status === 'published').length);
    for (const comment of comments) {
      expect(comment.replyCount, 'replyCount').to.equal(comments.filter((other) => other.parentId === comment.id).length);
    }
  }
});
