import type { LitElement } from 'lit';
import type { FeatureLoaders } from '../../controllers/feature-controller.js';
import type { SettingsController } from '../../controllers/settings-controller.js';
import type { WordsController } from '../../controllers/words-controller.js';
import type { Article, ArticlesPort } from '../../ports/articles.js';
import type { RankedArticle } from '../../relevance/rank.js';
import type { relatedArticlesShelfWords } from './related-articles-shelf.words.js';

export type ArticleWords = WordsController<typeof relatedArticlesShelfWords>;

/** The host's nodes by the slot they go to. */
export type Slots = readonly [heading: readonly Node[], own: readonly Node[], after: readonly Node[]];

/** What a feature may know and do of the element it belongs to. */
export interface ArticlesAccess {
  readonly host: LitElement & ArticlesOptions;
  readonly settings: SettingsController;
  /** Whether a reader looks at the publisher's own list, which then stays as it is. */
  readonly isKept: () => boolean;
  /** True for an element that was in the document when it was made: a reader may look at its links when an answer comes. */
  readonly wasWritten: boolean;
}

/** The attributes that features read. */
export interface ArticlesOptions {
  provider: string;
  src: string;
  port: ArticlesPort | undefined;
  fallback: string;
  limit: number;
  layout: 'list' | 'compact' | 'cards';
  links: string;
  exclude: string;
  alreadyRead: 'last' | 'keep';
  more: boolean;
}

/** What is loaded when it is needed; see `define/related-articles.ts` for where each comes from. */
export interface ArticlesFeatures {
  shelf: Shelf;
}

export type ArticlesFeatureLoaders = FeatureLoaders<ArticlesAccess, ArticlesFeatures>;

/** Everything from the moment a reader comes near: looks for articles and shows them. */
export interface Shelf {
  readonly isWaiting: boolean;
  readonly hasContent: boolean;
  readonly hasFailed: boolean;
  /** A look for articles came to its end. */
  readonly isDone: boolean;
  readonly slots: Slots;
  reload(): Promise<void>;
  render(): unknown;
}

/** What the shelf itself asks for when it turns out to be needed. */
export interface ShelfLoaders {
  /** Nothing of it is needed where the source has ranked. */
  byRelevance: () => Promise<
    (host: Element, articles: readonly Article[], signal: AbortSignal) => Promise<readonly RankedArticle[]>
  >;
  /** For when there is nothing else to read. */
  lastResort: () => Promise<{
    pageLinks: (host: Element, selector: string) => readonly Element[];
    sectionLink: () => { url: string; title: string } | undefined;
  }>;
}
