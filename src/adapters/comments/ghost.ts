import { parseHtml, richTextToPlain } from '../../content/html.js';
import { webUrl } from '../../content/urls.js';
import type {
  Comment,
  CommentPage,
  CommentsPort,
  CommentSort,
  MoreReplies,
  PostOutcome,
  ReportReason,
} from '../../ports/comments.js';
import { AfterwordError, type ErrorCode } from '../../ports/errors.js';
import type { PageIdentity } from '../../ports/page.js';
import type { Inline, RichText } from '../../ports/rich-text.js';
import { aside } from '../aside.js';
import { failureFromStatus, isObject, jsonObject, request, type HttpAnswer, type HttpOptions } from '../http.js';
import { count, epoch, idOf, nameOf, textOf } from '../json-values.js';
import { inChunks } from './in-chunks.js';
import { sentOnce } from './sent-once.js';

export interface GhostCommentsOptions {
  /** Address of the Ghost site, with its folder when it lives in one. */
  src: string;
  /** Id of the post; the `thread` of the page when absent. */
  post?: string | undefined;
  /** Origin of the page: members can only write from the site itself, whose session cookie they carry. */
  origin?: string | undefined;
  fetch?: typeof fetch;
}

const PAGE_SIZE = 20;
/** Ids that an address has room for. */
const MAX_COUNTS = 100;
const ORDERS: Readonly<Record<CommentSort, string>> = {
  best: 'count__likes desc, created_at desc',
  newest: 'created_at desc, id desc',
  oldest: 'created_at asc, id asc',
  replies: 'created_at desc, id desc',
};
/** Types of Ghost's failures. */
export const GHOST_ERRORS: Readonly<Record<string, ErrorCode>> = {
  UnauthorizedError: 'login-needed',
  NoPermissionError: 'forbidden',
  MethodNotAllowedError: 'closed',
  NotFoundError: 'not-found',
  ValidationError: 'invalid',
  TooManyRequestsError: 'rate-limited',
};

