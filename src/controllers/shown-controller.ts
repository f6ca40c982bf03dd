import type { LitElement, ReactiveController } from 'lit';

/** Milliseconds that count as having seen something (IAB/MRC viewable impression: half of it for a second). */
const LONG_ENOUGH = 1000;

export interface ShownOptions {
  /** Names what is shown now; an empty name is nothing at all. */
  what: () => string;
  onShown: () => void;
  /** Called when the host comes, goes, or moves on by about a quarter of its height. */
  onMoved?: () => void;
}

/**
 * Calls back when at least half of the host, or half a screen of it, was in view for a second while the page was in front; once
 * for each set of things shown.
 */
export class ShownController implements ReactiveController {
  readonly #host: LitElement;
  readonly #options: ShownOptions;
  #observer: IntersectionObserver | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #inView = false;
  #what = '';
  readonly #told = new Set(['']);

  constructor(host: LitElement, options: ShownOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer = new IntersectionObserver(
      (entries) => {
        const { intersectionRatio, intersectionRect } = entries.at(-1)!;
        const inView = intersectionRatio >= 0.5 || intersectionRect.height >= innerHeight / 2;
        if (inView !== this.#inView) {
          this.#inView = inView;
          this.#restart();
        }
        this.#options.onMoved?.();
      },
      { threshold: [0, 0.1, 0.25, 0.5, 0.75, 1] },
    );
    this.#observer.observe(this.#host);
    document.addEventListener('visibilitychange', this.#restart);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#inView = false;
    clearTimeout(this.#timer);
    document.removeEventListener('visibilitychange', this.#restart);
  }

  hostUpdated(): void {
    const what = this.#options.what();
    if (what === this.#what) return;
    this.#what = what;
    this.#restart();
  }

  readonly #restart = (): void => {
    clearTimeout(this.#timer);
    if (!this.#inView || this.#told.has(this.#what) || document.hidden) return;
    this.#timer = setTimeout(() => {
      this.#told.add(this.#what);
      this.#options.onShown();
    }, LONG_ENOUGH);
  };
}
