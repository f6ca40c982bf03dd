import { sha256 } from './access.js';
import type { Database, Sql } from './sql.js';
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
  /** Stands for `text` and `reports`: a decision names it, so that it is about what was read. */
  version: string;
  status: 'published' | 'pending' | 'rejected' | 'deleted';
  pinned: boolean;
  createdAt: Date;
  /** The first ones, in the order they came; approving settles these and no others. */
  reports: { reason: string; note: string | null }[];
  reportCount: number;
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
  /** Newest first; of those whose title, key or address holds the words, when there are some. */
  threads(limit: number, words: string): Promise<ModeratedThread[]>;
  /** Makes the thread when nobody wrote in it yet, so that an article can start out closed. */
  setThread(
    key: string,
    change: { closed?: boolean | undefined; moderated?: boolean | null | undefined },
  ): Promise<ModeratedThread>;
  siteModerated(): Promise<boolean>;
  setSiteModerated(moderated: boolean): Promise<void>;
  /** Ends the session that would end by itself at that time, in milliseconds. */
  signOut(expires: number): Promise<void>;
  isSignedOut(expires: number): Promise<boolean>;
}

/** Nobody reads more at once, and a flood of them must not bury the page. */
const REPORTS_SHOWN = 20;

const WAITS = `(c.status = 'pending' OR c.edited_text IS NOT NULL)`;
const REPORTED = `(c.visible AND EXISTS (SELECT 1 FROM reports r WHERE r.comment_id = c.id))`;
const CONDITION: Readonly<Record<Filter, string>> = { pending: WAITS, reported: REPORTED, all: `c.status <> 'deleted'` };
const THREAD_COLUMNS = 'key AS thread, coalesce(title, key) AS title, url, total, closed, moderated';

/** What moderators see and decide. */
export function createModeration(db: Database, now: () => number): Moderation {
  async function select(rest: string, parameters: readonly unknown[]): Promise<ModeratedComment[]> {
    const rows = await db.query<ModeratedComment>(
      `SELECT c.id, t.key AS thread, coalesce(t.title, t.key) AS "threadTitle", t.url AS "threadUrl", c.author_name AS name,
         coalesce(c.edited_text, c.text) AS text, CASE WHEN c.edited_text IS NOT NULL THEN c.text END AS "publishedText",
         c.status, c.pinned = 1 AS pinned, c.created_at AS "createdAt", shown.version, shown.reports,
         (SELECT count(*)::int FROM reports r WHERE r.comment_id = c.id) AS "reportCount"
       FROM comments c JOIN threads t ON t.id = c.thread_id CROSS JOIN LATERAL (
         SELECT coalesce(max(r.revision), 0)::text AS version,
           coalesce(json_agg(json_build_object('reason', r.reason, 'note', r.note) ORDER BY r.revision, r.created_at), '[]') AS reports
         FROM (SELECT * FROM reports r WHERE r.comment_id = c.id ORDER BY r.revision, r.created_at LIMIT ${REPORTS_SHOWN}) AS r
       ) AS shown ${rest}`,
      parameters,
    );
    return rows.map((row) => ({ ...row, version: `${row.version}-${versionOf(row.text)}` }));
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

    threads: (limit, words) =>
      db.query<ModeratedThread>(
        `SELECT ${THREAD_COLUMNS} FROM threads
         WHERE strpos(lower(concat_ws(' ', title, key, url)), lower($2)) > 0 ORDER BY id DESC LIMIT $1`,
        [limit, words],
      ),

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

    async signOut(expires) {
      await db.query(`DELETE FROM settings WHERE key LIKE 'signed out %' AND value < to_jsonb($1::bigint)`, [now()]);
      await db.query(`INSERT INTO settings (key, value) VALUES ($1, to_jsonb($2::bigint)) ON CONFLICT (key) DO NOTHING`, [
        `signed out ${expires}`,
        expires,
      ]);
    },

    async isSignedOut(expires) {
      return (await db.query('SELECT 1 FROM settings WHERE key = $1', [`signed out ${expires}`])).length > 0;
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
  if (action === 'remove') return setStatus(tx, thread, id, 'deleted');
  // Nothing is left of a deleted comment that could come back.
  if (comment.status === 'deleted') throw new Problem('not-found');
  let lastReport = 0;
  if (action === 'approve' || action === 'reject') {
    if (version === undefined) throw badRequest('version');
    const [, reports, text] = /^(\d{1,9})-(.+)$/.exec(version) ?? [];
    if (text !== versionOf(comment.edited_text ?? comment.text)) throw new Problem('changed');
    lastReport = Number(reports);
  }
  switch (action) {
    case 'approve':
      if (comment.status !== 'published') await setStatus(tx, thread, id, 'published');
      await tx.query(
        `UPDATE comments SET text = edited_text, text_hash = NULL, edited_text = NULL, edited_at = $2
         WHERE id = $1 AND edited_text IS NOT NULL`,
        [id, at],
      );
      // The moderator has read it, and these reports of it.
      await tx.query('DELETE FROM reports WHERE comment_id = $1 AND revision <= $2', [id, lastReport]);
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
