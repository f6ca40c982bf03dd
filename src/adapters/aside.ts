import { pause } from './pause.js';

/** Milliseconds that what is shown waits for what is told beside it. */
const PATIENCE = 3000;

/**
 * What is told beside an answer, such as a total: nobody waits for it long, and where it cannot be had it is `undefined` and no
 * reason to show nothing.
 */
export function aside<T>(asking: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  return Promise.race([asking, pause(PATIENCE, signal).then(() => undefined)]).catch(() => undefined);
}
