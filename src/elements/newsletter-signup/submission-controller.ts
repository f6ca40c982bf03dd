import type { LitElement, ReactiveController } from 'lit';
import type { PortController } from '../../controllers/port-controller.js';
import { RequestController } from '../../controllers/request-controller.js';
import { AfterwordError } from '../../ports/errors.js';
import type { NewsletterPort, SubscribeOutcome, SubscribeRequest } from '../../ports/newsletter.js';

/** Seconds until another try when a backend that is asked too often names none. */
const DEFAULT_WAIT = 60;

const STATUSES: readonly unknown[] = [
  'subscribed',
  'confirm-by-mail',
  'already-subscribed',
  'unknown',
] satisfies SubscribeOutcome['status'][];

/** Sends one address at a time, and counts down to the next where the backend or the element says so. */
export class SubmissionController implements ReactiveController {
  /** What was sent last. */
  request: SubscribeRequest | undefined;
  readonly #host: LitElement;
  readonly #port: PortController<'newsletter'>;
  readonly #sending: RequestController<SubscribeOutcome>;
  /** By `performance.now()`, so that a hidden tab or a moved host loses nothing, nor a clock that is set back. */
  #waitsUntil = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #onPort: (() => void) | undefined;
  /** Nobody reads a clock in a hidden tab. */
  readonly #look = (): void => this.#host.requestUpdate();

  constructor(host: LitElement, port: PortController<'newsletter'>) {
    this.#host = host;
    this.#port = port;
    this.#sending = new RequestController(host, true);
    host.addController(this);
  }

  get isPending(): boolean {
    return this.#sending.status === 'pending';
  }

  /** Why the last try failed. */
  get error(): AfterwordError | undefined {
    return this.#sending.error;
  }

  /** Whole seconds until another request may be sent. */
  get left(): number {
    return Math.max(0, Math.ceil((this.#waitsUntil - performance.now()) / 1000));
  }

  get canSend(): boolean {
    return !this.isPending && !this.left;
  }

  hostUpdated(): void {
    this.#onPort?.();
    clearTimeout(this.#timer);
    if (this.left && !document.hidden) this.#timer = setTimeout(() => this.#host.requestUpdate(), 1000);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#look);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    document.removeEventListener('visibilitychange', this.#look);
  }

  wait(seconds: number): void {
    this.#waitsUntil = performance.now() + seconds * 1000;
    this.#host.requestUpdate();
  }

  /** What the backend confirmed; `undefined` when it failed (see `error`) or was overtaken. */
  async send(request: SubscribeRequest): Promise<SubscribeOutcome | undefined> {
    this.request = request;
    const outcome = await this.#sending.run(async (signal) => {
      const answer = (await (await this.#awaitPort()).subscribe(request, signal)) as SubscribeOutcome | undefined;
      if (!STATUSES.includes(answer?.status))
        throw new AfterwordError('unreadable', 'the port answered without a known status');
      return answer!;
    });
    if (this.error?.code === 'rate-limited') this.wait(this.error.retryAfter ?? DEFAULT_WAIT);
    return outcome;
  }

  reset(): void {
    // What waits for the first port goes on when that comes.
    if (!this.#onPort) this.#sending.reset();
  }

  /** The port, also for a reader who is faster than the adapter. */
  async #awaitPort(): Promise<NewsletterPort> {
    for (;;) {
      this.#onPort = undefined;
      const { port, error } = this.#port;
      if (port) return port;
      if (error) throw error;
      await new Promise<void>((resolve) => (this.#onPort = resolve));
    }
  }
}
