import type { Article } from '../ports/articles.js';
import { pairTerm, tagTerm, wordsOf, wordTerm } from './terms.js';

const MOST = 3;
/** Words in a phrase; a longer one is a sentence that both happen to quote. */
const LONGEST = 5;
/** Characters of running text in which a word's capital is looked for. */
const SAMPLE = 4000;

type Titled = Pick<Article, 'title'>;
type Labelled = Pick<Article, 'tags' | 'section'>;

/**
 * What brought two articles together, as a reader would say it: tags the other article has too, and phrases and names of the
 * title of the one that was read. There is no list of stop words: a term many articles have says nothing, and a single word
 * counts when it is a name, which running text shows by a capital.
 *
 * @param weight what a term added to the similarity; 0 when only one of the articles has it, or too many others do
 * @param isName whether a word of the title is a name; see {@link showsName}
 */
export function reasons(
  { title }: Titled,
  article: Labelled,
  weight: (term: number) => number,
  isName: (word: string) => boolean,
): readonly string[] {
  const found: [text: string, weight: number][] = [];
  for (const tag of [...(article.tags ?? []), article.section ?? '']) found.push([spoken(tag), weight(tagTerm(tag))]);
  let from = 0;
  const words = wordsOf(title).map((word) => {
    const start = title.indexOf(word, from);
    // Pairs of signs overlap.
    from = start + (/\p{L}{2}/u.test(word) && word.toLowerCase() === word.toUpperCase() ? 1 : word.length);
    const term = wordTerm(word);
    const own = weight(term);
    // A short small word ("of", "in") neither begins nor ends what one would call a topic.
    const named = own && isName(word);
    return { start, end: start + word.length, term, own, named, isBound: named || (own && word.length > 3) };
  });
  for (let first = 0, next; first < words.length; first = next) {
    let sum = words[first]!.own;
    for (next = first + 1; next < words.length; next++) {
      const pair = weight(pairTerm(words[next - 1]!.term, words[next]!.term));
      if (!pair) break;
      sum += pair + words[next]!.own;
    }
    const run = words.slice(first, next);
    while (run.length && !run[0]!.isBound) run.shift();
    while (run.length && !run.at(-1)!.isBound) run.pop();
    if (run.length > 1 ? run.length <= LONGEST : run[0]?.named) found.push([title.slice(run[0]!.start, run.at(-1)!.end), sum]);
  }
  const chosen: string[] = [];
  for (const [text, value] of found.sort((a, b) => b[1] - a[1])) {
    const plain = text.toLowerCase();
    // "Talks" adds nothing to "peace talks".
    const isSaid = chosen.some((other) => other.toLowerCase().includes(plain) || plain.includes(other.toLowerCase()));
    if (value && !isSaid) chosen.push(text);
  }
  return chosen.slice(0, MOST);
}

/** A tag as one would say it: "peace-talks" is "peace talks". */
function spoken(tag: string): string {
  return tag.replace(/^#/, '').replace(/^\S+$/, (slug) => slug.replace(/[-_]+/g, ' '));
}

/** The running text of an article, as far as names are looked for in it. */
export function runningText({ summary = '', text = '' }: Article): string {
  return `${summary} ${text}`.slice(0, SAMPLE);
}

/** A word of two signs or more that has no small letters, or that running text writes with a capital. */
export function showsName(word: string, running: string): boolean {
  if (!/\p{Ll}/u.test(word)) return /\p{L}./u.test(word);
  // Headlines write every word with a capital; a name has one everywhere.
  if (!/\p{Lu}/u.test(word) || running.includes(` ${word.toLowerCase()}`)) return false;
  return new RegExp(`[\\p{Ll},]\\s${word}(?![\\p{L}\\p{N}])`, 'u').test(running);
}
