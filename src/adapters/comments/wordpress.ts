import { htmlToText } from '../../content/html-text.js';
import { parseHtml } from '../../content/html.js';
import { webUrl } from '../../content/urls.js';
import type { Comment, CommentPage, CommentSort, CommentsPort, NewComment, PostOutcome } from '../../ports/comments.js';
import { AfterwordError, type ErrorCode } from '../../ports/errors.js';
import type { PageIdentity } from '../../ports/page.js';
import { aside } from '../aside.js';
import { failureFromStatus, isObject, request, retryAfter, type HttpAnswer } from '../http.js';
import { count, idOf, instant, nameOf, textOf } from '../json-values.js';
import { wordpressEndpoint } from '../wordpress-endpoint.js';
import { asSent, isSame, sentOnce } from './sent-once.js';

export interface WordPressOptions {
  /** The REST root the site's own `<link rel="https://api.w.org/">` names; with plain permalinks `…/?rest_route=/`. */
  root: string;
  /** Id of the post; else a numeric `thread`, else the post whose slug and address are those of the page. */
  post?: number | undefined;
  /**
   * Address of `wp-comments-post.php`, which takes guests' comments on every stock site; used only from the site's own
   * origin, where its answer can be read, and only when the REST route wants a login.
   */
  form?: string | undefined;
  /** A fresh REST nonce of a signed-in reader; a stale one fails even for guests, so none is sent unless given. */
  getNonce?: (() => string | undefined | Promise<string | undefined>) | undefined;
  /**
   * Address that answers a fresh nonce, for pages made for a reader who is signed in:
   * `/wp-admin/admin-ajax.php?action=rest-nonce`. Used only from the site's own origin, where the cookie goes along.
   */
  nonce?: string | undefined;
  fetch?: typeof fetch;
}

const ROOTS_PER_PAGE = 20;
const REPLIES_PER_REQUEST = 100;
/** WordPress nests at most 10 levels (Settings › Discussion). */
const MAX_LEVELS = 10;
/** Whole, because `_fields=content.rendered` silently drops the content of comments. */
const FIELDS = 'id,parent,author_name,author_url,author_avatar_urls,date_gmt,content,link,status,_links.children';

/** Failures of a comment that is there for others only, or not any more. */
const UNSEEN: ReadonlySet<ErrorCode> = new Set(['not-found', 'forbidden']);
/** In every error page of WordPress's own. */
const ERROR_PAGE = 'wp-die-message';

/** What WordPress calls a failure, in our vocabulary; a tuple names the field. */
export const WORDPRESS_ERRORS: Readonly<Record<string, ErrorCode | readonly ['invalid', string]>> = {
  rest_comment_login_required: 'login-needed',
  rest_not_logged_in: 'login-needed',
  rest_cookie_invalid_nonce: 'session-expired',
  rest_comment_closed: 'closed',
  rest_comment_draft_post: 'closed',
  rest_comment_trash_post: 'closed',
  rest_comment_not_supported_post_type: 'closed',
  rest_comment_invalid_post_id: 'not-found',
  rest_post_invalid_id: 'not-found',
  rest_comment_invalid_id: 'not-found',
  rest_cannot_read_post: 'forbidden',
  rest_cannot_read: 'forbidden',
  rest_forbidden: 'forbidden',
  rest_forbidden_param: 'forbidden',
  rest_comment_author_data_required: ['invalid', 'email'],
  rest_comment_content_invalid: ['invalid', 'text'],
  comment_content_column_length: ['invalid', 'text'],
  comment_author_column_length: ['invalid', 'name'],
  comment_author_email_column_length: ['invalid', 'email'],
  comment_duplicate: 'duplicate',
  comment_flood: 'rate-limited',
  rest_comment_failed_create: 'server',
  rest_no_route: 'misconfigured',
};

