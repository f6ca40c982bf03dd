import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Seconds until something is possible again. Counts by the clock, so that a hidden tab or a moved host loses nothing. */
export class CountdownController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #end = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Whole seconds left, 0 when none. */
  get left(): number {
    return Math.max(0, Math.ceil((this.#end - Date.now()) / 1000));
  }

  hostConnected(): void {
    this.#tick();
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  start(seconds: number): void {
    this.#end = Date.now() + seconds * 1000;
    this.#host.requestUpdate();
    this.#tick();
  }

  #tick(): void {
    clearTimeout(this.#timer);
    const left = this.#end - Date.now();
    if (left <= 0) return;
    this.#timer = setTimeout(
      () => {
        this.#host.requestUpdate();
        this.#tick();
      },
      left % 1000 || 1000,
    );
  }
}
