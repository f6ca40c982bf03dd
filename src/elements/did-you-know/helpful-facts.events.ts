/** A reader says whether a fact was helpful; `preventDefault()` keeps it from being sent. */
export class DidYouKnowVoteEvent extends Event {
  /** The fact as it reads. */
  readonly text: string;
  /** Whether the reader found the fact helpful. */
  readonly helpful: boolean;

  constructor(text: string, helpful: boolean) {
    super('did-you-know-vote', { bubbles: true, composed: true, cancelable: true });
    this.text = text;
    this.helpful = helpful;
  }
}

/** What the reader said was taken: by the port, or, where there is none, by whoever listens. */
export class DidYouKnowVotedEvent extends Event {
  /** The fact as it reads. */
  readonly text: string;
  /** Whether the reader found the fact helpful. */
  readonly helpful: boolean;

  constructor(text: string, helpful: boolean) {
    super('did-you-know-voted', { bubbles: true, composed: true });
    this.text = text;
    this.helpful = helpful;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'did-you-know-vote': DidYouKnowVoteEvent;
    'did-you-know-voted': DidYouKnowVotedEvent;
  }
}
