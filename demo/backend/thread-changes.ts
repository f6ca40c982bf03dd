import type { Sql } from './sql.js';
import { Problem } from './problems.js';

/** A thread whose row this transaction holds: every change in it happens at `revision`. */
export interface LockedThread {
  id: number;
  revision: number;
  closed: boolean;
  moderated: boolean;
}

/**
 * Takes the thread's row and its next revision. Every transaction that changes a thread begins with it, so that changes
 * are committed in the order of their revisions and what is read next is not changed by anybody else.
 */
export async function lockThread(tx: Sql, thread: { id: number } | { key: string }): Promise<LockedThread> {
  const [column, value] = 'id' in thread ? (['id', thread.id] as const) : (['key', thread.key] as const);
  const [row] = await tx.query<LockedThread>(
    `UPDATE threads SET revision = revision + 1 WHERE ${column} = $1
     RETURNING id, revision, closed,
       coalesce(moderated, EXISTS (SELECT 1 FROM settings WHERE key = 'moderated' AND value = 'true')) AS moderated`,
    [value],
  );
  if (!row) throw new Problem('not-found');
  return row;
}

export interface NewRow {
  id: string;
  parentId: string | undefined;
  author: string | undefined;
  name: string;
  url?: string | undefined;
  badge?: string | undefined;
  text: string;
  textHash: string;
  createdAt: Date;
  editedAt?: Date | undefined;
  status: 'published' | 'pending';
  score?: number | undefined;
  pinned?: boolean | undefined;
}

/** Inserts those whose id is not taken, and says how many that were. A parent may be among them. */
export async function insertComments(tx: Sql, thread: LockedThread, rows: readonly NewRow[]): Promise<number> {
  const inserted = await tx.query<{ parent_id: string | null; status: string }>(
    `INSERT INTO comments (id, thread_id, parent_id, author_key, author_name, author_url, author_badge, text, text_hash,
       created_at, edited_at, status, score, pinned, created_revision, published_revision)
     SELECT id, $2, "parentId", author, name, url, badge, text, "textHash", "createdAt", "editedAt", status,
       coalesce(score, 0), coalesce(pinned, false)::int, $3, CASE WHEN status = 'published' THEN $3::int END
     FROM json_to_recordset($1) AS row (id uuid, "parentId" uuid, author text, name text, url text, badge text, text text,
       "textHash" text, "createdAt" timestamptz, "editedAt" timestamptz, status text, score int, pinned boolean)
     ON CONFLICT (id) DO NOTHING RETURNING parent_id, status`,
    [JSON.stringify(rows), thread.id, thread.revision],
  );
  const published = inserted.filter((row) => row.status === 'published');
  await countPublished(tx, thread, published.length);
  const replies = new Map<string, number>();
  for (const { parent_id } of published) {
    if (parent_id !== null) replies.set(parent_id, (replies.get(parent_id) ?? 0) + 1);
  }
  for (const [parentId, count] of replies) await countReply(tx, thread, parentId, count);
  return inserted.length;
}

/** The author's own deletion, a moderator's decision. Keeps every count and the ancestors' visibility right. */
export async function setStatus(
  tx: Sql,
  thread: LockedThread,
  id: string,
  status: 'published' | 'rejected' | 'deleted',
): Promise<void> {
  if (status === 'deleted') await setPinned(tx, thread, id, false);
  const [row] = await tx.query<{ was: boolean; counted: boolean; visible: boolean; parent_id: string | null }>(
    `UPDATE comments c SET status = $2, published_revision = CASE WHEN $2 = 'published' THEN $3 ELSE c.published_revision END
     FROM comments old WHERE old.id = c.id AND c.id = $1
     RETURNING old.visible AS was, old.status = 'published' AS counted, c.visible, c.parent_id`,
    [id, status, thread.revision],
  );
  if (!row) throw new Problem('not-found');
  if (status === 'deleted') {
    // What is deleted is not kept; the row stays because replies and a repeated request still name it.
    await tx.query(
      `UPDATE comments SET text = NULL, text_hash = NULL, edited_text = NULL, author_name = '', author_url = NULL, author_badge = NULL
       WHERE id = $1`,
      [id],
    );
    await tx.query('DELETE FROM reports WHERE comment_id = $1', [id]);
  }
  await countPublished(tx, thread, Number(status === 'published') - Number(row.counted));
  await countReply(tx, thread, row.parent_id, Number(row.visible) - Number(row.was));
}

/** Adds to a score, and to the log that pages as of an earlier revision subtract. */
export async function addScore(tx: Sql, thread: LockedThread, id: string, delta: number): Promise<void> {
  if (delta === 0) return;
  await tx.query('UPDATE comments SET score = score + $2 WHERE id = $1', [id, delta]);
  await tx.query('INSERT INTO changes (thread_id, revision, comment_id, score) VALUES ($1, $2, $3, $4)', [
    thread.id,
    thread.revision,
    id,
    delta,
  ]);
}

export async function setPinned(tx: Sql, thread: LockedThread, id: string, pinned: boolean): Promise<void> {
  const changed = await tx.query('UPDATE comments SET pinned = $2 WHERE id = $1 AND pinned <> $2 RETURNING id', [
    id,
    Number(pinned),
  ]);
  if (changed.length === 0) return;
  await tx.query('INSERT INTO changes (thread_id, revision, comment_id, pinned) VALUES ($1, $2, $3, $4)', [
    thread.id,
    thread.revision,
    id,
    pinned ? 1 : -1,
  ]);
}

export async function countPublished(tx: Sql, thread: LockedThread, delta: number): Promise<void> {
  if (delta !== 0) await tx.query('UPDATE threads SET total = total + $2 WHERE id = $1', [thread.id, delta]);
}

/** A tombstone is visible while it has visible replies, so one reply may show or hide a whole chain of them. */
export async function countReply(tx: Sql, thread: LockedThread, parentId: string | null, delta: number): Promise<void> {
  while (parentId !== null && delta !== 0) {
    const [row] = await tx.query<{ was: boolean; visible: boolean; parent_id: string | null }>(
      `UPDATE comments c SET reply_count = c.reply_count + $2::int FROM comments old WHERE old.id = c.id AND c.id = $1
       RETURNING old.visible AS was, c.visible, c.parent_id`,
      [parentId, delta],
    );
    if (!row) return;
    await tx.query('INSERT INTO changes (thread_id, revision, comment_id, replies) VALUES ($1, $2, $3, $4)', [
      thread.id,
      thread.revision,
      parentId,
      delta,
    ]);
    delta = Number(row.visible) - Number(row.was);
    parentId = row.parent_id;
  }
}
