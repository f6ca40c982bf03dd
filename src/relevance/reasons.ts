import type { Article } from '../ports/articles.js';
import { pairTerm, tagTerm, wordsOf, wordTerm } from './terms.js';

const MOST = 3;
/** Words in a phrase; a longer one is a sentence that both happen to quote. */
const LONGEST = 5;
/** Characters of running text in which a word's capital is looked for. */
const SAMPLE = 4000;

export interface SharedTerms {
  /** What the term added to the similarity; 0 when only one of the articles has it. */
  weight(term: number): number;
  /** Whether few enough articles have it to say anything. */
  telling(term: number): boolean;
}

/**
 * What brought two articles together, as a reader would say it: tags both have, and phrases and names of either title
 * that the other article has too. There is no list of stop words: a term many articles have says nothing, and a
 * single word counts when it is a name, which running text shows by a capital, or stands in both titles.
 */
export function reasons(current: Article, article: Article, shared: SharedTerms): readonly string[] {
  const found: [text: string, weight: number][] = [];
  for (const tag of [...(article.tags ?? []), article.section]) {
    const term = tag && tagTerm(tag);
    if (term && shared.weight(term) && shared.telling(term)) found.push([spoken(tag), shared.weight(term)]);
  }
  const running = [current, article].map(({ summary = '', text = '' }) => `${summary} ${text}`.slice(0, SAMPLE)).join(' ');
  const titles = [article.title, current.title];
  for (const [index, title] of titles.entries()) {
    const says = (word: string) => isName(word, running) || isTopic(word, titles[1 - index]!);
    const bounds = (word: string) => word.length > 3 || isName(word, `${running} ${titles.join(' ')}`);
    found.push(...phrases(title, shared, says, bounds));
  }
  found.sort((a, b) => b[1] - a[1]);
  const chosen: string[] = [];
  for (const [text] of found) {
    const plain = text.toLowerCase();
    // "Talks" adds nothing to "peace talks".
    if (chosen.some((other) => other.toLowerCase().includes(plain) || plain.includes(other.toLowerCase()))) continue;
    if (chosen.push(text) === MOST) break;
  }
  return chosen;
}

/** The longest runs of a title whose neighbouring words stand together in the other article too, and telling single words. */
function phrases(
  title: string,
  shared: SharedTerms,
  says: (word: string) => boolean,
  bounds: (word: string) => boolean,
): [string, number][] {
  const tokens: { start: number; end: number; term: number; isBound: boolean }[] = [];
  let from = 0;
  for (const word of wordsOf(title)) {
    const start = title.indexOf(word, from);
    if (start < 0) continue;
    const term = wordTerm(word);
    // A short small word ("of", "in") neither begins nor ends what one would call a topic.
    tokens.push({ start, end: start + word.length, term, isBound: shared.telling(term) && bounds(word) });
    from = start + (isCased(word) ? word.length : 1);
  }
  const found: [string, number][] = [];
  for (let first = 0; first < tokens.length; first++) {
    let last = first;
    let weight = shared.weight(tokens[first]!.term);
    while (last + 1 < tokens.length) {
      const pair = shared.weight(pairTerm(tokens[last]!.term, tokens[last + 1]!.term));
      if (!pair) break;
      weight += pair + shared.weight(tokens[++last]!.term);
    }
    const next = last;
    while (last > first && !tokens[last]!.isBound) last--;
    while (first < last && !tokens[first]!.isBound) first++;
    const text = title.slice(tokens[first]!.start, tokens[last]!.end);
    if (weight && tokens[first]!.isBound && (last > first ? last - first < LONGEST : says(text))) found.push([text, weight]);
    first = next;
  }
  return found;
}

/** A tag as one would say it: "peace-talks" is "peace talks". */
function spoken(tag: string): string {
  const words = tag.replace(/^#/, '');
  return words.includes(' ') ? words : words.replace(/[-_]+/g, ' ');
}

function isCased(word: string): boolean {
  return word.toLowerCase() !== word.toUpperCase();
}

function isName(word: string, running: string): boolean {
  if (!isCased(word)) return word.length > 1 && /\p{L}/u.test(word);
  if (!/\p{Lu}/u.test(word)) return false;
  if (/.\p{Lu}/u.test(word)) return true;
  // Headlines write every word with a capital; a name has one everywhere.
  return !running.includes(` ${word.toLowerCase()}`) && new RegExp(`[\\p{Ll},]\\s${word}(?![\\p{L}\\p{N}])`, 'u').test(running);
}

function isTopic(word: string, otherTitle: string): boolean {
  return word.length > 4 && wordsOf(otherTitle.toLowerCase()).includes(word.toLowerCase());
}
