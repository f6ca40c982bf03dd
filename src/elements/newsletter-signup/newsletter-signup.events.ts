import type { AfterwordError } from '../../ports/errors.js';
import type { SubscribeOutcome, SubscribeRequest } from '../../ports/newsletter.js';

/** The reader sends the form. Cancel it to keep it from being sent. */
export class NewsletterSignupSubmitEvent extends Event {
  /** What is about to be sent, with the consent receipt. */
  readonly request: SubscribeRequest;

  constructor(request: SubscribeRequest) {
    super('newsletter-signup-submit', { bubbles: true, composed: true, cancelable: true });
    this.request = request;
  }
}

/** The backend took the sign-up, or its answer cannot be read (`unknown`). */
export class NewsletterSignupSubmittedEvent extends Event {
  readonly status: SubscribeOutcome['status'];
  readonly request: SubscribeRequest;

  constructor(status: SubscribeOutcome['status'], request: SubscribeRequest) {
    super('newsletter-signup-submitted', { bubbles: true, composed: true });
    this.status = status;
    this.request = request;
  }
}

/** The sign-up failed; what the reader typed is still in the form. */
export class NewsletterSignupErrorEvent extends Event {
  readonly error: AfterwordError;

  constructor(error: AfterwordError) {
    super('newsletter-signup-error', { bubbles: true, composed: true });
    this.error = error;
  }
}

declare global {
  interface HTMLElementEventMap {
    'newsletter-signup-submit': NewsletterSignupSubmitEvent;
    'newsletter-signup-submitted': NewsletterSignupSubmittedEvent;
    'newsletter-signup-error': NewsletterSignupErrorEvent;
  }
}
