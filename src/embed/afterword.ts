// First, so that languages, and what it says, are known when the others ask.
import './locales-beside.js';
import '../define/article-widgets.js';
import '../define/article-faq.js';
import '../define/comment-box.js';
import '../define/comment-count.js';
import '../define/did-you-know.js';
import '../define/newsletter-signup.js';
import '../define/related-articles.js';
import { readEnhance, readScriptSettings } from './script-settings.js';
import { placeEmpty, showEmpty } from './show-empty.js';

placeEmpty();
showEmpty();
// Style sheets may come after a script that does not wait for them.
addEventListener('load', showEmpty);
readScriptSettings(import.meta.url);

const asked = readEnhance(import.meta.url);
if (asked) {
  import('./parts/enhance.js').then(
    ({ enhancePage }) => enhancePage(asked),
    (cause: unknown) => console.warn('Afterword could not load what enhances this page, which stays as it is', cause),
  );
}
