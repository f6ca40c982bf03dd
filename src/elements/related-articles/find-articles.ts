import { resolvePort } from '../../context/adapters.js';
import { tellDeveloper } from '../../controllers/console.js';
import { pageNow } from '../../controllers/page.js';
import { AfterwordError } from '../../ports/errors.js';
import type { Article, ArticleList, ArticlesPort } from '../../ports/articles.js';
import { comparableUrl } from '../../relevance/comparable-url.js';
import type { RankedArticle } from '../../relevance/rank.js';
import { candidates } from './candidates.js';
import type { ArticlesAccess, ArticleWords, ShelfLoaders } from './features.js';
import { toLink } from './own-links.js';
import { mark, readArticles } from './read-articles.js';

/** What a look for articles came to; the publisher's own links may be among them. */
export interface Answer {
  ranked: readonly RankedArticle[];
  /** Comparable address of the article on the page. */
  current: string;
  /** Why the port's list is not among them. */
  error: AfterwordError | undefined;
}

export interface Search {
  port: ArticlesPort | undefined;
  /** Why there is no port. */
  error: AfterwordError | undefined;
  /** The publisher's own articles: all there is to rank where there is no port. */
  own: readonly Article[];
  /** Nothing of the publisher's own is there to read. */
  isBare: boolean;
  /** Comparable addresses that are not offered. */
  hidden: readonly string[];
}

/**
 * Looks down the ladder until there is something to read: the port's list or the publisher's own links, the feed to fall back
 * on, the named links elsewhere on the page, the section this page is in. Rejects only when its signal is aborted.
 */
export async function findArticles(
  { host, settings }: ArticlesAccess,
  { port, error, own, isBare, hidden }: Search,
  words: ArticleWords,
  loaders: ShelfLoaders,
  signal: AbortSignal,
): Promise<Answer> {
  const page = pageNow(settings);
  const current = comparableUrl(page.url);
  let ranked: readonly RankedArticle[] = [];
  const ladder: (() => Promise<ArticleList> | ArticleList)[] = [() => (port ? port.list(page, signal) : { articles: own })];
  if (host.fallback) {
    ladder.push(async () => (await resolvePort('articles', { src: host.fallback }, document.baseURI)).list(page, signal));
  }
  if (host.links) {
    ladder.push(async () => {
      const anchors = (await loaders.lastResort()).pageLinks(host, host.links);
      return { articles: anchors.flatMap((anchor) => toLink(anchor).map(({ article }) => article)) };
    });
  }
  if (isBare) {
    ladder.push(async () => {
      const section = (await loaders.lastResort()).sectionLink();
      return {
        articles: section ? [{ ...section, title: words.t('moreFrom', { section: section.title }) }] : [],
        ranked: true,
      };
    });
  }
  // While the list is on its way, unless it will come ranked: then nobody needs it.
  if (port && !/^index /.test(port.key)) void loaders.byRelevance().catch(() => undefined);
  for (const ask of ladder) {
    try {
      const list = await ask();
      signal.throwIfAborted();
      if (list.skipped) tellDeveloper(host, `left out ${list.skipped} articles without a readable title or address`);
      const taken = new Set([current, comparableUrl(location.href), ...hidden]);
      const articles = candidates(list.articles, taken, host.exclude || '', document.baseURI);
      ranked = await inOrder(articles, list);
    } catch (thrown) {
      signal.throwIfAborted();
      error ??= AfterwordError.from(thrown);
    }
    if (ranked.length) break;
  }
  if (!ranked.length && !error) tellDeveloper(host, 'has nothing to show: give it links, or a list with another article');
  if (host.alreadyRead !== 'keep') ranked = readLast(ranked);
  return { ranked, error, current };

  /** A list that its source ranked keeps its order. */
  async function inOrder(articles: readonly Article[], { ranked: isRanked }: ArticleList): Promise<readonly RankedArticle[]> {
    const asTheyAre = (score: number): RankedArticle[] =>
      articles.map((article) => ({ article, score, because: texts(article.because) }));
    if (isRanked || !articles.length) return asTheyAre(0);
    try {
      return await (
        await loaders.byRelevance()
      )(host, articles, signal);
    } catch (cause) {
      signal.throwIfAborted();
      tellDeveloper(host, 'could not load what ranks articles, and shows them as they come', cause);
      return asTheyAre(-1);
    }
  }
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((text) => typeof text === 'string') : [];
}

function readLast(ranked: readonly RankedArticle[]): readonly RankedArticle[] {
  const known = new Set(readArticles());
  const isRead = ({ article }: RankedArticle): boolean => known.has(mark(article.url));
  return known.size ? [...ranked.filter((row) => !isRead(row)), ...ranked.filter(isRead)] : ranked;
}