/** The comments of a WordPress post, over its REST API (5.5 and later) without any plug-in. */
export function wordpress(options: WordPressOptions): CommentsPort {
  const posts = new Map<string, Promise<number>>();
  const send = { ...(options.fetch ? { fetch: options.fetch } : {}) };

  async function get(path: string, query: Record<string, string>, signal: AbortSignal): Promise<HttpAnswer> {
    const answer = await request(wordpressEndpoint(options.root, path, query), { ...send, signal });
    if (answer.ok) return answer;
    throw wordpressFailure(answer);
  }

  function postOf(page: PageIdentity, signal: AbortSignal): Promise<number> {
    const known = options.post ?? (/^\d+$/.test(page.id ?? '') ? Number(page.id) : undefined);
    if (known !== undefined) return Promise.resolve(known);
    let found = posts.get(page.url);
    if (!found) {
      found = findPost(page, signal);
      posts.set(page.url, found);
      found.catch(() => posts.delete(page.url));
    }
    return found;
  }

  async function findPost(page: PageIdentity, signal: AbortSignal): Promise<number> {
    const slug = pathOf(page.url).split('/').at(-1);
    // Without a slug WordPress would list its latest posts, one of which is none of this page's.
    const posts = slug ? list(await get('wp/v2/posts', { slug, _fields: 'id,link' }, signal)) : [];
    const post = posts.find(({ link }) => isAddressOf(webUrl(link), page.url));
    if (typeof post?.['id'] === 'number') return post['id'];
    throw new AfterwordError(
      'misconfigured',
      `WordPress has no post at ${page.url}; give its id as thread or in src as ?post=`,
    );
  }

  /** Everything below the given comments, level by level, so that one request serves a whole level. */
  async function descendants(
    post: number,
    parents: readonly Record<string, unknown>[],
    signal: AbortSignal,
  ): Promise<Record<string, unknown>[]> {
    const all: Record<string, unknown>[] = [];
    let level = parents.filter(hasChildren);
    for (let depth = 1; level.length && depth < MAX_LEVELS; depth++) {
      const query = {
        post: String(post),
        parent: level.map((item) => idOf(item['id'])).join(','),
        order: 'asc',
        _fields: FIELDS,
      };
      const replies: Record<string, unknown>[] = [];
      for (let page = 1, pages = 1; page <= pages; page++) {
        const answer = await get(
          'wp/v2/comments',
          { ...query, per_page: String(REPLIES_PER_REQUEST), page: String(page) },
          signal,
        );
        const found = list(answer);
        replies.push(...found);
        pages = found.length ? (count(answer.headers.get('X-WP-TotalPages')) ?? 1) : 0;
      }
      all.push(...replies);
      level = replies.filter(hasChildren);
    }
    return all;
  }

  async function isClosed(post: number, signal: AbortSignal): Promise<boolean> {
    const ask = (type: string) => get(`wp/v2/${type}/${post}`, { _fields: 'comment_status' }, signal);
    const answer = await ask('posts').catch((thrown: unknown) => {
      if (thrown instanceof AfterwordError && thrown.code === 'not-found') return ask('pages');
      throw thrown;
    });
    return isObject(answer.json) && answer.json['comment_status'] === 'closed';
  }

  async function total(post: number, signal: AbortSignal): Promise<number | undefined> {
    const answer = await get('wp/v2/comments', { post: String(post), per_page: '1', _fields: 'id' }, signal);
    return count(answer.headers.get('X-WP-Total'));
  }

  async function freshNonce(signal: AbortSignal): Promise<string | undefined> {
    const address = onOwnSite(options.nonce);
    if (!address) return undefined;
    const { ok, text, status } = await request(address, { ...send, credentials: 'include', signal });
    if (ok && /^[\da-f]{10}$/.test(text.trim())) return text.trim();
    throw new AfterwordError('session-expired', 'WordPress has no nonce for this reader', { status });
  }

  async function postByRest(post: number, comment: NewComment, signal: AbortSignal): Promise<PostOutcome> {
    const nonce = (await options.getNonce?.()) ?? (await freshNonce(signal));
    const answer = await request(wordpressEndpoint(options.root, 'wp/v2/comments', {}), {
      ...send,
      method: 'POST',
      signal,
      ...(nonce ? { headers: { 'X-WP-Nonce': nonce }, credentials: 'include' as const } : {}),
      body: {
        post,
        ...(comment.parentId === undefined ? {} : { parent: Number(comment.parentId) }),
        content: escapeHtml(comment.text),
        ...(comment.name ? { author_name: comment.name } : {}),
        ...(comment.email ? { author_email: comment.email } : {}),
      },
    });
    const created = answer.ok && isObject(answer.json) ? toComment(answer.json) : undefined;
    if (!created) throw wordpressFailure(answer);
    return { status: created.status === 'pending' ? 'pending' : 'published', comment: { ...created, own: true } };
  }

  /** The classic route. Its only sign of success is the redirect to the new comment; plug-ins redirect for other reasons too. */
  async function postByForm(
    form: string,
    post: number,
    page: PageIdentity,
    comment: NewComment,
    signal: AbortSignal,
  ): Promise<PostOutcome> {
    const answer = await request(form, {
      ...send,
      method: 'POST',
      signal,
      credentials: 'include',
      body: new URLSearchParams({
        comment_post_ID: String(post),
        comment_parent: comment.parentId ?? '0',
        author: comment.name ?? '',
        email: comment.email ?? '',
        comment: escapeHtml(comment.text),
      }),
    });
    if (answer.status === 403) throw await formRefusal(post, comment, signal);
    if (!answer.redirected) throw formFailure(answer);
    const held = new URL(answer.url).searchParams.get('unapproved');
    if (held) return { status: 'pending', comment: { ...asSent(comment), id: held } };
    const listed = await aside(newest(post, signal), signal);
    // Members comment under the name of their account.
    const stored = listed?.find((item) => isSame(item, { ...comment, name: undefined }, Date.now()));
    if (stored) return { status: 'published', comment: { ...stored, own: true } };
    if (!answer.ok || !isAddressOf(answer.url.replace(/\/comment-page-\d+/, ''), page.url))
      throw new AfterwordError('unreadable', `WordPress led to ${answer.url}`, { status: answer.status });
    // What it takes for spam it leads to the post as well.
    const status = listed ? 'pending' : 'published';
    return { status, comment: { ...asSent(comment), status } };
  }

  /** The classic route refuses with a sentence in the site's language, so the reason is looked for elsewhere. */
  async function formRefusal(post: number, { parentId }: NewComment, signal: AbortSignal): Promise<AfterwordError> {
    const isOver = await aside(isClosed(post, signal), signal);
    // Below a comment the reason may be that comment.
    const code = isOver ? 'closed' : parentId === undefined ? 'login-needed' : 'forbidden';
    return new AfterwordError(code, 'WordPress refused the comment', { status: 403 });
  }

  async function newest(post: number, signal: AbortSignal, size = 10): Promise<Comment[]> {
    const query = { post: String(post), per_page: String(size), _fields: FIELDS };
    return list(await get('wp/v2/comments', query, signal)).flatMap((item) => toComment(item) ?? []);
  }

  // Who is signed in has a name and an address already.
  const need = onOwnSite(options.nonce) ? 'none' : 'required';

  return {
    key: `wordpress ${options.root}`,
    sorts: ['oldest', 'newest'],
    composer: { name: need, email: need, maxLength: 65_525, formatting: 'plain' },

    async list(page, { sort, cursor }, signal): Promise<CommentPage> {
      const post = await postOf(page, signal);
      // Page numbers alone repeat comments when others post in between; below the newest of the first page they do not.
      const [before, number] = parseCursor(cursor);
      const [answer, closed, all] = await Promise.all([
        get(
          'wp/v2/comments',
          {
            post: String(post),
            parent: '0',
            per_page: String(ROOTS_PER_PAGE),
            page: String(number),
            order: sort === 'newest' ? 'desc' : 'asc',
            ...(before ? { before } : {}),
            _fields: FIELDS,
          },
          signal,
        ),
        // Other types of content are no posts and no pages, and cannot be asked about.
        cursor ? undefined : aside(isClosed(post, signal), signal),
        cursor ? undefined : aside(total(post, signal), signal),
      ]);
      const roots = list(answer);
      const items = [...roots, ...(await descendants(post, roots, signal))];
      const comments = items.map(toComment);
      return {
        comments: comments.filter((comment) => comment !== undefined),
        skipped: comments.filter((comment) => comment === undefined).length,
        cursor:
          number < (count(answer.headers.get('X-WP-TotalPages')) ?? 0)
            ? JSON.stringify([before || anchor(sort, roots), number + 1])
            : undefined,
        thread: cursor ? undefined : { closed, total: all },
      };
    },

    async get(page, id, signal) {
      const post = await postOf(page, signal);
      const chain: Record<string, unknown>[] = [];
      for (let next = id; next && next !== '0' && chain.length < MAX_LEVELS; next = idOf(chain.at(-1)!['parent']) ?? '') {
        if (!/^\d+$/.test(next)) throw new AfterwordError('not-found', `WordPress has no comment ${next}`);
        const answer = await get(`wp/v2/comments/${next}`, { _fields: `${FIELDS},post` }, signal).catch((thrown: unknown) => {
          // An ancestor in the trash, or held, is nobody's to read.
          if (chain.length && thrown instanceof AfterwordError && UNSEEN.has(thrown.code)) return undefined;
          throw thrown;
        });
        if (!answer) break;
        if (!isObject(answer.json) || answer.json['post'] !== post)
          throw new AfterwordError('not-found', `comment ${next} is not of post ${post}`);
        chain.push(answer.json);
      }
      const items = [...chain.reverse(), ...(await descendants(post, chain.slice(-1), signal))];
      return { comments: items.map(toComment).filter((comment) => comment !== undefined) };
    },

    post: sentOnce(
      async (page, comment, signal) => {
        const post = await postOf(page, signal);
        try {
          return await postByRest(post, comment, signal);
        } catch (thrown) {
          const form = onOwnSite(options.form);
          if (form && thrown instanceof AfterwordError && thrown.code === 'login-needed')
            return postByForm(form, post, page, comment, signal);
          throw thrown;
        }
      },
      // As many as WordPress tells at once: the try may have been days ago.
      async (page, signal) => newest(await postOf(page, signal), signal, 100),
    ),
  };
}

