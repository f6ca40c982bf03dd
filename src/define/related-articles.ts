import { define } from '../elements/define.js';
import { RelatedArticlesElement } from '../elements/related-articles/related-articles.js';

// Only a reader who comes near pays for looking, and only for a list that nobody has ranked, for ranking it.
RelatedArticlesElement.features ??= {
  shelf: async () => {
    const { shelf } = await import('./article-shelf.js');
    return (access) =>
      shelf(access, {
        byRelevance: async () => (await import('../elements/related-articles/by-relevance.js')).byRelevance,
        lastResort: () => import('../elements/related-articles/last-resort.js'),
      });
  },
};

define('related-articles', RelatedArticlesElement);

declare global {
  interface HTMLElementTagNameMap {
    'related-articles': RelatedArticlesElement;
  }
}
