import type { Finding, FoundQuestion, Tier } from '../finding.js';
import { numbering } from '../languages.js';
import { startOf, type Line, type Page } from '../page.js';
import {
  attributesOf,
  childHolding,
  commonAncestor,
  hasContent,
  isElement,
  isSign,
  isText,
  plain,
  rangesOf,
  rawText,
  siblings,
  tag,
  textNodes,
} from '../text.js';

/** Where a question stands: its nodes, and the index of its line. */
export interface Spot {
  nodes: readonly [Node, ...Node[]];
  index: number;
  /** The answer, where the markup names it. */
  answer?: readonly Node[] | undefined;
  furniture?: readonly Node[] | undefined;
}

/** More than that is a data set, and would be no work for a moment between two frames. */
export const MOST_QUESTIONS = 200;

export interface Pairing {
  spots: readonly Spot[];
  /** Index of the first line that is no longer part of it. */
  end: number;
  /** Whether nothing but the size of the others tells where the last answer ends. */
  open?: boolean;
}

/** Pairs every spot with what follows it; `undefined` when one of them has no answer. */
export function pairUp(page: Page, { spots, end, open }: Pairing): FoundQuestion[] | undefined {
  const answers: (readonly [Node, ...Node[]])[] = [];
  const breaks: Node[][] = [];
  let most = spots.length > 1 ? 1 : 2;
  for (let index = 0; index < spots.length; index++) {
    const spot = spots[index]!;
    const isLast = index === spots.length - 1;
    let nodes = spot.answer ? [...spot.answer] : following(page, spot, spots[index + 1], spots[index - 1], end);
    if (isLast && !spot.answer) {
      const own = upToForeign(page, nodes);
      const ruled = upToRule(own);
      nodes = open && ruled.length === own.length ? firstBlocks(ruled, most) : ruled;
    }
    // "<strong>Q: …?<br>A:</strong> …": the answer's label is in the question's own type.
    if (endsInAnswerLabel(page, rawText(spot.nodes))) return undefined;
    const [first, ...rest] = trim(nodes);
    if (!first || !isAnswer(page, [first, ...rest])) return undefined;
    most = Math.max(most, blocksOf([first, ...rest]));
    answers.push([first, ...rest]);
    breaks.push(nodes.filter((node) => tag(node) === 'br' && !answers[index]!.includes(node)));
  }
  return label(page, spots, answers, breaks);
}

/** Without the breaks, rules and white space around it. */
function trim(nodes: readonly Node[]): Node[] {
  let start = 0;
  let end = nodes.length;
  while (start < end && isGap(nodes[start]!)) start++;
  while (end > start && isGap(nodes[end - 1]!)) end--;
  return nodes.slice(start, end);
}

function isAnswer(page: Page, nodes: readonly Node[]): boolean {
  if (!nodes.some((node) => hasContent(node) && !(isElement(node) && page.region(node) === 'advertising'))) return false;
  // A label with nothing behind it answers nothing, unless a picture or a table does.
  const text = rawText(nodes);
  return nodes.length > 1 || !text.trim() || page.words.answerLabel(text) < text.trimEnd().length;
}

