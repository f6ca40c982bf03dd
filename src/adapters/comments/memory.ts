import { parseMarkdown } from '../../content/markdown.js';
import { pageKey } from '../../content/page-key.js';
import { codePoints } from '../../content/text-length.js';
import type {
  Comment,
  CommentPage,
  CommentSort,
  CommentsPort,
  CommentStatus,
  MoreReplies,
  PostOutcome,
  Vote,
} from '../../ports/comments.js';
import { AfterwordError, ERROR_CODES, type ErrorCode } from '../../ports/errors.js';
import type { PageIdentity } from '../../ports/page.js';
import { pause } from '../pause.js';

/** A comment to begin with. */
export interface SeedComment {
  id?: string;
  parentId?: string;
  author?: string;
  /** Our markdown subset. */
  text: string;
  /** Milliseconds since the epoch; by default an hour apart, the last an hour ago. */
  createdAt?: number;
  score?: number;
  status?: CommentStatus;
  badge?: 'author' | 'staff';
  pinned?: boolean;
  /** What its text is hidden behind. */
  warning?: string;
  /** Written by this reader. */
  own?: boolean;
}

export type MemoryMethod = 'list' | 'post' | 'edit' | 'remove' | 'vote' | 'report' | 'get' | 'replies' | 'counts' | 'watch';

/** One call as it arrived, failed ones included. */
export interface MemoryCall {
  method: MemoryMethod;
  /** Without the signal. */
  arguments: readonly unknown[];
}

/** Read at every call, so that a test may change its mind. */
export interface MemoryOptions {
  /** What every thread begins with. */
  comments?: readonly SeedComment[];
  /** Milliseconds before every answer. */
  delay?: number;
  /** Fails every call, or those of the named methods. */
  failWith?: ErrorCode | Partial<Record<MemoryMethod, ErrorCode>> | undefined;
  /** New comments wait for a moderator. */
  moderated?: boolean;
  closed?: boolean;
  /** What the backend says its total is; counted by default. */
  total?: number;
  /** Top-level comments per page; 20 by default. */
  pageSize?: number;
  /** Direct replies that come with their parent, and per page of further ones; 10 by default. */
  repliesSize?: number;
  /** Where readers can join the conversation instead. */
  elsewhere?: { url: string; name: string };
  /** Milliseconds in which a reader may edit or delete; 15 minutes by default, `Infinity` without an end. */
  editWindow?: number;
  /** Seconds, with `rate-limited`. */
  retryAfter?: number;
  /** Capabilities this backend lacks. */
  without?: readonly Exclude<MemoryMethod, 'list'>[];
  /** Milliseconds since the epoch. */
  now?: () => number;
  log?: (call: MemoryCall) => void;
}

/** What {@link memory} answers: a whole port, and what happened to it. */
export interface MemoryPort extends CommentsPort {
  /** Every call so far, oldest first. */
  readonly log: readonly MemoryCall[];
  /** The same backend as another reader sees it. */
  as(reader: string): MemoryPort;
}

const SORTS = ['best', 'newest', 'oldest', 'replies'] as const satisfies readonly CommentSort[];
const MAX_TEXT = 10_000;
const MAX_NAME = 80;
const DUPLICATE_WINDOW = 5 * 60_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

interface Stored {
  id: string;
  parentId: string | undefined;
  reader: string | undefined;
  name: string;
  badge: 'author' | 'staff' | undefined;
  pinned: boolean;
  warning?: string | undefined;
  text: string;
  createdAt: number;
  editedAt: number | undefined;
  /** `gone`: removed without a trace; kept so that pages that were begun before still count the same. */
  status: CommentStatus | 'gone';
  /** Score it began with; votes come on top. */
  baseScore: number;
  /** When it was added, in events of its thread. */
  addedAt: number;
}

interface Cast {
  comment: Stored;
  reader: string;
  delta: number;
  at: number;
}

interface Thread {
  comments: Map<string, Stored>;
  children: Map<string | undefined, Stored[]>;
  votes: Cast[];
  reports: Set<string>;
  /** Who hears of its total. */
  watchers: Set<() => void>;
  /** Number of events so far: the clock that cursors are stable by. */
  events: number;
}

/** A place in an order that stands still: everything as of `events`, from `offset` on. */
interface Cursor {
  sort: string;
  events: number;
  offset: number;
}

