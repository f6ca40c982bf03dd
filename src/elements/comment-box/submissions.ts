import type { PostOutcome } from '../../ports/comments.js';

/**
 * What is on its way, by comment id. It outlives the form that sent it: a page that renders the form anew while a comment
 * is being sent gets a form that waits for the same answer, instead of one that sends again.
 */
const inFlight = new Map<string, Promise<PostOutcome>>();

/** Starts a submission, unless the same comment is on its way already. */
export function submitOnce(id: string, start: () => Promise<PostOutcome>): Promise<PostOutcome> {
  const running = inFlight.get(id);
  if (running) return running;
  const submission = start().finally(() => inFlight.delete(id));
  inFlight.set(id, submission);
  return submission;
}

export function submissionOf(id: string): Promise<PostOutcome> | undefined {
  return inFlight.get(id);
}
