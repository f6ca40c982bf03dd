import type { Article } from '../ports/articles.js';
import { comparableUrl } from './comparable-url.js';
import { ranking, type RankedArticle, type RankOptions } from './rank.js';
import { explained } from './reasons.js';

/**
 * The candidates in the order in which a reader of `current` would want them, with reasons, for who has nothing else to do
 * meanwhile. Without the current article and without repetitions, whatever was added to their addresses; see `ranking`.
 */
export function rank(current: Article, candidates: readonly Article[], options?: RankOptions): readonly RankedArticle[] {
  const seen = new Set([comparableUrl(current.url)]);
  const steps = ranking(
    current,
    candidates.filter(({ url }) => seen.size < seen.add(comparableUrl(url)).size),
    options,
  );
  for (;;) {
    const { done, value } = steps.next();
    if (done) return explained(current, value);
  }
}
