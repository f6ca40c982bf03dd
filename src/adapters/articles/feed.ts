import type { ArticleList, ArticlesPort } from '../../ports/articles.js';
import { AfterwordError } from '../../ports/errors.js';
import { ACCEPT, feedAddress, loadFeed, type FeedOptions } from '../feed-values.js';
import { isObject, type HttpAnswer } from '../http.js';

export type AnyFeedOptions = FeedOptions;

/** A site's feed of any kind. Its own type decides how it is read, and only that reader is downloaded. */
export function feed(options: AnyFeedOptions): ArticlesPort {
  const src = feedAddress(options.src);
  return {
    key: `feed ${src}`,
    async list(_page, signal) {
      const answer = await loadFeed(src, ACCEPT, options, signal);
      const articles = await read(answer);
      signal.throwIfAborted();
      return articles;
    },
  };
}

export function fromSrc(src: URL): ArticlesPort {
  return feed({ src });
}

/** What an answer is, by what it begins with: servers send feeds of every kind as `text/xml`, `text/html` and `text/plain`. */
export function kindOf({
  text,
  json,
  headers,
}: Pick<HttpAnswer, 'text' | 'json' | 'headers'>): 'json-feed' | 'rss' | 'atom' | undefined {
  if (isObject(json)) return 'json-feed';
  const start = text.slice(0, 20_000).replace(/<!--[^]*?-->|<\?[^>]*>/g, '');
  const root = /<(?:[\w-]+:)?(rss|rdf|channel|feed|html|body)\b/i.exec(start)?.[1]?.toLowerCase();
  if (root === 'feed') return 'atom';
  if (root === 'rss' || root === 'rdf' || root === 'channel') return 'rss';
  if (root) return undefined;
  const type = headers.get('Content-Type') ?? '';
  return /atom\+xml/.test(type) ? 'atom' : /rss\+xml|rdf\+xml/.test(type) ? 'rss' : undefined;
}

interface FeedReader {
  toArticles: (text: string, address: string) => ArticleList;
}

async function read(answer: HttpAnswer): Promise<ArticleList> {
  const kind = kindOf(answer);
  if (kind === 'json-feed') {
    const { toArticles } = await part(import('./json-feed.js'));
    return toArticles(answer.json as Record<string, unknown>, answer.url);
  }
  if (kind === undefined) throw new AfterwordError('unreadable', `${answer.url} is no feed`, { status: answer.status });
  const { toArticles } = await part<FeedReader>(kind === 'atom' ? import('./atom.js') : import('./rss.js'));
  return toArticles(answer.text, answer.url);
}

async function part<T>(loading: Promise<T>): Promise<T> {
  try {
    return await loading;
  } catch (cause) {
    throw new AfterwordError('offline', 'the reader of this kind of feed could not be loaded', { cause });
  }
}
