import { decodeEntities } from '../../content/entities.js';
import { htmlToText } from '../../content/html-text.js';
import { webUrl } from '../../content/urls.js';
import type { Article, ArticleList, ArticlesPort } from '../../ports/articles.js';
import { AfterwordError } from '../../ports/errors.js';
import { failureFromStatus, isObject, jsonObject, request } from '../http.js';

export interface JsonFeedOptions {
  /** Absolute address of the feed. */
  src: string | URL;
  /** For tests and servers; the platform's `fetch` by default. */
  fetch?: typeof fetch;
}

/** The latest articles are the candidates; older ones of a feed that holds an archive are not read. */
const MAX_ITEMS = 200;
/** Longest texts in characters that are kept, and read at all where they are HTML. */
const MAX_TITLE = 300;
const MAX_SUMMARY = 1000;
const MAX_TEXT = 20_000;
const MAX_HTML = 60_000;
const MAX_TAGS = 30;

/** A site's JSON Feed, version 1 or 1.1 (https://www.jsonfeed.org/version/1.1/). Throws `misconfigured` for a `src` that is not a web address. */
export function jsonFeed(options: JsonFeedOptions): ArticlesPort {
  const src = webUrl(String(options.src));
  if (!src) throw new AfterwordError('misconfigured', `the feed "${options.src}" is not an absolute http(s) address`);
  return {
    key: `json-feed ${src}`,
    async list(_page, signal) {
      const answer = await request(src, {
        signal,
        headers: { Accept: 'application/feed+json, application/json' },
        ...(options.fetch && { fetch: options.fetch }),
      });
      if (!answer.ok) throw failureFromStatus(answer);
      return toArticles(jsonObject(answer), answer.url);
    },
  };
}

export function fromSrc(src: URL): ArticlesPort {
  return jsonFeed({ src });
}

/** The readable items of a feed that lies at `base`. Throws `unreadable` when it is no feed at all. */
export function toArticles(feed: Record<string, unknown>, base: string): ArticleList {
  const { items } = feed;
  if (!Array.isArray(items)) throw new AfterwordError('unreadable', `${base} is JSON, but no feed: it has no "items"`);
  let skipped = 0;
  const articles: Article[] = [];
  for (const item of items.slice(0, MAX_ITEMS) as unknown[]) {
    const article = isObject(item) ? toArticle(item, feed, base) : undefined;
    if (article) articles.push(article);
    else skipped++;
  }
  return { articles, skipped };
}

function toArticle(item: Record<string, unknown>, feed: Record<string, unknown>, base: string): Article | undefined {
  const url = webUrl(item['url'], base) ?? webUrl(item['external_url'], base) ?? webUrl(item['id']);
  const title = line(item['title'], MAX_TITLE);
  if (!url || !title) return undefined;
  const text = plain(item);
  return {
    url,
    title,
    summary: line(item['summary'], MAX_SUMMARY),
    text,
    image: webUrl(item['image'], base) ?? webUrl(item['banner_image'], base),
    tags: strings(item['tags']),
    author: authorOf(item) ?? authorOf(feed),
    publishedAt: time(item['date_published']) ?? time(item['date_modified']),
    lang: string(item['language']) ?? string(feed['language']),
  };
}

function plain(item: Record<string, unknown>): string | undefined {
  const text = string(item['content_text'])?.slice(0, MAX_TEXT);
  if (text) return text;
  const markup = string(item['content_html']);
  return markup ? htmlToText(markup.slice(0, MAX_HTML)).slice(0, MAX_TEXT) || undefined : undefined;
}

/** Version 1.1 has `authors`, version 1 one `author`. */
function authorOf(holder: Record<string, unknown>): string | undefined {
  const authors = Array.isArray(holder['authors']) ? (holder['authors'] as unknown[]) : [holder['author']];
  const names = authors.flatMap((author) => (isObject(author) ? (line(author['name'], MAX_TITLE) ?? []) : []));
  return names.length ? names.slice(0, 3).join(', ') : undefined;
}

/** Titles and summaries are plain text by the standard, and all the same full of references in feeds made from HTML. */
function line(value: unknown, longest: number): string | undefined {
  const text = string(value)?.slice(0, longest * 4);
  return text ? decodeEntities(text).replace(/\s+/g, ' ').trim().slice(0, longest) || undefined : undefined;
}

function strings(value: unknown): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const all = (value as unknown[]).slice(0, MAX_TAGS).flatMap((entry) => line(entry, 80) ?? []);
  return all.length ? [...new Set(all)] : undefined;
}

function string(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() ? value : undefined;
}

function time(value: unknown): number | undefined {
  const at = typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isNaN(at) ? undefined : at;
}
