import { registerLocale } from '../controllers/words-controller.js';

/** Makes every language known; each is downloaded when an element in that language appears. */
registerLocale('ar', async () => (await import('../locales/ar.js')).default);
registerLocale('de', async () => (await import('../locales/de.js')).default);
registerLocale('es', async () => (await import('../locales/es.js')).default);
registerLocale('fr', async () => (await import('../locales/fr.js')).default);
registerLocale('he', async () => (await import('../locales/he.js')).default);
registerLocale('it', async () => (await import('../locales/it.js')).default);
registerLocale('ja', async () => (await import('../locales/ja.js')).default);
registerLocale('pl', async () => (await import('../locales/pl.js')).default);
registerLocale('pt', async () => (await import('../locales/pt.js')).default);
registerLocale('uk', async () => (await import('../locales/uk.js')).default);
registerLocale('zh', async () => (await import('../locales/zh.js')).default);
