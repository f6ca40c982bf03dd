import { hashId } from '../content/hash-id.js';
import type { SkipReason } from './outcome.js';
import type { Changes } from './changes.js';
import type { Finding, FoundQuestion } from './finding.js';
import { boxOf, isBlank, viewOf } from './place.js';
import { childHolding, isElement, siblings } from './text.js';
import { wrapNodes } from './wrap.js';

type Nodes = readonly [Node, ...Node[]];

/** What opens something on the page itself. */
const TOGGLE =
  'button, [role="button"], [role="tab"], [aria-controls], [aria-expanded], [data-toggle], [data-bs-toggle], a[href^="#"], a:not([href])';
const HEADING = 'h1, h2, h3, h4, h5, h6';
/** Mere boxes: what is in them is the answer. */
const BOX = 'div, section, span';
/** Inline styles by which a page folds an answer. */
const FOLDED = /(^|[;\s])(display:\s*none|(max-)?height:\s*0|visibility:\s*hidden|opacity:\s*0)/;
const ASKS = /[?？؟;՞]\s*$/;

/** A question with its answer, and where both are in the page. */
interface Pair extends FoundQuestion {
  /** What holds both. */
  parent: Element;
  /** Children of `parent`: what the question is or is in, and the answer likewise. */
  header: Nodes;
  panel: Nodes;
  isToggle: boolean;
  isOpen: boolean;
}

/** How a list is to be taken in. */
interface Plan {
  /** What the element goes around. */
  nodes: Nodes;
  /** What becomes `<details>`; nothing where the element reads the list as it is. */
  pairs: readonly Pair[];
  /** The page has opened and closed the answers itself so far. */
  isDriven: boolean;
  /** What holds the pairs in its rows, and makes way for them. */
  table?: Element;
}

/** Why the list cannot be taken in, else how; changes nothing. */
export function planFaq(finding: Finding): Plan | SkipReason {
  const { nodes, questions = [] } = finding;
  const list = termList(finding);
  if (list || areFlatHeadings(finding) || questions.every(isDetails))
    return { nodes: list ?? nodes, pairs: [], isDriven: false };
  const table = tableOf(finding);
  const found = questions.map((question) => toPair(question, table !== undefined));
  const pairs = found.filter((pair) => pair !== undefined);
  if (pairs.length < found.length || shareParts(pairs)) return 'entangled';
  const isFolded = pairs.some(({ question, answer, isToggle }) => !isToggle && boxOf(question) && !boxOf(answer));
  if (isFolded && finding.tier > 1) return 'driven-by-page';
  return {
    nodes,
    ...(table ? { table } : {}),
    pairs: isFolded ? pairs.map((pair) => ({ ...pair, isToggle: true })) : pairs,
    isDriven: pairs.some(({ isToggle }) => isToggle) || isFolded,
  };
}

/** Makes `<article-faq>` of the finding's nodes; each pair that the element cannot read as it is becomes a `<details>`. */
export function applyFaq(finding: Finding, seen: boolean, changes: Changes): SkipReason | undefined {
  const plan = planFaq(finding);
  if (typeof plan === 'string') return plan;
  const { nodes, pairs, isDriven, table } = plan;
  const { questions = [], attributes } = finding;
  // What the page folded looks another way in a list of ours.
  if (isDriven && seen) return 'on-screen';
  const { parentNode: parent, previousSibling: before } = nodes[0];
  const after = nodes.at(-1)!.nextSibling;
  const made = pairs.map((pair) => (table ? takeRow(pair, table, changes) : makeDetails(pair, seen, changes)));
  if (table) changes.remove(table);
  else pairs.forEach((pair, at) => takeBlanks(pair, made[at]!, pairs[at + 1], changes));
  // Seen, "Q:" and its kin stay: the words would jump.
  if (!seen) for (const question of questions) tidy(question, changes);
  for (const question of questions) keepWhatOpens(question, changes);
  const start = before ? before.nextSibling! : parent!.firstChild!;
  const end = after ? after.previousSibling! : parent!.lastChild!;
  wrapNodes('article-faq', attributes, siblings(start, end), changes);
  return !isDriven || made.every(canBeRead) ? undefined : 'driven-by-page';
}

