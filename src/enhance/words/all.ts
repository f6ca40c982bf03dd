import type { LanguageWords } from './language-words.js';
import { words as en } from './en.js';
import { words as uk } from './uk.js';
import { words as de } from './de.js';
import { words as fr } from './fr.js';
import { words as es } from './es.js';
import { words as pt } from './pt.js';
import { words as it } from './it.js';
import { words as pl } from './pl.js';
import { words as ar } from './ar.js';
import { words as he } from './he.js';
import { words as ja } from './ja.js';
import { words as zh } from './zh.js';
import { words as nl } from './nl.js';
import { words as tr } from './tr.js';
import { words as sv } from './sv.js';
import { words as cs } from './cs.js';
import { words as ru } from './ru.js';
import { words as ko } from './ko.js';
import { words as ro } from './ro.js';
import { words as idn } from './id.js';
import { words as hi } from './hi.js';
import { words as el } from './el.js';
import { words as hu } from './hu.js';
import { words as da } from './da.js';
import { words as no } from './no.js';
import { words as fi } from './fi.js';
import { words as vi } from './vi.js';

/** Every language's, for where none has to be downloaded. */
export const ALL_WORDS: readonly LanguageWords[] = [
  en,
  uk,
  de,
  fr,
  es,
  pt,
  it,
  pl,
  ar,
  he,
  ja,
  zh,
  nl,
  tr,
  sv,
  cs,
  ru,
  ko,
  ro,
  idn,
  hi,
  el,
  hu,
  da,
  no,
  fi,
  vi,
];
