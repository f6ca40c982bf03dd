import type { LitElement, TemplateResult } from 'lit';
import type { FeatureLoaders } from '../../controllers/feature-controller.js';
import type { SettingsController } from '../../controllers/settings-controller.js';
import type { WordsController } from '../../controllers/words-controller.js';
import type { Fact } from '../../ports/facts.js';
import type { FeedbackPort } from '../../ports/feedback.js';
import type { HelpfulFeature } from '../helpful/helpful.js';
import type { didYouKnowWords } from './did-you-know.words.js';
import type { Entry } from './pool.js';

/** What a feature may know and do of the element it belongs to. */
export interface NoteAccess {
  readonly host: LitElement & NoteOptions;
  readonly settings: SettingsController;
  readonly t: WordsController<typeof didYouKnowWords>['t'];
  readonly entries: () => readonly Entry[];
  readonly shown: () => Entry | undefined;
  /** Tells a screen reader. */
  readonly announce: (text: string) => void;
  readonly loadFacts: (url: string, signal: AbortSignal) => Promise<readonly Fact[]>;
}

/** The attributes that features read. */
export interface NoteOptions {
  src: string;
  loading: 'lazy' | 'click';
  pick: 'first' | 'day' | 'unseen';
  feedbackSrc: string;
  feedbackPort: FeedbackPort | undefined;
}

/** What only some notes have; see `define/did-you-know.ts` for where each comes from. */
export interface NoteFeatures {
  helpful: HelpfulFeature<Entry>;
  pick: PickFeature;
  pool: PoolFeature;
  share: ShareFeature;
}

export type NoteFeatureLoaders = FeatureLoaders<NoteAccess, NoteFeatures>;

export interface PickFeature {
  /** Position of the fact to show. */
  pick(texts: readonly string[]): number;
}

export interface PoolFeature {
  /** Undefined until the pool was loaded. */
  readonly facts: readonly Fact[] | undefined;
  renderFact(fact: Fact): TemplateResult;
  /** While there is nothing else to show. */
  renderWaiting(): unknown;
  /** Nothing is loaded before the reader asks. */
  readonly isHeld: boolean;
}

export interface ShareFeature {
  render(): TemplateResult;
}
