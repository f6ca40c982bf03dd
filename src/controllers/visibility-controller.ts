import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Calls back once, when the host first comes within a screen's reach of the viewport: no request is made before. */
export class VisibilityController implements ReactiveController {
  /** True from the first time the host was near the viewport. */
  seen = false;
  readonly #host: ReactiveControllerHost & Element;
  readonly #onSeen: () => void;
  #observer: IntersectionObserver | undefined;

  constructor(host: ReactiveControllerHost & Element, onSeen: () => void) {
    this.#host = host;
    this.#onSeen = onSeen;
    host.addController(this);
  }

  hostConnected(): void {
    if (this.seen) return;
    this.#observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) this.reveal();
      },
      { rootMargin: '600px 0px' },
    );
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
  }

  /** For a reader who arrives by a link to something inside. */
  reveal(): void {
    if (this.seen) return;
    this.seen = true;
    this.hostDisconnected();
    this.#onSeen();
  }
}
