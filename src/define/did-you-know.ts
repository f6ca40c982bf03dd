import { define } from '../elements/define.js';
import { DidYouKnowElement } from '../elements/did-you-know/did-you-know.js';
import { connectFeedback } from './feedback.js';

// Only a page with a pool to load pays for loading, and only one that uses a feature for that.
DidYouKnowElement.loadFacts ??= async (url, signal) => (await import('../adapters/facts.js')).loadFacts(url, signal);
DidYouKnowElement.features ??= {
  helpful: async () => {
    const { helpfulFacts } = await import('../elements/did-you-know/helpful-facts.js');
    return (note) => helpfulFacts(note, connectFeedback);
  },
  pick: async () => (await import('../elements/did-you-know/pick.js')).pick,
  pool: async () => (await import('../elements/did-you-know/loaded-pool.js')).loadedPool,
  share: async () => (await import('../elements/did-you-know/share.js')).share,
};

define('did-you-know', DidYouKnowElement);

declare global {
  interface HTMLElementTagNameMap {
    'did-you-know': DidYouKnowElement;
  }
}
