import { sha256 } from '../access.js';
import type { Database, Sql } from '../sql.js';
import { countPublished, countReply, lockThread } from '../thread-changes.js';
import type { PlannedComment, PlannedThread } from './arrange.js';

/** Rows of one statement. */
const BATCH = 1000;

export interface WrittenCounts {
  /** Threads that were not there. */
  threads: number;
  comments: number;
  /** Of those, how many wait for a moderator. */
  pending: number;
  /** Comments whose id was there already; they are as they were. */
  known: number;
  /** Replies whose parent is neither in the file nor in the database. */
  orphans: number;
}

interface Existing {
  id: string;
  thread_id: number;
  parent_id: string | null;
  status: string;
}

/**
 * Puts the threads into the database, each in a transaction of its own that holds the thread's row, as a reader's comment does:
 * the server may go on answering, and what is cut off is done by the next run. Without `isReal`, nothing is written.
 */
export async function writeThreads(db: Database, threads: readonly PlannedThread[], isReal: boolean): Promise<WrittenCounts> {
  const counts: WrittenCounts = { threads: 0, comments: 0, pending: 0, known: 0, orphans: 0 };
  for (const thread of threads) {
    const [there] = await db.query<{ id: number }>('SELECT id FROM threads WHERE key = $1', [thread.key]);
    let added = await findNew(db, thread, there?.id);
    if (isReal && (added.length || !there)) added = await db.transaction((tx) => writeThread(tx, thread));
    counts.threads += there ? 0 : 1;
    counts.comments += added.length;
    counts.pending += added.filter(({ comment }) => comment.status === 'pending').length;
    counts.known += thread.comments.length - added.length;
    counts.orphans += added.filter(({ comment, parentId }) => comment.parentId !== undefined && parentId === undefined).length;
  }
  return counts;
}

/** A comment that is not there yet, and the parent it will have. */
interface NewComment {
  comment: PlannedComment;
  parentId: string | undefined;
  /** Whether the parent is in the database. */
  isReplyToOld: boolean;
}

async function findNew(sql: Sql, { comments }: PlannedThread, threadId: number | undefined): Promise<NewComment[]> {
  const existing = new Map<string, Existing>();
  const ids = [...new Set(comments.flatMap(({ id, parentId }) => (parentId === undefined ? [id] : [id, parentId])))];
  for (let at = 0; at < ids.length; at += BATCH) {
    const rows = await sql.query<Existing>('SELECT id, thread_id, parent_id, status FROM comments WHERE id = ANY($1::uuid[])', [
      ids.slice(at, at + BATCH),
    ]);
    for (const row of rows) existing.set(row.id, row);
  }
  const added = comments.filter(({ id }) => !existing.has(id));
  const isNew = new Set(added.map(({ id }) => id));
  return added.map((comment) => {
    if (comment.parentId === undefined || isNew.has(comment.parentId)) {
      return { comment, parentId: comment.parentId, isReplyToOld: false };
    }
    const parentId = seenParent(comment.parentId, threadId, existing);
    return { comment, parentId, isReplyToOld: parentId !== undefined };
  });
}

/** The nearest that readers see: the parent itself, unless it waits here, was refused here, or is in another thread. */
function seenParent(id: string, threadId: number | undefined, existing: ReadonlyMap<string, Existing>): string | undefined {
  for (let row = existing.get(id); row && row.thread_id === threadId; row = existing.get(row.parent_id ?? '')) {
    if (row.status === 'published' || row.status === 'deleted') return row.id;
  }
  return undefined;
}

/** Answers what was not there. */
async function writeThread(tx: Sql, planned: PlannedThread): Promise<NewComment[]> {
  await tx.query(
    `INSERT INTO threads (key, url, title, closed, moderated, created_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (key) DO UPDATE SET url = coalesce(nullif(threads.url, ''), excluded.url), title = coalesce(threads.title, excluded.title)
     WHERE threads.url = '' OR threads.title IS NULL`,
    [planned.key, planned.url, planned.title ?? null, planned.closed, planned.moderated, planned.createdAt],
  );
  const thread = await lockThread(tx, { key: planned.key });
  const added = await findNew(tx, planned, thread.id);
  const replies = countReplies(added);
  for (let at = 0; at < added.length; at += BATCH) {
    const rows = added.slice(at, at + BATCH).map(({ comment, parentId }) => ({
      ...comment,
      parentId,
      textHash: comment.text === undefined ? undefined : sha256(comment.text),
      replies: replies.get(comment.id) ?? 0,
    }));
    await tx.query(
      `INSERT INTO comments (id, thread_id, parent_id, author_name, author_url, author_badge, text, text_hash, edited_text,
         created_at, edited_at, status, score, pinned, reply_count, created_revision, published_revision)
       SELECT id, $2, "parentId", name, url, badge, text, "textHash", "editedText", "createdAt", "editedAt", status,
         score, pinned::int, replies, $3, CASE WHEN status <> 'pending' THEN $3::int END
       FROM json_to_recordset($1) AS row (id uuid, "parentId" uuid, name text, url text, badge text, text text, "textHash" text,
         "editedText" text, "createdAt" timestamptz, "editedAt" timestamptz, status text, score int, pinned boolean, replies int)`,
      [JSON.stringify(rows), thread.id, thread.revision],
    );
  }
  await countPublished(tx, thread, added.filter(({ comment }) => comment.status === 'published').length);
  const old = new Set(
    added.flatMap(({ parentId, isReplyToOld }) => (parentId !== undefined && isReplyToOld ? [parentId] : [])),
  );
  for (const id of old) await countReply(tx, thread, id, replies.get(id) ?? 0);
  return added;
}

/** Visible direct replies of each parent. A deleted comment is visible while it has some, so replies come first. */
function countReplies(added: readonly NewComment[]): Map<string, number> {
  const replies = new Map<string, number>();
  for (let index = added.length - 1; index >= 0; index--) {
    const { comment, parentId } = added[index]!;
    const isVisible = comment.status === 'published' || (comment.status === 'deleted' && replies.has(comment.id));
    if (isVisible && parentId !== undefined) replies.set(parentId, (replies.get(parentId) ?? 0) + 1);
  }
  return replies;
}
