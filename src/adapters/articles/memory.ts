import type { Article, ArticlesPort } from '../../ports/articles.js';
import { AfterwordError, type ErrorCode } from '../../ports/errors.js';
import type { PageIdentity } from '../../ports/page.js';
import { pause } from '../pause.js';

export interface MemoryArticlesOptions {
  articles?: readonly Article[] | undefined;
  /** Milliseconds before every answer. */
  delay?: number | undefined;
  /** Fails every call so, until it is unset: the options are read anew by every call. */
  failWith?: ErrorCode | AfterwordError | undefined;
  /** As {@link ArticleList.ranked}. */
  ranked?: boolean | undefined;
}

export interface MemoryArticles extends ArticlesPort {
  /** Every page that was asked for, in order, also where the answer then failed. */
  readonly asked: readonly PageIdentity[];
}

/** Articles kept in memory: the reference implementation of the port, and the backend of stories and tests. */
export function memory(options: MemoryArticlesOptions = {}): MemoryArticles {
  const asked: PageIdentity[] = [];
  return {
    // Other articles are another source.
    key: `memory ${(options.articles ?? []).map(({ url }) => url).join()}`,
    asked,
    async list(page, signal) {
      signal.throwIfAborted();
      asked.push(page);
      if (options.delay) await pause(options.delay, signal);
      const { failWith } = options;
      if (failWith) {
        throw typeof failWith === 'string'
          ? new AfterwordError(failWith, `memory() was told to fail with ${failWith}`)
          : failWith;
      }
      return { articles: options.articles ?? [], ranked: options.ranked, skipped: 0 };
    },
  };
}
