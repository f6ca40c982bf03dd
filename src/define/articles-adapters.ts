import { registerAdapter } from '../context/adapters.js';

/** Makes every articles adapter known by its name; each is downloaded when a page names it. */
registerAdapter('articles', 'ghost', async () => (await import('../adapters/articles/ghost.js')).fromSrc);
registerAdapter('articles', 'json-feed', async () => (await import('../adapters/articles/json-feed.js')).fromSrc);
registerAdapter('articles', 'wordpress', async () => (await import('../adapters/articles/wordpress.js')).fromSrc);
