import type { Article } from '../ports/articles.js';
import type { RankedArticle, Ranking } from './rank.js';
import { pairTerm, tagTerm, wordsOf, wordTerm } from './terms.js';

const MOST = 3;
/** Words in a phrase, and signs in one of Chinese, Japanese or Korean; a longer one is a sentence that both happen to quote. */
const LONGEST = 5;
const LONGEST_IN_SIGNS = 10;
const SIGN = /^\p{Lo}$/u;
/** Characters of running text in which a word's capital is looked for. */
const SAMPLE = 4000;

type Titled = Pick<Article, 'title'>;
type Labelled = Pick<Article, 'tags' | 'section'>;

/** A ranking with its reasons, which are looked for when they are asked for: of a hundred articles a page shows a few. */
export function explained(current: Article, { ranked, own, rare }: Ranking): readonly RankedArticle[] {
  // A term that only the two of them have is telling in the smallest feed.
  const leastTelling = Math.log(Math.min((ranked.length + 1) / 2, 4));
  return ranked.map(({ article, score, terms }) => ({
    article,
    score,
    get because() {
      if (score < 0) return [];
      const running = `${runningText(current)} ${runningText(article)}`;
      const weight = (term: number): number => (rare.get(term)! >= leastTelling ? own.get(term)! * terms.get(term)! || 0 : 0);
      return reasons(current, article, weight, (word) => showsName(word, running));
    },
  }));
}

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
  // As words are read.
  const text = title.normalize('NFKC');
  let end = 0;
  const words = wordsOf(text).map((word) => {
    const start = text.indexOf(word, end);
    end = start + word.length;
    const isSign = SIGN.test(word);
    const term = wordTerm(word);
    const own = weight(term);
    const named = own && isName(word);
    // A short small word ("of", "in") neither begins nor ends what one would call a topic.
    return { start, end, isSign, term, own, named, isBound: named || (own && (isSign || word.length > 3)) };
  });
  for (let at = 0, next; at < words.length; at = next) {
    let sum = words[at]!.own;
    for (next = at + 1; next < words.length; next++) {
      const pair = weight(pairTerm(words[next - 1]!.term, words[next]!.term));
      if (!pair) break;
      sum += pair + words[next]!.own;
    }
    const run = words.slice(at, next);
    while (run.length && !run[0]!.isBound) run.shift();
    while (run.length && !run.at(-1)!.isBound) run.pop();
    const first = run[0];
    if (first && (run.length > 1 ? run.length <= (first.isSign ? LONGEST_IN_SIGNS : LONGEST) : first.named))
      found.push([text.slice(first.start, run.at(-1)!.end), sum]);
  }
  const chosen: string[] = [];
  for (const [reason, value] of found.sort((a, b) => b[1] - a[1])) {
    const plain = reason.toLowerCase();
    // "Talks" adds nothing to "peace talks".
    const isSaid = chosen.some((other) => other.toLowerCase().includes(plain) || plain.includes(other.toLowerCase()));
    if (value && !isSaid) chosen.push(reason);
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
