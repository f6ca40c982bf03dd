import { visibleText } from '../../controllers/visible-text.js';

/**
 * A question of the page with its answer.
 *
 * - `details`: the publisher's own disclosure, which stays native
 * - `pair`: a heading or `<dt>` and what follows it, direct children of the element, parted by slots
 * - `fixed`: the same inside a wrapper, where slots cannot reach: it is shown as written
 */
export interface Question {
  kind: 'details' | 'pair' | 'fixed';
  /** The heading, `<dt>` or `<summary>`. */
  question: HTMLElement;
  /** The direct child that is slotted: the `<details>` itself, or the question. */
  node: HTMLElement;
  answer: readonly Node[];
  text: string;
  /** Heading level, 1 to 6. */
  level: number;
}

/** What is no question, shown as it is. */
export interface Loose {
  kind: 'loose';
  answer: readonly Node[];
}

export interface Faq {
  /** All children of the element in their order. */
  blocks: readonly (Question | Loose)[];
  questions: readonly Question[];
}

const HEADING = /^h[1-6]$/;
const MEDIA = 'img, picture, video, audio, iframe, object, embed, svg, canvas, table';

/** Reads questions and answers from the children of `<article-faq>`; changes nothing. */
export function readFaq(host: Element): Faq {
  const blocks = parted(host);
  const direct = blocks.filter((block) => block.kind !== 'loose');
  const questions = direct.length ? direct : wrapped(host);
  return { blocks, questions };
}

/** Whether the question holds something to press of its own, which must not end up inside a button. */
export function isInteractive(question: Element): boolean {
  return question.querySelector('a[href], button, input, select, textarea, [tabindex], [contenteditable]') !== null;
}

function parted(parent: Element): (Question | Loose)[] {
  const elements = [...parent.children];
  const hasDetails = elements.some(isDetails);
  const starts = hasDetails ? new Set<Element>() : questionStarts(elements);
  const dtLevel = Math.min(6, Math.max(2, ...elements.map(headingLevel)) + 1);
  const questionLevel = Math.max(...[...starts].map(headingLevel));
  const blocks: (Question | Loose)[] = [];
  let nodes: Node[] | undefined;
  for (const node of parent.childNodes) {
    if (node instanceof HTMLDetailsElement && isDetails(node)) {
      blocks.push(fromDetails(node, dtLevel));
      nodes = undefined;
    } else if (node instanceof HTMLElement && starts.has(node)) {
      const answer: Node[] = (nodes = []);
      const level = headingLevel(node) || dtLevel;
      blocks.push({ kind: 'pair', question: node, node, answer, text: visibleText([node]), level });
    } else {
      const endsAnswer = node instanceof Element && headingLevel(node) > 0 && headingLevel(node) <= questionLevel;
      if (!nodes && !(node instanceof Element) && !node.nodeValue?.trim()) continue;
      if (!nodes || endsAnswer) blocks.push({ kind: 'loose', answer: (nodes = []) });
      nodes.push(node);
    }
  }
  return blocks;
}

/** Headings and `<dt>`s that have a text and are followed by an answer. */
function questionStarts(elements: readonly Element[]): Set<Element> {
  const answered = elements.filter((element) => {
    const isTerm = element.localName === 'dt';
    if ((!isTerm && !headingLevel(element)) || !visibleText([element])) return false;
    for (let next = element.nextSibling; next; next = next.nextSibling) {
      if (next instanceof Element && (isTerm ? next.localName === 'dt' : headingLevel(next))) return false;
      if (hasContent(next)) return true;
    }
    return false;
  });
  const terms = answered.filter((element) => element.localName === 'dt');
  return new Set(terms.length ? terms : ofQuestionLevel(answered));
}

/**
 * Of several heading levels, the one that asks: where most headings end in a question mark, else the highest that occurs
 * twice, else the lowest. What is above it titles the section; what is below it belongs to an answer.
 */
function ofQuestionLevel(headings: readonly Element[]): Element[] {
  const levels = [...new Set(headings.map(headingLevel))].sort();
  const at = (level: number): Element[] => headings.filter((heading) => headingLevel(heading) === level);
  const asking = (level: number): number => at(level).filter((heading) => /[?？؟;՞]\s*$/.test(visibleText([heading]))).length;
  const most = Math.max(0, ...levels.map(asking));
  const level = most
    ? levels.find((candidate) => asking(candidate) === most)
    : (levels.find((candidate) => at(candidate).length > 1) ?? levels.at(-1));
  return level ? at(level) : [];
}

/** Inside wrappers of the publisher: `<details>` anywhere, else the pairs of the first `<dl>`s or of one common parent. */
function wrapped(host: Element): Question[] {
  const details = [...host.querySelectorAll('details')].filter((element) => isDetails(element) && isOurs(element, host));
  if (details.length) return details.map((element) => fromDetails(element, 3));
  const parents = new Set(
    [...host.querySelectorAll('dt, h1, h2, h3, h4, h5, h6')]
      .filter((element) => isOurs(element, host))
      .map((e) => e.parentElement!),
  );
  return [...parents].flatMap((parent) =>
    parted(parent).flatMap((block) => (block.kind === 'pair' ? [{ ...block, kind: 'fixed' as const }] : [])),
  );
}

function isOurs(element: Element, host: Element): boolean {
  return element.parentElement?.closest('article-faq, details') === host;
}

function isDetails(element: Element): boolean {
  const summary = element.localName === 'details' && element.querySelector(':scope > summary');
  return Boolean(summary && visibleText([summary]));
}

function fromDetails(details: HTMLDetailsElement, level: number): Question {
  const question = details.querySelector<HTMLElement>(':scope > summary')!;
  const answer = [...details.childNodes].filter((node) => node !== question);
  return { kind: 'details', question, node: details, answer, text: visibleText([question]), level };
}

function hasContent(node: Node): boolean {
  if (visibleText([node])) return true;
  return node instanceof Element && (node.localName.includes('-') || node.matches(MEDIA) || node.querySelector(MEDIA) !== null);
}

function headingLevel(element: Element): number {
  return HEADING.test(element.localName) ? Number(element.localName[1]) : 0;
}
