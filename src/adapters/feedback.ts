import type { FeedbackPort } from '../ports/feedback.js';
import { failureFromStatus, request } from './http.js';

export interface FeedbackOptions {
  /** Where each answer is posted as JSON: `{ "kind", "id", "text", "helpful", "page" }`. */
  src: string | URL;
  /** For tests and servers; the platform's `fetch` by default. */
  fetch?: typeof fetch;
}

/** Any address that takes a JSON post. What it answers does not matter, as long as it is a success. */
export function feedback({ src, fetch }: FeedbackOptions): FeedbackPort {
  return {
    async send({ page, ...said }, signal) {
      const body = { ...said, page: page.url };
      const answer = await request(src, { method: 'POST', body, signal, ...(fetch && { fetch }) });
      if (!answer.ok) throw failureFromStatus(answer);
    },
  };
}
