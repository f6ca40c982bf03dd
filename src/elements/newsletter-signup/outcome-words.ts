import type { AfterwordError, ErrorCode } from '../../ports/errors.js';
import type { SubscribeOutcome } from '../../ports/newsletter.js';
import type { NewsletterSignupWord } from './newsletter-signup.words.js';
import type { Control } from './publisher-form.js';

/** What the reader is shown in place of the form. */
export type Result = SubscribeOutcome['status'] | 'handed-over';

/** Title and text of each result. */
export const RESULT_WORDS: Readonly<Record<Result, readonly [NewsletterSignupWord, NewsletterSignupWord]>> = {
  'confirm-by-mail': ['checkInbox', 'checkInboxText'],
  subscribed: ['subscribed', 'subscribedText'],
  'already-subscribed': ['already', 'alreadyText'],
  unknown: ['unknown', 'unknownText'],
  'handed-over': ['handedOver', 'handedOverText'],
};

const ERROR_WORDS: Readonly<Record<ErrorCode, NewsletterSignupWord>> = {
  invalid: 'refused',
  'login-needed': 'forbidden',
  'session-expired': 'forbidden',
  forbidden: 'forbidden',
  closed: 'closed',
  duplicate: 'rateLimited',
  filtered: 'filtered',
  'rate-limited': 'rateLimited',
  'captcha-needed': 'captcha',
  'edit-expired': 'forbidden',
  'not-found': 'misconfigured',
  offline: 'offline',
  timeout: 'timeout',
  unreadable: 'unreadable',
  server: 'server',
  misconfigured: 'misconfigured',
};

export function errorWord(error: AfterwordError): NewsletterSignupWord {
  if (error.code === 'invalid' && error.field === 'email') return 'emailRefused';
  if (error.code === 'invalid' && error.field === 'topics') return 'topicsRefused';
  return ERROR_WORDS[error.code];
}

/** Failures after which the same address may well be taken, without the reader changing anything. */
export function canRetry(error: AfterwordError): boolean {
  return ['offline', 'timeout', 'unreadable', 'server', 'filtered'].includes(error.code);
}

/** What is said about the form, and the field it is about. */
export type Complaint = ({ word: NewsletterSignupWord } | { text: string }) & { control: Control | undefined };

/** Why the browser holds a field invalid, in our words where it is ours, else in the browser's. */
export function complaintAbout(control: Control, email: Control | undefined, consent: Control | undefined): Complaint {
  const { valueMissing, typeMismatch } = control.validity;
  const word =
    control === email
      ? valueMissing
        ? 'emailMissing'
        : typeMismatch
          ? 'emailIncomplete'
          : undefined
      : valueMissing && (control === consent || control.name === 'consent')
        ? 'consentMissing'
        : undefined;
  return word ? { word, control } : { text: control.validationMessage, control };
}
