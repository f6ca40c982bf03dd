import { ArticleWidgetsElement } from '../elements/article-widgets/article-widgets.js';
import { define } from '../elements/define.js';

ArticleWidgetsElement.enhancer ??= async (root, signal) => {
  const { start } = await import('../enhance/start.js');
  await start(root, { signal });
};

define('article-widgets', ArticleWidgetsElement);

declare global {
  interface HTMLElementTagNameMap {
    'article-widgets': ArticleWidgetsElement;
  }
}
