import type { ArticleFaqElement } from '../../src/index.js';

/** What the apps' `start.js`, or a test, leaves on the page. */
declare global {
  interface Window {
    /** Each layout shift and what moved. */
    shifts: string[];
    /** The page's nodes at its first paint. */
    painted: Element[];
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
