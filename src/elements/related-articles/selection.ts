import type { Article } from '../../ports/articles.js';
import { comparableUrl } from '../../relevance/comparable-url.js';
import type { RankedArticle } from '../../relevance/rank.js';
import type { OwnLink } from './own-links.js';

export interface SelectionInput {
  own: readonly OwnLink[];
  /** What the look for articles found, best first; `undefined` before it did. */
  ranked: readonly RankedArticle[] | undefined;
  /** The publisher's links are all there is to rank, as opposed to pins beside a list. */
  ranksOwn: boolean;
  /** How many to show, the publisher's own included. */
  limit: number;
}

/** What is shown, in order. */
export interface Selection {
  /** Every link of the publisher, with what is known of its article. */
  own: readonly { link: OwnLink; known: RankedArticle | undefined }[];
  /** The rows the element draws itself. */
  rows: readonly RankedArticle[];
  /** Articles beyond the limit. */
  hasMore: boolean;
  articles: readonly Article[];
}

export function selectArticles({ own, ranked, ranksOwn, limit }: SelectionInput): Selection {
  const places = new Map((ranked ?? []).map((row, place) => [comparableUrl(row.article.url), { row, place }]));
  const placed = own.map((link) => ({ link, found: places.get(comparableUrl(link.article.url)) }));
  if (ranksOwn) placed.sort((a, b) => (a.found?.place ?? Infinity) - (b.found?.place ?? Infinity) || 0);
  const pinned = new Set(own.map(({ article }) => comparableUrl(article.url)));
  const others = (ranked ?? []).filter(({ article }) => !pinned.has(comparableUrl(article.url)));
  const rows = others.slice(0, Math.max(0, limit - own.length));
  return {
    own: placed.map(({ link, found }) => ({ link, known: found?.row })),
    rows,
    hasMore: others.length > rows.length,
    articles: [...placed.map(({ link }) => link.article), ...rows.map(({ article }) => article)],
  };
}