/** One "F. Scott" among many questions is a name; what most of them begin with is a label. */
function label(
  page: Page,
  spots: readonly Spot[],
  answers: readonly (readonly [Node, ...Node[]])[],
  breaks: readonly (readonly Node[])[],
): FoundQuestion[] {
  const texts = spots.map(({ nodes }) => rawText(nodes));
  const found = texts.map(
    (text, index) => page.words.questionLabel(text) ?? page.words.questionLabel(head(spots[index]!.nodes)),
  );
  const answered = answers.map((nodes) => rawText(nodes));
  const most = (list: readonly unknown[]): boolean => list.filter(Boolean).length >= spots.length / 2;
  const isLabelled = most(found);
  const after = texts.map((text, index) => text.slice(isLabelled ? (found[index]?.length ?? 0) : 0));
  // A number may stand in an element of its own, with no sign behind it.
  const numbers = after.map((text, index) => {
    const first = isLabelled ? '' : (textNodes(spots[index]!.nodes)[0]?.data ?? '');
    return numbering(text) || (/^\s*0?\d{1,2}\s*$/.test(first) ? first.length : 0);
  });
  const isNumbered = most(numbers);
  const allAnswers = answered.every((text) => page.words.answerLabel(text));
  return spots.map((spot, index) => {
    const furniture = [...(spot.furniture ?? []), ...breaks[index]!];
    const named = isLabelled ? found[index] : undefined;
    const cut = (named?.length ?? 0) + (isNumbered ? numbers[index]! : 0);
    const text = answered[index]!;
    const answerLabel = (raw: string): number => page.words.answerLabel(raw, allAnswers ? undefined : named!.pairs);
    const cutAnswer =
      named || allAnswers
        ? answerLabel(text) ||
          answerLabel(head(answers[index]!)) ||
          // As "Q" was, "A" may be a letter and a blank.
          (page.words.questionLabel(texts[index]!) ? 0 : (/^\s*[AR]\s+/.exec(text)?.[0].length ?? 0))
        : 0;
    // Where the label is all there is, it is the question.
    const ranges = cut && texts[index]!.slice(cut).trim() ? rangesOf(spot.nodes, 0, cut) : [];
    return {
      question: spot.nodes,
      answer: answers[index]!,
      labels: [
        ...ranges.filter(({ node }) => !furniture.some((each) => each.contains(node))),
        ...rangesOf(answers[index]!, 0, cutAnswer),
      ],
      furniture,
    };
  });
}

/** The first piece of text: a label may be a letter in a box of its own, with no sign behind it. */
function head(nodes: readonly Node[]): string {
  const pieces = textNodes(nodes).map(({ data }) => data);
  return pieces.slice(0, pieces.findIndex((piece) => piece.trim()) + 1).join('');
}

function isGap(node: Node): boolean {
  const name = tag(node);
  return name === 'br' || name === 'hr' || (isText(node) ? !/\S/.test(node.data) : !isElement(node));
}

/**
 * What follows the question up to the next one, climbing out of what holds the question alone. A box that holds question and
 * answer holds all of the answer.
 */
function following(page: Page, spot: Spot, next: Spot | undefined, before: Spot | undefined, end: number): Node[] {
  const last = spot.nodes.at(-1)!;
  const after = page.lines[end];
  const above = titleAbove(page, spot.index, next?.index ?? end);
  const stop = above ?? next?.nodes[0] ?? (after && startOf(after));
  const tops = [next, before].flatMap((other) => (other ? [commonAncestor(last, other.nodes[0])!] : []));
  // The deeper of two lists: groups of questions have one each.
  const top = tops.length > 1 && tops[0]!.contains(tops[1]!) ? tops[1] : tops[0];
  const nodes: Node[] = [];
  for (let node: Node = last; ;) {
    let sibling = node.nextSibling;
    for (; sibling && !(stop && sibling.contains(stop)); sibling = sibling.nextSibling)
      if (!isSign(sibling)) nodes.push(sibling);
    const parent = node.parentNode;
    if (sibling || !isElement(parent) || parent === top || (stop && parent.contains(stop))) return nodes;
    if (nodes.some(hasContent) && (isBox(parent) || /^(body|main|article)$/.test(tag(parent)))) return nodes;
    node = parent;
  }
}

/** The first title between two questions that is over the second one, not of the first one's answer. */
function titleAbove(page: Page, from: number, to: number): Node | undefined {
  const { level, text } = page.lines[from]!;
  const isLabelled = page.words.questionLabel(text) !== undefined;
  for (let index = from + 1; index < to; index++) {
    const line = page.lines[index];
    if (!line?.level || !line.first || line.region || (isLabelled && page.words.answerLabel(line.text))) continue;
    if (!level || line.level <= level) return startOf(line);
  }
  return undefined;
}

