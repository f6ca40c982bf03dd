import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { kindOf } from '../../adapters/articles/feed.js';
import { webUrl } from '../../content/urls.js';
import { messageOf, UsageError } from '../failure.js';
import { parsePage } from '../page.js';
import { addressOf, decode, MOST_BYTES, unpack, UnreadableError, type WebAnswer } from '../web.js';
import { ghost, wordpress } from './cms.js';
import { feed, readFeed } from './feed.js';
import { folder } from './folder.js';
import { jsonLines } from './json-lines.js';
import { sitemap } from './sitemap.js';
import type { Kind, Source, SourceOptions } from './source.js';

/** Characters that tell what a document is. */
const START = 4000;

/** What a source is, by its name and by what it answers. Throws a `UsageError` that says what to do when it can be none. */
export async function openSource(name: string, options: SourceOptions): Promise<Source> {
  const source = await open(name, options);
  const { match } = options;
  if (match === undefined) return source;
  return {
    name: source.name,
    complete: source.complete,
    parted: source.parted ?? false,
    async *entries() {
      for await (const entry of source.entries()) if ('gap' in entry || entry.key.includes(match)) yield entry;
    },
  };
}

async function open(name: string, options: SourceOptions): Promise<Source> {
  const address = addressOf(name);
  return address ? openAddress(address, options) : openPath(name, options);
}

async function openPath(path: string, options: SourceOptions): Promise<Source> {
  const { web, warn, kind, site } = options;
  let isFolder: boolean;
  try {
    isFolder = (await stat(path)).isDirectory();
  } catch {
    const hint = /^[\w-]+(\.[\w-]+)+(\/|$)/.test(path) ? ` For the web address, write https://${path}` : '';
    throw new UsageError(`There is no file or folder ${resolve(path)}.${hint}`);
  }
  if (isFolder) return folder(path, options);
  if (kind === 'jsonl' || (!kind && /\.(jsonl|ndjson)(\.gz)?$/i.test(path))) return jsonLines(path, undefined, web, warn);
  if (/\.x?html?$/i.test(path)) throw new UsageError(`${path} is one page. Name the folder of all pages.`);
  const text = decode(await readFile(path).then(unpackOrTell(path)));
  const base = site ?? pathToFileURL(resolve(path)).href;
  return fromText(base, text, kind, options) ?? failed(path, text);
}

const unpackOrTell =
  (path: string) =>
  (bytes: Uint8Array): Uint8Array => {
    try {
      return unpack(bytes);
    } catch (thrown) {
      throw new UsageError(`${path} ${messageOf(thrown)}.`);
    }
  };

async function openAddress(address: string, options: SourceOptions): Promise<Source> {
  const { web, warn, kind, key } = options;
  if (key !== undefined || kind === 'ghost') {
    if (!key) throw new UsageError('Ghost wants its Content API key: --key … (Ghost Admin → Integrations).');
    return ghost(address, key, options);
  }
  if (kind === 'wordpress' && /\/wp-json\b|rest_route=/.test(address)) return wordpress(address, options);
  let answer: WebAnswer;
  try {
    answer = await web.get(address, { most: MOST_BYTES.list });
  } catch (thrown) {
    if (thrown instanceof UnreadableError) throw new UsageError(`${address} ${thrown.message}.`);
    throw thrown;
  }
  if (kind === 'jsonl' || (!kind && /\.(jsonl|ndjson)(\.gz)?$/i.test(new URL(answer.url).pathname)))
    return jsonLines(answer.url, answer.bytes, web, warn);
  const type = answer.headers.get('content-type') ?? '';
  const text = decode(answer.bytes, type);
  const root = /^\s*\{/.test(text) && /"namespaces"\s*:\s*\[/.test(text.slice(0, START)) ? answer.url : undefined;
  if (root) return wordpress(root, options);
  const found = fromText(answer.url, text, kind, options);
  if (found) return found;
  if (!/<html|<!doctype html|<head|<body/i.test(text.slice(0, START))) return failed(address, text);
  return fromFrontPage(answer, text, options);
}

function fromText(base: string, text: string, kind: Kind | undefined, options: SourceOptions): Source | undefined {
  const start = text.slice(0, START).replace(/<!--[^]*?-->/g, '');
  const isSitemap = kind === 'sitemap' || (!kind && /<([\w.-]+:)?(urlset|sitemapindex)[\s>]/.test(start));
  if (isSitemap && !/<html[\s>]/i.test(start)) return sitemap(base, text, options);
  const isXmlFeed = kindOf({ text: start, json: undefined, headers: new Headers() }) !== undefined;
  const isFeed = kind === 'feed' || isXmlFeed || /^\s*\uFEFF?\{/.test(start);
  if (!isFeed || /<html[\s>]/i.test(start)) return undefined;
  try {
    readFeed(text, base);
  } catch (thrown) {
    if (thrown instanceof UnreadableError) throw new UsageError(`${thrown.message}.`);
    throw thrown;
  }
  return feed(base, text, options.web, options.warn);
}

/** A site's own page says whether it is WordPress, and where its feeds are. */
function fromFrontPage(answer: WebAnswer, text: string, options: SourceOptions): Source {
  const document = parsePage(text);
  const [, linked] = /<([^>]+)>;\s*rel="https:\/\/api\.w\.org\/"/.exec(answer.headers.get('link') ?? '') ?? [];
  const root = webUrl(linked ?? document.querySelector('link[rel="https://api.w.org/"]')?.getAttribute('href'), answer.url);
  if (root && (!options.kind || options.kind === 'wordpress')) return wordpress(root, options);
  const generator = document.querySelector('meta[name="generator"]')?.getAttribute('content') ?? '';
  if (/^Ghost/.test(generator)) {
    throw new UsageError(
      `${answer.url} is a Ghost site. Add its Content API key: --key … (Ghost Admin → Integrations), or name its sitemap: ${new URL('/sitemap.xml', answer.url).href}`,
    );
  }
  const feeds = Array.from(document.querySelectorAll('link[rel="alternate"]'))
    .filter((link) => /rss|atom|feed\+json/.test(link.getAttribute('type') ?? ''))
    .flatMap((link) => webUrl(link.getAttribute('href'), answer.url) ?? []);
  const hints = [
    `its sitemap, perhaps ${new URL('/sitemap.xml', answer.url).href}`,
    ...feeds.slice(0, 2).map((url) => `its feed ${url}`),
  ];
  throw new UsageError(`${answer.url} is a web page, not a feed or sitemap. Name ${hints.join(', or ')}.`);
}

function failed(name: string, text: string): never {
  if (!text.trim()) throw new UsageError(`${name} is empty.`);
  if (/<html|<!doctype html/i.test(text.slice(0, START)))
    throw new UsageError(`${name} is a web page, not a feed, a sitemap or JSON lines.`);
  throw new UsageError(
    `${name} is no feed (JSON Feed, RSS, Atom), sitemap or JSON lines. --kind says which it is meant to be.`,
  );
}
