import type { FeedbackPort } from '../ports/feedback.js';

/** Makes the port of a `feedback-src`; only a reader who says something pays for it. */
export async function connectFeedback(src: string): Promise<FeedbackPort> {
  return (await import('../adapters/feedback.js')).feedback({ src });
}
