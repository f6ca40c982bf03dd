import { registerLocale as register, type Message } from './controllers/words-controller.js';
import type { articleFaqWords } from './elements/article-faq/article-faq.words.js';
import type { commentActionsWords } from './elements/comment-box/comment-actions.words.js';
import type { commentBoxWords } from './elements/comment-box/comment-box.words.js';
import type { commentComposerWords } from './elements/comment-box/comment-composer.words.js';
import type { commentCountWords } from './elements/comment-count/comment-count.words.js';
import type { didYouKnowShareWords } from './elements/did-you-know/did-you-know-share.words.js';
import type { didYouKnowWords } from './elements/did-you-know/did-you-know.words.js';
import type { helpfulWords } from './elements/helpful/helpful.words.js';
import type { newsletterSignupAdviceWords } from './elements/newsletter-signup/newsletter-signup-advice.words.js';
import type { newsletterSignupDeskWords } from './elements/newsletter-signup/newsletter-signup-desk.words.js';
import type { newsletterSignupWords } from './elements/newsletter-signup/newsletter-signup.words.js';
import type { relatedArticlesShelfWords } from './elements/related-articles/related-articles-shelf.words.js';
import type { relatedArticlesWords } from './elements/related-articles/related-articles.words.js';

type Some<W> = { readonly [key in keyof W]?: Message };

/** Words of your own for any part of the elements; what is not there stays as it is. */
export type OwnWords = {
  readonly 'article-faq'?: Some<typeof articleFaqWords>;
  readonly 'comment-actions'?: Some<typeof commentActionsWords>;
  readonly 'comment-box'?: Some<typeof commentBoxWords>;
  readonly 'comment-composer'?: Some<typeof commentComposerWords>;
  readonly 'comment-count'?: Some<typeof commentCountWords>;
  readonly 'did-you-know'?: Some<typeof didYouKnowWords>;
  readonly 'did-you-know-share'?: Some<typeof didYouKnowShareWords>;
  readonly helpful?: Some<typeof helpfulWords>;
  readonly 'newsletter-signup'?: Some<typeof newsletterSignupWords>;
  readonly 'newsletter-signup-advice'?: Some<typeof newsletterSignupAdviceWords>;
  readonly 'newsletter-signup-desk'?: Some<typeof newsletterSignupDeskWords>;
  readonly 'related-articles'?: Some<typeof relatedArticlesWords>;
  readonly 'related-articles-shelf'?: Some<typeof relatedArticlesShelfWords>;
};

/**
 * Gives elements words of your own in a language, as many as you want to change: all others stay what they are. Takes effect at
 * once, before or after `afterword/define/locales`; a second call for a language takes the place of the first.
 *
 * @param lang a BCP 47 tag; `pt` serves `pt-BR` too, whose own words come before; throws a `RangeError` for what is none
 * @param load called once, when an element in that language first appears
 */
export const registerLocale: (lang: string, load: () => Promise<OwnWords>) => void = register;
