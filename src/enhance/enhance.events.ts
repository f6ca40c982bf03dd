import type { Enhancement } from './outcome.js';

/** The page was enhanced, or content that came later was. Bubbles from the root that was read. */
export class AfterwordEnhancedEvent extends Event {
  constructor(
    /** What was found and done so far, and the way back. */
    readonly enhancement: Enhancement,
  ) {
    super('afterword-enhanced', { bubbles: true, composed: true });
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
