import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { webUrl } from '../../content/urls.js';
import type { Article } from '../../ports/articles.js';
import { UsageError } from '../failure.js';
import type { Web } from '../web.js';
import { articleEntry } from './feed.js';
import type { Source } from './source.js';

/** One article a line, as JSON: `url`, `title`, and what else there is of an `Article`; `date` may say when it came out. */
export function jsonLines(name: string, bytes: Uint8Array | undefined, web: Web, warn: (message: string) => void): Source {
  return {
    name: `JSON lines ${name}`,
    complete: true,
    async *entries() {
      const isPacked = bytes ? bytes[0] === 0x1f && bytes[1] === 0x8b : name.endsWith('.gz');
      const raw = bytes ? Readable.from([bytes]) : createReadStream(name);
      const input = isPacked ? raw.pipe(createGunzip()) : raw;
      // An error of a stream must not come before somebody listens.
      let failure: Error | undefined;
      for (const stream of [raw, input]) stream.on('error', (error: Error) => ((failure ??= error), input.destroy()));
      let number = 0;
      let bad = 0;
      for await (const line of createInterface({ input, crlfDelay: Infinity })) {
        number++;
        if (!line.trim()) continue;
        const article = readLine(line);
        if (article) yield articleEntry(article, web);
        else if (++bad <= 3) warn(`${name}, line ${number}: no article (JSON with "url" and "title")`);
        if (bad === number && bad >= 20)
          throw new UsageError(`${name} holds no articles: its first ${bad} lines have no "url" and "title".`);
      }
      if (failure) warn(`${name}: ended after line ${number} (${failure.message})`);
      if (bad > 3) warn(`${name}: ${bad - 3} more lines like that`);
    },
  };
}

function readLine(line: string): Article | undefined {
  let value: Record<string, unknown>;
  try {
    value = JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
  if (!value || typeof value !== 'object') return undefined;
  const url = webUrl(value['url']);
  const title = text(value['title']);
  if (!url || !title) return undefined;
  const date = value['publishedAt'] ?? value['date'];
  return {
    url,
    title,
    summary: text(value['summary']),
    text: text(value['text']),
    image: webUrl(value['image'], url),
    tags: Array.isArray(value['tags']) ? (value['tags'] as unknown[]).flatMap((tag) => text(tag) ?? []) : undefined,
    section: text(value['section']),
    author: text(value['author']),
    publishedAt: typeof date === 'number' ? date : Date.parse(String(date)) || undefined,
    readingMinutes: typeof value['readingMinutes'] === 'number' ? value['readingMinutes'] : undefined,
    lang: text(value['lang']),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() ? value : undefined;
}