/** `src` is the REST root; `post`, `form` and `nonce` travel as its query parameters. */
export function fromSrc(src: URL): CommentsPort {
  const root = new URL(src);
  const post = root.searchParams.get('post');
  const address = (name: string): string | undefined => {
    const value = root.searchParams.get(name);
    root.searchParams.delete(name);
    return value === null ? undefined : new URL(value, src).href;
  };
  const form = address('form');
  const nonce = address('nonce');
  root.searchParams.delete('post');
  if (post !== null && !/^\d+$/.test(post))
    throw new AfterwordError('misconfigured', `post=${post} is not the number of a WordPress post`);
  return wordpress({
    root: root.href,
    post: post === null ? undefined : Number(post),
    form,
    nonce,
  });
}

/** A comment of the REST API, or `undefined` when it has no id to be known by. */
export function toComment(item: Record<string, unknown>): Comment | undefined {
  const id = idOf(item['id']);
  if (!id) return undefined;
  const parent = item['parent'];
  const content = isObject(item['content']) ? item['content']['rendered'] : undefined;
  const avatars = isObject(item['author_avatar_urls']) ? item['author_avatar_urls'] : {};
  const link = webUrl(item['link']);
  return {
    id,
    parentId: idOf(parent || undefined),
    author: {
      name: nameOf(htmlToText(textOf(item['author_name']))),
      url: webUrl(item['author_url']),
      avatar: webUrl(avatars['48']),
    },
    content: parseHtml(textOf(content), { base: link }),
    createdAt: gmt(item['date_gmt']),
    status: item['status'] === undefined || item['status'] === 'approved' ? 'published' : 'pending',
    url: link,
  };
}

