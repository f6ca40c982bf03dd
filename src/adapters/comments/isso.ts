import { htmlToText } from '../../content/html-text.js';
import { parseHtml } from '../../content/html.js';
import { webUrl } from '../../content/urls.js';
import type { Comment, CommentPage, CommentsPort, CommentStatus, FieldNeed, MoreReplies } from '../../ports/comments.js';
import { AfterwordError } from '../../ports/errors.js';
import type { PageIdentity } from '../../ports/page.js';
import { failed, type FailureRow } from '../failures.js';
import { isObject, jsonObject, request, type HttpAnswer, type HttpOptions } from '../http.js';
import { count, idOf, instant, nameOf, textOf } from '../json-values.js';
import { needOption } from '../src-options.js';
import { sentOnce } from './sent-once.js';

export interface IssoOptions {
  /** Address of the Isso server; the page's origin must be among its configured hosts. */
  src: string;
  /** As the server's `require-author` and `require-email`: Isso says them only with the list. */
  name?: FieldNeed | undefined;
  email?: FieldNeed | undefined;
  fetch?: typeof fetch;
}

const ROOTS_PER_PAGE = 20;
const FIRST_REPLIES = 3;
const REPLIES_PER_REQUEST = 50;
/** Isso lets a comment be changed while its cookie lives. */
const EDIT_WINDOW = 900_000;
const SORTS: Readonly<Record<string, string>> = { oldest: 'oldest', newest: 'newest', best: 'upvotes' };
const STATUS: Readonly<Record<number, CommentStatus>> = { 1: 'published', 2: 'pending', 4: 'deleted' };

