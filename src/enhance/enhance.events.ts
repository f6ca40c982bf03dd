import type { Enhancement } from './outcome.js';

/** The page was enhanced, or content that came later was. Bubbles from the root that was read. */
export class AfterwordEnhancedEvent extends Event {
  /** What was found and done so far, and the way back. */
  readonly enhancement: Enhancement;

  constructor(enhancement: Enhancement) {
    super('afterword-enhanced', { bubbles: true, composed: true });
    this.enhancement = enhancement;
  }
}

declare global {
  interface DocumentEventMap {
    'afterword-enhanced': AfterwordEnhancedEvent;
  }
  interface GlobalEventHandlersEventMap {
    'afterword-enhanced': AfterwordEnhancedEvent;
  }
}
