import { define as defineNow } from '../elements/define.js';

let turn = Promise.resolve();

/** As `define` does, each tag in a task of its own: the all-in-one file brings every element, and leaves the page free between them. */
export function define(tag: string, element: CustomElementConstructor): void {
  turn = turn.then(() => {
    defineNow(tag, element);
    return new Promise((resolve) => setTimeout(resolve));
  });
}
