import type { ErrorCode } from '../../ports/errors.js';
import type { SignupDeskWord } from './newsletter-signup-desk.words.js';

/** Failures after which the same address may well be taken, without the reader changing anything. */
const PASSING: Partial<Record<ErrorCode, SignupDeskWord>> = {
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
export function errorWord(code: ErrorCode): SignupDeskWord {
  return PASSING[code] ?? (code === 'invalid' ? 'refused' : code === 'closed' ? 'closed' : 'misconfigured');
}
