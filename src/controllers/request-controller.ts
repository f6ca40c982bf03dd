import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { AfterwordError } from '../ports/errors.js';
import { answered } from './answered.js';

export type RequestStatus = 'idle' | 'pending' | 'complete' | 'failed';

/**
 * One asynchronous request of an element. The last run wins: starting another aborts the one before, removing the host
 * aborts too (which `@lit/task` does not do), and an aborted run changes nothing.
 */
export class RequestController<T> implements ReactiveController {
  status: RequestStatus = 'idle';
  /** The last value that arrived; kept while a newer run is pending or has failed. */
  value: T | undefined;
  error: AfterwordError | undefined;
  readonly #host: ReactiveControllerHost & Node;
  readonly #staysWhenMoved: boolean;
  #running: AbortController | undefined;

  /** @param staysWhenMoved for what must not be asked twice; what depends on the place is asked for anew there */
  constructor(host: ReactiveControllerHost & Node, staysWhenMoved = false) {
    this.#host = host;
    this.#staysWhenMoved = staysWhenMoved;
    host.addController(this);
  }

  hostDisconnected(): void {
    if (!this.#staysWhenMoved) this.abort();
    // A host that is moved is there again at once.
    else queueMicrotask(() => this.#host.isConnected || this.abort());
  }

  /** Answers the value, or `undefined` when the run failed (see `error`) or was overtaken. Never rejects. */
  async run(task: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
    this.#running?.abort();
    const running = (this.#running = new AbortController());
    this.status = 'pending';
    this.error = undefined;
    this.#host.requestUpdate();
    try {
      const value = await answered(task(running.signal), () => running.abort());
      if (this.#running !== running) return undefined;
      this.status = 'complete';
      this.value = value;
      return value;
    } catch (thrown) {
      if (this.#running !== running) return undefined;
      this.status = 'failed';
      this.error = AfterwordError.from(thrown);
      return undefined;
    } finally {
      if (this.#running === running) {
        this.#running = undefined;
        this.#host.requestUpdate();
      }
    }
  }

  /** Stops what is running and returns to `idle`, keeping the last value. */
  abort(): void {
    if (!this.#running) return;
    this.#running.abort();
    this.#running = undefined;
    this.status = 'idle';
  }

  /** Forgets everything, for when what the host shows has become something else. */
  reset(): void {
    this.abort();
    this.status = 'idle';
    this.value = undefined;
    this.error = undefined;
    this.#host.requestUpdate();
  }
}

/** Calls back when the network is back, or the reader is, on a page that the browser kept: what was on its way then was cut off. */
export function onReturn(host: ReactiveControllerHost, act: () => void): void {
  const returned = ({ type, persisted }: Event & { persisted?: boolean }): void => {
    if (type === 'online' || persisted) act();
  };
  const listen = (how: 'addEventListener' | 'removeEventListener'): void => {
    window[how]('online', returned);
    window[how]('pageshow', returned);
  };
  host.addController({
    hostConnected: () => listen('addEventListener'),
    hostDisconnected: () => listen('removeEventListener'),
  });
}
