import type { LitElement, TemplateResult } from 'lit';
import type { FeatureLoaders } from '../../controllers/feature-controller.js';
import type { SettingsController } from '../../controllers/settings-controller.js';
import type { WordsController } from '../../controllers/words-controller.js';
import type { FeedbackPort } from '../../ports/feedback.js';
import type { HelpfulFeature } from '../helpful/helpful.js';
import type { articleFaqWords } from './article-faq.words.js';
import type { Faq, Question } from './questions.js';

/** What a feature may know and do of the element it belongs to. */
export interface FaqAccess {
  readonly host: LitElement & FaqOptions;
  readonly settings: SettingsController;
  readonly faq: () => Faq;
  /** Whether the node is in the question or its answer. */
  readonly holds: (question: Question, node: Node) => boolean;
  readonly isOpen: (question: Question) => boolean;
  readonly set: (question: Question, isOpen: boolean) => void;
  /** The button that opens it, lying on top of it. */
  readonly renderCover: (question: Question) => TemplateResult;
  readonly t: WordsController<typeof articleFaqWords>['t'];
  readonly search: () => SearchFeature | null | undefined;
  /** What is pressed to open each answer. */
  readonly controls: () => readonly HTMLElement[];
}

/** The attributes that features read. */
export interface FaqOptions {
  structuredData: boolean;
  remember: boolean;
  updateUrl: boolean;
  feedbackSrc: string;
  feedbackPort: FeedbackPort | undefined;
}

/** What only some FAQs have; see `define/article-faq.ts` for where each comes from. */
export interface FaqFeatures {
  hash: HashFeature;
  helpful: HelpfulFeature<Question>;
  history: true;
  reach: ReachFeature;
  search: SearchFeature;
  structuredData: true;
  terms: TermsFeature;
}

export type FaqFeatureLoaders = FeatureLoaders<FaqAccess, FaqFeatures>;

export interface HashFeature {
  /** Opens what the address names. */
  follow(): void;
}

export interface ReachFeature {
  /** What a screen reader is told. */
  readonly status: string;
  renderLink(question: Question): TemplateResult;
  /** Goes to another question, when the key asks for it. */
  move(event: KeyboardEvent): void;
}

export interface SearchFeature {
  render(): TemplateResult;
  /** Whether the question is among what is searched for. */
  shows(question: Question): boolean;
  /** Searches for nothing. */
  clear(): void;
}

export interface TermsFeature {
  render(questions: readonly Question[]): unknown;
  /** Hides the answer or shows it. */
  fold(question: Question, isOpen: boolean): void;
}
