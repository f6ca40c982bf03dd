import type { Article } from '../ports/articles.js';
import { comparableUrl } from './comparable-url.js';
import { reasons } from './reasons.js';
import { closeInTime, rarity, termsOf, weight, wordsOf, type TermWeights, type Terms } from './terms.js';

export interface RankOptions extends TermWeights {
  /** How many to answer; all by default. */
  limit?: number | undefined;
  /** Below this cosine an article is not called related: it follows by date and without a reason. */
  threshold?: number | undefined;
  /** How much an article of the same day counts more than a distant one: 0.5 is half as much again. */
  closeness?: number | undefined;
  /** Days after which that has worn off to a third: 30 suits a feed, a year an archive. */
  days?: number | undefined;
}

export interface RankedArticle {
  article: Article;
  /** Cosine of the terms times the closeness in time; comparable within one answer only. */
  score: number;
  /** What both are about, as one of their titles or tags writes it, most telling first; empty when not called related. */
  because: readonly string[];
}

/** The candidates in the order in which a reader of `current` would want them; see {@link ranking}. */
export function rank(current: Article, candidates: readonly Article[], options?: RankOptions): readonly RankedArticle[] {
  const steps = ranking(current, candidates, options);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/**
 * Ranks in small steps, so that a page may do something else between them. Related ones come first, then the rest by
 * date, latest first: the answer is empty only when there is nothing but the current article. That one, repeated
 * addresses, and further versions of a story that is already there are dropped.
 */
export function* ranking(
  current: Article,
  candidates: readonly Article[],
  options: RankOptions = {},
): Generator<void, readonly RankedArticle[]> {
  const { limit = Infinity, threshold = 0.02, closeness = 0.5, days = 30 } = options;
  const urls = new Set([comparableUrl(current.url)]);
  const all = [termsOf(current, options)];
  const articles: Article[] = [];
  for (const article of candidates) {
    const url = comparableUrl(article.url);
    if (urls.has(url)) continue;
    urls.add(url);
    articles.push(article);
    all.push(termsOf(article, options));
    yield;
  }
  const rare = rarity(all);
  const wanted: Terms = new Map();
  let length = 0;
  for (const [term, count] of all[0]!) {
    const value = weight(count, rare.get(term));
    wanted.set(term, value);
    length += value * value;
  }
  const scored = articles.map((article, index) => {
    const terms = all[index + 1]!;
    let product = 0;
    let square = 0;
    for (const [term, count] of terms) {
      const value = weight(count, rare.get(term));
      square += value * value;
      product += value * (wanted.get(term) ?? 0);
    }
    const cosine = product / Math.sqrt(square * length) || 0;
    const related = cosine >= threshold;
    return { article, terms, related, score: cosine * closeInTime(current, article, closeness, days) };
  });
  scored.sort((a, b) => {
    if (a.related !== b.related) return a.related ? -1 : 1;
    return a.related ? b.score - a.score : (b.article.publishedAt ?? -1e16) - (a.article.publishedAt ?? -1e16);
  });
  // A term that only the two of them have is telling in the smallest feed.
  const leastTelling = Math.log(all.length / Math.max(2, all.length / 4)) ** 1.25;
  const titles = [new Set(wordsOf(current.title.toLowerCase()))];
  const ranked: RankedArticle[] = [];
  for (const { article, terms, related, score } of scored) {
    if (ranked.length >= limit) break;
    const title = new Set(wordsOf(article.title.toLowerCase()));
    if (titles.some((other) => sameStory(title, other))) continue;
    titles.push(title);
    const because = related
      ? reasons(current, article, {
          weight: (term) => weight(terms.get(term) ?? 1, rare.get(term)) * (terms.has(term) ? (wanted.get(term) ?? 0) : 0),
          telling: (term) => (rare.get(term) ?? 0) >= leastTelling,
        })
      : [];
    ranked.push({ article, score, because });
  }
  return ranked;
}

/** Titles that share nearly all their words; parts of a series, which differ in a number, are different stories. */
function sameStory(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  let shared = 0;
  for (const word of a) {
    if (b.has(word)) shared++;
    else if (/\d/.test(word)) return false;
  }
  return shared / (a.size + b.size) > 0.4;
}