/** Paragraphs are no boxes: what begins behind a break in one may go on in the next. */
function isBox(node: Node): boolean {
  return !/^(p|h[1-6]|span|strong|b|em|font|a|summary|dt|button)$/.test(tag(node));
}

function upToRule(nodes: readonly Node[]): Node[] {
  const end = nodes.findIndex((node, index) => tag(node) === 'hr' && nodes.slice(0, index).some(hasContent));
  return end < 0 ? [...nodes] : nodes.slice(0, end);
}

function endsInAnswerLabel(page: Page, text: string): boolean {
  const last = /[?？؟]\s*(\S{1,12})\s*$/.exec(text)?.[1];
  return last !== undefined && page.words.answerLabel(last) === last.length;
}

const FOREIGN =
  /(^|[\s_-])(btn|buttons?|cta|authors?|bio|sabox\w*|disclaimer|credits?|tags?|shar(e|ing)|social|related|yarpp\w*|newsletter|subscribe|sign-?up|promo|comments?|sources|references|ratings?)([\s_-]|$)/i;
const AFTERWORD =
  /^\s*(disclaimer|sources?|references|credits?|(photo|image)s?( credits?)?|about the author|author|written by|reviewed by|(last )?updated|editor[’']s note|tags|filed under|haftungsausschluss|quellen?|fotos?|autor(in)?|avertissement|crédits?( photo)?|auteur|aviso|fuentes?|fontes?|créditos|fonti?|źródł[ao]|autor|джерел[ао]|источник)\s*[:：]/iu;

/** Behind the first of an answer's blocks: up to what belongs to the story, its author or the page. */
function upToForeign(page: Page, nodes: readonly Node[]): Node[] {
  let read = false;
  const end = nodes.findIndex((node) => {
    if (!hasContent(node)) return false;
    if (read && isElement(node) && isForeign(page, node)) return true;
    read = true;
    return false;
  });
  return end < 0 ? [...nodes] : nodes.slice(0, end);
}

function isForeign(page: Page, element: Element): boolean {
  if (
    FOREIGN.test(attributesOf(element, 'class', 'id')) ||
    /^(sharing|navigation|aside|form|comments|footer)$/.test(page.region(element))
  )
    return true;
  if (tag(element) !== 'p') return false;
  const text = rawText([element]);
  const set = element.firstElementChild;
  return (
    AFTERWORD.test(text) ||
    (/^.{0,40}[:：]/u.test(text) && page.words.related.begins(plain(text.slice(0, 60))) !== undefined) ||
    (/^(em|i)$/.test(tag(set ?? element)) && rawText([set!]).trim() === text.trim())
  );
}

function isBlockOfText(node: Node): boolean {
  return /^(p|div|section|h[1-6]|blockquote)$/.test(tag(node));
}

/** The first so many blocks, with the lists, tables and pictures that belong to them. */
function firstBlocks(nodes: readonly Node[], most: number): Node[] {
  let count = 0;
  let announced = false;
  const first = nodes.find(hasContent);
  const end = nodes.findIndex((node) => {
    if (!hasContent(node)) return false;
    // A table that begins an answer may be explained under it.
    if (!isBlockOfText(node)) count ||= node === first && /^(table|figure)$/.test(tag(node)) ? 0 : 1;
    else if (!announced) count++;
    announced = isBlockOfText(node) && /[:：]\s*$/.test(rawText([node]));
    return count > most;
  });
  return end < 0 ? [...nodes] : nodes.slice(0, end);
}

function blocksOf(nodes: readonly Node[]): number {
  const withContent = nodes.filter(hasContent);
  return withContent.filter(isBlockOfText).length + (withContent[0] && isBlockOfText(withContent[0]) ? 0 : 1);
}

/** The finding of the pairs, from the title to the last answer; `undefined` when other text stands among them. */
export function faqFinding(
  page: Page,
  { rule, tier, reason }: { rule: string; tier: Tier; reason: string },
  questions: readonly FoundQuestion[],
  title?: Line,
): Finding | undefined {
  const last = questions.at(-1)!.answer.at(-1)!;
  // The page's own title stays where it is.
  const heading = title && title.level !== 1 && !title.region ? startOf(title) : undefined;
  const taken = (heading && around(page, heading, last)) ?? around(page, questions[0]!.question[0], last);
  if (!taken) return undefined;
  const titled = heading && taken.some((node) => node.contains(heading));
  return {
    target: 'article-faq',
    rule,
    tier,
    reason,
    nodes: taken,
    heading: titled && isElement(heading) ? heading : undefined,
    questions,
    attributes: {},
    needsSource: false,
  };
}

/** Whole siblings from what holds the first node to what holds the last, when they hold nothing before or after them. */
export function around(page: Page, first: Node, last: Node): [Node, ...Node[]] | undefined {
  let top = commonAncestor(first, last);
  // Nothing can stand around the rows of a table or the items of a list.
  while (top && (!isElement(top) || /^(table|tbody|thead|tr|ul|ol|dl|p|details|summary|h[1-6]|span)$/.test(tag(top)))) {
    if (top.parentNode?.nodeType === 11 || top.parentNode?.nodeType === 9) break;
    top = top.parentNode;
  }
  const start = top && childHolding(top, first);
  const end = top && childHolding(top, last);
  if (!start || !end || !top || tag(top) === 'html') return undefined;
  const strays = hasBeside(page, first, start, 'previousSibling') || hasBeside(page, last, end, 'nextSibling');
  return strays ? undefined : siblings(start, end);
}

/** Whether readable text stands beside the node inside the wrapper. */
function hasBeside(page: Page, inside: Node, wrapper: Node, direction: 'previousSibling' | 'nextSibling'): boolean {
  for (let node = inside; node !== wrapper; node = node.parentNode!) {
    for (let beside = node[direction]; beside; beside = beside[direction]) {
      if (rawText([beside]).trim() && !(isElement(beside) && page.region(beside))) return true;
    }
  }
  return false;
}

const REASONS = {
  'no-answer': 'A question has no answer.',
  links: 'The questions are links to other pages.',
  driven: 'A script opens and closes the questions.',
  entangled: 'The questions share boxes with other text.',
};

export function leaveFaq(page: Page, rule: keyof typeof REASONS, at: Node): void {
  page.leave('article-faq', rule, REASONS[rule], at);
}

/** Takes what {@link pairUp} made, unless there is something in its way. */
export function takeFaq(
  page: Page,
  about: { rule: string; tier: Tier; reason: string },
  questions: readonly FoundQuestion[],
  at: Node,
  title?: Line,
): void {
  const finding = faqFinding(page, about, questions, title);
  if (finding) page.found(finding);
  else leaveFaq(page, 'entangled', at);
}

/** Classes that hide an answer until a script takes them away. */
const FOLDED = /(^|\s)(hidden|d-none|max-h-0)(\s|$)/;

/** Whether a script of the page opens and closes the questions, rather than the browser. */
export function isDrivenBy(page: Page, questions: readonly FoundQuestion[]): boolean {
  const { question } = questions[0]!;
  const top = commonAncestor(question[0], questions.at(-1)!.answer.at(-1)!)!;
  if (question.some((node) => isElement(node) && node.closest('summary'))) return false;
  return (
    // The first may be open.
    questions
      .slice(1)
      .some(({ answer }) =>
        answer.some((node) => page.region(node) === 'hidden' || FOLDED.test((node as Element).className)),
      ) ||
    page.driven.some(
      (element) =>
        top.contains(element) &&
        questions.some((each) => each.question.some((node) => element.contains(node) || node.contains(element))),
    )
  );
}
