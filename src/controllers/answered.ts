import { AfterwordError } from '../ports/errors.js';
import { inTime } from './in-time.js';

/**
 * What was asked of a backend; rejects as `timeout` where no answer comes within a minute: the library's own adapters give up long
 * before, a developer's may not.
 *
 * @param giveUp stops what was asked, so that nothing happens any more after a reader was told that it did not
 */
export function answered<T>(asked: Promise<T>, giveUp?: () => void): Promise<T> {
  return inTime(asked, () => {
    giveUp?.();
    return new AfterwordError('timeout', 'no answer came in time');
  });
}
