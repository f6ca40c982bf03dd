import type { PageIdentity } from './page.js';

/** What a reader thinks of an answer or a fact. */
export interface Feedback {
  kind: 'question' | 'fact';
  /** The fragment identifier that leads to a question; a fact has none. */
  id?: string | undefined;
  /** The question or the fact as it reads. */
  text: string;
  helpful: boolean;
  page: PageIdentity;
}

/** Takes the answers to "Was this helpful?". Rejects with an `AfterwordError` and honours its signal. */
export interface FeedbackPort {
  /**
   * Sends one answer; it was taken once this resolves. Nothing tells a repeat from a second reader's answer, so it is sent once: after
   * `offline` or `timeout` it may have arrived.
   */
  send(feedback: Feedback, signal: AbortSignal): Promise<void>;
}
