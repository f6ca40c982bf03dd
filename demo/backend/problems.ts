/** The part of `src/ports/errors.ts` a server answers with; `docs/rest-api.yaml` lists when. `changed` is for moderators only. */
export type ProblemCode =
  | 'invalid'
  | 'login-needed'
  | 'forbidden'
  | 'closed'
  | 'duplicate'
  | 'filtered'
  | 'rate-limited'
  | 'edit-expired'
  | 'not-found'
  | 'changed'
  | 'server';

const STATUS = {
  invalid: 422,
  'login-needed': 401,
  forbidden: 403,
  closed: 403,
  duplicate: 409,
  filtered: 422,
  'rate-limited': 429,
  'edit-expired': 403,
  'not-found': 404,
  changed: 409,
  server: 500,
} as const satisfies Record<ProblemCode, number>;

export type ProblemStatus = (typeof STATUS)[ProblemCode] | 400 | 413 | 415;

const TITLES: Readonly<Record<ProblemCode, string>> = {
  invalid: 'The request is not valid',
  'login-needed': 'An author key is needed',
  forbidden: 'Not allowed',
  closed: 'The thread or the list is closed',
  duplicate: 'The comment was posted already',
  filtered: 'The request looks automatic',
  'rate-limited': 'Too many requests',
  'edit-expired': 'The time to change the comment is over',
  'not-found': 'Not found',
  changed: 'The comment was changed after it was read',
  server: 'The server failed',
};

export interface ProblemDetails {
  field?: string;
  /** Where the code's usual status does not fit. */
  status?: ProblemStatus;
  /** Seconds. */
  retryAfter?: number;
  /** The comment that a `duplicate` repeats. */
  existingId?: string;
}

/** A refusal, thrown anywhere below a handler and answered as RFC 9457 problem details or as a page. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly status: ProblemStatus;
  readonly field: string | undefined;
  readonly retryAfter: number | undefined;
  readonly existingId: string | undefined;

  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    super(TITLES[code]);
    this.code = code;
    this.status = details.status ?? STATUS[code];
    this.field = details.field;
    this.retryAfter = details.retryAfter;
    this.existingId = details.existingId;
  }

  /** The answer for programs. */
  response(): Response {
    return new Response(
      JSON.stringify({
        type: 'about:blank',
        title: this.message,
        status: this.status,
        code: this.code,
        ...(this.field === undefined ? {} : { field: this.field }),
      }),
      { status: this.status, headers: { 'Content-Type': 'application/problem+json', ...this.headers() } },
    );
  }

  headers(): Record<string, string> {
    return this.retryAfter === undefined ? {} : { 'Retry-After': String(this.retryAfter) };
  }
}

export function invalid(field: string): Problem {
  return new Problem('invalid', { field });
}

export function badRequest(field?: string): Problem {
  return new Problem('invalid', { status: 400, ...(field === undefined ? {} : { field }) });
}
