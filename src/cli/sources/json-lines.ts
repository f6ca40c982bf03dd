import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { constants, createGunzip } from 'node:zlib';
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
      const { content, whole } = isPacked ? unpacked(raw) : { content: raw, whole: undefined };
      let fault: Error | undefined;
      let number = 0;
      let bad = 0;
      for await (const line of linesOf(content, whole, (thrown) => (fault = thrown))) {
        number++;
        if (!line.trim()) continue;
        const article = readLine(line);
        if (article) yield articleEntry(article, web);
        else if (++bad <= 3) warn(`${name}, line ${number}: no article (JSON with "url" and "title")`);
        if (bad === number && bad >= 20)
          throw new UsageError(`${name} holds no articles: its first ${bad} lines have no "url" and "title".`);
      }
      if (fault) yield { key: name, gap: `ends after line ${number} (${fault.message})` };
      if (bad > 3) warn(`${name}: ${bad - 3} more lines like that`);
    },
  };
}

interface Unpacked {
  content: Readable;
  /** Rejects when something was missing, or broken. */
  whole: Promise<void>;
}

/**
 * What is packed in a stream, as far as it goes: one reader tolerates a cut and hands over all that came before it, and another
 * says that there is one, which would keep the last of it to itself.
 */
function unpacked(raw: Readable): Unpacked {
  const strict = createGunzip();
  const tolerant = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
  raw.on('error', (error) => [strict, tolerant].forEach((stream) => stream.destroy(error)));
  const whole = finished(raw.pipe(strict).resume());
  // Nobody may have asked yet.
  whole.catch(() => undefined);
  return { content: raw.pipe(tolerant), whole };
}

/** The lines of a stream; where it breaks off, the line that was cut off with it is left out. */
async function* linesOf(
  stream: AsyncIterable<Uint8Array>,
  whole: Promise<void> | undefined,
  failed: (thrown: Error) => void,
): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest: string[] = [];
  try {
    for await (const chunk of stream) {
      const [end = '', ...lines] = decoder.decode(chunk, { stream: true }).split('\n');
      rest.push(end);
      if (!lines.length) continue;
      yield rest.join('');
      rest = [lines.pop()!];
      yield* lines;
    }
    await whole;
  } catch (thrown) {
    failed(thrown as Error);
    return;
  }
  if (rest.some(Boolean)) yield rest.join('');
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
    ...(value['sponsored'] === true && { sponsored: true }),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() ? value : undefined;
}
