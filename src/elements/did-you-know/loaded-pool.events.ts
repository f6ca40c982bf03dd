import type { AfterwordError } from '../../ports/errors.js';

/** The pool of `src` could not be loaded, or what a reader found helpful not be sent. */
export class DidYouKnowErrorEvent extends Event {
  /** What failed: to load the pool, or to send what the reader found helpful. */
  readonly action: 'load' | 'vote';
  /** What went wrong; its `code` is one of a closed list. */
  readonly error: AfterwordError;

  constructor(action: 'load' | 'vote', error: AfterwordError) {
    super('did-you-know-error', { bubbles: true, composed: true });
    this.action = action;
    this.error = error;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'did-you-know-error': DidYouKnowErrorEvent;
  }
}
