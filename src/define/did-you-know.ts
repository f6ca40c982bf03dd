import { define } from '../elements/define.js';
import { DidYouKnowElement } from '../elements/did-you-know/did-you-know.js';

// Only a page with a pool to load pays for loading.
DidYouKnowElement.loadFacts ??= async (url, signal) => (await import('../adapters/facts.js')).loadFacts(url, signal);

define('did-you-know', DidYouKnowElement);

declare global {
  interface HTMLElementTagNameMap {
    'did-you-know': DidYouKnowElement;
  }
}
