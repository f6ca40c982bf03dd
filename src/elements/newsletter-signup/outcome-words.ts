import type { ErrorCode } from '../../ports/errors.js';
import type { SubscribeOutcome } from '../../ports/newsletter.js';
import type { NewsletterSignupWord } from './newsletter-signup.words.js';

/** What is shown in place of the form: what the backend confirmed, or that the reader declined. */
export type Outcome = SubscribeOutcome['status'] | 'dismissed';

/** Title of each outcome, the sentence under it, and the button that sends once more. */
export const OUTCOME_WORDS: Readonly<
  Record<Outcome, readonly [title: NewsletterSignupWord, text?: NewsletterSignupWord, again?: NewsletterSignupWord]>
> = {
  'confirm-by-mail': ['checkInbox', 'checkInboxText', 'resend'],
  subscribed: ['subscribed', 'onList'],
  'already-subscribed': ['already', 'onList'],
  unknown: ['unknown', 'unknownText', 'tryAgain'],
  dismissed: ['dismissed'],
};

/** Failures after which the same address may well be taken, without the reader changing anything. */
const PASSING: Partial<Record<ErrorCode, NewsletterSignupWord>> = {
  'rate-limited': 'rateLimited',
  duplicate: 'rateLimited',
  offline: 'offline',
  timeout: 'offline',
  unreadable: 'unknown',
  server: 'server',
  filtered: 'filtered',
};

export function canRetry(code: ErrorCode): boolean {
  return code in PASSING;
}

/** What is said of a failure; what only the publisher can mend is our mistake. */
export function errorWord(code: ErrorCode): NewsletterSignupWord {
  return PASSING[code] ?? (code === 'invalid' ? 'refused' : code === 'closed' ? 'closed' : 'misconfigured');
}
