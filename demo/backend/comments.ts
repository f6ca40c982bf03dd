import { z } from 'zod';
import { sha256 } from './access.js';
import type { Database, Sql } from './sql.js';
import { clean, cut, nameSchema, pageSchema, textSchema, threadSchema, uuidSchema } from './input.js';
import { EDIT_WINDOW, ownComment, type WireComment } from './listing.js';
import { invalid, Problem } from './problems.js';
import type { Limit, RateLimit } from './rate-limit.js';
import { addScore, insertComments, lockThread, setStatus, type LockedThread } from './thread-changes.js';

/** The same words again within this many milliseconds are the same comment. */
const DUPLICATE_WINDOW = 5 * 60_000;
/** No hand is faster between the first touch of the composer and sending, in milliseconds. */
const FASTEST_HAND = 250;

const NEW_COMMENTS = { hits: 5, seconds: 60 };
const CHANGES = { hits: 10, seconds: 60 };
const VOTES = { hits: 30, seconds: 60 };
const REPORTS = { hits: 10, seconds: 60 };
/** Whoever makes up author keys has one address; so have the readers of a whole office, of whom few write at the same time. */
const READERS_PER_ADDRESS = 4;

export const newCommentSchema = z.object({
  // First, so that a robot learns nothing else.
  website: z.string().nullish(),
  elapsed: z.number().nullish(),
  id: uuidSchema,
  thread: threadSchema,
  url: pageSchema,
  title: z
    .string()
    .transform((title) => cut(clean(title), 500))
    .nullish(),
  parentId: uuidSchema.nullish(),
  name: nameSchema,
  text: textSchema,
});

export const editSchema = z.object({ text: textSchema });
export const voteSchema = z.object({ value: z.union([z.literal(-1), z.literal(0), z.literal(1)]) });
export const reportSchema = z.object({
  reason: z.enum(['spam', 'abuse', 'off-topic', 'illegal', 'other']),
  note: z.string().max(1000).transform(clean).nullish(),
});

export type NewComment = z.output<typeof newCommentSchema>;

/** Who writes: the author key's hash when there is one, and the network address. */
export interface Writer {
  author: string | undefined;
  address: string;
}

export interface Posted {
  outcome: 'repeated' | 'published' | 'pending';
  comment: WireComment;
}

export interface Comments {
  post(writer: Writer, comment: NewComment): Promise<Posted>;
  edit(writer: Writer & { author: string }, id: string, text: string): Promise<Posted>;
  remove(writer: Writer & { author: string }, id: string): Promise<void>;
  vote(writer: Writer & { author: string }, id: string, value: -1 | 0 | 1): Promise<{ score: number; vote: number }>;
  report(writer: Writer & { author: string }, id: string, report: z.output<typeof reportSchema>): Promise<void>;
}

interface Found {
  thread_id: number;
  author_key: string | null;
  status: 'published' | 'pending' | 'rejected' | 'deleted';
  visible: boolean;
  text: string | null;
  edited_text: string | null;
  score: number;
  created_at: Date;
}

