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
const LETTERS = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]/;

/** The words of a text in order, as written, whatever the script; pairs of signs for Chinese, Japanese and Korean. */
export function wordsOf(text: string): string[] {
  const runs = text.slice(0, LONGEST_TEXT).normalize('NFKC').match(RUN) ?? [];
  if (LETTERS.test(text)) {
    const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });
    return runs.flatMap((run) => [...segmenter.segment(run)].map(({ segment }) => segment));
  }
  if (!SIGNS.test(text)) return runs;
  return runs
    .flatMap((run) => run.split(SIGNS))
    .flatMap((run) => (SIGNS.test(run) && run[1] ? [...run.slice(1)].map((sign, at) => run[at]! + sign) : run || []));
}

/** A word as a term, alike in capitals and small letters. */
export function wordTerm(word: string, start = 7): number {
  const text = word.toLowerCase();
  let term = start;
  for (let at = 0; at < text.length; at++) term = (Math.imul(term, 31) + text.charCodeAt(at)) | 0;
  return term >>> 2;
}

/** Two neighbours as a term. */
export function pairTerm(first: number, second: number): number {
  return (Math.imul(first, 0x9e3779b1) ^ second) >>> 2;
}

/** A tag as a term, alike for "Peace talks", "peace-talks" and "#peace_talks". */
export function tagTerm(tag: string): number {
  return wordTerm(wordsOf(tag.replaceAll('_', ' ')).join(), 99);
}

/** What an article is about, counted. */
export function termsOf(article: Article, { title = 3, tag = 4, pair = 0.7 }: TermWeights = {}): Terms {
  const terms: Terms = new Map();
  const add = (term: number, count: number) => terms.set(term, (terms.get(term) ?? 0) + count);
  const read = (text = '', weight = 1) => {
    let before = 0;
    for (const word of wordsOf(text)) {
      const term = wordTerm(word);
      add(term, weight);
      if (before) add(pairTerm(before, term), weight * pair);
      before = term;
    }
  };
  read(article.title, title);
  read(article.summary);
  read(article.text);
  for (const name of [...(article.tags ?? []), article.section]) {
    if (!name || terms.has(tagTerm(name))) continue;
    add(tagTerm(name), tag);
    read(name);
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

/** What a term weighs: `(1 + ln tf)` times its rarity; 0 when it is not there. */
export function weigh(term: number, terms: Terms, rare: Terms): number {
  const count = terms.get(term);
  return count ? (1 + Math.log(count)) * rare.get(term)! : 0;
}

/** Two articles of one time speak of the same events: `1 + strength · e^(−Δdays / days)`, and 1 where a date is missing. */
export function closeInTime(a: Article, b: Article, strength: number, days: number): number {
  return 1 + (strength * Math.exp(-Math.abs(a.publishedAt! - b.publishedAt!) / 864e5 / days) || 0);
}
