import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Database, Sql } from '../sql.js';
import { FIRST_LINE, type CommentLine, type EndLine, type ThreadLine } from './afterword.js';

/** Rows of one query. */
const BATCH = 1000;

interface ThreadRow {
  id: number;
  key: string;
  url: string;
  title: string | null;
  closed: boolean;
  moderated: boolean | null;
  created_at: Date;
}

interface CommentRow {
  id: string;
  parent_id: string | null;
  author_name: string;
  author_url: string | null;
  author_badge: 'author' | 'staff' | null;
  text: string | null;
  edited_text: string | null;
  created_at: Date;
  edited_at: Date | null;
  status: 'published' | 'pending' | 'deleted';
  score: number;
  pinned: number;
}

/**
 * Every conversation as lines of JSON, as of one moment. What a moderator refused is not in it, nor what only this server may
 * know: keys of authors, reports, who voted.
 */
async function* exportLines(tx: Sql, counts: EndLine): AsyncGenerator<string> {
  yield line(FIRST_LINE);
  const threads = await tx.query<ThreadRow>(
    'SELECT id, key, url, title, closed, moderated, created_at FROM threads ORDER BY id',
  );
  for (const thread of threads) {
    counts.threads++;
    yield line({
      key: thread.key,
      url: thread.url,
      title: thread.title,
      closed: thread.closed,
      moderated: thread.moderated,
      created: thread.created_at.toISOString(),
    } satisfies ThreadLine);
    const ids = await keptIds(tx, thread.id);
    for (let at = 0; at < ids.length; at += BATCH) {
      const rows = await tx.query<CommentRow>(
        `SELECT id, parent_id, author_name, author_url, author_badge, text, edited_text, created_at, edited_at, status, score, pinned
         FROM comments WHERE id = ANY($1::uuid[]) ORDER BY created_at, id`,
        [ids.slice(at, at + BATCH)],
      );
      counts.comments += rows.length;
      yield rows.map((row) => line(toLine(row, thread.key))).join('');
    }
  }
  yield line({ end: counts });
}

/** In their order: what says something, and the deleted ones that hold replies together. */
async function keptIds(tx: Sql, threadId: number): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `WITH RECURSIVE kept AS (
       SELECT id, parent_id FROM comments WHERE thread_id = $1 AND status IN ('published', 'pending')
       UNION
       SELECT c.id, c.parent_id FROM kept JOIN comments c ON c.id = kept.parent_id
     )
     SELECT c.id FROM kept JOIN comments c USING (id) WHERE c.status <> 'rejected' ORDER BY c.created_at, c.id`,
    [threadId],
  );
  return rows.map(({ id }) => id);
}

function toLine(row: CommentRow, thread: string): CommentLine {
  const isDeleted = row.status === 'deleted';
  return {
    thread,
    id: row.id,
    parent: row.parent_id,
    author: {
      name: row.author_name,
      ...(row.author_url !== null && { url: row.author_url }),
      ...(row.author_badge !== null && { badge: row.author_badge }),
    },
    created: row.created_at.toISOString(),
    edited: isDeleted ? null : (row.edited_at?.toISOString() ?? null),
    status: row.status,
    score: row.score,
    pinned: row.pinned === 1,
    text: row.text,
    ...(row.edited_text !== null && { editedText: row.edited_text }),
  };
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}

/** Writes everything to the stream, or to a file that only gets its name once it is whole. */
export async function exportComments(db: Database, out: string | Writable): Promise<EndLine> {
  const counts: EndLine = { threads: 0, comments: 0 };
  await db.transaction(async (tx) => {
    // One moment, whatever readers write meanwhile.
    await tx.script('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    const lines = Readable.from(exportLines(tx, counts));
    if (typeof out !== 'string') {
      await pipeline(lines, out, { end: false });
      return;
    }
    const unfinished = `${out}.part`;
    try {
      await pipeline(lines, createWriteStream(unfinished));
      await rename(unfinished, out);
    } catch (thrown) {
      await rm(unfinished, { force: true });
      throw thrown;
    }
  });
  return counts;
}
