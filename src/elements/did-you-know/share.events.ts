/** A reader wants to share a fact; `preventDefault()` leaves it to the page. */
export class DidYouKnowShareEvent extends Event {
  /** The fact as it reads. */
  readonly text: string;
  /** The link that leads to it. */
  readonly url: string;

  constructor(text: string, url: string) {
    super('did-you-know-share', { bubbles: true, composed: true, cancelable: true });
    this.text = text;
    this.url = url;
  }
}

/** A fact was handed to the reader's device, or the link to it was copied. */
export class DidYouKnowSharedEvent extends Event {
  /** The fact as it reads. */
  readonly text: string;
  /** The link that leads to it. */
  readonly url: string;
  /** By the device's own dialogue for sharing, or as a link in the clipboard. */
  readonly how: 'device' | 'copy';

  constructor(text: string, url: string, how: 'device' | 'copy') {
    super('did-you-know-shared', { bubbles: true, composed: true });
    this.text = text;
    this.url = url;
    this.how = how;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'did-you-know-share': DidYouKnowShareEvent;
    'did-you-know-shared': DidYouKnowSharedEvent;
  }
}
