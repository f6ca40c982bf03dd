import type { Block, RichText } from '../ports/rich-text.js';
import { parseInline } from './markdown-inline.js';

/** Quotes and lists inside each other beyond this stay text: nobody reads the tenth level, and attackers write the millionth. */
const MAX_DEPTH = 8;

/**
 * The markdown subset of our comments: **bold**, *italic*, ~~strikethrough~~, `code`, [links](https://…) and bare web
 * addresses, quotes, lists, fenced and indented code. It follows CommonMark, except where that surprises people who only
 * wanted to write a comment:
 *
 * - a line end is a line end
 * - `__names__` are names: bold is made of asterisks
 * - no HTML, no entities, no headings, rules or tables: what looks like them is shown as typed
 * - a quote or a list ends where its markers end; there is no lazy continuation
 * - a fence that nobody closes, an empty quote or an empty list item is text: nothing that was typed disappears
 * - an ordered list starts at 1 and counts up, because the numbers shown are the ones typed
 *
 * Takes linear time, and its depth is bounded, whatever the text is.
 */
export function parseMarkdown(text: string): RichText {
  return parseBlocks(text.replace(/\r\n?/g, '\n').split('\n'), 0);
}

interface Fence {
  char: '`' | '~';
  length: number;
  /** Has no info string, so that it may also close. */
  bare: boolean;
}

interface Marker {
  /** `-`, `+`, `*`, `.` or `)`: items of one list share it. */
  kind: string;
  /** Of an ordered item. */
  number: number | undefined;
  /** Columns before the item's text. */
  indent: number;
}

function parseBlocks(lines: readonly string[], depth: number): Block[] {
  const blocks: Block[] = [];
  /** Shortest fence that is known to find no closing line below, so that it is searched for once and not once per line. */
  const unclosed = { '`': Infinity, '~': Infinity };
  const nests = depth < MAX_DEPTH;
  let at = 0;
  let paragraph: string[] = [];

  const flush = () => {
    if (paragraph.length) blocks.push({ type: 'paragraph', children: parseInline(paragraph.join('\n')) });
    paragraph = [];
  };

  while (at < lines.length) {
    const line = lines[at]!;
    if (isBlank(line)) {
      flush();
      at++;
      continue;
    }
    const indent = indentOf(line);
    if (indent >= 4) {
      if (paragraph.length) {
        paragraph.push(line);
        at++;
        continue;
      }
      const end = endOfIndentedCode(lines, at);
      const code = lines.slice(at, end).map((codeLine) => unindent(codeLine, 4));
      blocks.push({ type: 'code-block', text: code.join('\n') });
      at = end;
      continue;
    }
    const fence = readFence(line, indent);
    if (fence) {
      const end = fence.length < unclosed[fence.char] ? findClosingFence(lines, at + 1, fence) : -1;
      if (end > at + 1) {
        flush();
        const code = lines.slice(at + 1, end).map((codeLine) => unindent(codeLine, indent));
        blocks.push({ type: 'code-block', text: code.join('\n') });
        at = end + 1;
        continue;
      }
      if (end < 0) unclosed[fence.char] = Math.min(unclosed[fence.char], fence.length);
    } else if (nests && line[indent] === '>') {
      let end = at + 1;
      while (end < lines.length && isQuoted(lines[end]!)) end++;
      const children = parseBlocks(lines.slice(at, end).map(unquote), depth + 1);
      if (children.length) {
        flush();
        blocks.push({ type: 'quote', children });
      } else {
        paragraph = paragraph.concat(lines.slice(at, end));
      }
      at = end;
      continue;
    } else if (nests) {
      const marker = readMarker(line, indent);
      if (marker && (marker.number ?? 1) === 1) {
        flush();
        at = readList(lines, at, marker, depth, blocks);
        continue;
      }
    }
    paragraph.push(line);
    at++;
  }
  flush();
  return blocks;
}

