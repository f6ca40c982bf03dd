import type { AfterwordError } from '../../ports/errors.js';
import type { SubscribeOutcome, SubscribeRequest } from '../../ports/newsletter.js';

/** The reader sends the form. Cancel it to keep it from being sent. */
export class NewsletterSignupSubmitEvent extends Event {
  /** Names the widget, the same in all of its events and on every visit. */
  readonly widget: string;
  /** What is about to be sent, with the consent receipt. */
  readonly request: SubscribeRequest;

  constructor(widget: string, request: SubscribeRequest) {
    super('newsletter-signup-submit', { bubbles: true, composed: true, cancelable: true });
    this.widget = widget;
    this.request = request;
  }
}

/** The backend took the sign-up, or its answer cannot be read (`unknown`). */
export class NewsletterSignupSubmittedEvent extends Event {
  /** Names the widget, the same in all of its events and on every visit. */
  readonly widget: string;
  /** What the backend confirmed; `unknown` confirms nothing. */
  readonly status: SubscribeOutcome['status'];
  /** What was sent, with the consent receipt. */
  readonly request: SubscribeRequest;

  constructor(widget: string, status: SubscribeOutcome['status'], request: SubscribeRequest) {
    super('newsletter-signup-submitted', { bubbles: true, composed: true });
    this.widget = widget;
    this.status = status;
    this.request = request;
  }
}

/** The sign-up failed; what the reader typed is still in the form. */
export class NewsletterSignupErrorEvent extends Event {
  /** Names the widget, the same in all of its events and on every visit. */
  readonly widget: string;
  /** Why it failed; its `code` is one of a closed list. */
  readonly error: AfterwordError;

  constructor(widget: string, error: AfterwordError) {
    super('newsletter-signup-error', { bubbles: true, composed: true });
    this.widget = widget;
    this.error = error;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'newsletter-signup-submit': NewsletterSignupSubmitEvent;
    'newsletter-signup-submitted': NewsletterSignupSubmittedEvent;
    'newsletter-signup-error': NewsletterSignupErrorEvent;
  }
}
