import { tellDeveloper } from '../../controllers/console.js';
import { pageIdentity } from '../../controllers/page.js';
import { AfterwordError } from '../../ports/errors.js';
import type { Article, ArticleList, ArticlesPort } from '../../ports/articles.js';
import { comparableUrl } from '../../relevance/comparable-url.js';
import { distinct, ranking, type RankedArticle } from '../../relevance/rank.js';
import { readCurrentArticle } from './current-article.js';
import { readPageLinks } from './own-links.js';

/** What a look for articles came to; the publisher's own links may be among them. */
export interface Answer {
  ranked: readonly RankedArticle[];
  /** Comparable address of the article on the page. */
  current: string;
  /** Why the port's list is not among them. */
  error: AfterwordError | undefined;
}

export interface Search {
  host: HTMLElement;
  port: ArticlesPort | undefined;
  /** Why there is no port. */
  error: AfterwordError | undefined;
  /** The publisher's own articles: all there is to rank where there is no port. */
  own: readonly Article[];
  /** Selector of links elsewhere on the page. */
  links: string;
  thread: string | undefined;
}

/** More candidates than a reader would ever look at cost time and find nothing better. */
const MAX_CANDIDATES = 100;
/** Milliseconds of work between two looks at what else the page has to do. */
const SLICE = 6;

/**
 * Looks down the ladder: the port's list or the publisher's own links, then the named links elsewhere on the page. Rejects
 * only when its signal is aborted.
 */
export async function findArticles({ host, port, error, own, links, thread }: Search, signal: AbortSignal): Promise<Answer> {
  let list: ArticleList = { articles: own };
  try {
    if (port) list = await port.list(pageIdentity(thread), signal);
  } catch (thrown) {
    error = AfterwordError.from(thrown);
  }
  signal.throwIfAborted();
  if (list.skipped) tellDeveloper(host, `left out ${list.skipped} articles without a readable title or address`);
  const current = readCurrentArticle(host);
  let ranked = await rankWhenIdle(current, list, signal);
  if (!ranked.length && links) ranked = await rankWhenIdle(current, { articles: readPageLinks(host, links) }, signal);
  if (!ranked.length && !error) tellDeveloper(host, 'has nothing to show: give it links, or a list with another article');
  return { ranked, error, current: comparableUrl(current.url) };
}

/** Works out the order while the page has nothing else to do; a list that its source ranked keeps its own. */
async function rankWhenIdle(current: Article, list: ArticleList, signal: AbortSignal): Promise<readonly RankedArticle[]> {
  const articles = list.articles.slice(0, MAX_CANDIDATES);
  if (list.ranked) return distinct(current, articles).map((article) => ({ article, score: 0, because: [] }));
  const steps = ranking(current, articles);
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

function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: 300 });
    // Safari before 18 has no idle callback; a task of its own lets input go first all the same.
    else setTimeout(resolve);
  });
}
