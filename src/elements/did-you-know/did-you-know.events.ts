import type { AfterwordError } from '../../ports/errors.js';

/** The reader went to another fact. */
export class DidYouKnowChangedEvent extends Event {
  /** Position in the pool, from 0. */
  readonly index: number;
  readonly total: number;
  /** The fact as it reads. */
  readonly text: string;

  constructor(index: number, total: number, text: string) {
    super('did-you-know-changed', { bubbles: true, composed: true });
    this.index = index;
    this.total = total;
    this.text = text;
  }
}

/** The pool of `src` could not be loaded. */
export class DidYouKnowErrorEvent extends Event {
  readonly error: AfterwordError;

  constructor(error: AfterwordError) {
    super('did-you-know-error', { bubbles: true, composed: true });
    this.error = error;
  }
}

declare global {
  interface HTMLElementEventMap {
    'did-you-know-changed': DidYouKnowChangedEvent;
    'did-you-know-error': DidYouKnowErrorEvent;
  }
}
