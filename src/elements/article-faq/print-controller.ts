import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Question } from './questions.js';

/** Paper cannot be clicked: opens every `<details>` for printing and closes it again. The other answers open by style. */
export class PrintController implements ReactiveController {
  readonly #details: () => readonly Question[];
  readonly #isOpen: WeakMap<Node, boolean>;
  /** How each was before printing. */
  readonly #before = new Map<HTMLDetailsElement, boolean>();

  /** `isOpen` is told first, so that the `toggle` events of printing are no news. */
  constructor(host: ReactiveControllerHost, details: () => readonly Question[], isOpen: WeakMap<Node, boolean>) {
    this.#details = details;
    this.#isOpen = isOpen;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('beforeprint', this.#open);
    window.addEventListener('afterprint', this.#restore);
  }

  hostDisconnected(): void {
    window.removeEventListener('beforeprint', this.#open);
    window.removeEventListener('afterprint', this.#restore);
    this.#restore();
  }

  readonly #open = (): void => {
    for (const { node } of this.#details()) this.#before.set(node as HTMLDetailsElement, (node as HTMLDetailsElement).open);
    for (const details of this.#before.keys()) this.#set(details, true);
  };

  readonly #restore = (): void => {
    // Those that were closed first: of a named group, opening one closes the others.
    const byOpen = [...this.#before].sort(([, a], [, b]) => Number(a) - Number(b));
    for (const [details, isOpen] of byOpen) this.#set(details, isOpen);
    this.#before.clear();
  };

  #set(details: HTMLDetailsElement, isOpen: boolean): void {
    this.#isOpen.set(details, isOpen);
    details.open = isOpen;
  }
}
