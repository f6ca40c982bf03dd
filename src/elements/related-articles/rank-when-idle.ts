import type { Article, ArticleList } from '../../ports/articles.js';
import { comparableUrl } from '../../relevance/comparable-url.js';
import { ranking, type RankedArticle } from '../../relevance/rank.js';

/** More candidates than a reader would ever look at cost time and find nothing better. */
const MAX_CANDIDATES = 100;
/** Milliseconds of work between two looks at what else the page has to do. */
const SLICE = 6;

/**
 * The articles of a list in reading order for `current`, worked out while the page has nothing else to do. A list that its
 * source ranked keeps its order; the current article and repetitions are dropped from it too.
 */
export async function rankWhenIdle(
  current: Article,
  list: ArticleList,
  signal: AbortSignal,
): Promise<readonly RankedArticle[]> {
  if (list.ranked) return inOrder(current, list.articles);
  const steps = ranking(current, list.articles.slice(0, MAX_CANDIDATES));
  for (;;) {
    await idle();
    signal.throwIfAborted();
    const end = performance.now() + SLICE;
    do {
      const { done, value } = steps.next();
      if (done) return value;
    } while (performance.now() < end);
  }
}

function inOrder(current: Article, articles: readonly Article[]): readonly RankedArticle[] {
  const seen = new Set([comparableUrl(current.url)]);
  return articles.slice(0, MAX_CANDIDATES).flatMap((article) => {
    const key = comparableUrl(article.url);
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ article, score: 0, because: [] }];
  });
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: 300 });
    // Safari before 18 has no idle callback; a task of its own lets input go first all the same.
    else setTimeout(resolve);
  });
}
