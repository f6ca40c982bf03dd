import { parseHtml } from '../../content/html.js';
import { webUrl } from '../../content/urls.js';
import type { Comment, CommentPage, CommentSort, CommentsPort, GetToken, PostOutcome } from '../../ports/comments.js';
import { AfterwordError, type ErrorCode } from '../../ports/errors.js';
import type { PageIdentity } from '../../ports/page.js';
import { failureFromStatus, isObject, jsonObject, request, type HttpAnswer, type HttpOptions } from '../http.js';
import { count, epoch, idOf, integer, nameOf, textOf } from '../json-values.js';
import { sentOnce } from './sent-once.js';

export interface Remark42Options {
  /** Address of the Remark42 server. */
  src: string;
  /** Name of the site on that server. */
  site: string;
  /**
   * A token the publisher minted for the reader. Without one comments can only be read: Remark42's own sign-in keeps its token
   * where no other origin can read it.
   */
  getToken?: GetToken | undefined;
  /** Milliseconds the server lets a comment be edited; 5 minutes by default, as `edit-time` there. */
  editWindow?: number | undefined;
  fetch?: typeof fetch;
}

const SORTS: Readonly<Record<CommentSort, string>> = { best: '-score', newest: '-time', oldest: '+time', replies: '-time' };
/** Its writes are limited to about one a second, and it sends no Retry-After. */
const TOO_FAST_SECONDS = 2;
/** Codes of its JSON failures (backend/app/rest/httperrors.go); a tuple names the field. */
export const REMARK42_ERRORS: Readonly<Record<number, ErrorCode | readonly ['invalid', string]>> = {
  1: 'not-found',
  3: 'forbidden',
  4: ['invalid', 'text'],
  5: 'not-found',
  6: 'misconfigured',
  7: 'forbidden',
  8: 'closed',
  9: 'filtered',
  10: 'edit-expired',
  11: 'edit-expired',
  12: 'forbidden',
  13: 'forbidden',
  14: 'duplicate',
  15: 'forbidden',
  16: 'forbidden',
  19: 'filtered',
};

/** The comments of a Remark42 site: read from anywhere, written with a token of the publisher's. */
export function remark42(options: Remark42Options): CommentsPort {
  const base = `${options.src.replace(/\/$/, '')}/api/v1`;
  /** This reader's votes as they were told last, by the id of the comment. */
  const votes = new Map<string, number>();

  async function send(path: string, query: Record<string, string>, http: Omit<HttpOptions, 'fetch'>): Promise<HttpAnswer> {
    const token = await options.getToken?.();
    const answer = await request(`${base}${path}?${new URLSearchParams({ site: options.site, ...query }).toString()}`, {
      ...http,
      // In a header of its own the token needs no cookie, and no token against forged requests.
      ...(token ? { headers: { 'X-JWT': token } } : {}),
      ...(options.fetch ? { fetch: options.fetch } : {}),
    });
    if (answer.ok) return answer;
    throw remarkFailure(answer);
  }

  function withSource(comment: Comment, source: string): Comment {
    const editableUntil = (comment.createdAt ?? Date.now()) + (options.editWindow ?? 300_000);
    return { ...comment, own: true, source, editableUntil };
  }

  function toOutcome(answer: HttpAnswer, source: string): PostOutcome {
    const comment = toComment(jsonObject(answer));
    if (!comment) throw new AfterwordError('unreadable', 'Remark42 answered without a comment', { status: answer.status });
    return { status: 'published', comment: withSource(comment, source) };
  }

  async function find(
    page: PageIdentity,
    sort: CommentSort,
    signal: AbortSignal,
  ): Promise<{ items: readonly unknown[]; info: unknown }> {
    const answer = await send('/find', { url: address(page), sort: SORTS[sort], format: 'plain' }, { signal });
    const { comments, info } = jsonObject(answer);
    if (Array.isArray(comments)) return { items: comments, info };
    throw new AfterwordError('unreadable', 'Remark42 answered without comments', { status: answer.status });
  }

  /** What this reader wrote under the page, newest first, as it was typed. */
  async function written(page: PageIdentity, signal: AbortSignal): Promise<Comment[]> {
    const [{ items }, me] = await Promise.all([find(page, 'newest', signal), send('/user', {}, { signal })]);
    const { id } = jsonObject(me);
    return items.flatMap((item) => {
      if (!isObject(item) || !isObject(item['user']) || item['user']['id'] !== id) return [];
      const comment = toComment(item);
      return comment ? [withSource(comment, textOf(item['orig']))] : [];
    });
  }

  const reading: CommentsPort = {
    key: `remark42 ${base} ${options.site}`,
    sorts: ['newest', 'oldest', 'best'],

    async list(page, { sort }, signal): Promise<CommentPage> {
      const { items, info } = await find(page, sort, signal);
      const read = items.map((item) => (isObject(item) ? toComment(item) : undefined));
      for (const comment of read) if (comment?.vote !== undefined) votes.set(comment.id, comment.vote);
      const thread = isObject(info) ? info : {};
      return {
        comments: read.filter((comment) => comment !== undefined),
        skipped: read.filter((comment) => comment === undefined).length,
        thread: {
          total: count(thread['count']),
          closed: thread['read_only'] === true,
        },
      };
    },

    async counts(pages, signal) {
      const answer = await send('/counts', {}, { method: 'POST', isRead: true, body: pages.map(address), signal });
      if (!Array.isArray(answer.json))
        throw new AfterwordError('unreadable', 'Remark42 answered without counts', { status: answer.status });
      const byUrl = new Map((answer.json as unknown[]).filter(isObject).map((entry) => [entry['url'], entry['count']]));
      return pages.map((page) => count(byUrl.get(address(page))));
    },
  };
  if (!options.getToken) return reading;

  return {
    ...reading,
    composer: { name: 'none', email: 'none', maxLength: 2048, formatting: 'markdown' },
    lowestVote: -1,

    post: sentOnce(async (page, comment, signal) => {
      const locator = { site: options.site, url: address(page) };
      const body = {
        text: comment.text,
        title: page.title ?? '',
        locator,
        ...(comment.parentId === undefined ? {} : { pid: comment.parentId }),
      };
      return toOutcome(await send('/comment', {}, { method: 'POST', body, signal }), comment.text);
    }, written),

    async edit(page, id, text, signal) {
      const answer = await send(
        `/comment/${encodeURIComponent(id)}`,
        { url: address(page) },
        { method: 'PUT', body: { text }, signal },
      );
      return toOutcome(answer, text);
    },

    async remove(page, id, signal) {
      await send(
        `/comment/${encodeURIComponent(id)}`,
        { url: address(page) },
        { method: 'PUT', body: { delete: true }, signal },
      );
    },

    async vote(page, id, vote, signal) {
      let known = votes.get(id) ?? 0;
      if (!vote && !known) throw new AfterwordError('forbidden', 'Remark42 has no vote to take back');
      let score = 0;
      do {
        // The opposite of a vote only takes it back; the same one is refused.
        const step = Math.sign(vote - known) || vote;
        const answer = await send(
          `/vote/${encodeURIComponent(id)}`,
          { url: address(page), vote: String(step) },
          { method: 'PUT', signal },
        );
        score = integer(jsonObject(answer)['score']) ?? 0;
        known = known === vote ? vote : known + step;
        votes.set(id, known);
      } while (known !== vote);
      return { score, vote };
    },
  };
}

