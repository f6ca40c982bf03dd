import { parseHtml } from '../../content/html.js';
import { plainText } from '../../content/plain-text.js';
import { webUrl } from '../../content/urls.js';
import type {
  Comment,
  CommentPage,
  CommentSort,
  CommentsPort,
  FieldNeed,
  GetToken,
  ListOptions,
  PostOutcome,
} from '../../ports/comments.js';
import { AfterwordError, type ErrorCode } from '../../ports/errors.js';
import type { PageIdentity } from '../../ports/page.js';
import { failureFromStatus, isObject, request, type HttpAnswer, type HttpOptions } from '../http.js';
import { count, idOf, instant, integer, nameOf, textOf } from '../json-values.js';
import { needOption } from '../src-options.js';
import { inChunks } from './in-chunks.js';
import { sentOnce } from './sent-once.js';

export interface WalineOptions {
  /** Address of the Waline server, without its `/api/`. */
  src: string;
  /** As the `requiredMeta` of the site: the server does not say it. */
  name?: FieldNeed | undefined;
  email?: FieldNeed | undefined;
  /** A signed-in reader's Waline token. */
  getToken?: GetToken | undefined;
  fetch?: typeof fetch;
}

const PAGE_SIZE = 20;
/** Paths that an address has room for. */
const MAX_COUNTS = 50;
/** Waline's own limit, and the pages of that size in which a comment without an answer is looked for. */
const MAX_PAGE_SIZE = 100;
const PAGES_SEARCHED = 10;
/** Waline's own limit is one comment a minute (`IPQPS`), and it sends no Retry-After. */
const TOO_FAST_SECONDS = 60;
const SORTS: Readonly<Record<CommentSort, string>> = {
  newest: 'insertedAt_desc',
  oldest: 'insertedAt_asc',
  best: 'like_desc',
  replies: 'insertedAt_desc',
};
/** Number of a refusal in words: Waline's below, or a site's own. */
const OWN_WORDS = 1000;
/** What Waline says in English, which every request asks for, so that its words can be told apart. */
export const WALINE_ERRORS: Readonly<Record<string, ErrorCode>> = {
  'Duplicate Content': 'duplicate',
  'Comment too fast!': 'rate-limited',
  Unauthorized: 'login-needed',
  Forbidden: 'forbidden',
};
const FIELDS: Readonly<Record<string, string>> = { comment: 'text', nick: 'name', mail: 'email' };

/** The comments of a Waline server (1.30 and later). Waline pages by number and nests two levels deep. */
export function waline(options: WalineOptions): CommentsPort {
  const base = `${options.src.replace(/\/(api\/?)?$/, '')}/api/comment`;
  /** The top-level comment of every reply seen: Waline wants it named beside the parent. */
  const rootOf = new Map<string, string>();

  async function send(
    path: string,
    query: Record<string, string> | string[][],
    http: Omit<HttpOptions, 'fetch'>,
  ): Promise<unknown> {
    const token = await options.getToken?.();
    const parameters = new URLSearchParams(query);
    parameters.set('lang', 'en');
    const answer = await request(`${base}${path}?${parameters.toString()}`, {
      ...http,
      ...(token ? { headers: { Authorization: `Bearer ${token}` } } : {}),
      ...(options.fetch ? { fetch: options.fetch } : {}),
    });
    if (answer.ok && isObject(answer.json) && answer.json['errno'] === 0) return answer.json['data'];
    throw walineFailure(answer, http.method === 'POST' ? 'filtered' : 'server');
  }

  function toOutcome(data: unknown, parentId: string | undefined): PostOutcome {
    const comment = isObject(data) ? toComment(data) : undefined;
    if (!comment) throw new AfterwordError('unreadable', 'Waline answered without a comment');
    const outcome = { ...comment, parentId, own: true };
    return { status: comment.status === 'pending' ? 'pending' : 'published', comment: outcome };
  }

  /** The comments and replies of a page as Waline has them. */
  async function items(
    page: PageIdentity,
    { sort, cursor = '1' }: ListOptions,
    signal: AbortSignal,
    size = PAGE_SIZE,
  ): Promise<{ data: Record<string, unknown>; items: readonly unknown[] }> {
    const query = { path: path(page), pageSize: String(size), page: cursor, sortBy: SORTS[sort] };
    const data = await send('', query, { signal });
    if (!isObject(data) || !Array.isArray(data['data']))
      throw new AfterwordError('unreadable', 'Waline answered without a list');
    const roots: unknown[] = data['data'];
    const items = roots.flatMap((root) =>
      isObject(root) && Array.isArray(root['children']) ? [root, ...(root['children'] as unknown[])] : [root],
    );
    return { data, items };
  }

  async function list(page: PageIdentity, options: ListOptions, signal: AbortSignal): Promise<CommentPage> {
    const { cursor } = options;
    const number = Number(cursor ?? 1);
    const { data, items: all } = await items(page, options, signal);
    const comments = all.map((item) => (isObject(item) ? toComment(item) : undefined));
    for (const item of all) {
      const [id, root] = isObject(item) ? [idOf(item['objectId']), idOf(item['rid'])] : [];
      if (id && root) rootOf.set(id, root);
    }
    return {
      comments: comments.filter((comment) => comment !== undefined),
      skipped: comments.filter((comment) => comment === undefined).length,
      cursor: number < (count(data['totalPages']) ?? 0) ? String(number + 1) : undefined,
      thread: cursor ? undefined : { total: count(data['count']) ?? 0 },
    };
  }

  return {
    key: `waline ${base}`,
    sorts: ['newest', 'oldest', 'best'],
    composer: {
      name: options.name ?? 'optional',
      email: options.email ?? 'optional',
      maxLength: 65_535,
      formatting: 'markdown',
    },
    lowestVote: 0,

    list,

    async counts(pages, signal) {
      const answers = await inChunks(pages, MAX_COUNTS, async (some) => {
        const paths = some.map(path);
        // Of one parameter Waline makes a list at its commas; several it takes as they stand.
        const urls = paths.some((one) => one.includes(',')) ? [...paths, ''] : [paths.join()];
        const data = await send('', [['type', 'count'], ...urls.map((url) => ['url', url])], { signal });
        const counts: unknown[] = Array.isArray(data) ? data : [data];
        return some.map((_, index) => count(counts[index]));
      });
      return answers.flat();
    },

    post: sentOnce(
      async (page, comment, signal) => {
        const { parentId } = comment;
        const body = {
          url: path(page),
          comment: comment.text,
          nick: comment.name ?? '',
          mail: comment.email ?? '',
          ...(parentId === undefined ? {} : { pid: objectId(parentId), rid: objectId(rootOf.get(parentId) ?? parentId) }),
        };
        const outcome = toOutcome(await send('', {}, { method: 'POST', body, signal }), parentId);
        if (parentId !== undefined) rootOf.set(outcome.comment.id, rootOf.get(parentId) ?? parentId);
        return outcome;
      },
      async (page, signal) => {
        const found: unknown[] = [];
        // Replies come with the comment they answer, however old that is.
        for (let number = 1, last = 1; number <= Math.min(last, PAGES_SEARCHED); number++) {
          const answer = await items(page, { sort: 'newest', cursor: String(number) }, signal, MAX_PAGE_SIZE);
          found.push(...answer.items);
          last = count(answer.data['totalPages']) ?? 1;
        }
        return found.flatMap((item) => {
          const comment = isObject(item) && toComment(item);
          const typed = isObject(item) && item['orig'];
          return comment ? [typeof typed === 'string' ? { ...comment, source: typed } : comment] : [];
        });
      },
      // Members have the name of their account, whatever they typed.
      async (name = '') => ((await options.getToken?.()) ? undefined : name),
    ),

    async vote(_page, id, vote, signal) {
      const data = await send(`/${encodeURIComponent(id)}`, {}, { method: 'PUT', body: { like: vote > 0 }, signal });
      // Of a comment that is gone Waline answers nothing, successfully.
      if (!isObject(data)) throw new AfterwordError('not-found', `Waline has no comment ${id}`);
      return { score: count(data['like']) ?? 0, vote: vote > 0 ? 1 : 0 };
    },
  };
}

