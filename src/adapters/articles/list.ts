import { webUrl } from '../../content/urls.js';
import type { Article, ArticlesPort } from '../../ports/articles.js';

/** Articles the page already has: from its template, a script, or another service. Those without title or web address are skipped. */
export function list(articles: readonly Article[]): ArticlesPort {
  const readable = articles.filter(({ url, title }) => webUrl(url) && title.trim());
  return {
    key: 'list',
    async list(_page, signal) {
      signal.throwIfAborted();
      return { articles: readable, skipped: articles.length - readable.length };
    },
  };
}
