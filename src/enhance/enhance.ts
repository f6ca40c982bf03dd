import type { Target, Tier } from './finding.js';
import { languagesOf } from './language-of.js';
import { Lexicon } from './languages.js';
import type { ReadOptions } from './page.js';
import { readInSteps } from './reader.js';
import type { Enhancement } from './outcome.js';
import { Session } from './session.js';
import { pause } from './slices.js';
import { isConfigured, type Sources } from './sources.js';
import { loadWords } from './words/load.js';

export interface EnhanceOptions {
  /** Where the publisher says the things are, as one CSS selector for each. */
  selectors?: Partial<Record<Target | 'fact' | 'tip', string>>;
  /** Rules or targets that are switched off, by their names. */
  without?: readonly string[];
  /** How sure a finding must be to be applied; 0 to 2 when absent. Guesses (3) are never applied. */
  tiers?: readonly Tier[];
  /** Goes on looking for content that comes later; true when absent, where the environment can. */
  live?: boolean;
  /** Which backends are configured, where neither the script tag nor an `<article-widgets>` says so. */
  sources?: Sources;
  /** Ends it: before it is done, the page is as it was; later, it only stops looking. */
  signal?: AbortSignal;
}

/**
 * Finds what an article already says in plain HTML (questions with answers, facts and tips, related articles, comments, a call to
 * subscribe) and puts Afterword's elements around the very same nodes. It works in short slices, moves nothing that is on the
 * reader's screen, and can take everything back. The elements themselves have to be defined by the page.
 *
 * @throws the reason of `signal` when that ends it before it is done
 */
export async function enhance(root: Document | Element = document, options: EnhanceOptions = {}): Promise<Enhancement> {
  const page = root.ownerDocument ?? (root as Document);
  if (page.readyState === 'loading') {
    await new Promise((resolve) => page.addEventListener('DOMContentLoaded', resolve, { once: true }));
  }
  const { tiers = [0, 1, 2], sources = {}, signal, live = typeof IntersectionObserver === 'function' } = options;
  signal?.throwIfAborted();
  const words = await wordsOf(root);
  const read = (): ReturnType<typeof readInSteps> => readInSteps(root, toReadOptions(root, options), words);
  return new Session(root, read, { tiers, sources, live, signal }).start();
}

/** What the rules need to understand the page: English, and the languages that it says or shows. */
export async function wordsOf(root: Document | Element): Promise<Lexicon> {
  // Each in a task of its own: the module that brought us here has just been run, and reading comes next.
  await pause();
  const words = await loadWords(languagesOf(root));
  await pause();
  const lexicon = new Lexicon(words);
  await pause();
  return lexicon;
}

/** What the reader of the page has to know about it. */
export function toReadOptions(root: Document | Element, options: EnhanceOptions): ReadOptions {
  const page = root.ownerDocument ?? (root as Document);
  const { selectors, without, sources = {} } = options;
  return {
    url: page.URL,
    ...(selectors ? { selectors } : {}),
    ...(without ? { without } : {}),
    sources: {
      comments: sources.comments ?? isConfigured('comments', root),
      articles: sources.articles ?? isConfigured('articles', root),
      newsletter: sources.newsletter ?? isConfigured('newsletter', root),
    },
  };
}
