import type { LitElement, ReactiveController } from 'lit';
import type { CommentsPort } from '../../ports/comments.js';
import type { PageIdentity } from '../../ports/page.js';
import type { ThreadState } from './thread-state.js';

/** Milliseconds between two questions. */
const EVERY = 60_000;

export interface NewCommentsOptions {
  thread: ThreadState;
  port: () => CommentsPort | undefined;
  page: () => PageIdentity;
}

/**
 * Notices that others wrote while the page is being read, where the backend can count. Only says so: what is being read
 * does not move until the reader asks for it.
 */
export class NewCommentsController implements ReactiveController {
  /** How many there are that are not shown. */
  fresh = 0;
  readonly #host: LitElement;
  readonly #options: NewCommentsOptions;
  #timer: ReturnType<typeof setInterval> | undefined;
  #abort = new AbortController();

  constructor(host: LitElement, options: NewCommentsOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    this.#abort = new AbortController();
    this.#timer = setInterval(() => void this.#ask(), EVERY);
    document.addEventListener('visibilitychange', this.#onVisibility);
  }

  hostDisconnected(): void {
    this.#abort.abort();
    clearInterval(this.#timer);
    document.removeEventListener('visibilitychange', this.#onVisibility);
  }

  /** What was fresh is shown now. */
  seen(): void {
    this.fresh = 0;
    this.#host.requestUpdate();
  }

  readonly #onVisibility = (): void => void this.#ask();

  async #ask(): Promise<void> {
    const { thread, port, page } = this.#options;
    const shown = thread.total;
    if (document.hidden || shown === undefined || !thread.loaded || !this.#host.checkVisibility()) return;
    try {
      const [count] = (await port()?.counts?.([page()], this.#abort.signal)) ?? [];
      const fresh = count === undefined || thread.total !== shown ? 0 : Math.max(0, count - shown);
      if (fresh === this.fresh) return;
      this.fresh = fresh;
      this.#host.requestUpdate();
    } catch {
      // Nobody asked for this; the next question may be answered.
    }
  }
}
