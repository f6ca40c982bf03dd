import { visibleText } from '../../controllers/visible-text.js';
import type { Question } from './questions.js';

/** Whether every word of the query occurs in the question or its answer; case and accents do not count. */
export function matches(query: string, { text, answer }: Question): boolean {
  if (!query) return true;
  const plain = fold(`${text} ${visibleText(answer)}`);
  return fold(query)
    .split(/\s+/)
    .every((word) => plain.includes(word));
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