/** `src` is the server; the name of the `site` travels as its query parameter. */
export function fromSrc(src: URL, getToken?: GetToken): CommentsPort {
  const site = src.searchParams.get('site');
  if (!site) throw new AfterwordError('misconfigured', 'Remark42 wants the name of the site in src as ?site=');
  return remark42({ src: src.origin + src.pathname, site, getToken });
}

/** Remark42's own client knows a thread by its `url` option, else by the page's address without query and hash. */
function address(page: PageIdentity): string {
  const url = new URL(page.url);
  return page.id ?? url.origin + url.pathname;
}

/** A comment of Remark42, or `undefined` when it has no id to be known by. `orig` is the reader's markdown: never read as HTML. */
export function toComment(item: Record<string, unknown>): Comment | undefined {
  const { pid, text, user, score, vote, pin } = item;
  const id = idOf(item['id']);
  if (!id) return undefined;
  const author = isObject(user) ? user : {};
  const edit = isObject(item['edit']) ? item['edit'] : {};
  const deleted = item['delete'] === true;
  return {
    id,
    parentId: idOf(pid),
    author: {
      name: nameOf(author['name']),
      avatar: webUrl(author['picture']),
      badge: author['admin'] === true ? 'staff' : undefined,
    },
    content: parseHtml(deleted ? '' : textOf(text)),
    createdAt: epoch(item['time']),
    editedAt: epoch(edit['time']),
    status: deleted ? 'deleted' : 'published',
    score: integer(score),
    vote: vote === 1 || vote === -1 ? vote : 0,
    pinned: pin === true,
  };
}

/** JSON with a code where the request was understood, a plain sentence where it was not let in. */
function remarkFailure(answer: HttpAnswer): AfterwordError {
  const options = { status: answer.status };
  if (answer.status === 429)
    return new AfterwordError('rate-limited', 'Remark42: too many requests', { ...options, retryAfter: TOO_FAST_SECONDS });
  if (answer.status === 401 && /expired|xsrf/i.test(answer.text))
    return new AfterwordError('session-expired', 'Remark42: the token has expired', options);
  const number = isObject(answer.json) ? (count(answer.json['code']) ?? -1) : -1;
  const known = Object.hasOwn(REMARK42_ERRORS, number) ? REMARK42_ERRORS[number] : undefined;
  if (known === undefined) return failureFromStatus(answer);
  const [code, field] = typeof known === 'string' ? [known, undefined] : known;
  return new AfterwordError(code, `Remark42 answered code ${number}`, { ...options, field });
}
