import { z } from 'zod';
import type { Row, Sql } from './sql.js';
import { badRequest, Problem } from './problems.js';

/** Direct replies shown with a comment, and levels of them, before the rest is left to `moreReplies`. */
const FIRST_REPLIES = 3;
const LEVELS = 3;
/** No reader follows a deeper chain, and a query must end. */
const MAX_ANCESTORS = 1000;
/** How long an author may edit or delete, in milliseconds. */
export const EDIT_WINDOW = 15 * 60_000;

export type Sort = 'best' | 'newest' | 'oldest' | 'replies';

export interface WireComment {
  id: string;
  parentId: string | null;
  author: { name: string; url?: string; badge?: string };
  text: string | null;
  createdAt: string;
  editedAt: string | null;
  status: 'published' | 'pending' | 'deleted';
  score: number;
  vote: number;
  replyCount: number;
  pinned: boolean;
  own: boolean;
  editableUntil: string | null;
}

export interface WirePage {
  comments: WireComment[];
  cursor: string | null;
  moreReplies: { parentId: string; cursor: string; remaining: number }[];
  thread: { total: number; closed: boolean; moderated: boolean; live: boolean };
  now: string;
}

/** Who reads, and when. */
export interface View {
  author: string | undefined;
  now: number;
}

interface Thread {
  id: number;
  revision: number;
  total: number;
  closed: boolean;
  moderated: boolean;
}

interface CommentRow extends Row {
  id: string;
  parent_id: string | null;
  author_name: string;
  author_url: string | null;
  author_badge: string | null;
  text: string | null;
  edited_text: string | null;
  created_at: Date;
  edited_at: Date | null;
  status: 'published' | 'pending' | 'rejected' | 'deleted';
  score: number;
  reply_count: number;
  pinned: number;
  own: boolean;
  vote: number;
}

/**
 * Whether comment `c` belongs to what the reader sees as of a revision: published by then, or the reader's own; and
 * not hidden since, because what a moderator removed is never served again.
 */
const seen = (revision: string, author: string) =>
  `((c.visible AND c.published_revision <= ${revision})
    OR (c.author_key = ${author} AND c.created_revision <= ${revision} AND (c.visible OR c.status = 'pending')))`;

const columns = (author: string) => `
  c.id, c.parent_id, c.author_name, c.author_url, c.author_badge, c.text, c.edited_text, c.created_at, c.edited_at, c.status,
  c.score, c.reply_count, c.pinned, coalesce(c.author_key = ${author}, false) AS own,
  coalesce((SELECT v.value FROM votes v WHERE v.comment_id = c.id AND v.author_key = ${author}), 0)::int AS vote`;

/** What a page is ordered by as of its revision: the value now, less what changed since. */
const SORT_KEY: Readonly<Record<Sort, string>> = {
  best: 'c.score - coalesce(s.score, 0)',
  replies: 'c.reply_count - coalesce(s.replies, 0)',
  newest: '0',
  oldest: '0',
};

/** Postgres has no year 0. */
const timeSchema = z.iso.datetime().refine((time) => !time.startsWith('0000'));

const cursorSchema = z.object({
  /** Thread, revision of the first page, and order. */
  t: z.int(),
  r: z.int(),
  s: z.enum(['best', 'newest', 'oldest', 'replies']),
  /** Pinned, sort key, time and id of the last comment. */
  p: z.int32(),
  k: z.int32(),
  c: timeSchema,
  i: z.guid(),
});

const repliesCursorSchema = z.object({
  t: z.int(),
  r: z.int(),
  /** The parent, then time and id of its last loaded reply, when there is one. */
  of: z.guid(),
  c: timeSchema.nullable(),
  i: z.guid().nullable(),
});

function encode(cursor: z.input<typeof cursorSchema> | z.input<typeof repliesCursorSchema>): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

