import type { Article } from '../../src/ports/articles.js';
import { closeInTime, rarity, termsOf } from '../../src/relevance/terms.js';

/** Positions of what is related to one article of an archive, best first, itself left out; at most `limit`. */
export type FindNeighbours = (index: number, limit: number) => readonly number[];

/**
 * As `rank`, for every article of an archive against all others: an inverted index is built once, and each look-up touches
 * only articles that share a term.
 */
export function archive(articles: readonly Article[], threshold = 0.02): FindNeighbours {
  const all = articles.map((article) => termsOf(article));
  const rare = rarity(all);
  const postings = new Map<number, { indexes: number[]; weights: number[] }>();
  for (const [index, terms] of all.entries()) {
    const weigh = (term: number): number => (1 + Math.log(terms.get(term)!)) * rare.get(term)!;
    const length = Math.hypot(...Array.from(terms.keys(), weigh));
    for (const term of terms.keys()) {
      let posting = postings.get(term);
      if (!posting) postings.set(term, (posting = { indexes: [], weights: [] }));
      posting.indexes.push(index);
      posting.weights.push(weigh(term) / length);
    }
  }
  return (index, limit) => {
    const cosines = new Float64Array(articles.length);
    for (const term of all[index]!.keys()) {
      const { indexes, weights } = postings.get(term)!;
      const own = weights[indexes.indexOf(index)]!;
      for (let at = 0; at < indexes.length; at++) cosines[indexes[at]!]! += own * weights[at]!;
    }
    const found: { other: number; score: number }[] = [];
    for (const [other, cosine] of cosines.entries()) {
      if (other === index || cosine < threshold) continue;
      found.push({ other, score: cosine * closeInTime(articles[index]!.publishedAt, articles[other]!.publishedAt) });
    }
    return found
      .sort((a, b) => b.score - a.score)
      .slice(0, limit)
      .map(({ other }) => other);
  };
}
