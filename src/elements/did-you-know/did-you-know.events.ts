/** The reader went to another fact. */
export class DidYouKnowChangedEvent extends Event {
  /** Position in the pool, from 0. */
  readonly index: number;
  /** How many facts the pool has. */
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

declare global {
  interface GlobalEventHandlersEventMap {
    'did-you-know-changed': DidYouKnowChangedEvent;
  }
}