/** `src` is the server; `name` and `email` (`none`, `optional`, `required`) travel as its query parameters. */
export function fromSrc(src: URL, getToken?: GetToken): CommentsPort {
  return waline({
    src: src.origin + src.pathname,
    name: needOption(src, 'name'),
    email: needOption(src, 'email'),
    getToken,
  });
}

/** Waline's own client knows a thread by its `path` option, else by the path of the page. */
function path(page: PageIdentity): string {
  const { pathname } = new URL(page.url);
  try {
    return page.id ?? decodeURI(pathname);
  } catch {
    // No UTF-8: as it stands.
    return pathname;
  }
}

/** Numbers in SQL databases, strings in others; sent back as they came. */
function objectId(id: string): string | number {
  return /^\d{1,15}$/.test(id) ? Number(id) : id;
}

/**
 * A comment of Waline, or `undefined` when it has no id to be known by. `orig` is markdown with live HTML in it: shown as text
 * where Waline made pictures of formulas, and never read as anything else.
 */
export function toComment(item: Record<string, unknown>): Comment | undefined {
  const { objectId, pid, nick, link, comment, orig, time, like, status, type, sticky } = item;
  const id = idOf(objectId);
  if (!id) return undefined;
  const html = textOf(comment);
  return {
    id,
    parentId: idOf(pid),
    author: {
      name: nameOf(nick),
      url: webUrl(link),
      badge: type === 'administrator' ? 'staff' : undefined,
    },
    content: html.includes('<svg') && textOf(orig) ? plainText(textOf(orig)) : parseHtml(html),
    createdAt: instant(time),
    // A comment taken for spam waits for a person, as a held one does.
    status: status === undefined || status === 'approved' ? 'published' : 'pending',
    score: integer(like),
    pinned: Boolean(sticky),
  };
}

/** Nearly every failure has status 200 and says itself in `errno` and `errmsg`; `own` is one in words of the site's, from a hook. */
function walineFailure(answer: HttpAnswer, own: ErrorCode): AfterwordError {
  const { errmsg: message, errno } = isObject(answer.json) ? answer.json : {};
  const options = { status: answer.status };
  if (isObject(message)) {
    const field = Object.keys(message)[0] ?? '';
    return new AfterwordError('invalid', `Waline refused ${field}`, { ...options, field: FIELDS[field] });
  }
  const said = textOf(message);
  const code = Object.hasOwn(WALINE_ERRORS, said) ? WALINE_ERRORS[said] : errno === OWN_WORDS ? own : undefined;
  if (code === undefined) return failureFromStatus(answer);
  return new AfterwordError(code, `Waline: ${said}`, {
    ...options,
    retryAfter: code === 'rate-limited' ? TOO_FAST_SECONDS : undefined,
  });
}
