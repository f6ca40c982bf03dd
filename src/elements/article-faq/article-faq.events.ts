/** A reader asks to open or close an answer; `preventDefault()` leaves it as it is. */
export class ArticleFaqToggleEvent extends Event {
  /** The question as it reads on the page. */
  readonly question: string;
  /** The fragment identifier that leads to it. */
  readonly questionId: string;
  /** What the answer is about to become. */
  readonly open: boolean;

  constructor(question: string, questionId: string, open: boolean) {
    super('article-faq-toggle', { bubbles: true, composed: true, cancelable: true });
    this.question = question;
    this.questionId = questionId;
    this.open = open;
  }
}

/** An answer was opened or closed: by the reader, a link to it, or the browser's own search. */
export class ArticleFaqToggledEvent extends Event {
  /** The question as it reads on the page. */
  readonly question: string;
  /** The fragment identifier that leads to it. */
  readonly questionId: string;
  /** What the answer is now. */
  readonly open: boolean;

  constructor(question: string, questionId: string, open: boolean) {
    super('article-faq-toggled', { bubbles: true, composed: true });
    this.question = question;
    this.questionId = questionId;
    this.open = open;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'article-faq-toggle': ArticleFaqToggleEvent;
    'article-faq-toggled': ArticleFaqToggledEvent;
  }
}
