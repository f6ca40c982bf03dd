import { webUrl } from '../../content/urls.js';
import type { Comment, CommentsPort } from '../../ports/comments.js';
import { AfterwordError } from '../../ports/errors.js';
import type { Block, Inline, RichText } from '../../ports/rich-text.js';
import { failureFromStatus, isObject, jsonObject, request } from '../http.js';
import { count, epoch, nameOf } from '../json-values.js';
import { sortThreads } from './sort-threads.js';

export interface BlueskyOptions {
  /** Address of the post whose replies are the comments: `https://bsky.app/profile/<handle or did>/post/<key>`. */
  src: string;
  fetch?: typeof fetch;
}

const API = 'https://public.api.bsky.app/xrpc';
/** Replies deeper than this are not asked for. */
const DEPTH = 10;
/** Labels whose posts strangers must not be shown (atproto label definitions). */
const HIDDEN_LABELS = new Set(['!hide', '!takedown', '!suspend', '!no-unauthenticated', 'spam']);
const WARNING_LABELS = new Set([
  '!warn',
  'porn',
  'sexual',
  'nudity',
  'graphic-media',
  'gore',
  'nsfl',
  'self-harm',
  'intolerant',
  'threat',
  'rude',
]);

/** The public replies to a Bluesky post, to read here and answer there. Documented, never run. */
export function bluesky(options: BlueskyOptions): CommentsPort {
  const [, actor, key] = /\/profile\/([^/]+)\/post\/([^/?#]+)/.exec(options.src) ?? [];
  if (!actor || !key) throw new AfterwordError('misconfigured', `"${options.src}" is not the address of a Bluesky post`);
  let did: Promise<string> | undefined;

  async function get(method: string, query: Record<string, string>, signal: AbortSignal): Promise<Record<string, unknown>> {
    const answer = await request(`${API}/${method}?${new URLSearchParams(query).toString()}`, {
      signal,
      ...(options.fetch ? { fetch: options.fetch } : {}),
    });
    if (answer.ok) return jsonObject(answer);
    // Its NotFound has status 400.
    if (isObject(answer.json) && answer.json['error'] === 'NotFound')
      throw new AfterwordError('not-found', 'Bluesky has no such post', { status: answer.status });
    throw failureFromStatus(answer);
  }

  async function resolve(name: string, signal: AbortSignal): Promise<string> {
    if (name.startsWith('did:')) return name;
    const found = (await get('com.atproto.identity.resolveHandle', { handle: name }, signal))['did'];
    if (typeof found === 'string') return found;
    throw new AfterwordError('unreadable', `Bluesky did not say who ${name} is`);
  }

  return {
    key: `bluesky ${actor}/${key}`,
    sorts: ['oldest', 'newest', 'best', 'replies'],

    async list(_page, { sort }, signal) {
      did ??= resolve(decodeURIComponent(actor), signal);
      const author = await did.catch((thrown: unknown) => {
        did = undefined;
        throw thrown;
      });
      const uri = `at://${author}/app.bsky.feed.post/${key}`;
      const { thread, threadgate } = await get(
        'app.bsky.feed.getPostThread',
        { uri, depth: String(DEPTH), parentHeight: '0' },
        signal,
      );
      if (!isObject(thread)) throw new AfterwordError('unreadable', 'Bluesky answered without a thread');
      const comments = toComments(thread, hiddenReplies(threadgate));
      return {
        comments: sortThreads(comments, sort),
        thread: { total: comments.length, elsewhere: { url: options.src, name: 'Bluesky' } },
      };
    },
  };
}

/** `src` is the address of the post on bsky.app. */
export function fromSrc(src: URL): CommentsPort {
  return bluesky({ src: src.href });
}

/** Bluesky answers replies their author's thread gate hides, and leaves hiding them to its clients. */
function hiddenReplies(threadgate: unknown): ReadonlySet<unknown> {
  const record = isObject(threadgate) && isObject(threadgate['record']) ? threadgate['record'] : {};
  return new Set(Array.isArray(record['hiddenReplies']) ? (record['hiddenReplies'] as unknown[]) : []);
}

/** All readable replies below a thread view, however deep. A hidden reply takes what is below it along. */
export function toComments(thread: Record<string, unknown>, hidden: ReadonlySet<unknown> = new Set()): Comment[] {
  const comments: Comment[] = [];
  const open = repliesOf(thread).map((view) => ({ view, parentId: undefined as string | undefined }));
  for (let next = open.shift(); next; next = open.shift()) {
    const { view, parentId } = next;
    const comment = toComment(view, parentId);
    if (!comment || hidden.has(comment.id)) continue;
    comments.push(comment);
    open.push(...repliesOf(view).map((reply) => ({ view: reply, parentId: comment.id })));
  }
  return comments;
}

function repliesOf(view: Record<string, unknown>): Record<string, unknown>[] {
  return Array.isArray(view['replies']) ? (view['replies'] as unknown[]).filter(isObject) : [];
}

function toComment(view: Record<string, unknown>, parentId: string | undefined): Comment | undefined {
  const { post } = view;
  if (!isObject(post) || typeof post['uri'] !== 'string') return undefined;
  const author = isObject(post['author']) ? post['author'] : {};
  const record = isObject(post['record']) ? post['record'] : {};
  const labels = [...labelsOf(post), ...labelsOf(author)];
  if (labels.some((label) => HIDDEN_LABELS.has(label))) return undefined;
  const handle = typeof author['handle'] === 'string' ? author['handle'] : '';
  const profile = `https://bsky.app/profile/${encodeURIComponent(String(author['did'] ?? handle))}`;
  return {
    id: post['uri'],
    parentId,
    author: {
      name: nameOf(author['displayName']) || nameOf(handle),
      url: webUrl(profile),
      avatar: webUrl(author['avatar']),
    },
    content: facetedText(typeof record['text'] === 'string' ? record['text'] : '', record['facets']),
    warning: labels.find((label) => WARNING_LABELS.has(label)),
    createdAt: epoch(record['createdAt']) ?? epoch(post['indexedAt']),
    status: 'published',
    score: count(post['likeCount']),
    replyCount: count(post['replyCount']),
    url: webUrl(`${profile}/post/${encodeURIComponent(post['uri'].split('/').at(-1) ?? '')}`),
  };
}

function labelsOf(subject: Record<string, unknown>): string[] {
  if (!Array.isArray(subject['labels'])) return [];
  return (subject['labels'] as unknown[]).flatMap((label) =>
    isObject(label) && label['neg'] !== true && typeof label['val'] === 'string' ? [label['val']] : [],
  );
}

/** Text with its facets, whose places are counted in bytes of UTF-8 (app.bsky.richtext.facet). */
export function facetedText(text: string, facets: unknown): RichText {
  const bytes = new TextEncoder().encode(text);
  const decoder = new TextDecoder();
  const children: Inline[] = [];
  const append = (from: number, to: number): void => {
    const lines = decoder.decode(bytes.subarray(from, to)).split('\n');
    lines.forEach((line, index) => {
      if (index) children.push({ type: 'break' });
      if (line) children.push({ type: 'text', text: line });
    });
  };
  let at = 0;
  for (const { start, end, url } of readFacets(facets, bytes.length)) {
    if (start < at) continue;
    append(at, start);
    children.push({ type: 'link', url, children: [{ type: 'text', text: decoder.decode(bytes.subarray(start, end)) }] });
    at = end;
  }
  append(at, bytes.length);
  const paragraph: Block = { type: 'paragraph', children };
  return children.length ? [paragraph] : [];
}

function readFacets(facets: unknown, length: number): { start: number; end: number; url: string }[] {
  if (!Array.isArray(facets)) return [];
  const read = (facets as unknown[]).flatMap((facet) => {
    if (!isObject(facet) || !isObject(facet['index']) || !Array.isArray(facet['features'])) return [];
    const start = Number(facet['index']['byteStart']);
    const end = Number(facet['index']['byteEnd']);
    const url = (facet['features'] as unknown[])
      .map((feature) => (isObject(feature) ? featureUrl(feature) : undefined))
      .find(Boolean);
    return url !== undefined && start >= 0 && end > start && end <= length ? [{ start, end, url }] : [];
  });
  return read.sort((a, b) => a.start - b.start);
}

function featureUrl(feature: Record<string, unknown>): string | undefined {
  switch (feature['$type']) {
    case 'app.bsky.richtext.facet#link':
      return webUrl(feature['uri']);
    case 'app.bsky.richtext.facet#mention':
      return webUrl(`https://bsky.app/profile/${encodeURIComponent(String(feature['did']))}`);
    case 'app.bsky.richtext.facet#tag':
      return webUrl(`https://bsky.app/hashtag/${encodeURIComponent(String(feature['tag']))}`);
    default:
      return undefined;
  }
}