/** Comments of a Ghost site (5 and 6): read from anywhere, written by its signed-in members on the site itself. */
export function ghost(options: GhostCommentsOptions): CommentsPort {
  const base = `${options.src.replace(/\/$/, '')}/members/api`;
  const here = options.origin ?? (globalThis as { location?: { origin: string } }).location?.origin;
  const onSite = new URL(base).origin === here;
  /** The thread a reply belongs to: Ghost nests one level and keeps deeper replies as references. */
  const rootOf = new Map<string, string>();
  let member: Promise<string | undefined> | undefined;

  async function send(path: string, http: Omit<HttpOptions, 'fetch'>): Promise<HttpAnswer> {
    const answer = await request(`${base}/${path}`, {
      ...http,
      credentials: onSite ? 'same-origin' : 'omit',
      ...(options.fetch ? { fetch: options.fetch } : {}),
    });
    if (answer.ok) return answer;
    throw ghostFailure(answer);
  }

  function postId(page: PageIdentity): string {
    const id = options.post ?? page.id;
    if (id && /^[\da-f]{24}$/.test(id)) return id;
    throw new AfterwordError(
      'misconfigured',
      'Ghost wants the id of its post, 24 hexadecimal digits, as thread or in src as ?post=',
    );
  }

  /** Who is signed in; anybody's guess on a foreign site, where no cookie travels. */
  function memberId(signal: AbortSignal): Promise<string | undefined> {
    if (!onSite) return Promise.resolve(undefined);
    member ??= send('member/', { signal }).then(
      ({ json }) => (isObject(json) && typeof json['uuid'] === 'string' ? json['uuid'] : undefined),
      () => {
        member = undefined;
        return undefined;
      },
    );
    return member;
  }

  async function toPage(
    answer: HttpAnswer,
    signal: AbortSignal,
  ): Promise<{ page: CommentPage; items: Record<string, unknown>[] }> {
    const { comments } = jsonObject(answer);
    if (!Array.isArray(comments))
      throw new AfterwordError('unreadable', 'Ghost answered without comments', { status: answer.status });
    const uuid = await memberId(signal);
    const items = (comments as unknown[]).filter(isObject);
    const nested = items.flatMap((item) => [
      item,
      ...(Array.isArray(item['replies']) ? (item['replies'] as unknown[]).filter(isObject) : []),
    ]);
    for (const item of nested) {
      const [id, root] = [idOf(item['id']), idOf(item['parent_id'])];
      if (id && root) rootOf.set(id, root);
    }
    const read = nested.map((item) => toComment(item, uuid));
    return {
      items,
      page: {
        comments: read.filter((comment) => comment !== undefined),
        moreReplies: items.flatMap(hiddenReplies),
        skipped: read.filter((comment) => comment === undefined).length,
      },
    };
  }

  async function written(answer: HttpAnswer, signal: AbortSignal): Promise<PostOutcome> {
    const { page } = await toPage(answer, signal);
    const comment = page.comments[0];
    if (!comment) throw new AfterwordError('unreadable', 'Ghost answered without the comment', { status: answer.status });
    return {
      status: 'published',
      comment: { ...comment, own: true, source: toSource(comment.content), editableUntil: Infinity },
    };
  }

  const reading: CommentsPort = {
    key: `ghost ${base}`,
    sorts: ['best', 'newest', 'oldest'],

    async list(page, { sort, cursor }, signal): Promise<CommentPage> {
      const [number, anchor] = cursor === undefined ? [1, ''] : (JSON.parse(cursor) as [number, string]);
      const query = new URLSearchParams({ limit: String(PAGE_SIZE), page: String(number), order: ORDERS[sort] });
      // Page numbers alone would repeat comments when others post in between.
      if (anchor) query.set('filter', `created_at:<='${anchor}'`);
      const post = postId(page);
      const asking = send(`comments/post/${post}/?${query.toString()}`, { signal }).catch((thrown: unknown) => {
        // Where comments are off for the whole site there is nothing to read, and nothing is broken.
        if (thrown instanceof AfterwordError && thrown.code === 'closed') return undefined;
        throw thrown;
      });
      const info = cursor ? undefined : aside(threadInfo(post, signal), signal);
      const answer = await asking;
      if (!answer) return { comments: [], thread: { total: 0, closed: true } };
      const { page: read, items } = await toPage(answer, signal);
      const meta = isObject(answer.json) && isObject(answer.json['meta']) ? answer.json['meta'] : {};
      const pagination = isObject(meta['pagination']) ? meta['pagination'] : {};
      const next = typeof pagination['next'] === 'number' ? pagination['next'] : undefined;
      const newest = sort === 'newest' ? textOf(items[0]?.['created_at']) : '';
      return {
        ...read,
        cursor: next === undefined ? undefined : JSON.stringify([next, anchor || newest]),
        thread: cursor ? undefined : ((await info) ?? {}),
      };
    },

    async replies(_page, { parentId, cursor }, signal): Promise<CommentPage> {
      const query = new URLSearchParams({ limit: String(PAGE_SIZE), filter: `id:>'${cursor}'` });
      const answer = await send(`comments/${encodeURIComponent(parentId)}/replies/?${query.toString()}`, { signal });
      const { page: read, items } = await toPage(answer, signal);
      const last = idOf(items.at(-1)?.['id']);
      return { ...read, moreReplies: items.length === PAGE_SIZE && last ? [{ parentId, cursor: last }] : [] };
    },

    async get(_page, id, signal): Promise<CommentPage> {
      const { page: read, items } = await toPage(await send(`comments/${encodeURIComponent(id)}/`, { signal }), signal);
      const parent = idOf(items[0]?.['parent_id']);
      if (!parent) return read;
      const above = await toPage(await send(`comments/${encodeURIComponent(parent)}/`, { signal }), signal);
      return { ...above.page, comments: [...above.page.comments, ...read.comments] };
    },

    async counts(pages, signal) {
      const ids = pages.map(({ id }) => id ?? '');
      const answers = await inChunks(ids, MAX_COUNTS, async (some) => {
        const asked = some.filter(Boolean).map(encodeURIComponent).join(',');
        const counts = asked ? jsonObject(await send(`comments/counts/?ids=${asked}`, { signal })) : {};
        return some.map((id) => (Object.hasOwn(counts, id) ? count(counts[id]) : undefined));
      });
      return answers.flat();
    },
  };
  if (!onSite) return reading;

  return {
    ...reading,
    composer: { name: 'none', email: 'none', maxLength: 10_000, formatting: 'plain' },
    lowestVote: 0,

    post: sentOnce(
      async (page, comment, signal) => {
        const { parentId } = comment;
        const root = parentId === undefined ? undefined : (rootOf.get(parentId) ?? parentId);
        const body = {
          post_id: postId(page),
          html: toHtml(comment.text),
          ...(root === undefined ? {} : { parent_id: root }),
          ...(parentId === undefined || root === parentId ? {} : { in_reply_to_id: parentId }),
        };
        return written(await send('comments/', { method: 'POST', body: { comments: [body] }, signal }), signal);
      },
      async (page, signal) => (await reading.list(page, { sort: 'newest' }, signal)).comments.filter(({ own }) => own),
    ),

    async edit(_page, id, text, signal) {
      const body = { comments: [{ html: toHtml(text) }] };
      return written(await send(`comments/${encodeURIComponent(id)}/`, { method: 'PUT', body, signal }), signal);
    },

    async remove(_page, id, signal) {
      await send(`comments/${encodeURIComponent(id)}/`, { method: 'PUT', body: { comments: [{ status: 'deleted' }] }, signal });
    },

    async vote(_page, id, vote, signal) {
      const path = `comments/${encodeURIComponent(id)}/`;
      const wanted = vote > 0 ? 1 : 0;
      let refusal: AfterwordError | undefined;
      try {
        await send(`${path}like/`, { method: wanted ? 'POST' : 'DELETE', signal });
      } catch (thrown) {
        // A second like, or the end of one that is gone (404), is refused although it is already what the reader wants.
        if (!(thrown instanceof AfterwordError && [400, 404].includes(thrown.status!))) throw thrown;
        refusal = thrown;
      }
      const { page } = await toPage(await send(path, { signal }), signal);
      const { score = 0, vote: held } = page.comments[0] ?? {};
      if (refusal && held !== wanted) throw refusal;
      return { score, vote: wanted };
    },

    async report(_page, id, _report: { reason: ReportReason }, signal) {
      await send(`comments/${encodeURIComponent(id)}/report/`, { method: 'POST', body: {}, signal });
    },
  };

  async function threadInfo(id: string, signal: AbortSignal): Promise<{ total: number | undefined }> {
    const { json } = await send(`comments/counts/?ids=${id}`, { signal });
    return { total: isObject(json) ? count(json[id]) : undefined };
  }
}

