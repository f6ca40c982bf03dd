import { htmlToText } from '../../content/html-text.js';
import { webUrl } from '../../content/urls.js';
import type { Article, ArticleList, ArticlesPort } from '../../ports/articles.js';
import { AfterwordError } from '../../ports/errors.js';
import { failureFromStatus, isObject, request } from '../http.js';
import { beginning, MAX_NAME, MAX_SUMMARY, MAX_TAGS, MAX_TITLE, textOf } from '../json-values.js';
import { wordpressEndpoint } from '../wordpress-endpoint.js';

export interface WordPressArticlesOptions {
  /** The REST root the site's own `<link rel="https://api.w.org/">` names; with plain permalinks `…/?rest_route=/`. */
  root: string;
  /** How many of the latest posts are candidates, at most 100. */
  limit?: number | undefined;
  fetch?: typeof fetch;
}

/** A fifth of the bytes of the whole posts; without `_links` WordPress leaves the embedded parts out. */
const FIELDS = 'id,link,title,excerpt,date_gmt,_links.wp:featuredmedia,_links.wp:term,_links.author,_embedded';
const DEFAULT_LIMIT = 40;

/** The latest posts of a WordPress site, over its REST API, with their tags and pictures. */
export function wordpress(options: WordPressArticlesOptions): ArticlesPort {
  return {
    key: `wordpress ${options.root}`,
    async list(_page, signal): Promise<ArticleList> {
      const query = {
        per_page: String(Math.min(options.limit ?? DEFAULT_LIMIT, 100)),
        _fields: FIELDS,
        _embed: 'wp:featuredmedia,wp:term,author',
      };
      const answer = await request(wordpressEndpoint(options.root, 'wp/v2/posts', query), {
        signal,
        ...(options.fetch ? { fetch: options.fetch } : {}),
      });
      if (!answer.ok) throw failureFromStatus(answer);
      if (!Array.isArray(answer.json))
        throw new AfterwordError('unreadable', `${answer.url} did not answer a list`, { status: answer.status });
      const read = (answer.json as unknown[]).map((item) => (isObject(item) ? toArticle(item) : undefined));
      const articles = read.filter((article) => article !== undefined);
      return { articles, skipped: read.length - articles.length };
    },
  };
}

/** `src` is the REST root; `limit` travels as its query parameter. */
export function fromSrc(src: URL): ArticlesPort {
  const root = new URL(src);
  const limit = root.searchParams.get('limit');
  root.searchParams.delete('limit');
  if (limit !== null && !/^[1-9]\d{0,2}$/.test(limit))
    throw new AfterwordError('misconfigured', `limit=${limit} is not a number of posts`);
  return wordpress({ root: root.href, limit: limit === null ? undefined : Number(limit) });
}

/** A post as a candidate, or `undefined` without an address or a title. */
export function toArticle(item: Record<string, unknown>): Article | undefined {
  const url = webUrl(item['link']);
  const title = rendered(item['title'], MAX_TITLE);
  if (!url || !title) return undefined;
  const embedded = isObject(item['_embedded']) ? item['_embedded'] : {};
  const [media] = objects(embedded['wp:featuredmedia']);
  const [author] = objects(embedded['author']);
  const groups = Array.isArray(embedded['wp:term']) ? (embedded['wp:term'] as unknown[]) : [];
  const terms = groups.flatMap(objects);
  const date = typeof item['date_gmt'] === 'string' ? Date.parse(`${item['date_gmt']}Z`) : NaN;
  const named = (taxonomy: string): string[] =>
    terms.flatMap((term) => (term['taxonomy'] === taxonomy && line(term['name'], MAX_NAME)) || []).slice(0, MAX_TAGS);
  return {
    url,
    title,
    summary: rendered(item['excerpt'], MAX_SUMMARY),
    image: webUrl(media?.['source_url']),
    imageAlt: media && beginning(textOf(media['alt_text']), MAX_TITLE),
    imageSet: media && sizesOf(media['media_details']),
    tags: named('post_tag'),
    section: named('category')[0],
    author: line(author?.['name'], MAX_NAME),
    publishedAt: Number.isNaN(date) ? undefined : date,
  };
}

/** The widths WordPress made of a picture; those it cropped to another shape show something else. */
function sizesOf(details: unknown): Article['imageSet'] {
  if (!isObject(details) || !isObject(details['sizes'])) return undefined;
  const ratio = Number(details['width']) / Number(details['height']);
  const set = Object.values(details['sizes']).flatMap((size) => {
    if (!isObject(size)) return [];
    const url = webUrl(size['source_url']);
    const width = Number(size['width']);
    return url && Math.abs(width / Number(size['height']) / ratio - 1) < 0.02 ? [{ url, width }] : [];
  });
  return set.length > 1 ? set : undefined;
}

function rendered(value: unknown, longest: number): string | undefined {
  return isObject(value) ? line(value['rendered'], longest) : undefined;
}

/** The text of some HTML, of which no more is read than a text of that length can need. */
function line(html: unknown, longest: number): string | undefined {
  return beginning(htmlToText(textOf(html).slice(0, longest * 40)), longest) || undefined;
}

function objects(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? (value as unknown[]).filter(isObject) : [];
}
