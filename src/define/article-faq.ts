import { ArticleFaqElement } from '../elements/article-faq/article-faq.js';
import { define } from '../elements/define.js';

define('article-faq', ArticleFaqElement);

declare global {
  interface HTMLElementTagNameMap {
    'article-faq': ArticleFaqElement;
  }
}
