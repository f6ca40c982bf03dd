import type { Reading } from './finding.js';
import { Lexicon } from './languages.js';
import type { ReadOptions } from './page.js';
import { readInSteps } from './reader.js';
import { ALL_WORDS } from './words/all.js';

export type { ReadOptions } from './page.js';

let everyLanguage: Lexicon | undefined;

/**
 * Reads what a page or a part of it says, in any of the languages, and changes nothing. Any DOM will do, a browser's or a
 * library's, and any HTML: what cannot be told for certain is left alone.
 */
export function read(root: ParentNode & Node, options: ReadOptions): Reading {
  const steps = readInSteps(root, options, (everyLanguage ??= new Lexicon(ALL_WORDS)));
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
