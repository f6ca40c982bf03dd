// Languages are known before the element looks for its words.
import '../../define/locales.js';
import '../../define/newsletter-signup.js';
