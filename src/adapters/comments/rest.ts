import { guardedStore, type KeyValueStore, type PlatformStorage } from '../../content/key-value-store.js';
import { parseMarkdown } from '../../content/markdown.js';
import { pageKey } from '../../content/page-key.js';
import { webUrl } from '../../content/urls.js';
import type {
  Comment,
  CommentAuthor,
  CommentPage,
  CommentsPort,
  CommentStatus,
  GetToken,
  MoreReplies,
  NewComment,
  PostOutcome,
  ThreadInfo,
  Vote,
} from '../../ports/comments.js';
import { AfterwordError, ERROR_CODES, type ErrorCode } from '../../ports/errors.js';
import type { PageIdentity } from '../../ports/page.js';
import type { RichText } from '../../ports/rich-text.js';
import { failureFromStatus, isObject, jsonObject, request, retryAfter, type HttpAnswer, type HttpOptions } from '../http.js';
import { count, instant, integer, nameOf } from '../json-values.js';
import { pause } from '../pause.js';
import { inChunks } from './in-chunks.js';

/** A backend of the neutral contract, `docs/rest-api.yaml`. */
export interface RestOptions {
  /** Base address of the contract, absolute or relative to the page: `/api`. */
  src: string;
  /** The publisher's own login. Without it, or when it answers nothing, readers are guests with a key of their own. */
  getToken?: GetToken | undefined;
  /** Where a guest's key is kept; `localStorage` by default, the page's memory where that fails. */
  storage?: KeyValueStore;
  /** Milliseconds until an answer must be there; 10 s for reads and 30 s for writes by default. */
  timeout?: number;
  /** For tests and servers; the platform's `fetch` by default. */
  fetch?: NonNullable<HttpOptions['fetch']>;
  /** For tests; the platform's `EventSource` by default, `null` for none. */
  eventSource?: EventStreamClass | null;
  /** Milliseconds since the epoch; for tests. */
  now?: () => number;
}

/** Comments of one answer that are read in one task. */
const READ_AT_ONCE = 2500;
/** Milliseconds by which two clocks may differ and tell the same time. */
const SAME_CLOCK = 60_000;
/** Of the contract: keys per `POST /counts`, code points of a text, UTF-16 units of a title and of an address. */
const MAX_COUNTS = 200;
const MAX_TEXT = 10_000;
const MAX_TITLE = 500;
const MAX_URL = 2000;

