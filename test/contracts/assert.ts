import { ERROR_CODES, type AfterwordError, type ErrorCode } from '../../src/ports/errors.js';

/** One promise of a port. */
export interface ContractCase {
  /** A sentence. */
  name: string;
  /** Rejects when the promise is broken. */
  run: () => Promise<void>;
}

/** Milliseconds until what should settle must have settled. */
const DEADLINE = 10_000;

export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(message);
}

/** A signal that nobody aborts. */
export function signal(): AbortSignal {
  return new AbortController().signal;
}

/** What an act rejects with; broken when it fulfils, or does neither in time. */
export async function rejects(act: () => Promise<unknown>, what: string, deadline = DEADLINE): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<'late'>((resolve) => {
    if (Number.isFinite(deadline)) timer = setTimeout(resolve, deadline, 'late');
  });
  const thrown: unknown = await Promise.race([
    late,
    act().then(
      () => 'resolved',
      (error: unknown) => ({ error }),
    ),
  ]);
  clearTimeout(timer);
  assert(thrown !== 'late', `${what} was still running after ${deadline} ms`);
  assert(thrown !== 'resolved', `${what} went on`);
  return (thrown as { error: unknown }).error;
}

/** The failure an act rejects with; broken when it is none of the codes. */
export async function fails(
  act: () => Promise<unknown>,
  codes: readonly ErrorCode[] = ERROR_CODES,
  what = 'what should fail',
): Promise<AfterwordError> {
  const wanted = codes === ERROR_CODES ? '' : `, and should be refused as "${codes.join('" or "')}"`;
  const error = asError(await rejects(act, `${what}${wanted},`));
  assert(codes.includes(error.code), `${what} is refused as "${error.code}" and not as "${codes.join('" or "')}"`);
  return error;
}

/** What was thrown, as a failure of the vocabulary; broken when it is none. */
export function asError(thrown: unknown): AfterwordError {
  // By name, so that a suite and an adapter from two copies of the library understand each other.
  assert(thrown instanceof Error && thrown.name === 'AfterwordError', `rejects with ${String(thrown)}, no AfterwordError`);
  const error = thrown as AfterwordError;
  assert(ERROR_CODES.includes(error.code), `${error.code} is no code`);
  assert(error.message.length > 0, 'the developer is told nothing');
  return error;
}
