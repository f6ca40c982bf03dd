import { tellDeveloper } from '../../controllers/console.js';
import { pageIdentity } from '../../controllers/page.js';
import { AfterwordError } from '../../ports/errors.js';
import type { Article, ArticleList, ArticlesPort } from '../../ports/articles.js';
import { comparableUrl } from '../../relevance/comparable-url.js';
import type { RankedArticle } from '../../relevance/rank.js';
import { readCurrentArticle } from './current-article.js';
import { readPageLinks } from './own-links.js';
import { rankWhenIdle } from './rank-when-idle.js';

/** What a look for articles came to; the publisher's own links may be among them. */
export interface Answer {
  ranked: readonly RankedArticle[];
  /** Comparable address of the article on the page. */
  current: string;
  /** Why the port's list is not among them. */
  error?: AfterwordError | undefined;
}

export interface Search {
  host: HTMLElement;
  port: ArticlesPort | undefined;
  /** The publisher's own articles: all there is to rank where there is no port. */
  own: readonly Article[];
  /** Selector of links elsewhere on the page. */
  links: string;
  thread: string | undefined;
}

/**
 * Looks down the ladder: the port's list or the publisher's own links, then the named links elsewhere on the page. Rejects
 * only when its signal is aborted.
 */
export async function findArticles({ host, port, own, links, thread }: Search, signal: AbortSignal): Promise<Answer> {
  let list: ArticleList = { articles: own };
  let error: AfterwordError | undefined;
  try {
    if (port) list = await port.list(pageIdentity(thread), signal);
  } catch (thrown) {
    signal.throwIfAborted();
    error = AfterwordError.from(thrown);
  }
  if (list.skipped) tellDeveloper(host, `left out ${list.skipped} articles without a readable title or address`);
  const current = readCurrentArticle(host);
  let ranked = await rankWhenIdle(current, list, signal);
  if (!ranked.length && links) ranked = await rankWhenIdle(current, { articles: readPageLinks(host, links) }, signal);
  if (!ranked.length && port && !error) tellDeveloper(host, 'got a list without any other article');
  return { ranked, error, current: comparableUrl(current.url) };
}
