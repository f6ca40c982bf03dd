import type { LitElement, ReactiveController } from 'lit';

/** Milliseconds that count as having seen something (IAB/MRC viewable impression: half of it for a second). */
const LONG_ENOUGH = 1000;

/** Calls back once, when half of the host was on the screen for a second. */
export class ViewController implements ReactiveController {
  readonly #host: LitElement;
  readonly #onViewed: () => void;
  #observer: IntersectionObserver | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wasViewed = false;

  constructor(host: LitElement, onViewed: () => void) {
    this.#host = host;
    this.#onViewed = onViewed;
    host.addController(this);
  }

  hostConnected(): void {
    if (this.#wasViewed) return;
    this.#observer = new IntersectionObserver(
      (entries) => {
        clearTimeout(this.#timer);
        if (entries.at(-1)!.isIntersecting) this.#timer = setTimeout(() => this.#viewed(), LONG_ENOUGH);
      },
      { threshold: 0.5 },
    );
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#observer?.disconnect();
  }

  #viewed(): void {
    if (document.hidden) return;
    this.#wasViewed = true;
    this.hostDisconnected();
    this.#onViewed();
  }
}
