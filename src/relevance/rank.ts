import type { Article } from '../ports/articles.js';
import { comparableUrl } from './comparable-url.js';
import { reasons, runningText, showsName } from './reasons.js';
import { closeInTime, rarity, termsOf, weigh, wordsOf, type Terms, type TermWeights } from './terms.js';

export interface RankOptions extends TermWeights {
  /** Below this cosine an article is not called related: it follows by date and without a reason. */
  threshold?: number | undefined;
  /** How much an article of the same day counts more than a distant one: 0.5 is half as much again. */
  closeness?: number | undefined;
  /** Days after which that has worn off to a third: 30 suits a feed, a year an archive. */
  days?: number | undefined;
}

export interface RankedArticle {
  readonly article: Article;
  /** Cosine of the terms times the closeness in time, negative when not called related; comparable within one answer only. */
  readonly score: number;
  /** What both are about, as one of their titles or tags writes it, most telling first; empty when not called related. */
  readonly because: readonly string[];
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
  const { threshold = 0.02, closeness = 0.5, days = 30 } = options;
  const articles = [current, ...distinct(current, candidates)];
  const all: Terms[] = [];
  for (const article of articles) {
    all.push(termsOf(article, options));
    yield;
  }
  const rare = rarity(all);
  // A term that only the two of them have is telling in the smallest feed.
  const leastTelling = Math.log(Math.min(all.length / 2, 4)) ** 1.25;
  let length = 0;
  const ranked: RankedArticle[] = [];
  for (let index = 0; index < all.length; index++) {
    const terms = all[index]!;
    let product = 0;
    let square = 0;
    for (const term of terms.keys()) {
      const weight = weigh(term, terms, rare);
      square += weight * weight;
      product += weight * weigh(term, all[0]!, rare);
    }
    length ||= square;
    yield;
    const article = articles[index]!;
    const cosine = product / Math.sqrt(square * length);
    const related = cosine >= threshold;
    ranked.push({
      article,
      score: related ? cosine * closeInTime(current, article, closeness, days) : (article.publishedAt || -8e15) / 1e16 - 1,
      // Asked of the few that are shown.
      get because() {
        if (!related) return [];
        const running = `${runningText(current)} ${runningText(article)}`;
        return reasons(
          current,
          article,
          (term) => (rare.get(term)! >= leastTelling ? weigh(term, terms, rare) * weigh(term, all[0]!, rare) : 0),
          (word) => showsName(word, running),
        );
      },
    });
  }
  const titles = [titleWords(current)];
  return ranked
    .slice(1)
    .sort((a, b) => b.score - a.score)
    .filter(({ article }) => {
      const title = titleWords(article);
      return !titles.some((other) => sameStory(title, other)) && titles.push(title);
    });
}

/** The articles without the current one and without repetitions. */
export function distinct(current: Article, articles: readonly Article[]): readonly Article[] {
  const seen = new Set([comparableUrl(current.url)]);
  return articles.filter(({ url }) => seen.size < seen.add(comparableUrl(url)).size);
}

/** The words of a title, for {@link sameStory}. */
export function titleWords({ title }: Pick<Article, 'title'>): ReadonlySet<string> {
  return new Set(wordsOf(title.toLowerCase()));
}

/** Titles that share nearly all their words; parts of a series, which differ in a number, are different stories. */
export function sameStory(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return shared / (a.size + b.size) > 0.4 && ![...a, ...b].some((word) => /\d/.test(word) && a.has(word) !== b.has(word));
}
