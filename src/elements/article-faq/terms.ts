import type { Question } from './questions.js';

/** Puts the buttons of a `<dl>`'s questions on top of them; both in the same order. */
export function coverTerms(buttons: readonly HTMLElement[], terms: readonly Question[]): void {
  // All reads before all writes: one layout, however many questions.
  const boxes = buttons.map((button, index) => {
    const { top, height } = terms[index]!.question.getBoundingClientRect();
    return [top - button.parentElement!.getBoundingClientRect().top, height];
  });
  buttons.forEach((button, index) => {
    [button.style.top, button.style.height] = boxes[index]!.map((length) => `${length}px`) as [string, string];
  });
}

/** The reader's own act, as on a `<details>`: the only change that is ever made to nodes of the page. */
export function foldTerm({ answer }: Question, isOpen: boolean): void {
  for (const node of answer) {
    if (isOpen) (node as Element).removeAttribute('hidden');
    else (node as Element).setAttribute('hidden', 'until-found');
  }
}
