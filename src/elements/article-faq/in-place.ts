import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Question } from './questions.js';

/**
 * Whether an answer inside a wrapper (a `<dl>`, a `<section>`) can be folded: its text is in elements of its own. Slots
 * cannot part what is not a child of the element, so it stays open until the reader closes it.
 */
export function foldsInPlace({ kind, answer }: Question): boolean {
  return kind === 'fixed' && answer.every((node) => node instanceof HTMLElement || !node.nodeValue?.trim());
}

/** The reader's own act, as on a `<details>`: the only change that is ever made to nodes of the page. */
export function foldInPlace(question: Question, isOpen: boolean): void {
  for (const node of question.answer) {
    if (!(node instanceof HTMLElement)) continue;
    if (isOpen) node.removeAttribute('hidden');
    else node.setAttribute('hidden', 'until-found');
  }
}

/** Keeps the buttons of questions in wrappers on top of their questions. */
export class InPlaceController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #questions: () => readonly Question[];
  readonly #observer = new ResizeObserver(() => this.hostUpdated());

  constructor(host: ReactiveControllerHost & Element, questions: () => readonly Question[]) {
    this.#host = host;
    this.#questions = questions;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }

  /** The buttons with `data-in-place` stand in the order of the questions. */
  hostUpdated(): void {
    const buttons = this.#host.shadowRoot?.querySelectorAll<HTMLElement>('[data-in-place]') ?? [];
    if (!buttons.length) return;
    const questions = this.#questions();
    // All reads before all writes: one layout, however many questions.
    const boxes = [...buttons].map((button, index) => {
      const origin = button.offsetParent?.getBoundingClientRect();
      const box = questions[index]?.question.getBoundingClientRect();
      return origin && box && { top: box.top - origin.top, height: box.height };
    });
    buttons.forEach((button, index) => {
      const box = boxes[index];
      if (!box) return;
      button.style.insetBlockStart = `${box.top}px`;
      button.style.blockSize = `${box.height}px`;
    });
  }
}
