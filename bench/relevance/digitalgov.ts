import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Article } from '../../src/ports/articles.js';

interface Line {
  id: string;
  title: string;
  summary: string;
  text: string;
  tags: string[];
  date: string;
  links: string[];
}

export interface LabelledArchive {
  articles: readonly Article[];
  /** By position: the positions its editors linked to. */
  links: readonly ReadonlySet<number>[];
}

/** The labelled archive. The words of the links themselves are not in the texts: they would give the answer away. */
export function readDigitalgov(): LabelledArchive {
  const file = new URL('../data/digitalgov.jsonl.gz', import.meta.url);
  const lines = gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n');
  const items = lines.map((line) => JSON.parse(line) as Line);
  const positions = new Map(items.map(({ id }, index) => [id, index]));
  return {
    articles: items.map(({ id, title, summary, text, tags, date }) => ({
      url: `https://digital.gov/${id}`,
      title,
      summary,
      text,
      tags,
      publishedAt: Date.parse(date),
    })),
    links: items.map(({ links }) => new Set(links.flatMap((id) => positions.get(id) ?? []))),
  };
}
