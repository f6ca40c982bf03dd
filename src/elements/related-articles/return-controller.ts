import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Calls back when what failed may work again: the network is back, or the page came back from the back-forward cache. */
export class ReturnController implements ReactiveController {
  /** Something failed that another try may mend. */
  wanted = false;
  readonly #onReturn: () => void;

  constructor(host: ReactiveControllerHost, onReturn: () => void) {
    this.#onReturn = onReturn;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('pageshow', this.#onPageShow);
    window.addEventListener('online', this.#onOnline);
  }

  hostDisconnected(): void {
    window.removeEventListener('pageshow', this.#onPageShow);
    window.removeEventListener('online', this.#onOnline);
  }

  readonly #onPageShow = (event: PageTransitionEvent): void => {
    if (event.persisted) this.#onOnline();
  };

  readonly #onOnline = (): void => {
    if (this.wanted) this.#onReturn();
  };
}
