import { visibleText } from '../../controllers/visible-text.js';
import type { Question } from './questions.js';

/** Whether every word of the query occurs in the question or its answer; case and accents do not count. */
export function matches(query: string, { text, answer }: Question): boolean {
  if (!query.trim()) return true;
  const plain = fold(`${text} ${visibleText(answer)}`);
  return wordsOf(query).every((word) => plain.includes(word));
}

/** Where the words of the query occur in the text of the nodes. */
export function findAll(query: string, nodes: readonly Node[]): Range[] {
  const ranges: Range[] = [];
  for (const node of nodes) {
    const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    for (let text: Node | null = node instanceof Text ? node : texts.nextNode(); text; text = texts.nextNode()) {
      for (const word of wordsOf(query)) ranges.push(...findIn(text as Text, word));
    }
  }
  return ranges;
}

function findIn(text: Text, word: string): Range[] {
  // Folding makes some letters longer and drops others, so each keeps the place it came from.
  const places: number[] = [];
  let plain = '';
  let place = 0;
  for (const letter of text.data) {
    const folded = fold(letter);
    plain += folded;
    places.push(...Array<number>(folded.length).fill(place));
    place += letter.length;
  }
  places.push(place);
  const ranges: Range[] = [];
  for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + word.length)) {
    const range = new Range();
    range.setStart(text, places[at]!);
    range.setEnd(text, places[at + word.length]!);
    ranges.push(range);
  }
  return ranges;
}

function wordsOf(query: string): string[] {
  return fold(query.trim()).split(/\s+/);
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
