import type { Reading } from './finding.js';
import type { Lexicon } from './languages.js';
import { Page, type ReadOptions } from './page.js';
import { commentAreas, commentCalls } from './rules/comments.js';
import { facts } from './rules/facts.js';
import { labelledPairs } from './rules/faq-labelled.js';
import { faqPlugins } from './rules/faq-plugins.js';
import { faqSections } from './rules/faq-sections.js';
import { guesses } from './rules/guesses.js';
import { forms, newsletterSentence } from './rules/newsletter.js';
import { related, relatedPlugins } from './rules/related.js';
import { selected } from './rules/selectors.js';
import { jsonLd, microdata } from './rules/structured-data.js';

/** The surer first: what one rule takes, none after it can. */
const RULES: readonly ((page: Page) => Generator<void>)[] = [
  selected,
  faqPlugins,
  microdata,
  commentAreas,
  forms,
  relatedPlugins,
  jsonLd,
  faqSections,
  labelledPairs,
  facts,
  related,
  commentCalls,
  newsletterSentence,
  guesses,
];

/**
 * Reads what a page or a part of it says, and changes nothing, in small steps, so that the caller can let the page breathe
 * between them. Any DOM will do, a browser's or a library's, and any HTML: what cannot be told for certain is left alone.
 */
export function* readInSteps(root: ParentNode & Node, options: ReadOptions, words: Lexicon): Generator<void, Reading> {
  const page = new Page(root, options, words);
  yield* page.walk();
  for (const rule of RULES) yield* rule(page);
  return {
    findings: page.findings.sort((a, b) => page.order(a.nodes[0]) - page.order(b.nodes[0])),
    leftAlone: page.leftAlone.sort((a, b) => page.order(a.node) - page.order(b.node)),
  };
}
