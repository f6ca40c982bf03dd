import type { EnhanceOptions } from '../../enhance/enhance.js';
import { start } from '../../enhance/start.js';

/** Targets by the attribute that names a selector for each: `data-enhance-fact=".did-you-know"`. */
const SELECTORS = {
  enhanceArticleFaq: 'article-faq',
  enhanceFact: 'fact',
  enhanceTip: 'tip',
  enhanceRelatedArticles: 'related-articles',
  enhanceCommentBox: 'comment-box',
  enhanceNewsletterSignup: 'newsletter-signup',
} as const;

/** Enhances the page as the script tag says: `data-enhance-without` names rules and targets to leave out. */
export function enhancePage(dataset: DOMStringMap): Promise<void> {
  const selectors: EnhanceOptions['selectors'] = {};
  for (const [name, target] of Object.entries(SELECTORS)) {
    const selector = dataset[name];
    if (selector) selectors[target] = selector;
  }
  const without = dataset['enhanceWithout']?.split(/[\s,]+/).filter(Boolean) ?? [];
  return start(document, { selectors, without });
}

// The all-in-one file has this one beside it, for <article-widgets enhance> too.
export { start };
