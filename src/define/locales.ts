import { registerLocale } from '../controllers/words-controller.js';

/** Makes every language known; each is downloaded when an element in that language appears. */
registerLocale('ar', async () => (await import('../locales/ar.js')).default);
registerLocale('de', async () => (await import('../locales/de.js')).default);
