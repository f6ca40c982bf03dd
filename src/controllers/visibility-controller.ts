import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Calls back once, when the host first comes within a screen's reach of the viewport: no request is made before. */
export class VisibilityController implements ReactiveController {
  /** True from the first time the host was near the viewport, or the reader asked. */
  seen = false;
  readonly #host: ReactiveControllerHost & Element;
  readonly #onSeen: () => void;
  readonly #waits: () => boolean;
  #observer: IntersectionObserver | undefined;

  /** @param waits whether the reader has to ask: then {@link reveal} is the only way */
  constructor(host: ReactiveControllerHost & Element, onSeen: () => void, waits = () => false) {
    this.#host = host;
    this.#onSeen = onSeen;
    this.#waits = waits;
    host.addController(this);
  }

  /** True while nothing may be loaded before the reader asks, see {@link reveal}. */
  get isHeld(): boolean {
    return !this.seen && this.#waits();
  }

  hostConnected(): void {
    if (this.seen || this.isHeld || this.#observer) return;
    this.#observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) this.reveal();
      },
      { rootMargin: '600px 0px' },
    );
    this.#observer.observe(this.#host);
  }

  /** What is waited for may change at any time. */
  hostUpdate(): void {
    if (this.isHeld) this.hostDisconnected();
    else if (this.#host.isConnected) this.hostConnected();
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
  }

  /** For a reader who asks for it, or arrives by a link to something inside. */
  reveal(): void {
    if (this.seen) return;
    this.seen = true;
    this.hostDisconnected();
    this.#onSeen();
  }
}
