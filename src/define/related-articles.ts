import { define } from '../elements/define.js';
import { RelatedArticlesElement } from '../elements/related-articles/related-articles.js';
import './articles-adapters.js';

define('related-articles', RelatedArticlesElement);

declare global {
  interface HTMLElementTagNameMap {
    'related-articles': RelatedArticlesElement;
  }
}
