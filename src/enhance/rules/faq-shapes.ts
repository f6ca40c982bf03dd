import type { Line, Page } from '../page.js';
import { asks, boldCount, hasContent, isBold, isElement, linksIn, rawText, tag } from '../text.js';
import type { Spot } from './pairs.js';

/**
 * The ways questions are written under a title that says FAQ. Each finds the lines that ask; the first that finds several,
 * or one that ends in a question mark, is how this list is written.
 */

export interface Shape {
  name: string;
  spots: readonly Spot[];
  /** Whether nothing tells where the last answer ends. */
  open: boolean;
}

const NAMED_QUESTION = /(^|[\s_-])(questions?|faqs?[_-]?(q|title|head(er|ing)?)|q)([\s_-]|$)/i;
const LONGEST_QUESTION = 300;

export function shapeOf(page: Page, lines: readonly Line[]): Shape | undefined {
  let single: Shape | undefined;
  for (const [name, find, open] of SHAPES) {
    const spots = find(page, lines);
    if (spots.length > 1 && isNearStart(lines, spots)) return { name, spots, open };
    if (spots.length === 1 && asks(rawText(spots[0]!.nodes)) && isNearStart(lines, spots)) single ??= { name, spots, open };
  }
  return single;
}

/** A few words may stand between the title and the first question; a story may not. */
function isNearStart(lines: readonly Line[], spots: readonly Spot[]): boolean {
  const before = lines.filter(({ index, region }) => index < spots[0]!.index && !region);
  return before.length < 5 && before.reduce((sum, { text }) => sum + text.length, 0) < 900;
}

const SHAPES: readonly (readonly [string, (page: Page, lines: readonly Line[]) => Spot[], boolean])[] = [
  ['summary', (page, lines) => lines.filter(inside('summary')).map((line) => spotOf(page, line)), false],
  ['labelled', labelled, true],
  ['table', table, false],
  [
    'term',
    (page, lines) =>
      lines.filter((line, index) => inside('dt')(line) && !inside('dt')(lines[index - 1])).map((line) => spotOf(page, line)),
    false,
  ],
  ['heading', headings, false],
  ['named', named, true],
  ['bold', bold, true],
  ['plain', plainQuestions, true],
];

function inside(name: string): (line: Line | undefined) => boolean {
  return (line) => line !== undefined && (tag(line.block) === name || tag(line.block.parentNode ?? line.block) === name);
}

/** The line as a question: with the heading, summary or term that it fills. */
export function spotOf(page: Page, line: Line, nodes?: readonly [Node, ...Node[]]): Spot {
  if (nodes && nodes.length < line.nodes.length) return { nodes, index: line.index };
  if (!line.whole) return { nodes: line.nodes, index: line.index };
  let node: Element = line.block;
  for (
    let parent = node.parentNode;
    isElement(parent) && /^(summary|dt|h[1-6]|button)$/.test(tag(parent));
    parent = parent.parentNode
  ) {
    const [start, end] = page.span(parent);
    if (end - start !== 1) break;
    node = parent;
  }
  return { nodes: [node], index: line.index };
}

/** "Q: …" with its answer behind a break, in a node of its own in the same line, or in what follows. */
export function labelled(page: Page, lines: readonly Line[]): Spot[] {
  return lines.flatMap((line) => {
    const label = line.region ? undefined : page.words.questionLabel(line.text);
    const [first] = line.nodes;
    if (
      !label &&
      !line.region &&
      isElement(first) &&
      first.textContent.length < 4 &&
      page.words.questionLabel(first.textContent)
    )
      return [spotOf(page, line)];
    if (!label) return [];
    // The letter is above or beside the question, in a box with it.
    const box = line.whole ? line.block.parentNode! : line.block;
    const [start, end] = page.span(box);
    if (label.length >= line.text.length && start === line.index && end === start + 2) return [{ nodes: [box], index: start }];
    return [spotOf(page, line, questionNodes(page, line, label.pairs))];
  });
}

