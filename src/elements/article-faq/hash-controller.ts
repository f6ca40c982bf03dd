import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { hashId } from '../../content/slug.js';
import type { Question } from './questions.js';

export interface HashOptions {
  questions: () => readonly Question[];
  idOf: (question: Question) => string;
  /** Opens the answer. */
  open: (question: Question) => void;
  /** What takes the focus. */
  controlOf: (question: Question) => HTMLElement | undefined;
}

/** Follows the location's hash to a question, or to anything with an `id` in a question or an answer. */
export class HashController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #options: HashOptions;

  constructor(host: ReactiveControllerHost & Element, options: HashOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('hashchange', this.follow);
  }

  hostDisconnected(): void {
    window.removeEventListener('hashchange', this.follow);
  }

  readonly follow = async (): Promise<void> => {
    const id = hashId(location.hash);
    if (!id) return;
    await this.#host.updateComplete;
    const target = (this.#host.getRootNode() as Document | ShadowRoot).getElementById?.(id);
    const question = this.#options
      .questions()
      .find((each) =>
        target
          ? [each.node, each.question, ...each.answer].some((node) => node.contains(target))
          : this.#options.idOf(each) === id,
      );
    if (question && this.#host.isConnected) await this.#reveal(question, target);
  };

  async #reveal(question: Question, target: Element | null): Promise<void> {
    this.#options.open(question);
    await this.#host.updateComplete;
    // One frame for a FAQ around this one to open too.
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const isInAnswer = !question.question.contains(target) && question.answer.some((node) => node.contains(target));
    (isInAnswer ? target : question.question)?.scrollIntoView({ block: 'start' });
    if (!isInAnswer) this.#options.controlOf(question)?.focus({ preventScroll: true });
  }
}