/** Reads the list that starts at `at` and answers the index of the first line after it. */
function readList(lines: readonly string[], at: number, first: Marker, depth: number, blocks: Block[]): number {
  const items: (readonly Block[])[] = [];
  let marker: Marker | undefined = first;
  let next = at;
  while (marker) {
    const item = [lines[next]!.slice(marker.indent)];
    next++;
    // What is indented under the item's text belongs to it, after blank lines too.
    for (;;) {
      const filled = skipBlank(lines, next);
      if (filled >= lines.length || indentOf(lines[filled]!) < marker.indent) break;
      for (; next < filled; next++) item.push('');
      item.push(unindent(lines[next++]!, marker.indent));
    }
    items.push(parseBlocks(item, depth + 1));
    const filled = skipBlank(lines, next);
    const follower: Marker | undefined =
      filled < lines.length ? readMarker(lines[filled]!, indentOf(lines[filled]!)) : undefined;
    const continues: boolean =
      follower?.kind === first.kind &&
      (follower.number === undefined) === (first.number === undefined) &&
      (follower.number === undefined || follower.number === items.length + 1);
    marker = continues ? follower : undefined;
    if (continues) next = filled;
  }
  blocks.push({ type: 'list', ordered: first.number !== undefined, items });
  return next;
}

function readMarker(line: string, indent: number): Marker | undefined {
  if (indent > 3) return undefined;
  const char = line.charAt(indent);
  let end = indent + 1;
  let kind = char;
  let number: number | undefined;
  if (char >= '0' && char <= '9') {
    while (end - indent < 9 && isDigit(line.charAt(end))) end++;
    kind = line.charAt(end++);
    if (kind !== '.' && kind !== ')') return undefined;
    number = Number(line.slice(indent, end - 1));
  } else if (char !== '-' && char !== '+' && char !== '*') {
    return undefined;
  }
  const from = end;
  while (end - from < 4 && isSpace(line.charAt(end))) end++;
  if (end === from || isBlank(line.slice(end)) || (number === undefined && isRule(line, char))) return undefined;
  return { kind, number, indent: end };
}

/** `* * *` and `- - -` are rules, which we do not have, rather than lists of lists of nothing. */
function isRule(line: string, char: string): boolean {
  let count = 0;
  for (const other of line) {
    if (other === char) count++;
    else if (!isSpace(other)) return false;
  }
  return count > 2;
}

function readFence(line: string, indent: number): Fence | undefined {
  const char = line[indent];
  if (char !== '`' && char !== '~') return undefined;
  let end = indent;
  while (line[end] === char) end++;
  const length = end - indent;
  if (length < 3 || (char === '`' && line.includes('`', end))) return undefined;
  return { char, length, bare: isBlank(line.slice(end)) };
}

function findClosingFence(lines: readonly string[], from: number, opening: Fence): number {
  for (let at = from; at < lines.length; at++) {
    const line = lines[at]!;
    const indent = indentOf(line);
    if (indent > 3 || line[indent] !== opening.char) continue;
    const fence = readFence(line, indent);
    if (fence?.bare && fence.length >= opening.length) return at;
  }
  return -1;
}

function endOfIndentedCode(lines: readonly string[], at: number): number {
  let end = at + 1;
  for (;;) {
    const filled = skipBlank(lines, end);
    if (filled >= lines.length || indentOf(lines[filled]!) < 4) return end;
    end = filled + 1;
  }
}

function isQuoted(line: string): boolean {
  const indent = indentOf(line);
  return indent < 4 && line[indent] === '>';
}

function unquote(line: string): string {
  const from = indentOf(line) + 1;
  return line.slice(isSpace(line.charAt(from)) ? from + 1 : from);
}

function skipBlank(lines: readonly string[], from: number): number {
  let at = from;
  while (at < lines.length && isBlank(lines[at]!)) at++;
  return at;
}

/** Characters of white space a line starts with, a tab as four. Stops counting past any indent that means something. */
function indentOf(line: string): number {
  let at = 0;
  while (at < 16 && line[at] === ' ') at++;
  return line[at] === '\t' ? at + 4 : at;
}

function unindent(line: string, columns: number): string {
  let at = 0;
  while (at < columns && line[at] === ' ') at++;
  return line.slice(at < columns && line[at] === '\t' ? at + 1 : at);
}

function isBlank(line: string): boolean {
  for (let at = 0; at < line.length; at++) if (!isSpace(line[at]!)) return false;
  return true;
}

function isSpace(char: string): boolean {
  return char === ' ' || char === '\t';
}

function isDigit(char: string): boolean {
  return char >= '0' && char <= '9';
}
