import { expect } from 'chai';
import { AfterwordError } from '../../src/ports/errors.js';

/** The failure a promise rejects with; fails when it fulfils, or rejects with anything else. */
export async function failure(promise: Promise<unknown>): Promise<AfterwordError> {
  const thrown: unknown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).to.be.instanceOf(AfterwordError);
  return thrown as AfterwordError;
}
