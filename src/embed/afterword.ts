// First, so that what it says is known when the others ask.
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
if (asked) void import('./parts/enhance.js').then(({ enhancePage }) => enhancePage(asked));
