import { webUrl } from '../../content/urls.js';
import type { Article, ArticleList, ArticlesPort } from '../../ports/articles.js';
import { AfterwordError } from '../../ports/errors.js';
import {
  feedAddress,
  feedDate,
  htmlArticle,
  latest,
  line,
  loadFeed,
  MAX_ITEMS,
  MAX_SUMMARY,
  MAX_TITLE,
  plainArticle,
  tagList,
  type FeedOptions,
} from '../feed-values.js';
import { isObject, jsonObject } from '../http.js';

/** Longer than any language tag (BCP 47). */
const MAX_LANGUAGE = 80;

export type JsonFeedOptions = FeedOptions;

/** A site's JSON Feed, version 1 or 1.1 (https://www.jsonfeed.org/version/1.1/). Throws `misconfigured` for a `src` that is not a web address. */
export function jsonFeed(options: JsonFeedOptions): ArticlesPort {
  const src = feedAddress(options.src);
  return {
    key: `json-feed ${src}`,
    async list(_page, signal) {
      const answer = await loadFeed(src, 'application/feed+json, application/json', options, signal);
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
  for (const item of latest<unknown>(items, MAX_ITEMS, (item) => (isObject(item) ? dateOf(item) : undefined))) {
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
    tags: Array.isArray(item['tags']) ? tagList(item['tags']) : undefined,
    author: authorOf(item) ?? authorOf(feed),
    publishedAt: dateOf(item),
    lang: line(item['language'], MAX_LANGUAGE) ?? line(feed['language'], MAX_LANGUAGE),
    // Our extension, as the standard asks extensions to be.
    ...(isObject(item['_afterword']) && item['_afterword']['sponsored'] === true && { sponsored: true }),
  };
}

function dateOf(item: Record<string, unknown>): number | undefined {
  return feedDate(item['date_published']) ?? feedDate(item['date_modified']);
}

function plain(item: Record<string, unknown>): string | undefined {
  return plainArticle(string(item['content_text'])) ?? htmlArticle(string(item['content_html']));
}

/** Version 1.1 has `authors`, version 1 one `author`. */
function authorOf(holder: Record<string, unknown>): string | undefined {
  const authors = Array.isArray(holder['authors']) ? (holder['authors'] as unknown[]) : [holder['author']];
  const names = authors.flatMap((author) => (isObject(author) ? (line(author['name'], MAX_TITLE) ?? []) : []));
  return names.length ? names.slice(0, 3).join(', ') : undefined;
}

function string(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() ? value : undefined;
}