/** WordPress writes GMT without saying so. */
function gmt(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined;
  return instant(Date.parse(/[zZ]|[+-]\d\d:?\d\d$/.test(value) ? value : `${value}Z`));
}

/** Slugs have no capitals, and neither have WordPress's own escapes. */
function pathOf(url: string): string {
  return new URL(url).pathname.replace(/\/$/, '').toLowerCase();
}

/** With plain permalinks the parameters name the post; a page may have others beside them. */
function isAddressOf(link: string | undefined, page: string): boolean {
  const here = new URL(page).searchParams;
  return (
    link !== undefined &&
    pathOf(link) === pathOf(page) &&
    [...new URL(link).searchParams].every(([name, value]) => here.get(name) === value)
  );
}

function hasChildren(item: Record<string, unknown>): boolean {
  const children = idOf(item['id']) && isObject(item['_links']) && item['_links']['children'];
  return Array.isArray(children) && children.length > 0;
}

function list(answer: HttpAnswer): Record<string, unknown>[] {
  if (!Array.isArray(answer.json))
    throw new AfterwordError('unreadable', `${answer.url} did not answer a list`, { status: answer.status });
  return answer.json.filter(isObject);
}

function wordpressFailure(answer: HttpAnswer): AfterwordError {
  const code = isObject(answer.json) ? textOf(answer.json['code']) : '';
  const data = isObject(answer.json) && isObject(answer.json['data']) ? answer.json['data'] : {};
  if (code === 'rest_invalid_param' && isObject(data['params'])) {
    const field = Object.keys(data['params'])[0] ?? '';
    return new AfterwordError('invalid', `WordPress refused ${field}`, { status: answer.status, field: FIELD_NAMES[field] });
  }
  const known = Object.hasOwn(WORDPRESS_ERRORS, code) ? WORDPRESS_ERRORS[code] : undefined;
  if (known === undefined) return failureFromStatus(answer);
  const [name, field] = typeof known === 'string' ? [known, undefined] : known;
  return new AfterwordError(name, `WordPress answered ${code}`, {
    status: answer.status,
    field,
    // WordPress sends no Retry-After; its own limit is one comment in 15 seconds.
    retryAfter: name === 'rate-limited' ? (retryAfter(answer.headers) ?? 15) : undefined,
  });
}

