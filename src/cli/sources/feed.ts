import { XMLParser } from 'fast-xml-parser';
import { toArticles } from '../../adapters/articles/json-feed.js';
import { htmlToText } from '../../content/html-text.js';
import { webUrl } from '../../content/urls.js';
import type { Article } from '../../ports/articles.js';
import { messageOf } from '../failure.js';
import { decode, MOST_BYTES, UnreadableError, type Web } from '../web.js';
import { fingerprint, type Entry, type LoadedPage, type Source } from './source.js';

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
          warn(`${address}: ${messageOf(thrown)}`);
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

type Xml = Readonly<Record<string, unknown>>;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: '#',
  parseTagValue: false,
  parseAttributeValue: false,
});

function readXml(text: string, address: string): Feed {
  let document: Xml;
  try {
    document = parser.parse(text) as Xml;
  } catch (cause) {
    throw new UnreadableError(`${address} is broken XML: ${messageOf(cause)}`, undefined, cause);
  }
  const atom = first(document['feed']);
  const rss = first(first(document['rss'])?.['channel']);
  const rdf = first(document['rdf:RDF']);
  if (!atom && !rss && !rdf) throw new UnreadableError(`${address} is no feed: it is neither JSON Feed, RSS nor Atom`);
  const items = objects(atom ? atom['entry'] : (rdf ?? rss)!['item']);
  const read = items.map((item) => (atom ? fromAtom(item, atom, address) : fromRss(item, rss ?? {}, address)));
  const articles = read.filter((article) => article !== undefined);
  return { articles, skipped: read.length - articles.length, next: link(atom ?? rss?.['atom:link'], 'next', address) };
}

function fromAtom(entry: Xml, atom: Xml, address: string): Article | undefined {
  const base = webUrl(entry['@xml:base'] ?? atom['@xml:base'] ?? '', address) ?? address;
  const url = link(entry, 'alternate', base) ?? webUrl(content(entry['id']));
  const title = plain(entry['title']);
  if (!url || !title) return undefined;
  const authors = objects(entry['author'] ?? atom['author']).map(({ name }) => content(name));
  return {
    url,
    title,
    summary: plain(entry['summary']) || undefined,
    text: plain(entry['content']) || undefined,
    tags: objects(entry['category']).flatMap((category) => content(category['@label'] ?? category['@term']) || []),
    author: authors.filter(Boolean).join(', ') || undefined,
    publishedAt: time(entry['published'] ?? entry['updated']),
    image: webUrl(first(entry['media:thumbnail'])?.['@url'], base),
    lang: content(entry['@xml:lang'] ?? atom['@xml:lang']) || undefined,
  };
}

function fromRss(item: Xml, channel: Xml, address: string): Article | undefined {
  const guid = first(item['guid']);
  const permalink = guid?.['@isPermaLink'] === 'false' ? undefined : item['guid'];
  const url = webUrl(content(item['link']), address) ?? webUrl(content(permalink));
  const title = plain(item['title']);
  if (!url || !title) return undefined;
  const pictures = [...objects(item['media:thumbnail']), ...objects(item['media:content']), ...objects(item['enclosure'])];
  const picture = pictures.find((found) => !found['@type'] || String(found['@type']).startsWith('image/'));
  return {
    url,
    title,
    summary: plain(item['description']) || undefined,
    text: plain(item['content:encoded']) || undefined,
    tags: [item['category']].flat().flatMap((category) => plain(category) || []),
    author: content(item['dc:creator']) || undefined,
    publishedAt: time(item['pubDate'] ?? item['dc:date']),
    image: webUrl(picture?.['@url'], address),
    lang: content(channel['language']) || undefined,
  };
}

function link(holder: unknown, rel: string, base: string): string | undefined {
  const links = objects((holder as Xml | undefined)?.['link'] ?? holder);
  return webUrl(links.find((found) => (found['@rel'] ?? 'alternate') === rel && found['@href'])?.['@href'], base);
}

/** An element's text; of several the first. */
function content(value: unknown): string {
  const [found] = [value].flat() as unknown[];
  if (typeof found === 'string') return found.trim();
  return found && typeof found === 'object' ? content((found as Xml)['#']) : '';
}

/** The text of what may be text, HTML, or a tree of elements. */
function plain(value: unknown, depth = 40): string {
  const [found] = [value].flat() as unknown[];
  if (typeof found === 'string') return htmlToText(found.slice(0, 200_000));
  if (!found || typeof found !== 'object' || !depth) return '';
  return Object.entries(found as Xml)
    .filter(([name]) => !name.startsWith('@'))
    .flatMap(([, part]) => [part].flat().map((entry) => plain(entry, depth - 1)))
    .join(' ')
    .trim();
}

function first(value: unknown): Xml | undefined {
  const [found] = [value].flat() as unknown[];
  return found && typeof found === 'object' ? (found as Xml) : found === '' ? {} : undefined;
}

function objects(value: unknown): Xml[] {
  return ([value].flat() as unknown[]).filter((entry): entry is Xml => typeof entry === 'object' && entry !== null);
}

function time(value: unknown): number | undefined {
  return Date.parse(content(value)) || undefined;
}
