import { sha256 } from './access.js';
import type { Database, Sql } from './db.js';
import { siteModerated } from './listing.js';
import { badRequest, invalid, Problem } from './problems.js';
import { lockThread, setPinned, setStatus, type LockedThread } from './thread-changes.js';

export type Filter = 'pending' | 'reported' | 'all';
export const ACTIONS = ['approve', 'reject', 'remove', 'pin', 'unpin'] as const;
export type Action = (typeof ACTIONS)[number];

export interface ModeratedComment {
  id: string;
  thread: string;
  threadTitle: string;
  threadUrl: string;
  name: string;
  /** What waits, when an edit waits. */
  text: string | null;
  /** What is published meanwhile. */
  publishedText: string | null;
  /** Stands for `text`: a decision names it, so that it is about what was read. */
  version: string;
  status: 'published' | 'pending' | 'rejected' | 'deleted';
  pinned: boolean;
  createdAt: Date;
  reports: { reason: string; note: string | null }[];
}

export interface ModeratedThread {
  thread: string;
  title: string;
  url: string;
  total: number;
  closed: boolean;
  /** `null`: as the site. */
  moderated: boolean | null;
}

export interface Moderation {
  /** Newest first; `before` is the last one of the page before. */
  comments(filter: Filter, limit: number, before?: string): Promise<ModeratedComment[]>;
  comment(id: string): Promise<ModeratedComment>;
  counts(): Promise<{ pending: number; reported: number }>;
  /**
   * Repeating an action is ok. Approving and rejecting need the `version` that was read.
   * @throws Problem `changed` when the author has written something else since
   */
  act(id: string, action: Action, version?: string): Promise<void>;
  threads(limit: number): Promise<ModeratedThread[]>;
  /** Makes the thread when nobody wrote in it yet, so that an article can start out closed. */
  setThread(
    key: string,
    change: { closed?: boolean | undefined; moderated?: boolean | null | undefined },
  ): Promise<ModeratedThread>;
  siteModerated(): Promise<boolean>;
  setSiteModerated(moderated: boolean): Promise<void>;
}

const WAITS = `(c.status = 'pending' OR c.edited_text IS NOT NULL)`;
const REPORTED = `(c.visible AND EXISTS (SELECT 1 FROM reports r WHERE r.comment_id = c.id))`;
const CONDITION: Readonly<Record<Filter, string>> = { pending: WAITS, reported: REPORTED, all: `c.status <> 'deleted'` };
const THREAD_COLUMNS = 'key AS thread, coalesce(title, key) AS title, url, total, closed, moderated';

