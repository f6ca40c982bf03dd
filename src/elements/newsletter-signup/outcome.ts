import type { SubscribeOutcome } from '../../ports/newsletter.js';

/** What is shown in place of the form: what the backend confirmed, or that the reader declined. */
export type Outcome = SubscribeOutcome['status'] | 'dismissed';

/** How each outcome that this browser remembers is called. */
export const TITLES = {
  'confirm-by-mail': 'checkInbox',
  subscribed: 'subscribed',
  'already-subscribed': 'already',
  dismissed: 'dismissed',
} as const;
