import { fromSrc as articlesJsonFeed } from '../adapters/articles/json-feed.js';
import { fromSrc as commentsRest } from '../adapters/comments/rest.js';
import { fromSrc as newsletterForm } from '../adapters/newsletter/form.js';
import { fromSrc as newsletterRest } from '../adapters/newsletter/rest.js';
import { registerAdapter } from '../context/adapters.js';
import { AfterwordError } from '../ports/errors.js';

/**
 * The adapters inside the all-in-one file; those in memory, for trying things out, come with its extras, and every other one is a file
 * of its own in `cdn/adapters`.
 */
// A feed of unnamed kind is taken for a JSON Feed; who reads RSS and Atom comes when it is none.
registerAdapter('articles', 'feed', () => (src) => {
  const port = articlesJsonFeed(src);
  return {
    ...port,
    list: (page, signal) =>
      port.list(page, signal).catch(async (thrown: unknown) => {
        if (AfterwordError.from(thrown).code !== 'unreadable') throw thrown;
        const { articlesFeed } = await import('./extras.js').catch(() => Promise.reject(thrown as Error));
        return articlesFeed(src).list(page, signal);
      }),
  };
});
registerAdapter('articles', 'json-feed', () => articlesJsonFeed);
registerAdapter('comments', 'memory', async () => (await import('./extras.js')).commentsInMemory);
registerAdapter('comments', 'rest', () => commentsRest);
registerAdapter('newsletter', 'form', () => newsletterForm);
registerAdapter('newsletter', 'memory', async () => (await import('./extras.js')).newsletterInMemory);
registerAdapter('newsletter', 'rest', () => newsletterRest);
