/**
 * The closed vocabulary of failures. Adapters translate whatever a backend answers into one of these, and elements
 * choose the words a reader sees; a backend's own message is never shown.
 *
 * - `invalid`: the backend refused a field (see {@link AfterwordError.field})
 * - `login-needed`, `session-expired`, `forbidden`: who the reader is
 * - `closed`, `duplicate`, `filtered`, `edit-expired`, `not-found`: what the reader asked for
 * - `rate-limited`: too fast (see {@link AfterwordError.retryAfter}); `captcha-needed`: a proof is asked for
 * - `offline`, `timeout`: no answer arrived, so a write may or may not have happened
 * - `unreadable`: an answer arrived that is not what the contract says; `server`: the backend failed
 * - `misconfigured`: the page names a provider or a source that cannot work; only the developer can mend it
 */
export const ERROR_CODES = [
  'invalid',
  'login-needed',
  'session-expired',
  'forbidden',
  'closed',
  'duplicate',
  'filtered',
  'rate-limited',
  'captcha-needed',
  'edit-expired',
  'not-found',
  'offline',
  'timeout',
  'unreadable',
  'server',
  'misconfigured',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

export interface AfterwordErrorOptions {
  /** Name of the offending field when the code is `invalid`: `text`, `name`, `email`, `topics`, … */
  field?: string | undefined;
  /** Seconds until another try may succeed, when the backend said so; ten minutes at most. */
  retryAfter?: number | undefined;
  /** HTTP status of the answer, when there was one. */
  status?: number | undefined;
  cause?: unknown;
}

/** Seconds that a button counts down at most: who is told to come back in a day may as well ask again. */
const LONGEST_WAIT = 600;

/** The one failure class of every port. `message` is for the developer's console, never for the reader. */
export class AfterwordError extends Error {
  /** Set explicitly: minifiers rename classes. */
  override readonly name = 'AfterwordError';
  readonly code: ErrorCode;
  readonly field: string | undefined;
  readonly retryAfter: number | undefined;
  readonly status: number | undefined;

  constructor(code: ErrorCode, message: string, options: AfterwordErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.field = options.field;
    const { retryAfter } = options;
    this.retryAfter = retryAfter! >= 0 ? Math.min(retryAfter!, LONGEST_WAIT) : undefined;
    this.status = options.status;
  }

  /** True when no answer arrived, so that a write may have reached the backend all the same. */
  get ambiguous(): boolean {
    return this.code === 'offline' || this.code === 'timeout' || this.code === 'unreadable';
  }

  /**
   * Any thrown value as an `AfterwordError`. Recognises the class by name so that two copies of the library on a page
   * understand each other's failures; anything else is a fault in an adapter and becomes `server`.
   */
  static from(thrown: unknown): AfterwordError {
    if (thrown instanceof AfterwordError) return thrown;
    if (thrown instanceof Error && thrown.name === 'AfterwordError') {
      const foreign = thrown as AfterwordError;
      return new AfterwordError(foreign.code, foreign.message, foreign);
    }
    return new AfterwordError('server', thrown instanceof Error ? thrown.message : String(thrown), { cause: thrown });
  }
}
