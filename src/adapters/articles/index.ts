import { webUrl } from '../../content/urls.js';
import type { Article, ArticlesPort } from '../../ports/articles.js';
import { AfterwordError } from '../../ports/errors.js';
import { INDEX_VERSION, keyInShard, shardOf, shardPath } from '../../relevance/shard.js';
import { failureFromStatus, isObject, jsonObject, request } from '../http.js';

export interface IndexOptions {
  /** Absolute address of the folder that `afterword index` wrote. */
  src: string | URL;
  /** How many shards the index has, as its manifest and the command say; it may grow only together with the page's setting. */
  shards: number;
  fetch?: typeof fetch;
}

/** No page shows more, nor longer texts in characters: what goes beyond was not written by us. */
const MAX_NEIGHBOURS = 50;
const MAX_TEXT = 300;

/**
 * What `afterword index` found to be related to each article of an archive: one small static file for each page, at an
 * address that follows from the page's own, so that it is asked for at once and any cache may keep it. An article the index
 * does not know yet has an empty list.
 */
export function index(options: IndexOptions): ArticlesPort {
  const { shards } = options;
  const src = webUrl(String(options.src));
  if (!src) throw new AfterwordError('misconfigured', `the index "${options.src}" is not an absolute http(s) address`);
  if (!Number.isSafeInteger(shards) || shards < 1)
    throw new AfterwordError('misconfigured', 'the index wants ?shards= in src: the number that `afterword index` printed');
  const folder = new URL(src);
  if (!folder.pathname.endsWith('/')) folder.pathname += '/';
  return {
    key: `index ${folder.href} ${shards}`,
    async list(page, signal) {
      const address = new URL(shardPath(shardOf(page.url, shards)), folder);
      // A token or a version the publisher put there belongs to every file.
      address.search = folder.search;
      const answer = await request(address, { signal, ...(options.fetch && { fetch: options.fetch }) });
      if (!answer.ok) throw failureFromStatus(answer);
      return toArticles(jsonObject(answer), page.url, answer.url);
    },
  };
}

/** `src` is the folder; `shards` travels as its query parameter. */
export function fromSrc(src: URL): ArticlesPort {
  const folder = new URL(src);
  const shards = Number(folder.searchParams.get('shards'));
  folder.searchParams.delete('shards');
  return index({ src: folder, shards });
}

/** What a shard that lies at `address` says of the page. Throws `unreadable` when it is no shard, or one of another version. */
export function toArticles(shard: Record<string, unknown>, page: string, address: string): RankedList {
  const { version, base, cards, articles } = shard;
  if (version !== INDEX_VERSION || !Array.isArray(cards) || !isObject(articles))
    throw new AfterwordError('unreadable', `${address} is no part of an index of version ${INDEX_VERSION}`);
  const key = keyInShard(page);
  const neighbours: unknown = Object.hasOwn(articles, key) ? articles[key] : [];
  let skipped = 0;
  const found: Article[] = [];
  for (const neighbour of Array.isArray(neighbours) ? (neighbours as unknown[]).slice(0, MAX_NEIGHBOURS) : []) {
    const [at, ...because] = Array.isArray(neighbour) ? (neighbour as unknown[]) : [];
    const card: unknown = typeof at === 'number' ? (cards as unknown[])[at] : undefined;
    const article = toArticle(card, text(base), because);
    if (article) found.push(article);
    else skipped++;
  }
  return { articles: found, ranked: true, skipped };
}

interface RankedList {
  articles: Article[];
  ranked: true;
  skipped: number;
}

function toArticle(card: unknown, base: string | undefined, because: readonly unknown[]): Article | undefined {
  if (!Array.isArray(card)) return undefined;
  const [address, title, date, section, image, author, minutes, lang, sponsored] = card as unknown[];
  const url = webUrl(address, base);
  if (!url || !text(title)) return undefined;
  return {
    url,
    title: text(title)!,
    publishedAt: number(date, 60_000),
    section: text(section),
    image: webUrl(image, base),
    author: text(author),
    readingMinutes: number(minutes, 1),
    lang: text(lang),
    ...(sponsored === 1 && { sponsored: true }),
    because: because.flatMap((reason) => text(reason) ?? []),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() ? value.slice(0, MAX_TEXT) : undefined;
}

/** Zero stands for what is not known. */
function number(value: unknown, unit: number): number | undefined {
  return typeof value === 'number' && value ? value * unit : undefined;
}
