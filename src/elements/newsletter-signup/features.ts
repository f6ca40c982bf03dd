import type { LitElement, TemplateResult } from 'lit';
import type { FeatureLoaders } from '../../controllers/feature-controller.js';
import type { PortController } from '../../controllers/port-controller.js';
import type { SettingsController } from '../../controllers/settings-controller.js';
import type { SubscribeOutcome } from '../../ports/newsletter.js';
import type { ListMemoryController } from './list-memory-controller.js';
import type { SignupWords } from './newsletter-signup.views.js';
import type { Outcome } from './outcome.js';

/** What a feature may know and do of the element it belongs to. */
export interface SignupAccess {
  readonly host: LitElement & SignupOptions & { reset(): void };
  readonly settings: SettingsController;
  readonly words: SignupWords;
  readonly port: PortController<'newsletter'>;
  readonly memory: ListMemoryController;
  /** When the reader first touched the form, by `performance.now()`. */
  readonly touched: () => number;
  /** When the reader last came into the form, pressed, typed or chose something there, by `performance.now()`. */
  readonly acted: () => number | undefined;
  /** Shows the form again, with the focus in its field. */
  readonly showForm: () => void;
}

/** The attributes that features read. */
export interface SignupOptions {
  sender: string;
  resendAfter: number;
  consentText: string;
  consentRequired: boolean;
  consentVersion: string;
  placement: 'inline' | 'auto';
  readonly widget: string;
}

/** What is loaded when it is needed; see `define/newsletter-signup.ts` for where each comes from. */
export interface SignupFeatures {
  advice: SignupAdvice;
  desk: SignupDesk;
  placement: true;
}

export type SignupFeatureLoaders = FeatureLoaders<SignupAccess, SignupFeatures>;

/** What helps where the publisher forgot something. */
export interface SignupAdvice {
  /** Text of a consent box that is required, where nobody worded one. */
  readonly consent: string;
}

/** Everything from the reader's first touch of the form on. */
export interface SignupDesk {
  /** What came of what the reader sent. */
  readonly outcome: SubscribeOutcome['status'] | undefined;
  readonly isPending: boolean;
  /** What is wrong, and whether it is about our own field. */
  readonly complaint: string;
  readonly isFieldWrong: boolean;
  /** What a screen reader is told when the reader is elsewhere on the page. */
  readonly announcement: string;
  readonly onInput: (event: Event) => void;
  readonly onInvalid: (event: Event) => void;
  readonly onSubmit: (event: SubmitEvent) => void;
  /** What can be done about the complaint, and what is going on. */
  renderRemedy(): unknown;
  readonly status: string;
  renderHint(): unknown;
  renderTopics(): unknown;
  renderOutcome(outcome: SubscribeOutcome['status']): TemplateResult;
  /** Takes the reader's focus along to what is shown instead of the form. */
  bringTo(outcome: Outcome): void;
  /** Forgets what came of it. */
  startOver(): void;
  /** The reader wants the form: the wait for a second mail is over. */
  stopWaiting(): void;
}
