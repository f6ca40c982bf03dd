import { log, newsletterPort, signals } from './state.js';

const frames = (n) => new Promise((resolve) => requestAnimationFrame(() => resolve(n > 1 ? frames(n - 1) : undefined)));

async function define() {
  await import('./elements.js');
  await Promise.all([...document.querySelectorAll(':not(:not(:defined))')].map((element) => element.updateComplete));
  await frames(2);
}

const markup = (root) => [...root.querySelectorAll('*')].map((node) => node.cloneNode(false).outerHTML).join('\n');

/**
 * Renders on an empty page, or takes over what the server rendered, with our elements defined before that or after it, as
 * `?elements=` says. `?disturb` changes what the server rendered first, as an element that touches its content would.
 */
export async function start({ render, hydrate, connect }) {
  const root = document.querySelector('#app');
  const query = new URLSearchParams(location.search);
  const elements = query.get('elements');
  window.page = { log, signals, newsletterPort, served: [...root.querySelectorAll('*')], servedMarkup: markup(root), markup };
  const connected = new Promise((resolve) => connect(resolve));
  if (elements !== 'after') await define();
  window.page.definedMarkup = markup(root);
  if (query.has('disturb')) root.querySelector('article-faq').replaceChildren();
  if (elements) await hydrate(root);
  else await render(root);
  window.app = { set: await connected };
  await frames(3);
  if (elements === 'after') await define();
  window.page.isReady = true;
}
