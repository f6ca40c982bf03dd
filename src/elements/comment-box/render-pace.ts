import type { LitElement, ReactiveController } from 'lit';

/** Groups rendered at first, a screen or two, and at most per idle moment. */
const FIRST = 3;
const MOST = 8;
/** Milliseconds one idle moment is meant to take: well below what a reader feels while typing. */
const BUDGET = 12;
/** Milliseconds between two looks at the clock; relative times are no finer than a minute. */
const TICK = 30_000;

/**
 * Lets a long list appear without a freeze: its first groups at once, the others while the browser is idle. And lets
 * relative times go on, but only in groups that are on the screen.
 */
export class RenderPace implements ReactiveController {
  readonly #host: LitElement;
  #limit = FIRST;
  #stride = 1;
  #isStepping = false;
  #start = Date.now();
  readonly #now = new Map<number, number>();
  readonly #visible = new Set<number>();
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#timer = setInterval(() => this.#tick(), TICK);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
  }

  /** Another list begins. */
  reset(): void {
    this.#limit = FIRST;
    this.#start = Date.now();
    this.#now.clear();
    this.#visible.clear();
  }

  /** Whether this group's turn has come. */
  allows(index: number, count: number): boolean {
    if (this.#limit < count) this.#step();
    return index < this.#limit;
  }

  /** Renders up to this group in the next update. */
  reach(index: number): void {
    if (index < this.#limit) return;
    this.#limit = index + 1;
    this.#host.requestUpdate();
  }

  see(group: number, isVisible: boolean): void {
    if (isVisible) this.#visible.add(group);
    else this.#visible.delete(group);
  }

  /** What "now" is in this group, in milliseconds since the epoch. */
  now(group: number): number {
    return this.#now.get(group) ?? this.#start;
  }

  #tick(): void {
    if (document.hidden) return;
    for (const group of this.#visible) this.#now.set(group, Date.now());
    this.#host.requestUpdate();
  }

  #step(): void {
    if (this.#isStepping) return;
    this.#isStepping = true;
    const next = async (): Promise<void> => {
      this.#isStepping = false;
      this.#limit += this.#stride;
      const start = performance.now();
      this.#host.requestUpdate();
      await this.#host.updateComplete;
      // As many groups as this device renders in time.
      const took = Math.max(1, performance.now() - start);
      this.#stride = Math.min(MOST, Math.max(1, Math.round((this.#stride * BUDGET) / took)));
    };
    // Safari has no idle callback.
    if ('requestIdleCallback' in window) requestIdleCallback(() => void next(), { timeout: 200 });
    else setTimeout(() => void next(), 30);
  }
}
