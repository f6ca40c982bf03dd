import { webUrl } from '../../content/urls.js';
import type { Comment, CommentPage, CommentSort, CommentsPort, MoreReplies } from '../../ports/comments.js';
import { AfterwordError } from '../../ports/errors.js';
import type { Block, Inline, RichText } from '../../ports/rich-text.js';
import { failureFromStatus, isObject, jsonObject, request } from '../http.js';
import { count, epoch, idOf, integer, nameOf, textOf } from '../json-values.js';
import { sortThreads } from './sort-threads.js';
import { orDescriptions } from './wordless.js';

export interface BlueskyOptions {
  /** Address of the post whose replies are the comments: `https://bsky.app/profile/<handle or did>/post/<key>`. */
  src: string;
  fetch?: typeof fetch;
}

const API = 'https://public.api.bsky.app/xrpc';
/** Levels of replies that are asked for at once; Bluesky may answer fewer. */
const DEPTH = 100;
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

  /** What is readable below a post, and where the answer ended before its replies did. */
  async function below(uri: string, sort: CommentSort, signal: AbortSignal, parentId?: string): Promise<CommentPage> {
    const query = { uri, depth: String(DEPTH), parentHeight: '0' };
    const { thread, threadgate } = await get('app.bsky.feed.getPostThread', query, signal);
    if (!isObject(thread)) throw new AfterwordError('unreadable', 'Bluesky answered without a thread');
    if (!isObject(thread['post'])) {
      const code = thread['notFound'] === true ? 'not-found' : thread['blocked'] === true ? 'forbidden' : 'unreadable';
      throw new AfterwordError(code, 'Bluesky does not show this post');
    }
    const page = toPage(thread, hiddenReplies(threadgate), parentId);
    return { ...page, comments: sortThreads(page.comments, sort) };
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
      const read = await below(`at://${author}/app.bsky.feed.post/${key}`, sort, signal);
      const total = read.moreReplies?.length ? undefined : read.comments.length;
      return { ...read, thread: { total, elsewhere: { url: options.src, name: 'Bluesky' } } };
    },

    replies: (_page, { parentId, cursor }, signal) => below(cursor, 'oldest', signal, parentId),
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

/** All readable replies below a thread view, however deep, as answers to `under`. A hidden reply takes what is below it along. */
export function toPage(
  thread: Record<string, unknown>,
  hidden: ReadonlySet<unknown> = new Set(),
  under?: string,
): { comments: Comment[]; moreReplies: MoreReplies[] } {
  const comments: Comment[] = [];
  const moreReplies: MoreReplies[] = [];
  const open = repliesOf(thread).map((view) => ({ view, parentId: under }));
  for (let next = open.shift(); next; next = open.shift()) {
    const { view, parentId } = next;
    const comment = toComment(view, parentId);
    if (!comment || hidden.has(comment.id)) continue;
    comments.push(comment);
    // Where Bluesky stops, it leaves the list out; of a reply that nobody answered it is there, and empty.
    if (comment.replyCount && !view['replies'])
      moreReplies.push({ parentId: comment.id, cursor: comment.id, remaining: comment.replyCount });
    open.push(...repliesOf(view).map((reply) => ({ view: reply, parentId: comment.id })));
  }
  return { comments, moreReplies };
}

function repliesOf(view: Record<string, unknown>): Record<string, unknown>[] {
  return Array.isArray(view['replies']) ? (view['replies'] as unknown[]).filter(isObject) : [];
}

function toComment(view: Record<string, unknown>, parentId: string | undefined): Comment | undefined {
  const { post } = view;
  const id = isObject(post) ? idOf(post['uri']) : undefined;
  if (!isObject(post) || !id) return undefined;
  const author = isObject(post['author']) ? post['author'] : {};
  const record = isObject(post['record']) ? post['record'] : {};
  const labels = [...labelsOf(post), ...labelsOf(author)];
  if (labels.some((label) => HIDDEN_LABELS.has(label))) return undefined;
  const profile = onBluesky('profile', author['did'] ?? author['handle']);
  const url = profile && `${profile}/post/${encodeURIComponent(id.split('/').at(-1)!)}`;
  return {
    id,
    parentId,
    author: {
      name: nameOf(author['displayName']) || nameOf(author['handle']),
      url: profile,
      avatar: webUrl(author['avatar']),
    },
    content: orDescriptions(facetedText(textOf(record['text']), record['facets']), descriptions(post['embed']), url),
    warning: labels.find((label) => WARNING_LABELS.has(label)),
    createdAt: epoch(record['createdAt']) ?? epoch(post['indexedAt']),
    status: 'published',
    score: integer(post['likeCount']),
    replyCount: count(post['replyCount']),
    url,
  };
}

function onBluesky(path: string, name: unknown): string | undefined {
  const known = idOf(name);
  return known && `https://bsky.app/${path}/${encodeURIComponent(known)}`;
}

/** What the pictures, the film or the link of a post are said to show; beside a quoted post they lie a step deeper. */
function descriptions(embed: unknown): readonly unknown[] {
  if (!isObject(embed)) return [];
  const { images, alt, external } = isObject(embed['media']) ? embed['media'] : embed;
  const pictures = Array.isArray(images) ? (images as unknown[]).filter(isObject) : [];
  return [...pictures.map((picture) => picture['alt']), alt, isObject(external) && external['title']];
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
    const start = count(facet['index']['byteStart']);
    const end = count(facet['index']['byteEnd']);
    const url = (facet['features'] as unknown[])
      .map((feature) => (isObject(feature) ? featureUrl(feature) : undefined))
      .find(Boolean);
    return url && start !== undefined && end && end > start && end <= length ? [{ start, end, url }] : [];
  });
  return read.sort((a, b) => a.start - b.start);
}

function featureUrl(feature: Record<string, unknown>): string | undefined {
  switch (feature['$type']) {
    case 'app.bsky.richtext.facet#link':
      return webUrl(feature['uri']);
    case 'app.bsky.richtext.facet#mention':
      return onBluesky('profile', feature['did']);
    case 'app.bsky.richtext.facet#tag':
      return onBluesky('hashtag', feature['tag']);
    default:
      return undefined;
  }
}
