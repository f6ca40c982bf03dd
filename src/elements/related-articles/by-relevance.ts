import type { Article } from '../../ports/articles.js';
import { ranking, type RankedArticle } from '../../relevance/rank.js';
import { explained } from '../../relevance/reasons.js';
import { readCurrentArticle } from '../../controllers/current-article.js';

/** Milliseconds of work between two looks at what else the page has to do. */
const SLICE = 6;

/** Ranks articles for the one on the page, while the page has nothing else to do. */
export async function byRelevance(
  host: Element,
  articles: readonly Article[],
  signal: AbortSignal,
): Promise<readonly RankedArticle[]> {
  const current = readCurrentArticle(host);
  const steps = ranking(current, articles);
  for (;;) {
    await idle();
    signal.throwIfAborted();
    const end = performance.now() + SLICE;
    do {
      const { done, value } = steps.next();
      if (done) return explained(current, value);
    } while (performance.now() < end);
  }
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: 300 });
    // Safari before 18 has no idle callback; a task of its own lets input go first all the same.
    else setTimeout(resolve);
  });
}