/** The `<dl>` that holds the whole list, alone where a title before it would be taken for a question. */
function termList({ nodes, questions = [] }: Finding): Nodes | undefined {
  const [first] = questions;
  const list = first && isElement(first.question[0]) && first.question[0].matches('dt') && first.question[0].closest('dl');
  if (!list) return undefined;
  const areAll = questions.every(({ question: [term, ...more], answer }) => {
    const isTerm = isElement(term) && term.matches('dl > dt, dl > div > dt') && term.closest('dl') === list && !more.length;
    return isTerm && answer.every((node) => isBlank(node) || node.nodeName === 'DD');
  });
  if (!areAll) return undefined;
  const isAsked = nodes.some((node) => isElement(node) && node.matches(HEADING) && ASKS.test(node.textContent));
  return nodes.includes(list) && !isAsked ? nodes : [list];
}

/** Whether the element pairs the headings with what follows them just as the finding does. */
function areFlatHeadings({ nodes, questions = [] }: Finding): boolean {
  const [first] = questions;
  const name = first?.question[0].nodeName ?? '';
  if (!/^H[1-6]$/.test(name) || nodes.some((node) => isElement(node) && node.querySelector('details, dl'))) return false;
  const headings = nodes.filter((node) => isElement(node) && node.matches(HEADING));
  const asked = questions.map(({ question }) => question[0]);
  const others = headings.filter((heading) => !asked.includes(heading));
  if (others.some((heading) => heading.nodeName === name) || others.length >= questions.length) return false;
  return questions.every(({ question: [heading, ...more], answer }, at) => {
    const start = nodes.indexOf(heading);
    const next = at + 1 < questions.length ? nodes.indexOf(questions[at + 1]!.question[0]) : nodes.length;
    const follows = nodes.slice(start + 1, next).filter((node) => !isBlank(node));
    const found = answer.filter((node) => !isBlank(node));
    const isPlain =
      heading.nodeName === name && !(heading as Element).matches(TOGGLE) && !(heading as Element).querySelector(TOGGLE);
    return (
      start >= 0 && !more.length && isPlain && follows.length === found.length && follows.every((node, i) => node === found[i])
    );
  });
}

function isDetails({ question }: FoundQuestion): boolean {
  const element = isElement(question[0]) ? question[0] : question[0].parentElement;
  return element?.closest('summary')?.parentElement?.matches('details') === true;
}

/** A table of nothing but questions with their answers beside them, under a row of titles at most. */
function tableOf({ questions = [] }: Finding): Element | undefined {
  const cellOf = (node: Node): Element | null | undefined => (isElement(node) ? node : node.parentElement)?.closest('td, th');
  if (questions.some(({ question, answer }) => cellOf(question[0]) === cellOf(answer[0]))) return undefined;
  const rows = questions.map(({ question }) => cellOf(question[0])?.closest('tr'));
  const table = rows[0]?.closest('table');
  if (!table || table.querySelector('caption, table')) return undefined;
  const others = [...table.querySelectorAll('tr')].filter((row) => !rows.includes(row));
  const isWhole = rows.every((row) => row?.closest('table') === table) && new Set(rows).size === rows.length;
  return isWhole && others.length < 2 && others.every((row) => row === table.querySelector('tr')) ? table : undefined;
}

/** The cells' content without their table, which could not be folded. */
function takeRow({ parent, header, panel }: Pair, table: Element, changes: Changes): HTMLDetailsElement {
  const { details, summary } = insertDetails(table, changes);
  for (const cell of header) for (const node of [...cell.childNodes]) changes.move(node, summary);
  for (const cell of panel) for (const node of [...cell.childNodes]) changes.move(node, details);
  keepIds(parent, summary, changes);
  return details;
}