/** Those of the line's nodes that are the question, when the answer follows in the same line. */
export function questionNodes(page: Page, line: Line, pairs: readonly number[]): readonly [Node, ...Node[]] | undefined {
  const { nodes } = line;
  const answer = nodes.findIndex(
    (node, index) => index > 0 && isElement(node) && page.words.answerLabel(rawText([node]), pairs) > 0,
  );
  if (answer > 0) return nodes.slice(0, answer) as [Node, ...Node[]];
  const count = boldCount(nodes);
  if (!count || count === nodes.length) return undefined;
  const text = rawText(nodes.slice(0, count));
  const label = page.words.questionLabel(text);
  return label && text.slice(label.length).trim().length > 3 ? (nodes.slice(0, count) as [Node, ...Node[]]) : undefined;
}

/** Two columns, a question and its answer in each row. */
function table(page: Page, lines: readonly Line[]): Spot[] {
  const cells = new Set(lines.filter(({ block }) => tag(block) === 'td').map(({ block }) => block));
  return lines.flatMap(({ block, index }) => {
    if (!cells.delete(block)) return [];
    const answer = block.nextElementSibling;
    if (block.previousElementSibling || !answer || tag(answer) !== 'td' || answer.nextElementSibling || !hasContent(answer))
      return [];
    const [first, ...rest] = [...block.childNodes];
    return first && (asks(rawText([block])) || page.words.questionLabel(rawText([block])))
      ? [{ nodes: [first, ...rest], index, answer: [...answer.childNodes], furniture: [answer] } satisfies Spot]
      : [];
  });
}

/** The level of most headings that ask, else of most. */
function headings(page: Page, lines: readonly Line[]): Spot[] {
  const all = lines.filter(({ level, region, text }) => level && !region && text && text.length < LONGEST_QUESTION);
  const asking = all.filter(({ text }) => asks(text));
  const count = (level: number): number => (asking.length ? asking : all).filter((line) => line.level === level).length;
  const level = [6, 5, 4, 3, 2, 1].reduce((most, each) => (count(each) > count(most) ? each : most));
  const spots = all.filter((line) => line.level === level);
  // "Conclusion", "About the author" behind headings that all ask.
  if (asking.length > 1) while (spots.length && !asks(spots.at(-1)!.text)) spots.pop();
  return spots.map((line) => spotOf(page, line));
}

/** Blocks whose class says "question". */
function named(page: Page, lines: readonly Line[]): Spot[] {
  return lines
    .filter(
      (line) =>
        !line.region && line.text.length < LONGEST_QUESTION && NAMED_QUESTION.test(line.block.getAttribute('class') ?? ''),
    )
    .filter((line, index, all) => line.block !== all[index - 1]?.block)
    .map((line) => spotOf(page, line));
}

/** Bold lines, or bold beginnings of lines: those that ask where most do. */
function bold(page: Page, lines: readonly Line[]): Spot[] {
  const candidates = lines.flatMap((line) => {
    if (line.region || line.level || line.block.closest('table')) return [];
    const count = boldCount(line.nodes);
    const nodes = line.nodes.slice(0, count) as [Node, ...Node[]];
    const text = rawText(nodes);
    if (!count || text.length > LONGEST_QUESTION || (!line.first && !isAfterBreak(line))) return [];
    const alone = count === line.nodes.length;
    return alone || asks(text) ? [{ line, nodes, asking: asks(text), alone }] : [];
  });
  const asking = candidates.filter((each) => each.asking);
  const chosen = asking.length ? asking : candidates.filter(({ alone }) => alone);
  return chosen.map(({ line, nodes }) => spotOf(page, line, nodes));
}

function isAfterBreak(line: Line): boolean {
  let before = line.nodes[0].previousSibling;
  while (before && !hasContent(before) && tag(before) !== 'br') before = before.previousSibling;
  return !before || tag(before) === 'br' || tag(before.lastChild ?? before) === 'br' || isBold(before) === undefined;
}

/** Lines that are a question and nothing else. */
function plainQuestions(page: Page, lines: readonly Line[]): Spot[] {
  return lines
    .filter(
      (line) => !line.region && line.text.length < 200 && asks(line.text) && /^(p|div|li|span|section)$/.test(tag(line.block)),
    )
    .map((line) => spotOf(page, line));
}

/** Whether the question leads to another page: a list of articles, not their answers. */
export function leadsElsewhere({ nodes }: Spot): boolean {
  const links = linksIn(nodes);
  const href = links[0]?.getAttribute('href');
  return (
    links.length > 0 &&
    !href?.startsWith('#') &&
    !/^javascript:/i.test(href ?? '') &&
    rawText(links).length > rawText(nodes).length / 2
  );
}
