import { AfterwordError, type ErrorCode } from '../ports/errors.js';
import { failureFromStatus, retryAfter, type HttpAnswer } from './http.js';

/**
 * One row of an adapter's table: what its backend says (a code, a word, a pattern of its sentences), and what we call it. The
 * first row that fits counts.
 */
export interface FailureRow {
  /** What the backend says, whole; or a pattern of it. */
  said: string | RegExp;
  code: ErrorCode;
  /** With `invalid`: which field. */
  field?: string;
  /** Seconds of a backend's own limit, for one that sends no `Retry-After`. */
  retryAfter?: number;
}

function rowFor(table: readonly FailureRow[], said: string): FailureRow | undefined {
  return table.find((row) => (typeof row.said === 'string' ? row.said === said : row.said.test(said)));
}

/**
 * The failure that a table makes of what a backend said; without a row that fits, what the status says. The message names what
 * was said, for the developer's console: a reader never sees it.
 */
export function failed(backend: string, table: readonly FailureRow[], said: string, answer?: HttpAnswer): AfterwordError {
  const row = rowFor(table, said);
  if (!row) return answer ? failureFromStatus(answer) : new AfterwordError('server', `${backend} answered ${said}`);
  return new AfterwordError(row.code, `${backend} answered ${said}`, {
    status: answer?.status,
    field: row.field,
    retryAfter: row.code === 'rate-limited' ? ((answer && retryAfter(answer.headers)) ?? row.retryAfter) : undefined,
  });
}
