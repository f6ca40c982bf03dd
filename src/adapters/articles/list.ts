import { webUrl } from '../../content/urls.js';
import type { Article, ArticlesPort } from '../../ports/articles.js';
import { textOf } from '../json-values.js';

/** Articles the page already has: from its template, a script, or another service. Those without title or web address are skipped. */
export function list(articles: readonly Article[]): ArticlesPort {
  // Scripts of a page and other services have no types.
  const readable = articles.filter(
    (item?: { url?: unknown; title?: unknown } | null) => webUrl(item?.url) && textOf(item?.title).trim(),
  );
  return {
    // Another list is another port.
    key: `list ${readable.map(({ url, title }) => `${url} ${title}`).join()}`,
    async list(_page, signal) {
      signal.throwIfAborted();
      return { articles: readable, skipped: articles.length - readable.length };
    },
  };
}
