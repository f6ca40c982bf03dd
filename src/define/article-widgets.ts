import { ArticleWidgetsElement } from '../elements/article-widgets/article-widgets.js';
import { define } from '../elements/define.js';

define('article-widgets', ArticleWidgetsElement);

declare global {
  interface HTMLElementTagNameMap {
    'article-widgets': ArticleWidgetsElement;
  }
}
