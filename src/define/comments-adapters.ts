import { registerAdapter } from '../context/adapters.js';

/** Makes every comments adapter known by its name; each is downloaded when a page names it. */
registerAdapter('comments', 'bluesky', async () => (await import('../adapters/comments/bluesky.js')).fromSrc);
registerAdapter('comments', 'ghost', async () => (await import('../adapters/comments/ghost.js')).fromSrc);
registerAdapter('comments', 'isso', async () => (await import('../adapters/comments/isso.js')).fromSrc);
registerAdapter('comments', 'mastodon', async () => (await import('../adapters/comments/mastodon.js')).fromSrc);
registerAdapter('comments', 'memory', async () => (await import('../adapters/comments/memory.js')).fromSrc);
registerAdapter('comments', 'remark42', async () => (await import('../adapters/comments/remark42.js')).fromSrc);
registerAdapter('comments', 'rest', async () => (await import('../adapters/comments/rest.js')).fromSrc);
registerAdapter('comments', 'static', async () => (await import('../adapters/comments/static.js')).fromSrc);
registerAdapter('comments', 'waline', async () => (await import('../adapters/comments/waline.js')).fromSrc);
registerAdapter('comments', 'wordpress', async () => (await import('../adapters/comments/wordpress.js')).fromSrc);
