import type { LitElement } from 'lit';
import type { PortController } from '../../controllers/port-controller.js';
import { RequestController } from '../../controllers/request-controller.js';
import { AfterwordError } from '../../ports/errors.js';
import type { NewsletterPort, SubscribeOutcome, SubscribeRequest } from '../../ports/newsletter.js';
import { CountdownController } from './countdown-controller.js';
import { actionOf, postNatively } from './publisher-form.js';

/** Seconds until another try when the backend names none. */
const DEFAULT_WAIT = 60;

/** What is sent, and the publisher's form and button it came from, in case the browser has to post them after all. */
export interface Sending {
  request: SubscribeRequest;
  form: HTMLFormElement | undefined;
  submitter: HTMLElement | null;
}

export interface SubmissionOptions {
  port: PortController<'newsletter'>;
  /** The backend took it. */
  onTaken: (status: SubscribeOutcome['status'], sending: Sending) => void;
  /** The browser is about to post the publisher's form, and what comes of it is not ours to know. */
  onHandedOver: (sending: Sending) => void;
  onFailed: (error: AfterwordError, sending: Sending) => void;
}

/** Sends one address at a time, waits where the backend says so, and lets the browser post where scripts cannot. */
export class SubmissionController {
  /** Until the next try that the backend allows. */
  readonly wait: CountdownController;
  /** True while the browser posts the form as if we were not there. */
  lettingThrough = false;
  readonly #options: SubmissionOptions;
  readonly #request: RequestController<SubscribeOutcome>;
  #portChanged: (() => void) | undefined;

  constructor(host: LitElement, options: SubmissionOptions) {
    this.#options = options;
    this.#request = new RequestController(host);
    this.wait = new CountdownController(host);
    host.addController(this);
  }

  get isPending(): boolean {
    return this.#request.status === 'pending';
  }

  /** Why the last try failed. */
  get error(): AfterwordError | undefined {
    return this.#request.error;
  }

  get canSend(): boolean {
    return !this.isPending && this.wait.left === 0;
  }

  hostUpdated(): void {
    this.#portChanged?.();
  }

  async send(sending: Sending): Promise<void> {
    const { port, onTaken, onFailed } = this.#options;
    const outcome = await this.#request.run(async (signal) =>
      (await this.#awaitPort(signal)).subscribe(sending.request, signal),
    );
    const { error } = this.#request;
    const hasAction = sending.form && actionOf(sending.form);
    if (outcome && !outcome.native) {
      onTaken(outcome.status, sending);
    } else if (hasAction && (outcome?.native || port.error)) {
      this.handOver(sending);
    } else if (outcome) {
      onFailed(new AfterwordError('misconfigured', 'this service takes a form of the page only, and none is wrapped'), sending);
    } else if (error) {
      if (error.code === 'rate-limited') this.wait.start(error.retryAfter ?? DEFAULT_WAIT);
      onFailed(error, sending);
    }
  }

  /** Lets the browser post the publisher's form to where its own `target` says. */
  handOver(sending: Sending): void {
    this.#options.onHandedOver(sending);
    // Later: while the form's own submit event is still running, the browser ignores another.
    setTimeout(() => {
      this.lettingThrough = true;
      postNatively(sending.form!, sending.submitter);
      this.lettingThrough = false;
    });
  }

  reset(): void {
    // What waits for the first port goes on when that comes.
    if (this.#portChanged) return;
    this.#request.reset();
  }

  /** The port, also for a reader who is faster than the adapter. */
  async #awaitPort(signal: AbortSignal): Promise<NewsletterPort> {
    const { port } = this.#options;
    try {
      for (;;) {
        signal.throwIfAborted();
        if (port.port) return port.port;
        if (port.error) throw port.error;
        await new Promise<void>((resolve) => (this.#portChanged = resolve));
      }
    } finally {
      this.#portChanged = undefined;
    }
  }
}
