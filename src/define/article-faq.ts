import { ArticleFaqElement } from '../elements/article-faq/article-faq.js';
import { define } from '../elements/define.js';
import { connectFeedback } from './feedback.js';

// Only a page that uses a feature pays for it.
ArticleFaqElement.features ??= {
  hash: async () => (await import('../elements/article-faq/hash.js')).hash,
  helpful: async () => {
    const { helpfulAnswers } = await import('../elements/article-faq/helpful-answers.js');
    return (faq) => helpfulAnswers(faq, connectFeedback);
  },
  history: async () => (await import('../elements/article-faq/history.js')).history,
  reach: async () => (await import('../elements/article-faq/reach.js')).reach,
  search: async () => (await import('../elements/article-faq/search.js')).search,
  structuredData: async () => (await import('../elements/article-faq/structured-data.js')).structuredData,
  terms: async () => (await import('../elements/article-faq/terms.js')).terms,
};

define('article-faq', ArticleFaqElement);

declare global {
  interface HTMLElementTagNameMap {
    'article-faq': ArticleFaqElement;
  }
}
