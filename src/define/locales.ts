import { offerLocale } from '../controllers/words-controller.js';

/** Makes every language known; each is downloaded when an element in that language appears. */
offerLocale('ar', async () => (await import('../locales/ar.js')).default);
offerLocale('de', async () => (await import('../locales/de.js')).default);
offerLocale('es', async () => (await import('../locales/es.js')).default);
offerLocale('fr', async () => (await import('../locales/fr.js')).default);
offerLocale('he', async () => (await import('../locales/he.js')).default);
offerLocale('it', async () => (await import('../locales/it.js')).default);
offerLocale('ja', async () => (await import('../locales/ja.js')).default);
offerLocale('pl', async () => (await import('../locales/pl.js')).default);
offerLocale('pt', async () => (await import('../locales/pt.js')).default);
offerLocale('uk', async () => (await import('../locales/uk.js')).default);
offerLocale('zh', async () => (await import('../locales/zh.js')).default);
