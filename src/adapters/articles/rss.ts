import { webUrl } from '../../content/urls.js';
import type { Article, ArticleList, ArticlesPort } from '../../ports/articles.js';
import { AfterwordError } from '../../ports/errors.js';
import {
  feedAddress,
  feedDate,
  htmlArticle,
  htmlLine,
  latest,
  loadFeed,
  MAX_ITEMS,
  MAX_SUMMARY,
  MAX_TITLE,
  squeeze,
  tagList,
  type FeedOptions,
} from '../feed-values.js';
import { attribute, baseOf, children, descendants, nameOf, parseXml, pictureOf, textOf, type XmlNode } from '../xml.js';

export type RssOptions = FeedOptions;

/** A site's RSS feed: 0.9x to 2.0, and 1.0 in RDF. Throws `misconfigured` for a `src` that is not a web address. */
export function rss(options: RssOptions): ArticlesPort {
  const src = feedAddress(options.src);
  return {
    key: `rss ${src}`,
    async list(_page, signal) {
      const answer = await loadFeed(src, 'application/rss+xml, application/xml;q=0.9, text/xml;q=0.9', options, signal);
      return toArticles(answer.text, answer.url);
    },
  };
}

export function fromSrc(src: URL): ArticlesPort {
  return rss({ src });
}

/** The readable items of a feed that lies at `address`. Throws `unreadable` when it is no RSS at all. */
export function toArticles(text: string, address: string): ArticleList {
  return readDocument(parseXml(text, address), address, MAX_ITEMS);
}

/** As {@link toArticles}, of a feed that was parsed elsewhere: its latest items, at most `most`. */
export function readDocument(document: XmlNode, address: string, most: number): ArticleList {
  const all = descendants(document);
  const channel = all.find((node) => nameOf(node) === 'channel');
  if (!channel && !all.some((node) => /^(rss|rdf:rdf)$/.test(nameOf(node))))
    throw new AfterwordError('unreadable', `${address} is no RSS feed; without a provider its own type is found`);
  const lang = channel && textOf(channel, 'language', 'dc:language');
  const items = latest(
    all.filter((node) => nameOf(node) === 'item'),
    most,
    dateOf,
  );
  const read = items.map((item) => toArticle(item, address, lang));
  const articles = read.filter((article) => article !== undefined);
  return { articles, skipped: read.length - articles.length };
}

function toArticle(item: XmlNode, address: string, lang: string | undefined): Article | undefined {
  const base = baseOf(item, address);
  const parts = children(item);
  const url = linkOf(item, parts, base);
  const title = titleOf(textOf(item, 'title', 'dc:title', 'media:title'));
  if (!url || !title) return undefined;
  const description = textOf(item, 'description', 'itunes:summary', 'dc:description');
  const content = textOf(item, 'content:encoded');
  return {
    url,
    title,
    summary: htmlLine(description, MAX_SUMMARY),
    text: htmlArticle(content ?? description),
    image: pictureOf(item, base),
    tags: tagList(parts.filter((part) => /^(category|dc:subject)$/.test(nameOf(part))).map(({ textContent }) => textContent)),
    author: htmlLine(authorOf(textOf(item, 'dc:creator', 'author', 'itunes:author')), MAX_TITLE),
    publishedAt: dateOf(item),
    lang: textOf(item, 'dc:language') ?? lang,
  };
}

function dateOf(item: XmlNode): number | undefined {
  return feedDate(textOf(item, 'pubdate', 'dc:date', 'dc:issued', 'atom:published', 'atom:updated'));
}

/**
 * Titles are meant to be plain text, as WordPress writes them, and are HTML in many feeds: those with a character reference left,
 * with a pair of tags or with one that needs no other. "How to write <main>" has none of that.
 */
function titleOf(value: string | undefined): string | undefined {
  const isHtml = /&(?:#\w+|[a-z]\w*);|<(?:br|hr|img|wbr)\b[^>]*>|<([a-z]\w*)\b[^>]*>[^]*<\/\1>/i.test(
    value?.slice(0, 600) ?? '',
  );
  return isHtml ? htmlLine(value, MAX_TITLE) : squeeze(value?.slice(0, MAX_TITLE * 4), MAX_TITLE);
}

/** Where the article lies: a service that counts clicks names the true address beside its own. */
function linkOf(item: XmlNode, parts: readonly XmlNode[], base: string): string | undefined {
  const guid = parts.find((part) => nameOf(part) === 'guid');
  const isPermanent = guid && attribute(guid, 'isPermaLink')?.toLowerCase() !== 'false';
  const atom = parts.find((part) => nameOf(part) === 'atom:link' && (attribute(part, 'rel') ?? 'alternate') === 'alternate');
  return (
    webUrl(textOf(item, 'feedburner:origlink'), base) ??
    webUrl(textOf(item, 'link'), base) ??
    webUrl(atom && attribute(atom, 'href'), base) ??
    webUrl(isPermanent ? guid.textContent?.trim() : undefined) ??
    webUrl(attribute(item, 'rdf:about'), base)
  );
}

/** RSS has addresses of mailboxes here, with the name in brackets behind. */
function authorOf(value: string | undefined): string | undefined {
  const [, name] = /^\S+@\S+\s*\((.+)\)$/.exec(value ?? '') ?? [];
  return name ?? (/^\S+@\S+$/.test(value ?? '') ? undefined : value);
}
