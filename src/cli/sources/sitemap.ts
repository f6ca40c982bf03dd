import { decodeEntities } from '../../content/entities.js';
import { webUrl } from '../../content/urls.js';
import { decode, MOST_BYTES, UnreadableError } from '../web.js';
import { loadPage } from './feed.js';
import type { Gap, Source, SourceOptions } from './source.js';

interface Listed {
  url: string;
  /** As the sitemap says it. */
  lastmod: string | undefined;
}

const DEEPEST = 4;
/** What a whole one ends with, or all there is of an empty one. */
const END = /<\/(?:[\w.-]+:)?(?:urlset|sitemapindex)[\s>]|<(?:[\w.-]+:)?(?:urlset|sitemapindex)[^>]*\/>/;

/** A sitemap or an index of them (https://www.sitemaps.org/protocol.html), packed or not. */
export function sitemap(first: string, text: string, { web }: Pick<SourceOptions, 'web'>): Source {
  return {
    name: `sitemap ${first}`,
    complete: true,
    async *entries() {
      const seen = new Set<string>();
      for await (const listed of walk(first, text, DEEPEST, new Set([first]))) {
        if ('gap' in listed) {
          yield listed;
          continue;
        }
        const { url, lastmod } = listed;
        if (seen.has(url)) continue;
        seen.add(url);
        yield { key: url, version: lastmod, load: () => loadPage(url, web) };
      }
    },
  };
  /** `asked`: the sitemaps already read; some list themselves. */
  async function* walk(address: string, content: string, depth: number, asked: Set<string>): AsyncGenerator<Listed | Gap> {
    yield* list(content, 'url', address);
    if (!END.test(content)) yield { key: address, gap: 'is no sitemap, or only the start of one' };
    for (const { url } of list(content, 'sitemap', address)) {
      if (asked.has(url)) continue;
      asked.add(url);
      try {
        if (!depth) throw new UnreadableError('is too many sitemaps within sitemaps');
        const answer = await web.get(url, { accept: 'application/xml, */*;q=0.8', most: MOST_BYTES.list });
        yield* walk(url, decode(answer.bytes), depth - 1, asked);
      } catch (thrown) {
        if (!(thrown instanceof UnreadableError)) throw thrown;
        yield { key: url, gap: thrown.message };
      }
    }
  }
}

/** The addresses of a sitemap, piece by piece: half of one is read as far as it goes. */
function* list(xml: string, element: 'url' | 'sitemap', base: string): Generator<Listed> {
  // The prefix is that of the list itself: pictures and films in it have addresses too.
  const prefix = /<([\w.-]+:)?(?:urlset|sitemapindex)[\s>]/.exec(xml)?.[1] ?? '';
  const start = new RegExp(`<${prefix}${element}[\\s>]`, 'g');
  for (let found = start.exec(xml); found;) {
    const from = found.index;
    found = start.exec(xml);
    const piece = xml.slice(from, found?.index ?? from + 20_000);
    const url = webUrl(field(piece, `${prefix}loc`), base);
    if (url) yield { url, lastmod: field(piece, `${prefix}lastmod`) };
  }
}

function field(piece: string, name: string): string | undefined {
  const start = piece.indexOf(`<${name}>`);
  const end = piece.indexOf(`</${name}>`, start);
  if (start < 0 || end < 0) return undefined;
  const value = piece.slice(start + name.length + 2, end).replace(/^\s*<!\[CDATA\[|\]\]>\s*$/g, '');
  return decodeEntities(value).trim() || undefined;
}
