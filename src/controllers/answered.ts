import { AfterwordError } from '../ports/errors.js';

/**
 * Milliseconds after which nobody is kept waiting: the library's own adapters give up long before, a developer's may not, and a file
 * that hangs never does.
 */
const LIMIT = 60_000;

/** What was asked for; rejects as `timeout` where no answer comes. */
export async function answered<T>(asked: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new AfterwordError('timeout', `no answer within ${LIMIT} ms`)), LIMIT);
  });
  try {
    return await Promise.race([asked, limit]);
  } finally {
    clearTimeout(timer);
  }
}
