import type { AfterwordError } from '../../ports/errors.js';

/** A reader says whether an answer was helpful; `preventDefault()` keeps it from being sent. */
export class ArticleFaqVoteEvent extends Event {
  /** The question as it reads on the page. */
  readonly question: string;
  /** The fragment identifier that leads to it. */
  readonly questionId: string;
  /** Whether the reader found the answer helpful. */
  readonly helpful: boolean;

  constructor(question: string, questionId: string, helpful: boolean) {
    super('article-faq-vote', { bubbles: true, composed: true, cancelable: true });
    this.question = question;
    this.questionId = questionId;
    this.helpful = helpful;
  }
}

/** What the reader said was taken: by the port, or, where there is none, by whoever listens. */
export class ArticleFaqVotedEvent extends Event {
  /** The question as it reads on the page. */
  readonly question: string;
  /** The fragment identifier that leads to it. */
  readonly questionId: string;
  /** Whether the reader found the answer helpful. */
  readonly helpful: boolean;

  constructor(question: string, questionId: string, helpful: boolean) {
    super('article-faq-voted', { bubbles: true, composed: true });
    this.question = question;
    this.questionId = questionId;
    this.helpful = helpful;
  }
}

/** What the reader said could not be sent. */
export class ArticleFaqErrorEvent extends Event {
  /** Why it could not be sent; its `code` is one of a closed list. */
  readonly error: AfterwordError;

  constructor(error: AfterwordError) {
    super('article-faq-error', { bubbles: true, composed: true });
    this.error = error;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'article-faq-vote': ArticleFaqVoteEvent;
    'article-faq-voted': ArticleFaqVotedEvent;
    'article-faq-error': ArticleFaqErrorEvent;
  }
}