/**
 * A comments backend in the page's memory: the reference implementation of the port, what stories and tests run on, and
 * a demonstration without a server. Every thread begins with the given comments.
 */
export function memory(options: MemoryOptions = {}): MemoryPort {
  const log: MemoryCall[] = [];
  const threads = new Map<string, Thread>();
  return portFor('reader', options, threads, log);
}

/** `src` carries the options that are numbers or words: `?delay=300&fail-with=offline&moderated&page-size=5`. */
export function fromSrc(src: URL): MemoryPort {
  const query = src.searchParams;
  const number = (name: string) => (query.get(name) ? Number(query.get(name)) : undefined);
  const flag = (name: string) => query.has(name) && query.get(name) !== 'false';
  const failWith = query.get('fail-with');
  const code = ERROR_CODES.find((known) => known === failWith);
  if (failWith && !code) throw new AfterwordError('misconfigured', `memory has no failure "${failWith}"`);
  const options: MemoryOptions = { moderated: flag('moderated'), closed: flag('closed') };
  if (code) options.failWith = code;
  for (const [parameter, option] of NUMBERS) {
    const value = number(parameter);
    if (value === undefined) continue;
    if (!Number.isFinite(value) || value < 0) throw new AfterwordError('misconfigured', `memory: "${parameter}" is no number`);
    options[option] = value;
  }
  return memory(options);
}

const NUMBERS = [
  ['delay', 'delay'],
  ['total', 'total'],
  ['page-size', 'pageSize'],
  ['replies-size', 'repliesSize'],
  ['edit-window', 'editWindow'],
  ['retry-after', 'retryAfter'],
] as const;

