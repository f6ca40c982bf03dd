import { registerAdapter } from '../context/adapters.js';

/** Makes every newsletter adapter known by its name; each is downloaded when a page names it. */
registerAdapter('newsletter', 'buttondown', async () => (await import('../adapters/newsletter/buttondown.js')).fromSrc);
registerAdapter('newsletter', 'form', async () => (await import('../adapters/newsletter/form.js')).fromSrc);
registerAdapter('newsletter', 'ghost', async () => (await import('../adapters/newsletter/ghost.js')).fromSrc);
registerAdapter('newsletter', 'hubspot', async () => (await import('../adapters/newsletter/hubspot.js')).fromSrc);
registerAdapter('newsletter', 'kit', async () => (await import('../adapters/newsletter/kit.js')).fromSrc);
registerAdapter('newsletter', 'listmonk', async () => (await import('../adapters/newsletter/listmonk.js')).fromSrc);
registerAdapter('newsletter', 'mailchimp', async () => {
  // Adapters never see the document, where the only way to read an answer of this service begins.
  const [{ fromSrc }, { jsonp }] = await Promise.all([
    import('../adapters/newsletter/mailchimp.js'),
    import('../controllers/jsonp.js'),
  ]);
  return (src) => fromSrc(src, jsonp);
});
registerAdapter('newsletter', 'memory', async () => (await import('../adapters/newsletter/memory.js')).fromSrc);
registerAdapter('newsletter', 'rest', async () => (await import('../adapters/newsletter/rest.js')).fromSrc);