function toPair(found: FoundQuestion, isRow: boolean): Pair | undefined {
  const { question, answer } = found;
  let parent: Element | null = question[0].parentElement;
  while (parent && !parent.contains(answer[0])) parent = parent.parentElement;
  if (!parent || answer.some((node) => !parent.contains(node)) || question.some((node) => !parent.contains(node)))
    return undefined;
  const header = siblings(childHolding(parent, question[0])!, childHolding(parent, question.at(-1)!)!);
  const panel = siblings(childHolding(parent, answer[0])!, childHolding(parent, answer.at(-1)!)!);
  // The answer first, or in the question.
  if (header.some((node) => panel.includes(node)) || !isBefore(header[0], panel[0])) return undefined;
  // Cells alone cannot be folded.
  if (parent.matches('table, thead, tbody, tfoot, tr') && !isRow) return undefined;
  const view = viewOf(parent);
  const hash = view?.location.hash ?? '';
  const target = hash.length > 1 ? parent.ownerDocument.getElementById(hashId(hash)) : null;
  const { activeElement } = parent.ownerDocument;
  const box = boxOf(answer);
  const isOpen =
    (box !== undefined && view !== undefined && box.top < view.innerHeight) ||
    [...header, ...panel].some((node) => node.contains(target) && target !== null) ||
    (activeElement !== null && panel.some((node) => node.contains(activeElement)));
  const isToggle = header.some((node) => isElement(node) && (node.matches(TOGGLE) || holdsToggle(node)));
  return { ...found, parent, header, panel, isToggle, isOpen };
}

/** A link somewhere in a long question is none. */
function holdsToggle(element: Element): boolean {
  const toggle = element.querySelector(TOGGLE);
  return toggle !== null && (!toggle.matches('a') || toggle.textContent.trim() === element.textContent.trim());
}

/** Whether two pairs stand in one part of the page, such as a column of questions beside one of answers. */
function shareParts(pairs: readonly Pair[]): boolean {
  const parts = pairs.flatMap(({ header, panel }) => siblings(header[0], panel.at(-1)!));
  return new Set(parts).size < parts.length;
}

function insertDetails(before: Node, changes: Changes, isOpen = false): { details: HTMLDetailsElement; summary: HTMLElement } {
  const document = before.ownerDocument!;
  const details = document.createElement('details');
  const summary = document.createElement('summary');
  details.dataset['enhanced'] = '';
  details.open = isOpen;
  changes.insert(details, before.parentNode!, before);
  changes.insert(summary, details, null);
  return { details, summary };
}

function makeDetails(pair: Pair, seen: boolean, changes: Changes): HTMLDetailsElement {
  const { header, panel, furniture, isToggle, isOpen } = pair;
  const gap = siblings(header.at(-1)!, panel[0]).slice(1, -1);
  const { details, summary } = insertDetails(header[0], changes, isOpen);
  if (isToggle) {
    takeQuestion(pair, summary, changes);
    for (const node of gap) changes.move(node, details);
    takeAnswer(pair, details, changes);
    return details;
  }
  for (const node of header) changes.move(node, summary);
  for (const node of gap) {
    // A line break between the two would be one line too many below the question.
    changes.move(node, seen && furniture.includes(node) ? summary : details);
  }
  for (const node of panel) changes.move(node, details);
  return details;
}

/** White space after a pair goes along with it: alone between two, it would part them. */
function takeBlanks(pair: Pair, details: Element, next: Pair | undefined, changes: Changes): void {
  if (next?.parent !== pair.parent) return;
  const blanks: Node[] = [];
  for (let node = details.nextSibling; node && isBlank(node); node = node.nextSibling) blanks.push(node);
  for (const node of blanks) changes.move(node, details);
}

/**
 * The question without what the page opened it with: a button in a summary would keep the click for itself, and its script
 * would open what is opened already. Its identifiers stay, because links lead there.
 */
