import { visibleText } from '../../controllers/visible-text.js';
import type { Question } from './questions.js';

/** Whether every word of the query occurs in the question or its answer; case and accents do not count. */
export function matches(query: string, { text, answer }: Question): boolean {
  if (!query.trim()) return true;
  const plain = fold(`${text} ${visibleText(answer)}`);
  return wordsOf(query).every((word) => plain.includes(word));
}

/** Where the words of the query occur in the text of the nodes; a word may begin in one node and end in another. */
export function findAll(query: string, nodes: readonly Node[]): Range[] {
  const texts = nodes.flatMap(textsIn);
  let whole = '';
  const starts = texts.map((text, index) => {
    if (!isContinued(texts[index - 1], text)) whole += '\n';
    whole += text.data;
    return whole.length - text.length;
  });
  // Folding makes some letters longer and drops others, so each keeps the place it came from.
  const places: number[] = [];
  let plain = '';
  let place = 0;
  for (const letter of whole) {
    const folded = fold(letter);
    plain += folded;
    places.push(...Array<number>(folded.length).fill(place));
    place += letter.length;
  }
  places.push(place);
  const ranges: Range[] = [];
  for (const word of wordsOf(query)) {
    for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + word.length)) {
      const first = starts.findLastIndex((start) => start <= places[at]!);
      const last = starts.findLastIndex((start) => start <= places[at + word.length - 1]!);
      const range = new Range();
      range.setStart(texts[first]!, places[at]! - starts[first]!);
      range.setEnd(texts[last]!, Math.min(places[at + word.length]! - starts[last]!, texts[last]!.length));
      ranges.push(range);
    }
  }
  return ranges;
}

const BLOCKS = 'p, div, li, dt, dd, td, th, h1, h2, h3, h4, h5, h6, pre, blockquote, figcaption';

/** Whether a word may go on from one text into the next: not into another block or line. */
function isContinued(before: Text | undefined, text: Text): boolean {
  const block = (each?: Text): unknown => each?.parentElement!.closest(BLOCKS);
  return text.previousSibling?.nodeName !== 'BR' && block(before) === block(text);
}

function textsIn(node: Node): Text[] {
  if (node instanceof Text) return [node];
  const texts: Text[] = [];
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  return texts;
}

/** None of a lone accent, which a keyboard writes before the letter it goes on. */
function wordsOf(query: string): readonly string[] {
  return fold(query).match(/\S+/g) ?? [];
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
