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
import { attribute, baseOf, children, descendants, innerHtml, nameOf, parseXml, pictureOf, type XmlNode } from '../xml.js';

export type AtomOptions = FeedOptions;

/** A site's Atom feed (RFC 4287, and 0.3 before it). Throws `misconfigured` for a `src` that is not a web address. */
export function atom(options: AtomOptions): ArticlesPort {
  const src = feedAddress(options.src);
  return {
    key: `atom ${src}`,
    async list(_page, signal) {
      const answer = await loadFeed(src, 'application/atom+xml, application/xml;q=0.9, text/xml;q=0.9', options, signal);
      return toArticles(answer.text, answer.url);
    },
  };
}

export function fromSrc(src: URL): ArticlesPort {
  return atom({ src });
}

/** The readable entries of a feed that lies at `address`. Throws `unreadable` when it is no Atom feed at all. */
export function toArticles(text: string, address: string): ArticleList {
  return readDocument(parseXml(text, address), address, MAX_ITEMS);
}

/** As {@link toArticles}, of a feed that was parsed elsewhere: its latest entries, at most `most`. */
export function readDocument(document: XmlNode, address: string, most: number): ArticleList {
  const all = descendants(document);
  const feed = all.find((node) => named(node, 'feed'));
  const entries = latest(
    all.filter((node) => named(node, 'entry')),
    most,
    dateOf,
  );
  if (!feed && !entries.length)
    throw new AfterwordError('unreadable', `${address} is no Atom feed; without a provider its own type is found`);
  const read = entries.map((entry) => toArticle(entry, address, feed && authorsOf(feed)));
  const articles = read.filter((article) => article !== undefined);
  return { articles, skipped: read.length - articles.length };
}

/** With the namespace where the feed is well-formed, without where it had to be read as HTML. */
function named(node: XmlNode, name: string): boolean {
  return nameOf(node).replace(/^atom:/, '') === name;
}

function toArticle(entry: XmlNode, address: string, feedAuthors: string | undefined): Article | undefined {
  const parts = children(entry);
  const part = (...names: string[]): XmlNode | undefined => partOf(parts, names);
  const url = linkOf(parts, address);
  const title = construct(part('title'), MAX_TITLE);
  if (!url || !title) return undefined;
  const categories = parts.filter((node) => named(node, 'category'));
  return {
    url,
    title,
    summary: construct(part('summary', 'tagline'), MAX_SUMMARY),
    text: article(part('content')),
    image: pictureOf(entry, baseOf(entry, address)),
    tags: tagList(categories.map((node) => attribute(node, 'label') ?? attribute(node, 'term'))),
    author: authorsOf(entry) ?? feedAuthors,
    publishedAt: dateOf(entry),
    lang: languageOf(entry),
  };
}

/** The first of these parts that says anything. */
function partOf(parts: readonly XmlNode[], names: readonly string[]): XmlNode | undefined {
  return names.flatMap((name) => parts.find((node) => named(node, name) && node.textContent?.trim()) ?? [])[0];
}

function dateOf(entry: XmlNode): number | undefined {
  const date = partOf(children(entry), ['published', 'issued', 'created', 'updated', 'modified']);
  return feedDate(date?.textContent);
}

/** The page of an entry: its alternate, as HTML before anything else; or where its content lies. */
function linkOf(parts: readonly XmlNode[], address: string): string | undefined {
  const links = parts.filter((part) => named(part, 'link') && (attribute(part, 'rel') ?? 'alternate') === 'alternate');
  const isPage = (link: XmlNode): boolean => /html|^$/.test(attribute(link, 'type') ?? '');
  const content = parts.find((part) => named(part, 'content') && attribute(part, 'src'));
  for (const link of [...links.filter(isPage), ...links.filter((link) => !isPage(link))]) {
    const url = webUrl(attribute(link, 'href'), baseOf(link, address));
    if (url) return url;
  }
  const id = parts.find((part) => named(part, 'id'))?.textContent?.trim();
  return webUrl(content && attribute(content, 'src'), content && baseOf(content, address)) ?? webUrl(id);
}

function construct(node: XmlNode | undefined, longest: number): string | undefined {
  return node && htmlLine(markup(node), longest);
}

function article(node: XmlNode | undefined): string | undefined {
  return node && htmlArticle(markup(node));
}

/** A text construct (RFC 4287 §3.1) as HTML: escaped HTML, markup in its place, or plain text, whose references XML has decoded. */
function markup(node: XmlNode): string {
  return isHtml(node) ? (node.textContent ?? '') : innerHtml(node);
}

/** Atom 0.3 named media types, and how they are written in `mode`. */
function isHtml(node: XmlNode): boolean {
  const type = attribute(node, 'type')?.toLowerCase() ?? '';
  return (
    type === 'html' || (type === 'text/html' && attribute(node, 'mode') !== 'xml') || attribute(node, 'mode') === 'escaped'
  );
}

function authorsOf(holder: XmlNode): string | undefined {
  const names = children(holder)
    .filter((node) => named(node, 'author'))
    .flatMap((author) => squeeze(children(author).find((node) => named(node, 'name'))?.textContent, MAX_TITLE) ?? []);
  return names.slice(0, 3).join(', ') || undefined;
}

function languageOf(node: XmlNode): string | undefined {
  for (let at: XmlNode | null = node; at; at = at.parentNode) {
    const lang = attribute(at, 'xml:lang');
    if (lang) return lang;
  }
  return undefined;
}
