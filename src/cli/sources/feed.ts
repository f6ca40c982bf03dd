import { readDocument as readAtom } from '../../adapters/articles/atom.js';
import { kindOf } from '../../adapters/articles/feed.js';
import { toArticles } from '../../adapters/articles/json-feed.js';
import { readDocument as readRss } from '../../adapters/articles/rss.js';
import { attribute, baseOf, children, descendants, nameOf, parseXml, type XmlNode } from '../../adapters/xml.js';
import { webUrl } from '../../content/urls.js';
import type { Article } from '../../ports/articles.js';
import { AfterwordError } from '../../ports/errors.js';
import { messageOf } from '../failure.js';
import { decode, MOST_BYTES, UnreadableError, type Web } from '../web.js';
import { fingerprint, type Entry, type LoadedPage, type Source } from './source.js';
import { parse } from './xml.js';

interface Feed {
  articles: readonly Article[];
  skipped: number;
  next: string | undefined;
}

const ACCEPT = 'application/feed+json, application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.8';
/** Items the browser's reader takes at once. */
const SLICE = 200;
const MOST_PAGES = 5000;

/** A JSON Feed, RSS or Atom feed, and the pages of it that it links to. */
export function feed(first: string, text: string, web: Web, warn: (message: string) => void): Source {
  return {
    name: `feed ${first}`,
    complete: false,
    async *entries() {
      let address: string | undefined = first;
      let content = text;
      const seen = new Set<string>();
      while (address && !seen.has(address) && seen.size < MOST_PAGES) {
        seen.add(address);
        const { articles, skipped, next } = readFeed(content, address);
        if (skipped) warn(`${address}: left out ${skipped} items without a readable title or address`);
        for (const article of articles) yield articleEntry(article, web);
        address = next;
        if (!address || seen.has(address)) return;
        try {
          const answer = await web.get(address, { accept: ACCEPT, most: MOST_BYTES.list });
          content = decode(answer.bytes, answer.headers.get('content-type') ?? '');
        } catch (thrown) {
          // What a feed has on its first page is worth having without the second.
          if (!(thrown instanceof UnreadableError)) throw thrown;
          yield { key: address, gap: thrown.message };
          return;
        }
      }
    },
  };
}

/** An article a source has all of; its page can be read too. */
export function articleEntry(article: Article, web: Web): Entry {
  return {
    key: article.url,
    version: fingerprint(JSON.stringify(article)),
    article,
    load: () => loadPage(article.url, web),
  };
}

export async function loadPage(url: string, web: Web): Promise<LoadedPage> {
  const answer = await web.get(url, { accept: 'text/html, application/xhtml+xml;q=0.9, */*;q=0.1' });
  const type = answer.headers.get('content-type') ?? 'text/html';
  if (!/html|xml/i.test(type)) throw new UnreadableError(`is ${type.split(';')[0]}, not a page`);
  return { html: decode(answer.bytes, type), url: answer.url };
}

/** What a feed of any of the three kinds holds. Throws an `UnreadableError` when it is none. */
export function readFeed(text: string, address: string): Feed {
  return /^\s*\uFEFF?\s*\{/.test(text) ? readJson(text, address) : readXml(text, address);
}

function readJson(text: string, address: string): Feed {
  let json: Record<string, unknown>;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, '')) as Record<string, unknown>;
  } catch (cause) {
    throw new UnreadableError(`${address} is broken JSON: ${messageOf(cause)}`, undefined, cause);
  }
  const { items, next_url: next } = json;
  if (!Array.isArray(items)) throw new UnreadableError(`${address} is JSON, but no feed: it has no "items"`);
  const articles: Article[] = [];
  let skipped = 0;
  for (let at = 0; at < items.length; at += SLICE) {
    const part = toArticles({ ...json, items: items.slice(at, at + SLICE) as unknown[] }, address);
    articles.push(...part.articles);
    skipped += part.skipped ?? 0;
  }
  return { articles, skipped, next: webUrl(next, address) };
}

function readXml(text: string, address: string): Feed {
  const kind = kindOf({ text, json: undefined, headers: new Headers() });
  if (kind !== 'rss' && kind !== 'atom')
    throw new UnreadableError(`${address} is no feed: it is neither JSON Feed, RSS nor Atom`);
  try {
    const document = parseXml(text, address, parse);
    const { articles, skipped = 0 } = (kind === 'atom' ? readAtom : readRss)(document, address, Infinity);
    return { articles, skipped, next: nextOf(document, address) };
  } catch (cause) {
    // Of what nests too deeply even for HTML.
    const { cause: reason } = cause as { cause?: unknown };
    if (reason instanceof UnreadableError) throw new UnreadableError(`${address} ${reason.message}`, undefined, cause);
    if (cause instanceof AfterwordError) throw new UnreadableError(cause.message, undefined, cause);
    throw cause;
  }
}

/** Where the feed goes on (RFC 5005), in Atom and in what RSS borrows from it. */
function nextOf(document: XmlNode, address: string): string | undefined {
  const whole = descendants(document).find((node) => /^(?:(?:atom:)?feed|channel)$/.test(nameOf(node)));
  const links = whole ? children(whole).filter((node) => /^(?:atom:)?link$/.test(nameOf(node))) : [];
  const next = links.find((node) => attribute(node, 'rel') === 'next');
  return next && webUrl(attribute(next, 'href'), baseOf(next, address));
}
