import { AfterwordError } from '../ports/errors.js';

/** Milliseconds until an answer must be there, as for every write. */
const TIMEOUT = 30_000;
let count = 0;

/**
 * Runs a script at an address that calls a function with its answer, as the oldest of services still do. Answers `undefined`
 * where no such script may run (a Content-Security-Policy, Trusted Types, a blocker): then nothing was sent.
 */
export function jsonp(url: string, signal: AbortSignal): Promise<unknown> {
  signal.throwIfAborted();
  const name = `afterword_answer_${++count}`;
  const holder = globalThis as unknown as Record<string, unknown>;
  const script = document.createElement('script');
  return new Promise<unknown>((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      script.remove();
      Reflect.deleteProperty(holder, name);
    };
    const giveUp = (): void => {
      end();
      // A script that is on its way still finds something to call.
      holder[name] = () => Reflect.deleteProperty(holder, name);
    };
    const abort = (): void => {
      giveUp();
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      giveUp();
      reject(new AfterwordError('timeout', `${new URL(url).host} did not answer within ${TIMEOUT} ms`));
    }, TIMEOUT);
    const answered = (answer: unknown): void => {
      end();
      resolve(answer);
    };
    signal.addEventListener('abort', abort, { once: true });
    holder[name] = (answer: unknown) => answered(answer ?? {});
    script.onerror = () => {
      if (navigator.onLine) return answered(undefined);
      end();
      reject(new AfterwordError('offline', `${new URL(url).host} could not be reached`));
    };
    // Ran, and called nothing.
    script.onload = () => answered({});
    script.referrerPolicy = 'origin';
    script.async = true;
    try {
      const address = new URL(url);
      address.searchParams.set('c', name);
      script.src = address.href;
      document.head.append(script);
    } catch {
      answered(undefined);
    }
  });
}
