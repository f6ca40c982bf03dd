import type { Article } from '../ports/articles.js';
import { closeInTime, rarity, termsOf, wordsOf, type Terms, type TermWeights } from './terms.js';

export interface RankOptions extends TermWeights {
  /** Below this cosine an article is not called related: it follows by date and without a reason. */
  threshold?: number | undefined;
  /** How much an article of the same day counts more than a distant one: 1 is twice as much. */
  closeness?: number | undefined;
  /** Days after which half of that has worn off. */
  days?: number | undefined;
}

/** An article in its place. */
export interface Ranked {
  readonly article: Article;
  /** Cosine of the terms times the closeness in time, negative when not called related; comparable within one answer only. */
  readonly score: number;
  /** What each of its terms weighs. */
  readonly terms: Terms;
}

export interface Ranking {
  /** Best first. */
  readonly ranked: readonly Ranked[];
  /** What each term of the current article weighs. */
  readonly own: Terms;
  /** How telling each term is. */
  readonly rare: Terms;
}

/** An article in its place, and why it is there. */
export interface RankedArticle extends Pick<Ranked, 'article' | 'score'> {
  /** What both are about, as one of their titles or tags writes it, most telling first; empty when not called related. */
  readonly because: readonly string[];
}

/**
 * The candidates in the order in which a reader of `current` would want them: related ones first, then the rest by date,
 * latest first. The current article, known by its title, and further versions of a story that is already there are dropped;
 * that an address is there once is the caller's part. Works in small steps, so that a page may do something else between them.
 */
export function* ranking(
  current: Article,
  candidates: readonly Article[],
  options: RankOptions = {},
): Generator<void, Ranking> {
  const { threshold = 0.02, closeness, days } = options;
  const all = new Map<Article, Terms>();
  for (const article of [current, ...candidates]) {
    all.set(article, termsOf(article, options));
    yield;
  }
  const rare = rarity([...all.values()]);
  const own = all.get(current)!;
  let length = 0;
  const ranked: Ranked[] = [];
  for (const [article, terms] of all) {
    let product = 0;
    let square = 0;
    for (const [term, count] of terms) {
      const weight = (1 + Math.log(count)) * rare.get(term)!;
      terms.set(term, weight);
      square += weight * weight;
      product += weight * (own.get(term) ?? 0);
    }
    // The current article is the first.
    length ||= square;
    const cosine = product / Math.sqrt(square * length);
    const score =
      cosine >= threshold
        ? cosine * closeInTime(current.publishedAt, article.publishedAt, closeness, days)
        : article.publishedAt! / 1e15 - 9 || -99;
    ranked.push({ article, score, terms });
    yield;
  }
  const titles = [titleWords(current)];
  return {
    ranked: ranked
      .slice(1)
      .sort((a, b) => b.score - a.score)
      .filter(({ article }) => {
        const title = titleWords(article);
        return titles.every((other) => !sameStory(title, other)) && titles.push(title);
      }),
    own,
    rare,
  };
}

/** The words of a title, for {@link sameStory}. */
export function titleWords({ title }: Pick<Article, 'title'>): ReadonlySet<string> {
  return new Set(wordsOf(title.toLowerCase()));
}

/** Titles that share nearly all their words; parts of a series, which differ in a number, are different stories. */
export function sameStory(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return shared / (a.size + b.size) > 0.4 && [...a, ...b].every((word) => (a.has(word) && b.has(word)) || !/\d/.test(word));
}
