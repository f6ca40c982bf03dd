import { offerLocale } from '../controllers/words-controller.js';

/** The all-in-one file has every language beside it: a file for each, which makes its words known itself. */
for (const lang of ['ar', 'de', 'es', 'fr', 'he', 'it', 'ja', 'pl', 'pt', 'uk', 'zh']) {
  offerLocale(lang, async () => {
    await import(/* @vite-ignore */ `./locales/${lang}.js`);
    return {};
  });
}