function takeQuestion({ question, header, furniture }: Pair, summary: HTMLElement, changes: Changes): void {
  let content: readonly Node[] = question;
  let heading = closestIn(header, question[0], HEADING);
  if (heading?.matches(TOGGLE)) heading = null;
  for (;;) {
    const [only, ...more] = content.filter((node) => !isBlank(node) && !furniture.includes(node));
    if (!only || more.length || !isElement(only)) break;
    if (!heading && only.matches(HEADING) && !only.matches(TOGGLE)) heading = only;
    if (only !== heading && !only.matches(TOGGLE) && !holdsToggle(only)) break;
    content = [...only.childNodes];
  }
  const outside = header.map((node) => node as ChildNode);
  if (heading) changes.move(heading, summary);
  const inside = heading ? [...heading.childNodes] : [];
  for (const node of content) if (!furniture.includes(node)) changes.move(node, heading ?? summary);
  const shells = [...inside, ...outside].filter((node) => node !== heading && !content.includes(node));
  for (const shell of shells) {
    keepIds(shell, summary, changes);
    changes.remove(shell);
  }
}

/** The answer without the box that the page hid it in. */
function takeAnswer({ panel, answer }: Pair, details: HTMLElement, changes: Changes): void {
  const [only, ...more] = panel.filter((node) => !isBlank(node));
  if (only && !more.length && isElement(only) && only.matches(BOX)) {
    let place: Element = details;
    if (only.id || only.hasAttribute('lang') || only.hasAttribute('dir')) {
      place = only.ownerDocument.createElement('div');
      for (const name of ['id', 'lang', 'dir']) {
        const value = only.getAttribute(name);
        if (value !== null) place.setAttribute(name, value);
      }
      changes.insert(place, details, null);
    }
    for (const node of [...only.childNodes]) changes.move(node, place);
    changes.remove(only);
  } else for (const node of panel) changes.move(node, details);
  for (const node of [...panel, ...answer]) {
    if (!isElement(node)) continue;
    for (const name of ['hidden', 'aria-hidden', 'inert']) changes.removeAttribute(node, name);
    if (FOLDED.test(node.getAttribute('style') ?? '')) changes.removeAttribute(node, 'style');
  }
}

/** Whether its answer has a box when it is open: a style of the page may still hide it. */
function canBeRead(details: HTMLDetailsElement): boolean {
  const { open } = details;
  details.open = true;
  const isHidden = details.getClientRects().length > 0 && [...details.childNodes].slice(1).every((node) => !boxOf([node]));
  details.open = open;
  return !isHidden;
}

function tidy({ labels, furniture }: FoundQuestion, changes: Changes): void {
  for (const label of labels) if (label.node.isConnected && label.end <= label.node.length) changes.cut(label);
  for (const node of furniture) if (node.isConnected) changes.remove(node as ChildNode);
}

/** The reader opens these through the element. */
function keepWhatOpens({ question, answer }: FoundQuestion, changes: Changes): void {
  for (const node of answer) if (isElement(node) && node.matches('dd')) changes.keepAttribute(node, 'hidden');
  const element = isElement(question[0]) ? question[0] : question[0].parentElement;
  const details = element?.closest('details:not([data-enhanced])');
  if (details) changes.keepAttribute(details, 'open');
}

function keepIds(node: Node, summary: HTMLElement, changes: Changes): void {
  if (!isElement(node)) return;
  const marked = [...(node.id ? [node] : []), ...node.querySelectorAll('[id]')].filter((each) => !each.closest('svg'));
  for (const { id } of marked) {
    if (!summary.id) {
      summary.id = id;
      continue;
    }
    const anchor = summary.ownerDocument.createElement('span');
    anchor.id = id;
    changes.insert(anchor, summary, null);
  }
}

function closestIn(roots: Nodes, node: Node, selector: string): Element | null {
  const found = (isElement(node) ? node : node.parentElement)?.closest(selector) ?? null;
  return roots.some((root) => root.contains(found)) ? found : null;
}

function isBefore(one: Node, other: Node): boolean {
  return (one.compareDocumentPosition(other) & 4) !== 0;
}
