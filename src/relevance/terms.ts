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
/**
 * Han, kana and hangul are written in signs that carry meaning: each counts as a word, so that two neighbours, which is what
 * most words are, count as any pair of words does.
 */
const SIGNS = /[぀-ヿ㐀-鿿가-힣]/g;
/** Thai, Lao, Tibetan, Burmese and Khmer are written without spaces, in letters: only a dictionary knows the words. */
const LETTERS = /[\u0e00-\u109f\u1780-\u17ff]+/g;

/** The words of a text in order, as written, whatever the script; single signs for Chinese, Japanese and Korean. */
export function wordsOf(text: string): readonly string[] {
  return (
    text
      .slice(0, LONGEST_TEXT)
      .normalize('NFKC')
      .replace(SIGNS, ' $& ')
      .replace(LETTERS, (run) =>
        [...new Intl.Segmenter('th', { granularity: 'word' }).segment(run)].map(({ segment }) => segment).join(' '),
      )
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  );
}

/** A word as a term, alike in capitals and small letters. */
export function wordTerm(word: string): number {
  const text = word.toLowerCase();
  let term = 7;
  for (let at = 0; at < text.length; at++) term = (term * 31 + text.charCodeAt(at)) | 0;
  // Thirty bits, which engines keep without a box. The lowest stay: they tell 2025 from 2026.
  return (term << 2) >>> 2;
}

/** Two neighbours as a term. */
export function pairTerm(first: number, second: number): number {
  return (((first * 1e5) ^ second) << 2) >>> 2;
}

/** A tag as a term, alike for "Peace talks", "peace-talks" and "#peace_talks". */
export function tagTerm(tag: string): number {
  return wordTerm(`#${wordsOf(tag).join()}`);
}

function add(terms: Terms, term: number, count: number): void {
  terms.set(term, (terms.get(term) ?? 0) + count);
}

/** What an article is about, counted. */
export function termsOf(article: Article, { title = 4, tag = 4, pair = 0.7 }: TermWeights = {}): Terms {
  const terms: Terms = new Map();
  const read = (text = '', weight = 1) => {
    let before = 0;
    for (const word of wordsOf(text)) {
      const term = wordTerm(word);
      add(terms, term, weight);
      if (before) add(terms, pairTerm(before, term), weight * pair);
      before = term;
    }
  };
  read(article.title, title);
  read(article.summary);
  read(article.text);
  for (const name of [...(article.tags ?? []), article.section]) {
    const term = name && tagTerm(name);
    if (!term || terms.has(term)) continue;
    add(terms, term, tag);
    read(name);
  }
  return terms;
}

/** How telling each term is: `ln((N + 1) / n)`, where `n` of `N` articles have it. */
export function rarity(all: readonly Terms[]): Terms {
  const rare: Terms = new Map();
  for (const terms of all) for (const term of terms.keys()) add(rare, term, 1);
  for (const [term, count] of rare) rare.set(term, Math.log((all.length + 1) / count));
  return rare;
}

/**
 * Two articles of one time speak of the same events: `1 + strength / (1 + Δdays / days)`, and 1 where a date is missing. It has no
 * end, so that last month is told from last year and last year from ten years ago, in a feed as in an archive.
 */
export function closeInTime(a: number | undefined, b: number | undefined, strength = 1, days = 90): number {
  return 1 + (strength / (1 + Math.abs(a! - b!) / 864e5 / days) || 0);
}