function portFor(reader: string, options: MemoryOptions, threads: Map<string, Thread>, log: MemoryCall[]): MemoryPort {
  const now = () => options.now?.() ?? Date.now();

  async function arrive(method: MemoryMethod, signal: AbortSignal, ...args: unknown[]): Promise<void> {
    signal.throwIfAborted();
    const call: MemoryCall = { method, arguments: args };
    log.push(call);
    options.log?.(call);
    await pause(options.delay ?? 0, signal);
    const code = typeof options.failWith === 'string' ? options.failWith : options.failWith?.[method];
    if (code) throw failure(code, `memory was told to fail`, undefined, options.retryAfter);
  }

  function threadOf(page: PageIdentity): Thread {
    const key = pageKey(page);
    let thread = threads.get(key);
    if (!thread) threads.set(key, (thread = seeded(options.comments ?? [], now())));
    return thread;
  }

  const totalOf = ({ comments }: Thread): number =>
    options.total ?? [...comments.values()].filter(({ status }) => status === 'published').length;

  const tellWatchers = (thread: Thread): void => {
    for (const tell of [...thread.watchers]) tell();
  };

  const isVisible = (comment: Stored, thread: Thread): boolean => {
    if (comment.status === 'pending') return comment.reader === reader;
    // A tombstone is there for its replies.
    if (comment.status === 'deleted') return (thread.children.get(comment.id) ?? []).some((reply) => reply.status !== 'gone');
    return comment.status !== 'gone';
  };

  const visibleChildren = (thread: Thread, id: string | undefined) =>
    (thread.children.get(id) ?? []).filter((comment) => isVisible(comment, thread));

  function toComment(thread: Thread, stored: Stored, scores: ReadonlyMap<Stored, number>): Comment {
    const isDeleted = stored.status === 'deleted' || stored.status === 'gone';
    const own = stored.reader === reader;
    const until = stored.createdAt + (options.editWindow ?? 15 * MINUTE);
    return {
      id: stored.id,
      parentId: stored.parentId,
      author: isDeleted ? { name: '' } : { name: stored.name, badge: stored.badge },
      content: isDeleted ? [] : parseMarkdown(stored.text),
      source: own && !isDeleted ? stored.text : undefined,
      createdAt: stored.createdAt,
      editedAt: stored.editedAt,
      status: isDeleted ? 'deleted' : (stored.status as CommentStatus),
      score: scores.get(stored) ?? stored.baseScore,
      vote: voteOf(thread, stored, reader),
      replyCount: visibleChildren(thread, stored.id).length,
      pinned: stored.pinned,
      warning: isDeleted ? undefined : stored.warning,
      own,
      editableUntil: own && !isDeleted ? until : undefined,
    };
  }

  /** The given comments and what hangs below them, parents first; what is left out is announced. */
  function pageOf(thread: Thread, tops: readonly Stored[], rest: Partial<CommentPage> = {}): CommentPage {
    const size = options.without?.includes('replies') ? Infinity : (options.repliesSize ?? 10);
    const scores = scoresAt(thread, Infinity);
    const comments: Comment[] = [];
    const moreReplies: MoreReplies[] = [];
    const open = [...tops].reverse();
    for (let stored = open.pop(); stored; stored = open.pop()) {
      comments.push(toComment(thread, stored, scores));
      const replies = visibleChildren(thread, stored.id);
      open.push(...replies.slice(0, size).reverse());
      if (replies.length > size) {
        const all = thread.children.get(stored.id)!;
        const cursor = { sort: 'replies-of', events: thread.events, offset: all.indexOf(replies[size]!) };
        moreReplies.push({ parentId: stored.id, cursor: writeCursor(cursor), remaining: replies.length - size });
      }
    }
    return {
      comments,
      moreReplies,
      thread: {
        total: totalOf(thread),
        live: !options.without?.includes('watch'),
        closed: options.closed ?? false,
        moderated: options.moderated ?? false,
        ...(options.elsewhere && { elsewhere: options.elsewhere }),
      },
      ...rest,
    };
  }

  function find(page: PageIdentity, id: string): { thread: Thread; stored: Stored } {
    const thread = threadOf(page);
    const stored = thread.comments.get(id);
    if (!stored || !isVisible(stored, thread)) throw failure('not-found', `no comment ${id}`);
    return { thread, stored };
  }

  function findOwn(page: PageIdentity, id: string): { thread: Thread; stored: Stored } {
    const found = find(page, id);
    if (found.stored.reader !== reader) throw failure('forbidden', 'not one’s own');
    if (found.stored.status === 'deleted') throw failure('not-found', 'deleted');
    if (now() >= found.stored.createdAt + (options.editWindow ?? 15 * MINUTE)) throw failure('edit-expired', 'too late');
    return found;
  }

  const outcomeOf = (thread: Thread, stored: Stored): PostOutcome => ({
    status: stored.status === 'pending' ? 'pending' : 'published',
    comment: toComment(thread, stored, scoresAt(thread, Infinity)),
  });

  const port: Mutable<MemoryPort> = {
    key: 'memory',
    sorts: SORTS,
    composer: { name: 'required', email: 'none', maxLength: MAX_TEXT, formatting: 'markdown' },
    lowestVote: -1,
    log,
    as: (other) => portFor(other, options, threads, log),

    async list(page, { sort, cursor }, signal) {
      await arrive('list', signal, page, { sort, cursor });
      const thread = threadOf(page);
      const at = cursor === undefined ? { sort, events: thread.events, offset: 0 } : readCursor(cursor, sort);
      const order = orderedTops(thread, at, reader);
      const size = options.pageSize ?? 20;
      const tops: Stored[] = [];
      let { offset } = at;
      for (; offset < order.length && tops.length < size; offset++) {
        if (isVisible(order[offset]!, thread)) tops.push(order[offset]!);
      }
      const isMore = order.slice(offset).some((comment) => isVisible(comment, thread));
      return pageOf(thread, tops, { cursor: isMore ? writeCursor({ ...at, offset }) : undefined });
    },

    async replies(page, { parentId, cursor }, signal) {
      await arrive('replies', signal, page, { parentId, cursor });
      const { thread } = find(page, parentId);
      const at = readCursor(cursor, 'replies-of');
      const all = thread.children.get(parentId) ?? [];
      const rest = all.slice(at.offset).filter((comment) => isVisible(comment, thread) && comment.addedAt <= at.events);
      const size = Math.max(1, options.repliesSize ?? 10);
      const answer = pageOf(thread, rest.slice(0, size));
      const next = rest[size];
      if (!next) return answer;
      const more = { parentId, cursor: writeCursor({ ...at, offset: all.indexOf(next) }), remaining: rest.length - size };
      return { ...answer, moreReplies: [...(answer.moreReplies ?? []), more] };
    },

    async get(page, id, signal) {
      await arrive('get', signal, page, id);
      const { thread, stored } = find(page, id);
      const ancestors: Comment[] = [];
      const seen = new Set<Stored>([stored]);
      const scores = scoresAt(thread, Infinity);
      for (let at = parentOf(thread, stored); at && !seen.has(at); at = parentOf(thread, at)) {
        seen.add(at);
        ancestors.unshift(toComment(thread, at, scores));
      }
      const found = pageOf(thread, [stored]);
      return { ...found, comments: [...ancestors, ...found.comments] };
    },

    async counts(pages, signal) {
      await arrive('counts', signal, pages);
      return pages.map((page) => totalOf(threadOf(page)));
    },

    async watch(page, onTotal, signal) {
      await arrive('watch', signal, page);
      const thread = threadOf(page);
      const tell = () => onTotal(totalOf(thread));
      tell();
      thread.watchers.add(tell);
      return new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => {
          thread.watchers.delete(tell);
          reject(signal.reason as Error);
        });
      });
    },

    async post(page, draft, signal) {
      await arrive('post', signal, page, draft);
      const thread = threadOf(page);
      const known = thread.comments.get(draft.id);
      if (known?.reader === reader) return outcomeOf(thread, known);
      if (known) throw failure('duplicate', 'the id is taken');
      if (options.closed) throw failure('closed', 'the thread is closed');
      const text = checked(draft.text, MAX_TEXT, 'text');
      const name = checked(draft.name ?? '', MAX_NAME, 'name');
      const parent = draft.parentId === undefined ? undefined : thread.comments.get(draft.parentId);
      if (draft.parentId !== undefined && parent?.status !== 'published')
        throw failure('not-found', 'no such parent', 'parentId');
      const isRepeat = [...thread.comments.values()].some(
        (other) =>
          other.reader === reader &&
          other.text === text &&
          other.status !== 'gone' &&
          now() - other.createdAt < DUPLICATE_WINDOW,
      );
      if (isRepeat) throw failure('duplicate', 'the same words, just now');
      const stored: Stored = {
        id: draft.id,
        parentId: draft.parentId,
        reader,
        name,
        badge: undefined,
        pinned: false,
        text,
        createdAt: now(),
        editedAt: undefined,
        status: options.moderated ? 'pending' : 'published',
        baseScore: 0,
        addedAt: ++thread.events,
      };
      add(thread, stored);
      tellWatchers(thread);
      return outcomeOf(thread, stored);
    },

    async edit(page, id, text, signal) {
      await arrive('edit', signal, page, id, text);
      const { thread, stored } = findOwn(page, id);
      stored.text = checked(text, MAX_TEXT, 'text');
      stored.editedAt = now();
      if (options.moderated) stored.status = 'pending';
      return outcomeOf(thread, stored);
    },

    async remove(page, id, signal) {
      await arrive('remove', signal, page, id);
      const { thread, stored } = findOwn(page, id);
      stored.status = visibleChildren(thread, id).length ? 'deleted' : 'gone';
      tellWatchers(thread);
    },

    async vote(page, id, vote, signal) {
      await arrive('vote', signal, page, id, vote);
      const { thread, stored } = find(page, id);
      if (stored.reader === reader) throw failure('forbidden', 'one’s own');
      if (stored.status !== 'published') throw failure('not-found', 'nothing to vote on');
      const delta = vote - voteOf(thread, stored, reader);
      thread.votes.push({ comment: stored, reader, delta, at: ++thread.events });
      return { score: scoresAt(thread, Infinity).get(stored) ?? stored.baseScore, vote };
    },

    async report(page, id, report, signal) {
      await arrive('report', signal, page, id, report);
      const { thread } = find(page, id);
      thread.reports.add(JSON.stringify([reader, id]));
    },
  };

  for (const capability of options.without ?? []) {
    Reflect.deleteProperty(port, capability);
    if (capability === 'post') delete port.composer;
    if (capability === 'vote') delete port.lowestVote;
  }
  return port;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function seeded(seeds: readonly SeedComment[], now: number): Thread {
  const thread: Thread = {
    comments: new Map(),
    children: new Map(),
    votes: [],
    reports: new Set(),
    watchers: new Set(),
    events: 0,
  };
  seeds.forEach((seed, index) => {
    add(thread, {
      id: seed.id ?? `seed-${index + 1}`,
      parentId: seed.parentId,
      reader: seed.own ? 'reader' : undefined,
      name: seed.author ?? 'A reader',
      badge: seed.badge,
      pinned: seed.pinned ?? false,
      warning: seed.warning,
      text: seed.text,
      createdAt: seed.createdAt ?? now - (seeds.length - index) * HOUR,
      editedAt: undefined,
      status: seed.status ?? 'published',
      baseScore: seed.score ?? 0,
      addedAt: 0,
    });
  });
  // What hangs below nothing, or only below itself, would never be found from the top.
  const reached = new Set<Stored>();
  const open = [...(thread.children.get(undefined) ?? [])];
  const visit = () => {
    for (let stored = open.pop(); stored; stored = open.pop()) {
      if (reached.has(stored)) continue;
      reached.add(stored);
      open.push(...(thread.children.get(stored.id) ?? []));
    }
  };
  visit();
  for (const stored of thread.comments.values()) {
    if (reached.has(stored)) continue;
    if (stored.parentId !== undefined) {
      const siblings = thread.children.get(stored.parentId)!;
      siblings.splice(siblings.indexOf(stored), 1);
    }
    childrenOf(thread, undefined).push(stored);
    open.push(stored);
    visit();
  }
  return thread;
}

