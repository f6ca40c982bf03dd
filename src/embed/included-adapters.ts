import { fromSrc as articlesJsonFeed } from '../adapters/articles/json-feed.js';
import { fromSrc as commentsRest } from '../adapters/comments/rest.js';
import { fromSrc as newsletterForm } from '../adapters/newsletter/form.js';
import { fromSrc as newsletterRest } from '../adapters/newsletter/rest.js';
import { registerAdapter } from '../context/adapters.js';

/**
 * The adapters inside the all-in-one file; those in memory, for trying things out, come with its extras, and every other one is a file
 * of its own in `cdn/adapters`.
 */
// A feed of unnamed kind is a JSON Feed here; RSS and Atom are named, and are files of their own.
registerAdapter('articles', 'feed', () => articlesJsonFeed);
registerAdapter('articles', 'json-feed', () => articlesJsonFeed);
registerAdapter('comments', 'memory', async () => (await import('./extras.js')).commentsInMemory);
registerAdapter('comments', 'rest', () => commentsRest);
registerAdapter('newsletter', 'form', () => newsletterForm);
registerAdapter('newsletter', 'memory', async () => (await import('./extras.js')).newsletterInMemory);
registerAdapter('newsletter', 'rest', () => newsletterRest);
