import type { LitElement, ReactiveController } from 'lit';

/**
 * Keeps the height that was reserved for content after the content turned out to be smaller, for as long as giving it back
 * would move what the reader sees: until the host is below the screen.
 */
export class HeightKeeper implements ReactiveController {
  /** Pixels to keep; 0 for none. */
  height = 0;
  readonly #host: LitElement;
  #observer: IntersectionObserver | undefined;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.release();
  }

  /** Called before the reserved space is replaced. */
  keep(reserved: HTMLElement): void {
    const { top, height } = reserved.getBoundingClientRect();
    if (top >= innerHeight || !height) return;
    this.height = height;
    this.#observer ??= new IntersectionObserver((entries) => {
      const { isIntersecting, boundingClientRect } = entries.at(-1)!;
      if (!isIntersecting && boundingClientRect.top >= innerHeight) this.release();
    });
    this.#observer.observe(this.#host);
  }

  release(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
    if (!this.height) return;
    this.height = 0;
    this.#host.requestUpdate();
  }
}
