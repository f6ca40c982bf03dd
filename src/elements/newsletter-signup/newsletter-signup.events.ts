/** Half of the widget was on the screen for a second: what an analyst counts as seen. Once per visit of the page. */
export class NewsletterSignupViewedEvent extends Event {
  /** Names the widget, the same in all of its events and on every visit. */
  readonly widget: string;

  constructor(widget: string) {
    super('newsletter-signup-viewed', { bubbles: true, composed: true });
    this.widget = widget;
  }
}

/** The reader went into the form for the first time. */
export class NewsletterSignupFocusedEvent extends Event {
  /** Names the widget, the same in all of its events and on every visit. */
  readonly widget: string;

  constructor(widget: string) {
    super('newsletter-signup-focused', { bubbles: true, composed: true });
    this.widget = widget;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'newsletter-signup-viewed': NewsletterSignupViewedEvent;
    'newsletter-signup-focused': NewsletterSignupFocusedEvent;
  }
}