/** What moderators see and decide. */
export function createModeration(db: Database, now: () => number): Moderation {
  async function select(rest: string, parameters: readonly unknown[]): Promise<ModeratedComment[]> {
    const rows = await db.query<Omit<ModeratedComment, 'version'>>(
      `SELECT c.id, t.key AS thread, coalesce(t.title, t.key) AS "threadTitle", t.url AS "threadUrl", c.author_name AS name,
         coalesce(c.edited_text, c.text) AS text, CASE WHEN c.edited_text IS NOT NULL THEN c.text END AS "publishedText",
         c.status, c.pinned = 1 AS pinned, c.created_at AS "createdAt",
         coalesce((SELECT json_agg(json_build_object('reason', r.reason, 'note', r.note) ORDER BY r.created_at)
                   FROM reports r WHERE r.comment_id = c.id), '[]') AS reports
       FROM comments c JOIN threads t ON t.id = c.thread_id ${rest}`,
      parameters,
    );
    return rows.map((row) => ({ ...row, version: versionOf(row.text) }));
  }

  return {
    comments: (filter, limit, before) =>
      select(
        `WHERE ${CONDITION[filter]}
           AND ($2::uuid IS NULL OR (c.created_at, c.id) < (SELECT b.created_at, b.id FROM comments b WHERE b.id = $2::uuid))
         ORDER BY c.created_at DESC, c.id DESC LIMIT $1`,
        [limit, before ?? null],
      ),

    async comment(id) {
      const [comment] = await select('WHERE c.id = $1', [id]);
      if (!comment) throw new Problem('not-found');
      return comment;
    },

    async counts() {
      const [row] = await db.query<{ pending: number; reported: number }>(
        `SELECT (SELECT count(*)::int FROM comments c WHERE ${WAITS}) AS pending,
                (SELECT count(*)::int FROM comments c WHERE ${REPORTED}) AS reported`,
      );
      return row ?? { pending: 0, reported: 0 };
    },

    async act(id, action, version) {
      const [found] = await db.query<{ thread_id: number }>('SELECT thread_id FROM comments WHERE id = $1', [id]);
      if (!found) throw new Problem('not-found');
      await db.transaction(async (tx) => {
        const thread = await lockThread(tx, { id: found.thread_id });
        await apply(tx, thread, id, action, version, new Date(now()));
      });
    },

    threads: (limit) => db.query<ModeratedThread>(`SELECT ${THREAD_COLUMNS} FROM threads ORDER BY id DESC LIMIT $1`, [limit]),

    setThread: (key, change) =>
      db.transaction(async (tx) => {
        await tx.query('INSERT INTO threads (key, url, created_at) VALUES ($1, $2, $3) ON CONFLICT (key) DO NOTHING', [
          key,
          /^https?:\/\//i.test(key) ? key : '',
          new Date(now()),
        ]);
        const thread = await lockThread(tx, { key });
        if (change.closed !== undefined)
          await tx.query('UPDATE threads SET closed = $2 WHERE id = $1', [thread.id, change.closed]);
        if (change.moderated !== undefined) {
          await tx.query('UPDATE threads SET moderated = $2 WHERE id = $1', [thread.id, change.moderated]);
        }
        const [row] = await tx.query<ModeratedThread>(`SELECT ${THREAD_COLUMNS} FROM threads WHERE id = $1`, [thread.id]);
        if (!row) throw new Problem('not-found');
        return row;
      }),

    siteModerated: () => siteModerated(db),

    async setSiteModerated(moderated) {
      await db.query(
        `INSERT INTO settings (key, value) VALUES ('moderated', to_jsonb($1::boolean))
         ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
        [moderated],
      );
    },
  };
}

/** The author may write something else between a moderator's look and decision. */
function versionOf(text: string | null): string {
  return sha256(text ?? '');
}

async function apply(
  tx: Sql,
  thread: LockedThread,
  id: string,
  action: Action,
  version: string | undefined,
  at: Date,
): Promise<void> {
  const [comment] = await tx.query<{ status: string; text: string | null; edited_text: string | null }>(
    'SELECT status, text, edited_text FROM comments WHERE id = $1',
    [id],
  );
  if (!comment) throw new Problem('not-found');
  if (action === 'remove') {
    if (comment.status !== 'deleted') await setStatus(tx, thread, id, 'deleted');
    return;
  }
  // Nothing is left of a deleted comment that could come back.
  if (comment.status === 'deleted') throw new Problem('not-found');
  if (action === 'approve' || action === 'reject') {
    if (version === undefined) throw badRequest('version');
    if (version !== versionOf(comment.edited_text ?? comment.text)) throw new Problem('changed');
  }
  switch (action) {
    case 'approve':
      if (comment.status !== 'published') await setStatus(tx, thread, id, 'published');
      await tx.query(
        `UPDATE comments SET text = edited_text, text_hash = NULL, edited_text = NULL, edited_at = $2
         WHERE id = $1 AND edited_text IS NOT NULL`,
        [id, at],
      );
      // The moderator has read it: what was reported so far is settled.
      await tx.query('DELETE FROM reports WHERE comment_id = $1', [id]);
      return;
    case 'reject':
      if (comment.edited_text !== null) await tx.query('UPDATE comments SET edited_text = NULL WHERE id = $1', [id]);
      else if (comment.status === 'pending') await setStatus(tx, thread, id, 'rejected');
      else if (comment.status === 'published') throw invalid('id');
      return;
    case 'pin':
    case 'unpin':
      await setPinned(tx, thread, id, action === 'pin');
  }
}
