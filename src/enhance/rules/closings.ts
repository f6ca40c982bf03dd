import { sentences } from '../languages.js';
import { plainStart, type Line, type Page } from '../page.js';
import { isBold } from '../text.js';

/** Whether the line begins something that is plainly no part of an answer: a fact, further reading, a call. */
export function isClosing({ words }: Page, line: Line): boolean {
  const text = plainStart(line);
  const leadIn = words.leadIns.begins(text);
  if (leadIn && leadIn.kind !== 'short' && line.first) return true;
  if (isTitle(line) && (words.related.is(text) ?? words.comments.is(text))) return true;
  const related = words.related.begins(text);
  if (related && related.kind !== 'inline' && line.first && line.text.length < 200 && /^.{0,60}[:：]/.test(line.text))
    return true;
  return words.asksToComment(line.text) || sentences(line.text).some((each) => words.asksToSubscribe(each));
}

/** A heading, or all in bold. */
export function isTitle(line: Line): boolean {
  return line.level > 0 || (line.nodes.every((node) => isBold(node) !== false) && line.nodes.some((node) => isBold(node)));
}

/** A box that is no heading, and is called one. */
export function isNamedTitle({ block, whole }: Line): boolean {
  return (
    whole &&
    /(^|[\s_-])(title|heading|headline|label|titulo|titre|titel|titolo)([\s_-]|$)/i.test(block.getAttribute('class') ?? '')
  );
}

/** Whether the line is among the last of the story's paragraphs: of its box, or of the box that its own fills. */
export function isAtEnd(page: Page, line: Line): boolean {
  let box = line.block.parentNode;
  while (box?.parentNode && page.span(box)[1] - page.span(box)[0] === 1) box = box.parentNode;
  return Boolean(box) && page.span(box!)[1] - line.index <= LAST_LINES;
}

const LAST_LINES = 8;
