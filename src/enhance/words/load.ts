import type { LanguageWords } from './language-words.js';
import { words as english } from './en.js';

/** English comes with the reader; of the others, a page downloads its own. */
const LOADERS: Readonly<Record<string, () => Promise<{ words: LanguageWords }>>> = {
  uk: () => import('./uk.js'),
  de: () => import('./de.js'),
  fr: () => import('./fr.js'),
  es: () => import('./es.js'),
  pt: () => import('./pt.js'),
  it: () => import('./it.js'),
  pl: () => import('./pl.js'),
  ar: () => import('./ar.js'),
  he: () => import('./he.js'),
  ja: () => import('./ja.js'),
  zh: () => import('./zh.js'),
  nl: () => import('./nl.js'),
  tr: () => import('./tr.js'),
  sv: () => import('./sv.js'),
  cs: () => import('./cs.js'),
  ru: () => import('./ru.js'),
  ko: () => import('./ko.js'),
  ro: () => import('./ro.js'),
  id: () => import('./id.js'),
  hi: () => import('./hi.js'),
  el: () => import('./el.js'),
  hu: () => import('./hu.js'),
  da: () => import('./da.js'),
  no: () => import('./no.js'),
  fi: () => import('./fi.js'),
  vi: () => import('./vi.js'),
};

/** The words of the languages, of all when none are named, and of English. Those that cannot be had are done without. */
export async function loadWords(languages: readonly string[] = Object.keys(LOADERS)): Promise<LanguageWords[]> {
  // `nb` and `nn` are the two ways to write `no`.
  const others = await Promise.allSettled(languages.map((language) => LOADERS[language.replace(/^n[bn]/, 'no')]?.()));
  return [english, ...others.flatMap((other) => (other.status === 'fulfilled' && other.value ? [other.value.words] : []))];
}