/** The comments of an Isso server (0.13 and later). Isso pages by offset and cannot look up one comment by its id. */
export function isso(options: IssoOptions): CommentsPort {
  const base = options.src.replace(/\/$/, '');
  /** Until when the comments written through this port may be changed, by id. */
  const own = new Map<string, { until: number; source: string }>();

  function send(path: string, query: Record<string, string>, http: Omit<HttpOptions, 'fetch'>): Promise<HttpAnswer> {
    const search = new URLSearchParams(query).toString();
    return request(`${base}${path}${search && `?${search}`}`, {
      ...http,
      // The cookie that lets a reader edit is Isso's own.
      credentials: 'include',
      ...(options.fetch ? { fetch: options.fetch } : {}),
    });
  }

  function mark(comment: Comment): Comment {
    const mine = own.get(comment.id);
    return mine && mine.until > Date.now()
      ? { ...comment, own: true, source: mine.source, editableUntil: mine.until }
      : comment;
  }

  async function written(
    answer: HttpAnswer,
    source: string,
    failure = issoFailure,
  ): Promise<{ status: 'published' | 'pending'; comment: Comment }> {
    if (!answer.ok) throw failure(answer);
    const comment = toComment(jsonObject(answer));
    if (!comment) throw new AfterwordError('unreadable', 'Isso answered without a comment', { status: answer.status });
    own.set(comment.id, { until: Date.now() + EDIT_WINDOW, source });
    const pending = answer.status === 202 || comment.status === 'pending';
    return {
      status: pending ? 'pending' : 'published',
      comment: mark({ ...comment, status: pending ? 'pending' : 'published' }),
    };
  }

  async function read(
    page: PageIdentity,
    query: Record<string, string>,
    signal: AbortSignal,
  ): Promise<Record<string, unknown>> {
    const answer = await send('/', { uri: uri(page), ...query }, { signal });
    if (!answer.ok) throw issoFailure(answer);
    const body = jsonObject(answer);
    if (Array.isArray(body['replies'])) return body;
    throw new AfterwordError('unreadable', 'Isso answered without a list of replies', { status: answer.status });
  }

  /** The whole thread, newest first, with what was typed: Isso tells it instead of what it made of it, and only when asked. */
  async function everything(page: PageIdentity, signal: AbortSignal): Promise<Comment[]> {
    const [typed, shown] = await Promise.all(
      [{ plain: '1' }, {}].map(async (query) => itemsOf(await read(page, { sort: 'newest', ...query }, signal))),
    );
    const sources = new Map(typed!.map(({ id, text }) => [idOf(id), textOf(text)]));
    return shown!.flatMap((item) => {
      const comment = toComment(item);
      return comment ? [{ ...comment, source: sources.get(comment.id) }] : [];
    });
  }

  return {
    key: `isso ${base}`,
    sorts: ['oldest', 'newest', 'best'],
    composer: { name: options.name ?? 'optional', email: options.email ?? 'none', maxLength: 65_535, formatting: 'markdown' },
    lowestVote: -1,

    async list(page, { sort, cursor }, signal): Promise<CommentPage> {
      const offset = Number(cursor ?? 0);
      const body = await read(
        page,
        {
          limit: String(ROOTS_PER_PAGE),
          offset: String(offset),
          nested_limit: String(FIRST_REPLIES),
          sort: SORTS[sort] ?? 'oldest',
        },
        signal,
      );
      const roots = (body['replies'] as unknown[]).filter(isObject);
      const page_ = toPage(roots, mark);
      return {
        ...page_,
        cursor: count(body['hidden_replies']) && roots.length ? String(offset + roots.length) : undefined,
        thread: cursor ? undefined : { total: count(body['total_replies']) ?? 0 },
      };
    },

    async replies(page, { parentId, cursor }, signal): Promise<CommentPage> {
      const body = await read(page, { parent: parentId, limit: String(REPLIES_PER_REQUEST), offset: cursor }, signal);
      const replies = (body['replies'] as unknown[]).filter(isObject);
      const remaining = count(body['hidden_replies']);
      return {
        comments: replies.map(toComment).flatMap((comment) => (comment ? [mark(comment)] : [])),
        moreReplies:
          remaining && replies.length ? [{ parentId, cursor: String(Number(cursor) + replies.length), remaining }] : [],
      };
    },

    async counts(pages, signal) {
      const answer = await send('/count', {}, { method: 'POST', isRead: true, body: pages.map(uri), signal });
      if (!answer.ok) throw issoFailure(answer);
      if (!Array.isArray(answer.json))
        throw new AfterwordError('unreadable', 'Isso answered without counts', { status: answer.status });
      const counts: unknown[] = answer.json;
      return pages.map((_, index) => count(counts[index]));
    },

    post: sentOnce(
      async (page, comment, signal) => {
        const body = {
          text: comment.text,
          author: comment.name || null,
          email: comment.email || null,
          parent: comment.parentId === undefined ? null : Number(comment.parentId),
          // Without a title the server fetches the page to find one.
          title: page.title ?? uri(page),
        };
        return written(await send('/new', { uri: uri(page) }, { method: 'POST', body, signal }), comment.text);
      },
      everything,
      // All are guests: who gives no name has none.
      (name = '') => name,
    ),

    async edit(_page, id, text, signal) {
      const answer = await send(`/id/${encodeURIComponent(id)}`, {}, { method: 'PUT', body: { text }, signal });
      return written(answer, text, changeFailure);
    },

    async remove(_page, id, signal) {
      // Isso takes a deletion only with a JSON content type, its guard against forged requests.
      const answer = await send(`/id/${encodeURIComponent(id)}`, {}, { method: 'DELETE', body: {}, signal });
      if (!answer.ok) throw changeFailure(answer);
      own.delete(id);
    },

    async vote(_page, id, vote, signal) {
      if (vote === 0) throw new AfterwordError('forbidden', 'Isso cannot take a vote back');
      const answer = await send(
        `/id/${encodeURIComponent(id)}/${vote > 0 ? 'like' : 'dislike'}`,
        {},
        { method: 'POST', body: {}, signal },
      );
      if (!answer.ok) throw issoFailure(answer);
      const body = jsonObject(answer);
      // Refused with status 200 and a sentence: the reader's address has voted already, or wrote the comment.
      if (typeof body['message'] === 'string') throw new AfterwordError('forbidden', `Isso: ${body['message']}`);
      return { score: score(body) ?? 0, vote };
    },
  };
}