/** What readers do to a thread. */
export function createComments(db: Database, limits: RateLimit, now: () => number, options: { timeTrap: boolean }): Comments {
  async function spend(what: string, { author, address }: Writer, limit: Limit, tx?: Sql): Promise<void> {
    await limits.spend(what, author ?? address, limit, tx);
    await limits.spend(`${what} from`, address, { ...limit, hits: limit.hits * READERS_PER_ADDRESS }, tx);
  }

  /** The answer to an id that is taken already. Without author keys, only the same words are known to be the same request's. */
  async function repeated(sql: Sql, { author }: Writer, { id, thread, name, text }: NewComment): Promise<Posted | undefined> {
    const [row] = await sql.query<{ same: boolean }>(
      `SELECT coalesce(CASE WHEN $2::text IS NULL AND c.author_key IS NULL
         THEN t.key = $3 AND c.author_name = $4 AND c.text_hash = $5 ELSE c.author_key = $2 END, false) AS same
       FROM comments c JOIN threads t ON t.id = c.thread_id WHERE c.id = $1`,
      [id, author ?? null, thread, name, sha256(text)],
    );
    if (!row) return undefined;
    if (!row.same) throw new Problem('duplicate');
    return { outcome: 'repeated', comment: await ownComment(sql, author, now(), id) };
  }

  /** The reader's own comment as long as it can be changed; `deleted` is for the caller to judge. */
  async function findOwn(sql: Sql, author: string, id: string): Promise<Found> {
    const found = await find(sql, id);
    const own = found.author_key === author;
    if (!own && !found.visible) throw new Problem('not-found');
    if (!own) throw new Problem('forbidden');
    if (found.status === 'rejected') throw new Problem('not-found');
    if (found.status !== 'deleted' && now() >= found.created_at.getTime() + EDIT_WINDOW) throw new Problem('edit-expired');
    return found;
  }

  return {
    async post(writer, comment) {
      if (comment.website) throw new Problem('filtered');
      if (options.timeTrap && typeof comment.elapsed === 'number' && comment.elapsed < FASTEST_HAND)
        throw new Problem('filtered');
      const known = await repeated(db, writer, comment);
      if (known) return known;
      return db.transaction(async (tx) => {
        const at = new Date(now());
        await tx.query(
          `INSERT INTO threads (key, url, title, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT (key) DO UPDATE
             SET url = coalesce(nullif(threads.url, ''), excluded.url), title = coalesce(threads.title, excluded.title)
             WHERE threads.url = '' OR threads.title IS NULL`,
          [comment.thread, comment.url, comment.title || null, at],
        );
        const thread = await lockThread(tx, { key: comment.thread });
        // The twin of a request may have come first while this one waited for the lock.
        const twin = await repeated(tx, writer, comment);
        if (twin) return twin;
        // Only now, so that no try of a comment that was taken costs the reader anything.
        await spend('post', writer, NEW_COMMENTS, tx);
        if (thread.closed) throw new Problem('closed');
        if (comment.parentId) await checkParent(tx, thread, comment.parentId);
        const textHash = sha256(comment.text);
        await refuseDuplicate(tx, thread, writer, comment, textHash, new Date(at.getTime() - DUPLICATE_WINDOW));
        const status = thread.moderated ? 'pending' : 'published';
        const inserted = await insertComments(tx, thread, [
          {
            id: comment.id,
            parentId: comment.parentId ?? undefined,
            author: writer.author,
            name: comment.name,
            text: comment.text,
            textHash,
            createdAt: at,
            status,
          },
        ]);
        // Taken meanwhile in another thread.
        if (inserted === 0) throw new Problem('duplicate');
        return { outcome: status, comment: await ownComment(tx, writer.author, at.getTime(), comment.id) };
      });
    },

    async edit(writer, id, text) {
      const { thread_id } = await findOwn(db, writer.author, id);
      await spend('change', writer, CHANGES);
      return db.transaction(async (tx) => {
        const thread = await lockThread(tx, { id: thread_id });
        const found = await findOwn(tx, writer.author, id);
        if (found.status === 'deleted') throw new Problem('not-found');
        const at = new Date(now());
        if (found.status === 'published' && text === found.text) {
          await tx.query('UPDATE comments SET edited_text = NULL WHERE id = $1', [id]);
        } else if (found.status === 'published' && thread.moderated) {
          await tx.query('UPDATE comments SET edited_text = $2 WHERE id = $1', [id, text]);
        } else {
          await tx.query('UPDATE comments SET text = $2, text_hash = $3, edited_at = $4, edited_text = NULL WHERE id = $1', [
            id,
            text,
            sha256(text),
            at,
          ]);
        }
        const comment = await ownComment(tx, writer.author, at.getTime(), id);
        return { outcome: comment.status === 'pending' ? 'pending' : 'published', comment };
      });
    },

    async remove(writer, id) {
      const { thread_id, status } = await findOwn(db, writer.author, id);
      if (status === 'deleted') return;
      await spend('change', writer, CHANGES);
      await db.transaction(async (tx) => {
        const thread = await lockThread(tx, { id: thread_id });
        const found = await findOwn(tx, writer.author, id);
        if (found.status !== 'deleted') await setStatus(tx, thread, id, 'deleted');
      });
    },

    async vote(writer, id, value) {
      const { thread_id } = await findVotable(db, writer.author, id);
      await spend('vote', writer, VOTES);
      return db.transaction(async (tx) => {
        const thread = await lockThread(tx, { id: thread_id });
        const { score } = await findVotable(tx, writer.author, id);
        const [old] = await tx.query<{ value: number }>('SELECT value FROM votes WHERE comment_id = $1 AND author_key = $2', [
          id,
          writer.author,
        ]);
        if (value === 0) await tx.query('DELETE FROM votes WHERE comment_id = $1 AND author_key = $2', [id, writer.author]);
        else {
          await tx.query(
            `INSERT INTO votes (comment_id, author_key, value) VALUES ($1, $2, $3)
             ON CONFLICT (comment_id, author_key) DO UPDATE SET value = excluded.value`,
            [id, writer.author, value],
          );
        }
        const delta = value - (old?.value ?? 0);
        await addScore(tx, thread, id, delta);
        return { score: score + delta, vote: value };
      });
    },

    async report(writer, id, report) {
      const { thread_id } = await findPublished(db, id);
      await spend('report', writer, REPORTS);
      await db.transaction(async (tx) => {
        const thread = await lockThread(tx, { id: thread_id });
        await findPublished(tx, id);
        // One that says something else now is as unread as a new one.
        await tx.query(
          `INSERT INTO reports (comment_id, author_key, reason, note, created_at, revision) VALUES ($1, $2, $3, $4, $5, $6)
           ON CONFLICT (comment_id, author_key) DO UPDATE
             SET reason = excluded.reason, note = excluded.note, revision = excluded.revision`,
          [id, writer.author, report.reason, report.note || null, new Date(now()), thread.revision],
        );
      });
    },
  };
}