/** `src` is the site; the id of the post may travel as its query parameter `post`. */
export function fromSrc(src: URL): CommentsPort {
  return ghost({ src: src.origin + src.pathname, post: src.searchParams.get('post') ?? undefined });
}

/** A comment of Ghost, or `undefined` when it has no id to be known by. `member` is the signed-in reader's uuid. */
export function toComment(item: Record<string, unknown>, member?: string): Comment | undefined {
  const { parent_id: parent, in_reply_to_id: inReplyTo, html, status } = item;
  const id = idOf(item['id']);
  if (!id) return undefined;
  const author = isObject(item['member']) ? item['member'] : {};
  const counts = isObject(item['count']) ? item['count'] : {};
  const content = parseHtml(textOf(html));
  const own = member !== undefined && author['uuid'] === member;
  return {
    id,
    parentId: idOf(inReplyTo) ?? idOf(parent),
    author: { name: nameOf(author['name']), avatar: webUrl(author['avatar_image']) },
    content,
    createdAt: epoch(item['created_at']),
    editedAt: epoch(item['edited_at']),
    status: status === 'published' ? 'published' : 'deleted',
    score: count(counts['likes']),
    vote: item['liked'] === true ? 1 : 0,
    replyCount: count(counts['direct_replies'] ?? counts['replies']),
    pinned: item['pinned'] === true,
    ...(own ? { own, source: toSource(content), editableUntil: Infinity } : {}),
  };
}

function hiddenReplies(item: Record<string, unknown>): MoreReplies[] {
  const shown = Array.isArray(item['replies']) ? (item['replies'] as unknown[]).filter(isObject) : [];
  const total = (isObject(item['count']) && count(item['count']['replies'])) || 0;
  const [parentId, cursor] = [idOf(item['id']), idOf(shown.at(-1)?.['id'])];
  if (total <= shown.length || !parentId || !cursor) return [];
  return [{ parentId, cursor, remaining: total - shown.length }];
}

/**
 * What a member changes: text, with the links and quotes that Ghost's own form makes as markdown has them, so that
 * {@link toHtml} keeps them.
 */
function toSource(content: RichText): string {
  return content
    .map((block) => {
      if (block.type === 'quote') return toSource(block.children).replace(/^/gm, '> ');
      return block.type === 'paragraph' ? block.children.map(inlineSource).join('') : richTextToPlain([block]);
    })
    .filter(Boolean)
    .join('\n\n');
}

function inlineSource(inline: Inline): string {
  const text = richTextToPlain([{ type: 'paragraph', children: [inline] }]);
  if (inline.type !== 'link') return text;
  const url = inline.url.replaceAll('(', '%28').replaceAll(')', '%29');
  return `[${text.replaceAll('[', '(').replaceAll(']', ')')}](${url})`;
}

/** Quotes inside each other; what is deeper stays text. */
const MAX_QUOTES = 8;
const LINK = /\[([^[\]]+)\]\(((?:https?:\/\/|mailto:)[^\s()"]+)\)/g;

/** Ghost takes HTML, and does not turn line ends into paragraphs itself. */
export function toHtml(text: string, depth = MAX_QUOTES): string {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .filter((part) => part.trim())
    .map((part) => {
      const quoted = part.replace(/^> ?/gm, '');
      // Every line, or it is no quote; and one that quotes nothing is text.
      if (depth && quoted.trim() && /^(>.*(\n|$))+$/.test(part)) return `<blockquote>${toHtml(quoted, depth - 1)}</blockquote>`;
      const escaped = part.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
      return `<p>${escaped.replace(LINK, '<a href="$2">$1</a>').replaceAll('\n', '<br>')}</p>`;
    })
    .join('');
}

function ghostFailure(answer: HttpAnswer): AfterwordError {
  const errors = isObject(answer.json) && Array.isArray(answer.json['errors']) ? (answer.json['errors'] as unknown[]) : [];
  const type = isObject(errors[0]) ? textOf(errors[0]['type']) : '';
  const code = Object.hasOwn(GHOST_ERRORS, type) ? GHOST_ERRORS[type] : undefined;
  if (code === undefined) return failureFromStatus(answer);
  return new AfterwordError(code, `Ghost answered ${type}`, {
    status: answer.status,
    field: code === 'invalid' ? 'text' : undefined,
  });
}