function decode<T extends z.ZodType<{ t: number; r: number }>>(schema: T, text: string, thread: Thread): z.output<T> {
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    throw badRequest('cursor');
  }
  const result = schema.safeParse(json);
  if (!result.success || result.data.t !== thread.id || result.data.r > thread.revision || result.data.r < 0) {
    throw badRequest('cursor');
  }
  return result.data;
}

/** `GET /comments` */
export async function listComments(
  sql: Sql,
  view: View,
  query: { thread: string; sort: Sort; cursor: string | undefined; limit: number },
): Promise<WirePage> {
  const thread = await findThread(sql, query.thread);
  if (!thread) {
    if (query.cursor !== undefined) throw badRequest('cursor');
    return { ...emptyPage(view), thread: { total: 0, closed: false, moderated: await siteModerated(sql), live: true } };
  }
  const after = query.cursor === undefined ? undefined : decode(cursorSchema, query.cursor, thread);
  if (after && after.s !== query.sort) throw badRequest('cursor');
  const revision = after?.r ?? thread.revision;
  const [older, direction] = query.sort === 'oldest' ? (['>', 'ASC'] as const) : (['<', 'DESC'] as const);
  const top = await sql.query<{ id: string; pinned: number; key: number; created_at: Date }>(
    `WITH since AS (
       SELECT comment_id, sum(score)::int AS score, sum(replies)::int AS replies, sum(pinned)::int AS pinned
       FROM changes WHERE thread_id = $1 AND revision > $2 GROUP BY comment_id
     ), placed AS (
       SELECT c.id, c.created_at, c.pinned - coalesce(s.pinned, 0) AS pinned, ${SORT_KEY[query.sort]} AS key
       FROM comments c LEFT JOIN since s ON s.comment_id = c.id
       WHERE c.thread_id = $1 AND c.parent_id IS NULL AND ${seen('$2', '$3')}
     )
     SELECT * FROM placed
     WHERE $4::uuid IS NULL OR (pinned, key) < ($5::int, $6::int)
       OR ((pinned, key) = ($5::int, $6::int) AND (created_at, id) ${older} ($7::timestamptz, $4::uuid))
     ORDER BY pinned DESC, key DESC, created_at ${direction}, id ${direction}
     LIMIT $8`,
    [
      thread.id,
      revision,
      view.author ?? null,
      after?.i ?? null,
      after?.p ?? null,
      after?.k ?? null,
      after ? new Date(after.c) : null,
      query.limit + 1,
    ],
  );
  const page = top.slice(0, query.limit);
  const last = page.at(-1);
  const cursor =
    last && top.length > page.length
      ? encode({
          t: thread.id,
          r: revision,
          s: query.sort,
          p: last.pinned,
          k: last.key,
          c: last.created_at.toISOString(),
          i: last.id,
        })
      : null;
  const ids = page.map((row) => row.id);
  return { ...(await withDescendants(sql, view, thread, revision, ids)), cursor };
}

