import { AfterwordError } from '../ports/errors.js';

/**
 * Milliseconds after which nobody is kept waiting: the library's own adapters give up long before, a developer's may not, and a file
 * that hangs never does.
 */
const LIMIT = 60_000;

/**
 * What was asked for; rejects as `timeout` where no answer comes.
 *
 * @param giveUp stops what was asked, so that nothing happens any more after a reader was told that it did not
 */
export async function answered<T>(asked: Promise<T>, giveUp?: () => void): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new AfterwordError('timeout', `no answer within ${LIMIT} ms`));
      giveUp?.();
    }, LIMIT);
  });
  try {
    return await Promise.race([asked, limit]);
  } finally {
    clearTimeout(timer);
  }
}
