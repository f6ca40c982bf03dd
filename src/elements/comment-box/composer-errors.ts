import type { AfterwordError, ErrorCode } from '../../ports/errors.js';
import type { CommentComposerWords } from './comment-composer.words.js';

export type ComposerField = 'text' | 'name' | 'email';

const WORDS: Readonly<Record<ErrorCode, keyof CommentComposerWords>> = {
  invalid: 'errorInvalid',
  'login-needed': 'errorLogin',
  'session-expired': 'errorSession',
  forbidden: 'errorForbidden',
  closed: 'errorClosed',
  duplicate: 'errorDuplicate',
  filtered: 'errorFiltered',
  'rate-limited': 'errorTooFast',
  'captcha-needed': 'errorCaptcha',
  'edit-expired': 'errorExpired',
  'not-found': 'errorGone',
  offline: 'errorOffline',
  timeout: 'errorTimeout',
  unreadable: 'errorUnreadable',
  server: 'errorServer',
  misconfigured: 'errorMisconfigured',
};

/** What the reader is told, and next to which field. */
export interface Complaint {
  field: ComposerField;
  words: keyof CommentComposerWords;
  /** It is told at that field, and what is in the field is right. */
  isElsewhere?: boolean;
  /** Trying the same text again may help. */
  canRetry: boolean;
  /** Signing in may help. */
  canSignIn?: boolean;
}

/** What the text itself is refused for. */
const ABOUT_TEXT: readonly ErrorCode[] = ['invalid', 'duplicate', 'filtered'];

const USELESS_TO_RETRY: readonly ErrorCode[] = ['forbidden', 'closed', 'edit-expired', 'not-found', 'misconfigured'];

export function complaintOf(error: AfterwordError): Complaint {
  if (error.code === 'invalid' && error.field === 'name') return { field: 'name', words: 'errorNameRefused', canRetry: true };
  if (error.code === 'invalid' && error.field === 'email') return { field: 'email', words: 'errorEmail', canRetry: true };
  return {
    field: 'text',
    // Another version on the page may know other codes.
    words: (WORDS as Partial<typeof WORDS>)[error.code] ?? 'errorServer',
    isElsewhere: !ABOUT_TEXT.includes(error.code),
    canRetry: !USELESS_TO_RETRY.includes(error.code),
    canSignIn: error.code === 'login-needed' || error.code === 'session-expired',
  };
}