/** Comments on any server that speaks the neutral contract. Throws `misconfigured` for a `src` that is no web address. */
export function rest(options: RestOptions): CommentsPort {
  const { path: base, query: baseQuery } = readSrc(options.src);
  const key = `rest ${options.src}`;
  const storage = options.storage ?? guardedStore(platformStorage);
  const now = options.now ?? Date.now;
  const EventStream = options.eventSource === undefined ? eventStream() : options.eventSource;
  /** How far this device's clock is ahead of the server's, as of the last answer that told. */
  let skew = 0;
  /** Writes that were sent and never answered, by comment id: the server may have done them. */
  const unsure = new Set<string>();

  async function authorization(signal: AbortSignal, isWrite: boolean, isFirstWrite: boolean): Promise<string | undefined> {
    if (options.getToken) {
      try {
        const token = await untilAborted(options.getToken, signal);
        if (token) return token;
      } catch (cause) {
        if (signal.aborted) throw signal.reason;
        // Whoever only reads may do so as a guest.
        if (isWrite) throw new AfterwordError('login-needed', 'getToken failed', { cause });
      }
    }
    const slot = `afterword.guest ${key}`;
    const known = storage.get(slot);
    if (isGuestKey(known)) return known;
    // Nothing identifies a reader who only reads.
    if (!isFirstWrite) return undefined;
    const made = newGuestKey();
    storage.set(slot, made);
    return made;
  }

  async function ask(
    path: string,
    signal: AbortSignal,
    { query = {}, isFirstWrite = false, isFixed = false, ...call }: AskOptions = {},
  ): Promise<HttpAnswer> {
    signal.throwIfAborted();
    const token = await authorization(signal, call.method !== undefined && !call.isRead, isFirstWrite);
    const isGuest = isGuestKey(token);
    const parameters = new URLSearchParams(baseQuery);
    for (const [name, value] of Object.entries(query)) if (value) parameters.set(name, value);
    const search = parameters.toString();
    const answer = await request(`${base}${path}${search && `?${search}`}`, {
      ...call,
      signal,
      ...(token && { headers: { Authorization: `Bearer ${token}` } }),
      ...(options.fetch && { fetch: options.fetch }),
      ...(options.timeout && { timeout: options.timeout }),
    });
    if (!answer.ok) throw toFailure(answer, { hasLogin: token !== undefined && !isGuest, isFixed });
    if (isObject(answer.json)) {
      const time = toTime(answer.json['now']);
      if (time !== undefined) skew = now() - time;
    }
    return answer;
  }

  async function askPage(path: string, page: PageIdentity, signal: AbortSignal, query: AskOptions['query'] = {}) {
    const answer = await ask(path, signal, { query: { thread: pageKey(page), ...query }, isFixed: path === '/comments' });
    const result = await toPage(jsonObject(answer), signal, skew);
    if (!result) throw new AfterwordError('unreadable', `${answer.url} sent no page of comments`, { status: answer.status });
    return result;
  }

  async function write(id: string, path: string, signal: AbortSignal, call: AskOptions): Promise<HttpAnswer> {
    try {
      const answer = await ask(path, signal, call);
      unsure.delete(id);
      return answer;
    } catch (thrown) {
      if (signal.aborted || AfterwordError.from(thrown).ambiguous) unsure.add(id);
      throw thrown;
    }
  }

  function outcome(id: string, answer: HttpAnswer): PostOutcome {
    const comment = isObject(answer.json) ? toComment(answer.json['comment'], skew) : undefined;
    if (!comment) {
      unsure.add(id);
      throw new AfterwordError('unreadable', `${answer.url} sent no comment`, { status: answer.status });
    }
    return { status: comment.status === 'pending' || answer.status === 202 ? 'pending' : 'published', comment };
  }

  /** The comment that an unanswered try made after all. */
  async function alreadyPosted(page: PageIdentity, draft: NewComment, signal: AbortSignal): Promise<PostOutcome> {
    const found = await askPage(`/comments/${encodeURIComponent(draft.id)}`, page, signal).catch((thrown: unknown) => {
      if (AfterwordError.from(thrown).code === 'not-found') return undefined;
      throw thrown;
    });
    const comment = found?.comments.find(({ id }) => id === draft.id) ?? waitingComment(draft, now());
    return { status: comment.status === 'pending' ? 'pending' : 'published', comment };
  }

  return {
    key,
    sorts: ['best', 'newest', 'oldest', 'replies'],
    composer: { name: options.getToken ? 'optional' : 'required', email: 'none', maxLength: MAX_TEXT, formatting: 'markdown' },
    lowestVote: -1,

    list: (page, { sort, cursor }, signal) => askPage('/comments', page, signal, { sort, cursor }),

    replies: (page, { parentId, cursor }, signal) =>
      askPage(`/comments/${encodeURIComponent(parentId)}/replies`, page, signal, { cursor }),

    async get(page, id, signal) {
      const found = await askPage(`/comments/${encodeURIComponent(id)}`, page, signal);
      if (found.comments.some((comment) => comment.id === id)) return found;
      throw new AfterwordError('not-found', `the answer does not hold the comment ${id}`);
    },

    async counts(pages, signal) {
      const keys = pages.map(pageKey);
      const unique = [...new Set(keys)];
      const answers = await inChunks(unique, MAX_COUNTS, async (threads) =>
        toCounts(jsonObject(await ask('/counts', signal, { method: 'POST', isRead: true, body: { threads }, isFixed: true }))),
      );
      const counts = new Map(answers.flatMap((answer) => [...answer]));
      return keys.map((asked) => counts.get(asked));
    },

    // Nothing identifies the reader: an event stream carries no key of theirs.
    ...(EventStream && {
      watch: (page, onTotal, signal) =>
        new Promise<never>((_, reject) => {
          signal.throwIfAborted();
          const parameters = new URLSearchParams(baseQuery);
          parameters.set('thread', pageKey(page));
          const events = new EventStream(`${base}/events?${parameters.toString()}`);
          const end = (reason: unknown): void => {
            events.close();
            reject(reason as Error);
          };
          signal.addEventListener('abort', () => end(signal.reason), { once: true });
          events.addEventListener('total', ({ data }) => {
            const total = count(data);
            if (total !== undefined) onTotal(total);
          });
          // Whatever the platform does not try again by itself.
          events.addEventListener('error', () => {
            if (events.readyState === 2) end(new AfterwordError('offline', 'the stream of events ended'));
          });
        }),
    }),

    async post(page, draft, signal) {
      const wasUnsure = unsure.has(draft.id) || draft.earlier?.includes(draft.text);
      try {
        return outcome(
          draft.id,
          await write(draft.id, '/comments', signal, {
            method: 'POST',
            body: toBody(page, draft),
            isFirstWrite: true,
            isFixed: true,
          }),
        );
      } catch (thrown) {
        if (wasUnsure && AfterwordError.from(thrown).code === 'duplicate') {
          const posted = await alreadyPosted(page, draft, signal);
          unsure.delete(draft.id);
          return posted;
        }
        throw thrown;
      }
    },

    async edit(_page, id, text, signal) {
      const answer = await ask(`/comments/${encodeURIComponent(id)}`, signal, { method: 'PATCH', body: { text } });
      return outcome(id, answer);
    },

    async remove(_page, id, signal) {
      const wasUnsure = unsure.has(id);
      try {
        await write(id, `/comments/${encodeURIComponent(id)}`, signal, { method: 'DELETE' });
      } catch (thrown) {
        // Gone is what was asked for, when an earlier try may have done it.
        if (!wasUnsure || AfterwordError.from(thrown).code !== 'not-found') throw thrown;
        unsure.delete(id);
      }
    },

    async vote(_page, id, vote, signal) {
      const answer = jsonObject(
        await ask(`/comments/${encodeURIComponent(id)}/vote`, signal, {
          method: 'PUT',
          body: { value: vote },
          isFirstWrite: true,
        }),
      );
      const score = integer(answer['score']);
      if (score === undefined) throw new AfterwordError('unreadable', 'the answer to a vote holds no score');
      return { score, vote: toVote(answer['vote']) ?? vote };
    },

    async report(_page, id, { reason, note }, signal) {
      await ask(`/comments/${encodeURIComponent(id)}/report`, signal, {
        method: 'POST',
        body: { reason, note: note?.trim() || undefined },
        isFirstWrite: true,
      });
    },
  };
}