/** `src` is the server; `name` and `email` (`none`, `optional`, `required`) travel as its query parameters. */
export function fromSrc(src: URL): CommentsPort {
  return isso({ src: src.origin + src.pathname, name: needOption(src, 'name'), email: needOption(src, 'email') });
}

/** Isso's own client knows a thread by `data-isso-id`, else by the path of the page. */
function uri(page: PageIdentity): string {
  return page.id ?? new URL(page.url).pathname;
}

/** The comments of an answer and the replies it has of each. */
function itemsOf(body: Record<string, unknown>): Record<string, unknown>[] {
  const roots = Array.isArray(body['replies']) ? body['replies'].filter(isObject) : [];
  return roots.flatMap((root) => [root, ...itemsOf(root)]);
}

function toPage(roots: readonly Record<string, unknown>[], mark: (comment: Comment) => Comment): CommentPage {
  const comments = itemsOf({ replies: roots }).map(toComment);
  const moreReplies = roots.flatMap((root): MoreReplies[] => {
    const parentId = idOf(root['id']);
    const remaining = count(root['hidden_replies']);
    const shown = Array.isArray(root['replies']) ? root['replies'].length : 0;
    return parentId && remaining ? [{ parentId, cursor: String(shown), remaining }] : [];
  });
  return {
    comments: comments.flatMap((comment) => (comment ? [mark(comment)] : [])),
    moreReplies,
    skipped: comments.filter((comment) => comment === undefined).length,
  };
}

/** A comment of Isso, or `undefined` when it has no id to be known by. */
export function toComment(item: Record<string, unknown>): Comment | undefined {
  const { parent, author, text, website, mode } = item;
  const id = idOf(item['id']);
  if (!id) return undefined;
  const status = STATUS[count(mode) ?? 1] ?? 'published';
  return {
    id,
    parentId: idOf(parent),
    author: { name: nameOf(author), url: webUrl(website) },
    content: parseHtml(status === 'deleted' ? '' : textOf(text)),
    createdAt: seconds(item['created']),
    editedAt: seconds(item['modified']),
    status,
    score: score(item),
    replyCount: count(item['total_replies']),
  };
}

function seconds(value: unknown): number | undefined {
  return typeof value === 'number' ? instant(Math.round(value * 1000)) : undefined;
}

function score({ likes, dislikes }: Record<string, unknown>): number | undefined {
  const liked = count(likes);
  return liked === undefined ? undefined : liked - (count(dislikes) ?? 0);
}

/** Isso explains itself in English: in a page of HTML, and since September 2026 in a JSON `reason`. */
export const ISSO_FAILURES: readonly FailureRow[] = [
  { said: /ratelimit|direct-reply|direct response|reply-to-self|edit time frame/, code: 'rate-limited' },
  { said: /text is too (short|long)|text is missing/, code: 'invalid', field: 'text' },
  { said: /author.*(required|missing|too long)|require-author/, code: 'invalid', field: 'name' },
  { said: /e-?mail.*(required|missing|too long)|require-email/, code: 'invalid', field: 'email' },
];

function issoFailure(answer: HttpAnswer): AfterwordError {
  const reason = isObject(answer.json) ? textOf(answer.json['reason']) : htmlToText(answer.text.slice(0, 2000));
  return failed('Isso', ISSO_FAILURES, reason, answer);
}

/** Who may not change a comment has no cookie for it any more. */
function changeFailure(answer: HttpAnswer): AfterwordError {
  const { status } = answer;
  return status === 403
    ? new AfterwordError('edit-expired', 'Isso: no cookie for this comment', { status })
    : issoFailure(answer);
}