function add(thread: Thread, stored: Stored): void {
  if (thread.comments.has(stored.id)) return;
  thread.comments.set(stored.id, stored);
  childrenOf(thread, stored.parentId).push(stored);
}

function childrenOf(thread: Thread, id: string | undefined): Stored[] {
  let children = thread.children.get(id);
  if (!children) thread.children.set(id, (children = []));
  return children;
}

function parentOf(thread: Thread, stored: Stored): Stored | undefined {
  return stored.parentId === undefined ? undefined : thread.comments.get(stored.parentId);
}

function scoresAt(thread: Thread, events: number): ReadonlyMap<Stored, number> {
  const scores = new Map<Stored, number>();
  for (const { comment, delta, at } of thread.votes) {
    if (at <= events) scores.set(comment, (scores.get(comment) ?? comment.baseScore) + delta);
  }
  return scores;
}

function voteOf(thread: Thread, comment: Stored, reader: string): Vote {
  let vote = 0;
  for (const cast of thread.votes) if (cast.comment === comment && cast.reader === reader) vote += cast.delta;
  return Math.sign(vote) as Vote;
}

/** Top-level comments in the order a reader began to read them in, whatever happened since. */
function orderedTops(thread: Thread, { sort, events }: Cursor, reader: string): readonly Stored[] {
  const tops = (thread.children.get(undefined) ?? []).filter(
    (comment) => comment.addedAt <= events && (comment.status !== 'pending' || comment.reader === reader),
  );
  const scores = sort === 'best' ? scoresAt(thread, events) : undefined;
  const rank = new Map<Stored, number>();
  tops.forEach((comment, index) => {
    if (sort === 'best') rank.set(comment, scores?.get(comment) ?? comment.baseScore);
    else if (sort === 'replies') {
      rank.set(comment, (thread.children.get(comment.id) ?? []).filter(({ addedAt }) => addedAt <= events).length);
    } else rank.set(comment, sort === 'oldest' ? tops.length - index : index);
  });
  const byAge = (a: Stored, b: Stored) => (sort === 'oldest' ? a.createdAt - b.createdAt : b.createdAt - a.createdAt);
  const isByRank = sort === 'best' || sort === 'replies';
  return tops.sort(
    (a, b) =>
      Number(b.pinned) - Number(a.pinned) ||
      (isByRank ? rank.get(b)! - rank.get(a)! : 0) ||
      byAge(a, b) ||
      rank.get(b)! - rank.get(a)!,
  );
}

function writeCursor({ sort, events, offset }: Cursor): string {
  return `${sort}.${events}.${offset}`;
}

function readCursor(cursor: string, sort: string): Cursor {
  const [, cursorSort, events, offset] = /^([\w-]+)\.(\d{1,9})\.(\d{1,9})$/.exec(cursor) ?? [];
  if (cursorSort !== sort) throw failure('invalid', `the cursor "${cursor}" is not for this order`, 'cursor');
  return { sort, events: Number(events), offset: Number(offset) };
}

function checked(value: string, limit: number, field: string): string {
  const text = value.trim();
  if (!text || codePoints(text) > limit) throw failure('invalid', `${field} is empty or too long`, field);
  return text;
}

function failure(code: ErrorCode, message: string, field?: string, retryAfter?: number): AfterwordError {
  return new AfterwordError(code, message, { field, retryAfter: code === 'rate-limited' ? retryAfter : undefined });
}
