import { registerAdapter } from '../context/adapters.js';

/** Makes every articles adapter known by its name; each is downloaded when a page names it. */
registerAdapter('articles', 'atom', async () => (await import('../adapters/articles/atom.js')).fromSrc);
registerAdapter('articles', 'feed', async () => (await import('../adapters/articles/feed.js')).fromSrc);
registerAdapter('articles', 'ghost', async () => (await import('../adapters/articles/ghost.js')).fromSrc);
registerAdapter('articles', 'index', async () => (await import('../adapters/articles/index.js')).fromSrc);
registerAdapter('articles', 'json-feed', async () => (await import('../adapters/articles/json-feed.js')).fromSrc);
registerAdapter('articles', 'rss', async () => (await import('../adapters/articles/rss.js')).fromSrc);
registerAdapter('articles', 'wordpress', async () => (await import('../adapters/articles/wordpress.js')).fromSrc);
