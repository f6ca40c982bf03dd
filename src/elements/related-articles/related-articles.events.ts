import type { AfterwordError } from '../../ports/errors.js';
import type { Article } from '../../ports/articles.js';

/** A reader had at least half of the articles in view for a second; once for each set of articles. */
export class RelatedArticlesShownEvent extends Event {
  /** All articles that are shown, in their order. */
  readonly articles: readonly Article[];
  /** How many of them somebody paid for. */
  readonly sponsored: number;

  constructor(articles: readonly Article[]) {
    super('related-articles-shown', { bubbles: true, composed: true });
    this.articles = articles;
    this.sponsored = articles.filter(({ sponsored }) => sponsored).length;
  }
}

/** The reader follows one of the articles; its address is the publisher's own, without any addition. */
export class RelatedArticlesSelectedEvent extends Event {
  /** The one whose link was followed. */
  readonly article: Article;
  /** Place among the articles shown, from 0. */
  readonly position: number;

  constructor(article: Article, position: number) {
    super('related-articles-selected', { bubbles: true, composed: true });
    this.article = article;
    this.position = position;
  }
}

/** The list of articles could not be had; other links are shown where there are any. */
export class RelatedArticlesErrorEvent extends Event {
  /** Why it could not be had; its `code` is one of a closed list. */
  readonly error: AfterwordError;

  constructor(error: AfterwordError) {
    super('related-articles-error', { bubbles: true, composed: true });
    this.error = error;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'related-articles-shown': RelatedArticlesShownEvent;
    'related-articles-selected': RelatedArticlesSelectedEvent;
    'related-articles-error': RelatedArticlesErrorEvent;
  }
}
