import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Milliseconds that count as having seen something (IAB/MRC viewable impression: half of it for a second). */
const LONG_ENOUGH = 1000;

/**
 * Calls back when at least half of the host, or half a screen of it, was in view for a second while the page was in front; once
 * for each set of things shown.
 */
export class ShownController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #onShown: () => void;
  #observer: IntersectionObserver | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #inView = false;
  #set = '';
  readonly #told = new Set<string>();

  constructor(host: ReactiveControllerHost & Element, onShown: () => void) {
    this.#host = host;
    this.#onShown = onShown;
    host.addController(this);
  }

  /** Names what is shown now; an empty name is nothing at all. */
  watch(set: string): void {
    if (set === this.#set) return;
    this.#set = set;
    this.#restart();
  }

  hostConnected(): void {
    this.#observer = new IntersectionObserver(
      (entries) => {
        const entry = entries.at(-1)!;
        const half = (entry.rootBounds?.height ?? innerHeight) / 2;
        const inView = entry.intersectionRatio >= 0.5 || entry.intersectionRect.height >= half;
        if (inView === this.#inView) return;
        this.#inView = inView;
        this.#restart();
      },
      { threshold: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.75, 1] },
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

  readonly #restart = (): void => {
    clearTimeout(this.#timer);
    const set = this.#set;
    if (!set || !this.#inView || this.#told.has(set) || document.visibilityState === 'hidden') return;
    this.#timer = setTimeout(() => {
      this.#told.add(set);
      this.#onShown();
    }, LONG_ENOUGH);
  };
}