/** `GET /comments/{id}/replies` */
export async function listReplies(
  sql: Sql,
  view: View,
  id: string,
  query: { thread: string; cursor: string | undefined; limit: number },
): Promise<WirePage> {
  const thread = await findThread(sql, query.thread);
  if (!thread) throw new Problem('not-found');
  const after = query.cursor === undefined ? undefined : decode(repliesCursorSchema, query.cursor, thread);
  if (after && after.of !== id) throw badRequest('cursor');
  const revision = after?.r ?? thread.revision;
  const [parent] = await sql.query(
    `SELECT 1 FROM comments c WHERE c.id = $1 AND c.thread_id = $2 AND (${seen('$3', '$4')} OR $5)`,
    [
      id,
      thread.id,
      revision,
      view.author ?? null,
      // The parent may have been hidden since the page that announced these replies.
      after !== undefined,
    ],
  );
  if (!parent) throw new Problem('not-found');
  const rows = await sql.query<{ id: string; created_at: Date }>(
    `SELECT c.id, c.created_at FROM comments c
     WHERE c.parent_id = $1 AND ${seen('$2', '$3')} AND ($4::uuid IS NULL OR (c.created_at, c.id) > ($5::timestamptz, $4::uuid))
     ORDER BY c.created_at, c.id LIMIT $6`,
    [id, revision, view.author ?? null, after?.i ?? null, after?.c ? new Date(after.c) : null, query.limit],
  );
  const last = rows.at(-1);
  const page = await withDescendants(
    sql,
    view,
    thread,
    revision,
    rows.map((row) => row.id),
  );
  if (!last || rows.length < query.limit) return page;
  const [rest] = await sql.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM comments c
     WHERE c.parent_id = $1 AND ${seen('$2', '$3')} AND (c.created_at, c.id) > ($4::timestamptz, $5::uuid)`,
    [id, revision, view.author ?? null, last.created_at, last.id],
  );
  if (!rest?.count) return page;
  const cursor = encode({ t: thread.id, r: revision, of: id, c: last.created_at.toISOString(), i: last.id });
  return { ...page, cursor, moreReplies: [...page.moreReplies, { parentId: id, cursor, remaining: rest.count }] };
}

/** `GET /comments/{id}` */
export async function getComment(sql: Sql, view: View, id: string, threadKey: string): Promise<WirePage> {
  const thread = await findThread(sql, threadKey);
  if (!thread) throw new Problem('not-found');
  const ancestors = await sql.query<CommentRow>(
    `WITH RECURSIVE up AS (
       SELECT c.id, c.parent_id, 0 AS level FROM comments c
       WHERE c.id = $1 AND c.thread_id = $2 AND ${seen('$3', '$4')}
       UNION ALL
       SELECT c.id, c.parent_id, up.level + 1 FROM up JOIN comments c ON c.id = up.parent_id WHERE up.level < ${MAX_ANCESTORS}
     )
     SELECT ${columns('$4')} FROM up JOIN comments c USING (id) WHERE ${seen('$3', '$4')} ORDER BY up.level DESC`,
    [id, thread.id, thread.revision, view.author ?? null],
  );
  if (ancestors.at(-1)?.id !== id) throw new Problem('not-found');
  const page = await withDescendants(sql, view, thread, thread.revision, [id]);
  return { ...page, comments: [...ancestors.slice(0, -1).map((row) => toWire(row, view.now)), ...page.comments] };
}

/** One comment as its author sees it, whatever its state: the answer to a write. */
export async function ownComment(sql: Sql, author: string | undefined, now: number, id: string): Promise<WireComment> {
  const [row] = await sql.query<CommentRow>(`SELECT ${columns('$2')} FROM comments c WHERE c.id = $1`, [id, author ?? null]);
  if (!row) throw new Problem('not-found');
  return toWire(row, now);
}

/** `POST /counts`; a key that nobody wrote under counts 0. */
export async function countComments(sql: Sql, keys: readonly string[]): Promise<Record<string, number>> {
  const rows = await sql.query<{ key: string; total: number }>('SELECT key, total FROM threads WHERE key = ANY($1::text[])', [
    [...keys],
  ]);
  const totals = new Map(rows.map((row) => [row.key, row.total]));
  return Object.fromEntries(keys.map((key) => [key, totals.get(key) ?? 0]));
}

export async function siteModerated(sql: Sql): Promise<boolean> {
  const [row] = await sql.query(`SELECT 1 FROM settings WHERE key = 'moderated' AND value = 'true'`);
  return row !== undefined;
}

async function findThread(sql: Sql, key: string): Promise<Thread | undefined> {
  const [thread] = await sql.query<Thread>(
    `SELECT id, revision, total, closed,
       coalesce(moderated, EXISTS (SELECT 1 FROM settings WHERE key = 'moderated' AND value = 'true')) AS moderated
     FROM threads WHERE key = $1`,
    [key],
  );
  return thread;
}

/** `ids` in their order, each followed by its first descendants, depth first. */
async function withDescendants(
  sql: Sql,
  view: View,
  thread: Thread,
  revision: number,
  ids: readonly string[],
): Promise<WirePage> {
  const page = {
    ...emptyPage(view),
    thread: { total: thread.total, closed: thread.closed, moderated: thread.moderated, live: true },
  };
  if (ids.length === 0) return page;
  const rows = await sql.query<CommentRow & { more: number }>(
    `WITH RECURSIVE tree AS (
       SELECT id, 0 AS level FROM unnest($1::uuid[]) AS id
       UNION ALL
       SELECT reply.id, tree.level + 1 FROM tree CROSS JOIN LATERAL (
         SELECT c.id FROM comments c WHERE c.parent_id = tree.id AND ${seen('$2', '$3')}
         ORDER BY c.created_at, c.id LIMIT ${FIRST_REPLIES}
       ) AS reply
       WHERE tree.level < ${LEVELS}
     )
     SELECT ${columns('$3')} FROM tree JOIN comments c USING (id) ORDER BY c.created_at, c.id`,
    [[...ids], revision, view.author ?? null],
  );
  const counts = await sql.query<{ parent_id: string; count: number }>(
    `SELECT c.parent_id, count(*)::int AS count FROM comments c
     WHERE c.parent_id = ANY($1::uuid[]) AND ${seen('$2', '$3')} GROUP BY c.parent_id`,
    [rows.map((row) => row.id), revision, view.author ?? null],
  );
  const available = new Map(counts.map((row) => [row.parent_id, row.count]));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const roots = new Set(ids);
  const children = new Map<string, CommentRow[]>();
  for (const row of rows) {
    if (row.parent_id === null || roots.has(row.id)) continue;
    const siblings = children.get(row.parent_id);
    if (siblings) siblings.push(row);
    else children.set(row.parent_id, [row]);
  }
  const visit = (row: CommentRow) => {
    page.comments.push(toWire(row, view.now));
    const loaded = children.get(row.id) ?? [];
    loaded.forEach(visit);
    const remaining = (available.get(row.id) ?? 0) - loaded.length;
    if (remaining <= 0) return;
    const last = loaded.at(-1);
    page.moreReplies.push({
      parentId: row.id,
      cursor: encode({ t: thread.id, r: revision, of: row.id, c: last?.created_at.toISOString() ?? null, i: last?.id ?? null }),
      remaining,
    });
  };
  for (const id of ids) {
    const row = byId.get(id);
    if (row) visit(row);
  }
  return page;
}

function emptyPage(view: View): Omit<WirePage, 'thread'> {
  return { comments: [], cursor: null, moreReplies: [], now: new Date(view.now).toISOString() };
}

function toWire(row: CommentRow, now: number): WireComment {
  // A refused comment is nothing more to its author than a deleted one.
  const gone = row.status === 'deleted' || row.status === 'rejected';
  const waits = row.own && row.edited_text !== null;
  const until = row.created_at.getTime() + EDIT_WINDOW;
  return {
    id: row.id,
    parentId: row.parent_id,
    author: {
      name: gone ? '' : row.author_name,
      ...(row.author_url === null || gone ? {} : { url: row.author_url }),
      ...(row.author_badge === null || gone ? {} : { badge: row.author_badge }),
    },
    text: gone ? null : waits ? row.edited_text : row.text,
    createdAt: row.created_at.toISOString(),
    editedAt: gone ? null : (row.edited_at?.toISOString() ?? null),
    status: gone ? 'deleted' : waits ? 'pending' : (row.status as 'published' | 'pending'),
    score: row.score,
    vote: row.vote,
    replyCount: row.reply_count,
    pinned: row.pinned === 1,
    own: row.own,
    editableUntil: row.own && !gone && now < until ? new Date(until).toISOString() : null,
  };
}
