import type { Article } from '../ports/articles.js';

/** How much each place of an article counts, against 1 for a word of its summary or text. Chosen on `bench/relevance`. */
export interface TermWeights {
  /** The title's words. */
  title?: number | undefined;
  /** A tag or the section as a whole; its words count 1. */
  tag?: number | undefined;
  /** A pair of neighbouring words. */
  pair?: number | undefined;
}

/**
 * Numbers by term: a word, a pair of neighbours, or a tag. A term is kept as a 30-bit hash, which makes ranking several times
 * faster; that two of some ten thousand meet is rare and harmless.
 */
export type Terms = Map<number, number>;

/** Characters of a text that are read: a story says what it is about well before, and work stays bounded. */
const LONGEST_TEXT = 20_000;

const RUN = /[\p{L}\p{M}\p{N}]+/gu;
/** Han, kana and hangul are written without spaces, in signs that carry meaning: their pairs are the words. */
const SIGNS = /([぀-ヿ㐀-鿿가-힣]+)/;
/** Thai, Lao, Burmese and Khmer are written without spaces, in letters: only a dictionary knows the words. */
const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]/;

let segmenter: Intl.Segmenter | undefined;

/** The words of a text in order, as written, whatever the script; pairs of signs for Chinese, Japanese and Korean. */
export function wordsOf(text: string): string[] {
  const runs = text.slice(0, LONGEST_TEXT).normalize('NFKC').match(RUN) ?? [];
  return SIGNS.test(text) || UNSPACED.test(text) ? runs.flatMap(wordsOfRun) : runs;
}

function wordsOfRun(run: string): string[] {
  if (UNSPACED.test(run)) {
    segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' });
    return Array.from(segmenter.segment(run), ({ segment }) => segment);
  }
  return run.split(SIGNS).flatMap((part, index) => {
    const pairs = index % 2 ? part.length - 1 : 0;
    return pairs ? Array.from({ length: pairs }, (_, at) => part.slice(at, at + 2)) : part || [];
  });
}

/** A word as a term, alike in capitals and small letters. */
export function wordTerm(word: string, start = 7): number {
  const text = word.toLowerCase();
  let term = start;
  for (let at = 0; at < text.length; at++) term = (Math.imul(term, 31) + text.charCodeAt(at)) | 0;
  return term & 0x3fffffff;
}

/** Two neighbours as a term. */
export function pairTerm(first: number, second: number): number {
  return (Math.imul(first, 0x9e3779b1) ^ second) & 0x3fffffff;
}

/** A tag as a term, alike for "Peace talks", "peace-talks" and "#peace_talks". */
export function tagTerm(tag: string): number {
  return wordTerm(wordsOf(tag.replaceAll('_', ' ')).join(), 99);
}

/** What an article is about, counted. */
export function termsOf(article: Article, { title = 3, tag = 4, pair = 0.7 }: TermWeights = {}): Terms {
  const terms: Terms = new Map();
  const add = (term: number, count: number) => terms.set(term, (terms.get(term) ?? 0) + count);
  const read = (text: string | undefined, weight: number) => {
    let before = 0;
    for (const word of wordsOf(text ?? '')) {
      const term = wordTerm(word);
      add(term, weight);
      if (before) add(pairTerm(before, term), weight * pair);
      before = term;
    }
  };
  read(article.title, title);
  read(article.summary, 1);
  read(article.text, 1);
  for (const name of [...(article.tags ?? []), article.section]) {
    if (!name) continue;
    const term = tagTerm(name);
    if (terms.has(term)) continue;
    add(term, tag);
    read(name, 1);
  }
  return terms;
}

/** How telling each term is: `ln((N + 1) / n)^1.25`, where `n` of `N` articles have it. */
export function rarity(all: readonly Terms[]): Terms {
  const rare: Terms = new Map();
  for (const terms of all) for (const term of terms.keys()) rare.set(term, (rare.get(term) ?? 0) + 1);
  for (const [term, count] of rare) rare.set(term, Math.log((all.length + 1) / count) ** 1.25);
  return rare;
}

/** A term's weight, `(1 + ln tf)` times its rarity. */
export function weight(count: number, rare = 0): number {
  // A pair counts less than once; its logarithm alone would turn a small count into none at all.
  return (1 + Math.log(count)) * rare;
}

/** Two articles of one time speak of the same events: `1 + strength · e^(−Δdays / days)`, and 1 where a date is missing. */
export function closeInTime(a: Article, b: Article, strength: number, days: number): number {
  const apart = Math.abs((a.publishedAt ?? NaN) - (b.publishedAt ?? NaN)) / 864e5;
  return 1 + (strength * Math.exp(-apart / days) || 0);
}
