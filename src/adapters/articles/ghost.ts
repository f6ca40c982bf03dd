import { webUrl } from '../../content/urls.js';
import type { Article, ArticleList, ArticlesPort } from '../../ports/articles.js';
import { AfterwordError } from '../../ports/errors.js';
import { failureFromStatus, isObject, jsonObject, request } from '../http.js';
import { beginning, count, epoch, MAX_SUMMARY, MAX_TAGS, MAX_TITLE, nameOf, textOf } from '../json-values.js';

export interface GhostArticlesOptions {
  /** Address of the Ghost site's admin domain, with its folder when it lives in one. */
  src: string;
  /** A Content API key: public by design. */
  key: string;
  /** How many of the latest posts are candidates, at most 100. */
  limit?: number | undefined;
  fetch?: typeof fetch;
}

const DEFAULT_LIMIT = 40;

/** The latest public posts of a Ghost site (5 and 6), over its Content API. */
export function ghost(options: GhostArticlesOptions): ArticlesPort {
  const base = `${options.src.replace(/\/$/, '')}/ghost/api/content/posts/`;
  return {
    key: `ghost ${base}`,
    async list(_page, signal): Promise<ArticleList> {
      const query = new URLSearchParams({
        key: options.key,
        limit: String(Math.min(options.limit ?? DEFAULT_LIMIT, 100)),
        include: 'tags,authors',
        // Posts for members only come without a text and would disappoint whoever follows the link.
        filter: 'visibility:public',
        fields: 'title,url,excerpt,custom_excerpt,feature_image,feature_image_alt,published_at,reading_time',
      });
      const answer = await request(`${base}?${query.toString()}`, {
        signal,
        ...(options.fetch ? { fetch: options.fetch } : {}),
      });
      // A missing key answers 403, a wrong one 401: neither is the reader's business.
      if (answer.status === 401 || answer.status === 403)
        throw new AfterwordError('misconfigured', 'Ghost does not take this Content API key', { status: answer.status });
      if (!answer.ok) throw failureFromStatus(answer);
      const { posts } = jsonObject(answer);
      if (!Array.isArray(posts))
        throw new AfterwordError('unreadable', 'Ghost answered without posts', { status: answer.status });
      const read = (posts as unknown[]).map((item) => (isObject(item) ? toArticle(item) : undefined));
      const articles = read.filter((article) => article !== undefined);
      return { articles, skipped: read.length - articles.length };
    },
  };
}

/** `src` is the site; the Content API `key` and `limit` travel as its query parameters. */
export function fromSrc(src: URL): ArticlesPort {
  const key = src.searchParams.get('key');
  if (!key) throw new AfterwordError('misconfigured', 'Ghost wants a Content API key in src as ?key=');
  const limit = Number(src.searchParams.get('limit') ?? NaN);
  return ghost({ src: src.origin + src.pathname, key, limit: limit > 0 ? limit : undefined });
}

/** A post as a candidate, or `undefined` without an address or a title. */
export function toArticle(item: Record<string, unknown>): Article | undefined {
  const url = webUrl(item['url']);
  const title = text(item['title'], MAX_TITLE);
  if (!url || !title) return undefined;
  const tags = names(item['tags']);
  return {
    url,
    title,
    summary: text(item['custom_excerpt'], MAX_SUMMARY) ?? text(item['excerpt'], MAX_SUMMARY),
    image: webUrl(item['feature_image']),
    imageAlt: text(item['feature_image_alt'], MAX_TITLE),
    tags,
    section: tags[0],
    author: names(item['authors'])[0],
    publishedAt: epoch(item['published_at']),
    readingMinutes: count(item['reading_time']),
  };
}

function text(value: unknown, longest: number): string | undefined {
  return beginning(textOf(value).replace(/\s+/g, ' ').trim(), longest) || undefined;
}

/** Names of tags or authors; a tag that begins with `#` is internal to the site. */
function names(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  const all = (value as unknown[]).map((item) => (isObject(item) ? nameOf(item['name']) : ''));
  return all.filter((name) => name && !name.startsWith('#')).slice(0, MAX_TAGS);
}
