import type { Article } from '../ports/articles.js';
import { closeInTime, rarity, termsOf, weight, type TermWeights } from './terms.js';

export interface ArchiveOptions extends TermWeights {
  /** Below this cosine an article is not called related. */
  threshold?: number | undefined;
  closeness?: number | undefined;
  days?: number | undefined;
}

export interface Neighbour {
  /** Position in the archive. */
  index: number;
  score: number;
}

/** Finds what is related to one article of an archive; answers at most `limit`, best first, itself left out. */
export type FindNeighbours = (index: number, limit: number) => readonly Neighbour[];

/**
 * As {@link rank}, for every article of an archive against all others: an inverted index is built once, and each look-up
 * touches only articles that share a term. Dates count over a year rather than a month.
 */
export function archive(articles: readonly Article[], options: ArchiveOptions = {}): FindNeighbours {
  const { threshold = 0.02, closeness = 1, days = 365 } = options;
  const all = articles.map((article) => termsOf(article, options));
  const rare = rarity(all);
  const postings = new Map<number, { indexes: number[]; weights: number[] }>();
  for (const [index, terms] of all.entries()) {
    let square = 0;
    for (const [term, count] of terms) square += weight(count, rare.get(term)) ** 2;
    const length = Math.sqrt(square) || 1;
    for (const [term, count] of terms) {
      let posting = postings.get(term);
      if (!posting) postings.set(term, (posting = { indexes: [], weights: [] }));
      posting.indexes.push(index);
      posting.weights.push(weight(count, rare.get(term)) / length);
    }
  }
  return (index, limit) => {
    const cosines = new Float64Array(articles.length);
    for (const term of all[index]!.keys()) {
      const { indexes, weights } = postings.get(term)!;
      if (indexes.length < 2) continue;
      const own = weights[indexes.indexOf(index)]!;
      for (let at = 0; at < indexes.length; at++) cosines[indexes[at]!]! += own * weights[at]!;
    }
    const found: Neighbour[] = [];
    for (const [other, cosine] of cosines.entries()) {
      if (other === index || cosine < threshold) continue;
      found.push({ index: other, score: cosine * closeInTime(articles[index]!, articles[other]!, closeness, days) });
    }
    return found.sort((a, b) => b.score - a.score).slice(0, limit);
  };
}