const FIELD_NAMES: Readonly<Record<string, string>> = { author_email: 'email', author_name: 'name', content: 'text' };

/** The classic route's failures: a status where it has one, else an error page with status 200. */
function formFailure(answer: HttpAnswer): AfterwordError {
  if (answer.status === 429)
    return new AfterwordError('rate-limited', 'WordPress answered comment_flood', {
      status: 429,
      retryAfter: retryAfter(answer.headers) ?? 15,
    });
  if (!answer.ok) return failureFromStatus(answer);
  if (answer.text.includes(ERROR_PAGE))
    return new AfterwordError('invalid', 'WordPress refused a field of the form', { status: answer.status });
  // Status 200 with an empty body: the post does not exist, or cannot be commented on.
  return new AfterwordError(answer.text.trim() ? 'unreadable' : 'not-found', 'WordPress did not take the comment', {
    status: answer.status,
  });
}

/**
 * An address that can be used from its own origin only. From a foreign one the form stores the comment and the browser
 * reports failure, and the nonce cannot be read.
 */
function onOwnSite(address: string | undefined): string | undefined {
  const here = (globalThis as { location?: { origin: string } }).location?.origin;
  return address !== undefined && new URL(address).origin === here ? address : undefined;
}

function parseCursor(cursor: string | undefined): readonly [before: string, page: number] {
  if (cursor === undefined) return ['', 1];
  const [before, page] = JSON.parse(cursor) as [string, number];
  return [before, page];
}

/** Just after the newest comment of the first page, by the server's clock: the reader's may be wrong. */
function anchor(sort: CommentSort, roots: readonly Record<string, unknown>[]): string {
  const newest = sort === 'newest' ? gmt(roots[0]?.['date_gmt']) : undefined;
  return newest === undefined ? '' : new Date(newest + 1000).toISOString();
}

/** WordPress reads comments as HTML; what a reader types is text. */
function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