/** For `provider="rest"`: the whole address is the base. */
export function fromSrc(src: URL, getToken?: GetToken): CommentsPort {
  return rest({ src: src.href, getToken });
}

interface AskOptions extends Pick<HttpOptions, 'method' | 'isRead' | 'body'> {
  query?: Readonly<Record<string, string | undefined>>;
  /** The reader says something, so that from now on there is somebody to know. */
  isFirstWrite?: boolean;
  /** The path exists on every server of the contract: 404 without a reason means that `src` is wrong. */
  isFixed?: boolean;
}

function readSrc(src: string): { path: string; query: string } {
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(src.trim())?.[0].toLowerCase();
  if (!src.trim() || (scheme && scheme !== 'http:' && scheme !== 'https:')) {
    throw new AfterwordError('misconfigured', `the comments backend "${src}" is not an http(s) address`);
  }
  const [path = '', query = ''] = src
    .trim()
    .replace(/#.*$/s, '')
    .split(/\?(.*)/s);
  let end = path.length;
  while (path[end - 1] === '/') end--;
  return { path: path.slice(0, end), query };
}

function platformStorage(): PlatformStorage | undefined {
  return (globalThis as { localStorage?: PlatformStorage }).localStorage;
}

/** What is used of the platform's `EventSource`, which servers may lack. */
export type EventStreamClass = new (url: string) => {
  readonly readyState: number;
  addEventListener(type: string, listener: (event: { data?: unknown }) => void): void;
  close(): void;
};

function eventStream(): EventStreamClass | undefined {
  return (globalThis as { EventSource?: EventStreamClass }).EventSource;
}

const GUEST_KEY = /^guest\.[\w-]{43}$/;

function isGuestKey(value: string | null | undefined): value is string {
  return value != null && GUEST_KEY.test(value);
}

function newGuestKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const base64 = btoa(String.fromCharCode(...bytes));
  return `guest.${base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
}

/** The publisher's login may ask the reader something and take its time, but not outlive the request. */
async function untilAborted<T>(start: () => T | Promise<T>, signal: AbortSignal): Promise<T> {
  let abort: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true });
  });
  try {
    return await Promise.race([start(), aborted]);
  } finally {
    if (abort) signal.removeEventListener('abort', abort);
  }
}

/** What a server may say. The rest of the vocabulary is what only a client can know. */
const CLIENT_CODES: readonly ErrorCode[] = ['offline', 'timeout', 'unreadable', 'misconfigured'];

/** A refusal as the failure its problem details name, else as its status says. */
export function toFailure(answer: HttpAnswer, { hasLogin = false, isFixed = false } = {}): AfterwordError {
  const problem = isObject(answer.json) ? answer.json : {};
  const said = ERROR_CODES.find((code) => code === problem['code'] && !CLIENT_CODES.includes(code));
  const plain = failureFromStatus(answer);
  const code = said ?? (answer.status === 404 && isFixed ? 'misconfigured' : plain.code);
  return new AfterwordError(code === 'login-needed' && hasLogin ? 'session-expired' : code, plain.message, {
    status: answer.status,
    field: typeof problem['field'] === 'string' ? problem['field'] : undefined,
    retryAfter: retryAfter(answer.headers) ?? count(problem['retryAfter']),
  });
}

/** The body of `POST /comments`. */
export function toBody(page: PageIdentity, { id, parentId, text, name }: NewComment): Record<string, unknown> {
  return {
    id,
    thread: pageKey(page),
    url: page.url.length > MAX_URL ? page.url.split(/[?#]/)[0] : page.url,
    title: page.title ? [...page.title].slice(0, MAX_TITLE / 2).join('') : undefined,
    parentId,
    text,
    name: name?.trim() || undefined,
  };
}

/**
 * A page as the port has it; `undefined` when it is none. Comments that cannot be read are left out and counted. Of very many, some
 * are read in each task.
 *
 * @param skew milliseconds this device's clock is ahead of the server's
 */
export async function toPage(answer: Record<string, unknown>, signal: AbortSignal, skew = 0): Promise<CommentPage | undefined> {
  const items = answer['comments'];
  if (!Array.isArray(items)) return undefined;
  const comments: Comment[] = [];
  for (let at = 0; at < items.length; at += READ_AT_ONCE) {
    if (at) await pause(0, signal);
    for (const item of items.slice(at, at + READ_AT_ONCE)) {
      const comment = toComment(item, skew);
      if (comment) comments.push(comment);
    }
  }
  const more = Array.isArray(answer['moreReplies']) ? answer['moreReplies'].flatMap((item) => toMoreReplies(item) ?? []) : [];
  return {
    comments,
    cursor: toId(answer['cursor']),
    moreReplies: more,
    thread: toThread(answer['thread']),
    skipped: items.length - comments.length,
  };
}

/** A comment as the port has it; `undefined` when it has no id, no text, or a status that was not meant to be shown. */
export function toComment(value: unknown, skew = 0): Comment | undefined {
  if (!isObject(value)) return undefined;
  const id = toId(value['id']);
  const status = toStatus(value['status']);
  const text = toText(value['text']);
  if (id === undefined || !status || (text === undefined && status !== 'deleted')) return undefined;
  const own = toFlag(value['own']);
  // What an answer takes on its way is no other clock.
  const shift = Math.abs(skew) < SAME_CLOCK ? 0 : skew;
  let content: RichText | undefined;
  return {
    id,
    parentId: toId(value['parentId']),
    author: toAuthor(value['author']),
    // Read when it is shown: of ten thousand comments, most are not.
    get content() {
      return (content ??= status === 'deleted' || text === undefined ? [] : parseMarkdown(text));
    },
    source: own && status !== 'deleted' ? text : undefined,
    createdAt: toTime(value['createdAt'], shift),
    editedAt: toTime(value['editedAt'], shift),
    status,
    score: integer(value['score']),
    vote: toVote(value['vote']),
    replyCount: count(value['replyCount']),
    pinned: toFlag(value['pinned']),
    own,
    editableUntil: toTime(value['editableUntil'], skew),
  };
}

/** Counts by key, whatever the keys are called. */
export function toCounts(answer: Record<string, unknown>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  if (!isObject(answer['counts'])) return counts;
  for (const [key, value] of Object.entries(answer['counts'])) {
    const total = count(value);
    if (total !== undefined) counts.set(key, total);
  }
  return counts;
}

function toAuthor(value: unknown): CommentAuthor {
  if (!isObject(value)) return { name: nameOf(toText(value)) };
  const badge = value['badge'];
  return {
    name: nameOf(toText(value['name'])),
    url: webUrl(value['url']),
    badge: badge === 'author' || badge === 'staff' ? badge : undefined,
  };
}

function toMoreReplies(value: unknown): MoreReplies | undefined {
  if (!isObject(value)) return undefined;
  const parentId = toId(value['parentId']);
  const cursor = toId(value['cursor']);
  if (parentId === undefined || cursor === undefined) return undefined;
  return { parentId, cursor, remaining: count(value['remaining']) };
}

function toThread(value: unknown): ThreadInfo | undefined {
  if (!isObject(value)) return undefined;
  return {
    total: count(value['total']),
    closed: toFlag(value['closed']),
    moderated: toFlag(value['moderated']),
    live: toFlag(value['live']),
  };
}

/** Nothing said is published; a word we do not know (`spam`, `hidden`) was not meant for readers. */
function toStatus(value: unknown): CommentStatus | undefined {
  if (value == null) return 'published';
  return value === 'published' || value === 'pending' || value === 'deleted' ? value : undefined;
}

function toId(value: unknown): string | undefined {
  return toText(value) || undefined;
}

function toText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}

function toVote(value: unknown): Vote | undefined {
  const number = integer(value);
  return number === undefined ? undefined : number > 0 ? 1 : number < 0 ? -1 : 0;
}

function toFlag(value: unknown): boolean {
  return value === true || value === 'true' || value === 1;
}

/** Milliseconds since the epoch by this device's clock, from an RFC 3339 time or from what a drifting server makes of one. */
function toTime(value: unknown, skew = 0): number | undefined {
  const time = typeof value === 'string' ? Date.parse(value) : value;
  return typeof time === 'number' ? instant(time + skew) : undefined;
}

/** Sent, and seen by nobody yet. */
function waitingComment(draft: NewComment, createdAt: number): Comment {
  return {
    id: draft.id,
    parentId: draft.parentId,
    author: { name: draft.name ?? '' },
    content: parseMarkdown(draft.text),
    source: draft.text,
    createdAt,
    status: 'pending',
    own: true,
  };
}