async function find(sql: Sql, id: string): Promise<Found> {
  const [row] = await sql.query<Found>(
    'SELECT thread_id, author_key, status, visible, text, edited_text, score, created_at FROM comments WHERE id = $1',
    [id],
  );
  if (!row) throw new Problem('not-found');
  return row;
}

async function findPublished(sql: Sql, id: string): Promise<Found> {
  const found = await find(sql, id);
  if (found.status !== 'published') throw new Problem('not-found');
  return found;
}

async function findVotable(sql: Sql, author: string, id: string): Promise<Found> {
  const found = await find(sql, id);
  if (found.status === 'published' || found.status === 'pending') {
    if (found.author_key === author) throw new Problem('forbidden');
    if (found.status === 'published') return found;
  }
  throw new Problem('not-found');
}

async function checkParent(tx: Sql, thread: LockedThread, parentId: string): Promise<void> {
  const [parent] = await tx.query<{ status: string }>('SELECT status FROM comments WHERE id = $1 AND thread_id = $2', [
    parentId,
    thread.id,
  ]);
  if (parent?.status === 'published') return;
  // A reply to what only its author sees would hang in the air if that is refused.
  throw parent?.status === 'pending' ? invalid('parentId') : new Problem('not-found', { field: 'parentId' });
}

/** Without an author key, the name has to do. */
async function refuseDuplicate(
  tx: Sql,
  thread: LockedThread,
  writer: Writer,
  comment: NewComment,
  textHash: string,
  since: Date,
): Promise<void> {
  const [same] = await tx.query<{ id: string }>(
    `SELECT id FROM comments
     WHERE thread_id = $1 AND text_hash = $2 AND created_at > $3 AND status IN ('published', 'pending')
       AND (author_key = $4 OR ($4::text IS NULL AND author_key IS NULL AND author_name = $5))
     LIMIT 1`,
    [thread.id, textHash, since, writer.author ?? null, comment.name],
  );
  if (same) throw new Problem('duplicate', { existingId: same.id });
}
