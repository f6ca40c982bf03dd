import type { ArticleFaqElement } from '../../src/index.js';

/** What the apps' `start.js` leaves on the page for a test. */
declare global {
  interface Window {
    app: { set(patch: object): void };
    page: {
      isReady?: boolean;
      log: (Event & Record<string, unknown>)[];
      signals: AbortSignal[];
      newsletterPort: { received: { email: string }[] };
      served: Element[];
      servedMarkup: string;
      definedMarkup: string;
      markup(root: Element): string;
    };
  }
  interface HTMLElementTagNameMap {
    'article-faq': ArticleFaqElement;
  }
}
