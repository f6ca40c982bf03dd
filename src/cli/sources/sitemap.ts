import { decodeEntities } from '../../content/entities.js';
import { webUrl } from '../../content/urls.js';
import { messageOf } from '../failure.js';
import { decode, MOST_BYTES, UnreadableError } from '../web.js';
import { loadPage } from './feed.js';
import type { Source, SourceOptions } from './source.js';

interface Listed {
  url: string;
  /** As the sitemap says it. */
  lastmod: string | undefined;
}

const DEEPEST = 4;

/** A sitemap or an index of them (https://www.sitemaps.org/protocol.html), packed or not. */
export function sitemap(first: string, text: string, { web, warn }: Pick<SourceOptions, 'web' | 'warn'>): Source {
  const source: Source = {
    name: `sitemap ${first}`,
    complete: true,
    async *entries() {
      const seen = new Set<string>();
      for await (const { url, lastmod } of walk(first, text, DEEPEST)) {
        if (seen.has(url)) continue;
        seen.add(url);
        yield { key: url, version: lastmod, load: () => loadPage(url, web) };
      }
    },
  };
  async function* walk(address: string, content: string, depth: number): AsyncGenerator<Listed> {
    yield* list(content, 'url', address);
    for (const { url } of list(content, 'sitemap', address)) {
      try {
        if (!depth) throw new UnreadableError('is too many sitemaps within sitemaps');
        const answer = await web.get(url, { accept: 'application/xml, */*;q=0.8', most: MOST_BYTES.list });
        yield* walk(url, decode(answer.bytes), depth - 1);
      } catch (thrown) {
        if (!(thrown instanceof UnreadableError)) throw thrown;
        // What a sitemap that cannot be read would list is not gone.
        source.complete = false;
        warn(`${url}: ${messageOf(thrown)}`);
      }
    }
  }
  return source;
}

/** The addresses of a sitemap, piece by piece: half of one is read as far as it goes. */
function* list(xml: string, element: 'url' | 'sitemap', base: string): Generator<Listed> {
  const start = new RegExp(`<${element}[\\s>]`, 'g');
  for (let found = start.exec(xml); found;) {
    const from = found.index;
    found = start.exec(xml);
    const piece = xml.slice(from, found?.index ?? from + 20_000);
    const url = webUrl(field(piece, 'loc'), base);
    if (url) yield { url, lastmod: field(piece, 'lastmod') };
  }
}

function field(piece: string, name: string): string | undefined {
  const start = piece.indexOf(`<${name}>`);
  const end = piece.indexOf(`</${name}>`, start);
  if (start < 0 || end < 0) return undefined;
  const value = piece.slice(start + name.length + 2, end).replace(/^\s*<!\[CDATA\[|\]\]>\s*$/g, '');
  return decodeEntities(value).trim() || undefined;
}
