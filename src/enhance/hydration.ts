import { isFrameworkOwned } from '../content/framework-owned.js';
import { isElement } from './text.js';

/**
 * What frameworks render on a server and take over in the browser, by the names they themselves give it: Next, Nuxt, Gatsby, Vue 2,
 * Angular; and islands of Astro, which lose the attribute when they are taken over.
 */
const RENDERED = '#__next, #__nuxt, #___gatsby, [data-server-rendered], [ng-server-context], astro-island[ssr]';

/** Whether a framework has yet to take over what the node is in, and expects it as the server wrote it. */
export function isUnhydrated(node: Node): boolean {
  const root = (isElement(node) ? node : node.parentElement)?.closest(RENDERED);
  return root != null && !isFrameworkOwned(root) && ![...root.children].some(isFrameworkOwned);
}
