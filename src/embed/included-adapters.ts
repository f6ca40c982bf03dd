import { fromSrc as articlesJsonFeed } from '../adapters/articles/json-feed.js';
import { fromSrc as commentsMemory } from '../adapters/comments/memory.js';
import { fromSrc as commentsRest } from '../adapters/comments/rest.js';
import { fromSrc as newsletterForm } from '../adapters/newsletter/form.js';
import { fromSrc as newsletterMemory } from '../adapters/newsletter/memory.js';
import { fromSrc as newsletterRest } from '../adapters/newsletter/rest.js';
import { registerAdapter } from '../context/adapters.js';

/** The adapters inside the all-in-one file; every other one is a file of its own in `cdn/adapters`. */
registerAdapter('articles', 'json-feed', () => articlesJsonFeed);
registerAdapter('comments', 'memory', () => commentsMemory);
registerAdapter('comments', 'rest', () => commentsRest);
registerAdapter('newsletter', 'form', () => newsletterForm);
registerAdapter('newsletter', 'memory', () => newsletterMemory);
registerAdapter('newsletter', 'rest', () => newsletterRest);
