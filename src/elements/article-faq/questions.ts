import { uniqueSlugs } from '../../content/slug.js';
import { hasContent, visibleText } from '../../controllers/visible-text.js';

/** A question of the page with its answer. */
export interface Question {
  /** The heading, `<dt>` or `<summary>`. */
  question: HTMLElement;
  /** What it is known by: the `<details>`, else the question. */
  node: HTMLElement;
  answer: readonly Node[];
  text: string;
  /** The fragment identifier that leads to it: the page's own, else one made of the text. */
  id: string;
}

/** Nodes that stand together; a question parted from its answer by slots, when its heading is a child of the element. */
export interface Block {
  nodes: Node[];
  questions: readonly Question[];
}

export interface Faq {
  /**
   * - `details`: the publisher's own disclosures, which stay native
   * - `headings`: what follows a heading is its answer; slots part the two
   * - `terms`: of a `<dl>`, where slots cannot reach
   */
  kind: 'details' | 'headings' | 'terms';
  /** All children of the element in their order; the first is what stands before the questions, and may be empty. */
  blocks: readonly Block[];
  questions: readonly Question[];
}

const ASKS = /[?？؟;՞]\s*$/;
const TERM = 7;

/** Reads questions and answers from the children of `<article-faq>`; changes nothing. */
export function readFaq(host: Element): Faq {
  const details = [...host.querySelectorAll<HTMLDetailsElement>('details:has(> summary)')].filter(
    (each) => each.parentElement!.closest('article-faq, details') === host,
  );
  const headings = answered(host.children);
  const terms = answered(host.querySelectorAll(':scope > dl > dt, :scope > dl > div > dt'));
  // A mere title over a list asks nothing.
  const kind = details.length ? 'details' : terms.length && !headings.some(asks) ? 'terms' : 'headings';
  const questions =
    kind === 'details' ? details.map(fromDetails) : (kind === 'terms' ? terms : ofQuestionLevel(headings)).map(fromHeading);
  const slugs = uniqueSlugs(
    questions.map(({ text }) => text),
    (slug) => isTaken(slug, host),
  );
  questions.forEach((each, index) => {
    each.id = each.question.id || each.node.id || slugs[index]!;
    owners.set(each.id, new WeakRef(host));
  });
  const answers = new Set(questions.flatMap(({ answer }) => answer));
  const starts = new Map<Node, Question>(questions.map((question) => [question.node, question]));
  const blocks: Block[] = [{ nodes: [], questions: [] }];
  for (const node of host.childNodes) {
    const start = starts.get(node);
    const asked = kind === 'terms' ? questions.filter((question) => node.contains(question.node)) : start ? [start] : [];
    if (asked.length) blocks.push({ nodes: [node], questions: asked });
    else if (answers.has(node)) continue;
    else if (blocks.at(-1)!.questions.length) blocks.push({ nodes: [node], questions: [] });
    else blocks.at(-1)!.nodes.push(node);
  }
  return { kind, blocks, questions };
}

/** Which FAQ an identifier leads to. */
const owners = new Map<string, WeakRef<Element>>();

/** Whether an identifier leads to another FAQ, or to anything the page has. */
function isTaken(id: string, host: Element): unknown {
  const owner = owners.get(id)?.deref();
  return (owner !== host && owner?.isConnected) || document.documentElement.querySelector(`#${CSS.escape(id)}`);
}

/** Whether the node is in the question or its answer. */
export function holds({ node, answer }: Question, inside: Node): boolean {
  return [node, ...answer].some((each) => each.contains(inside));
}

/** The rank of a heading, 1 to 6, and of a `<dt>` below them; 0 of anything else. */
export function rank(node: Node): number {
  if (!(node instanceof Element)) return 0;
  return node.localName === 'dt' ? TERM : Number(/^h([1-6])$/.exec(node.localName)?.[1] ?? 0);
}

/** Those that have a text and are followed by an answer. */
function answered(elements: Iterable<Element>): HTMLElement[] {
  return ([...elements] as HTMLElement[]).filter(
    (each) => rank(each) && visibleText([each]) && following(each, TERM).some(hasContent),
  );
}

function asks(heading: Element): boolean {
  return ASKS.test(visibleText([heading]));
}

/**
 * Of several heading levels, the one that asks: that of most headings that end in a question mark, else of most headings.
 * What is above it titles the section; what is below it belongs to an answer.
 */
function ofQuestionLevel(headings: readonly HTMLElement[]): HTMLElement[] {
  const asking = headings.filter(asks);
  const count = (level: number): number =>
    (asking.length ? asking : headings).filter((heading) => rank(heading) === level).length;
  const level = [6, 5, 4, 3, 2, 1].reduce((most, each) => (count(each) > count(most) ? each : most));
  return headings.filter((heading) => rank(heading) === level);
}

/** What follows, up to the next heading of the rank or above. */
function following(heading: Element, upTo: number): Node[] {
  const nodes: Node[] = [];
  for (let next = heading.nextSibling; next && !(rank(next) && rank(next) <= upTo); next = next.nextSibling) nodes.push(next);
  return nodes;
}

function fromHeading(heading: HTMLElement): Question {
  const after = following(heading, rank(heading));
  const answer = rank(heading) === TERM ? after.filter((node) => node.nodeName === 'DD') : after;
  return { question: heading, node: heading, answer, text: visibleText([heading]), id: '' };
}

function fromDetails(details: HTMLDetailsElement): Question {
  const question = details.querySelector<HTMLElement>(':scope > summary')!;
  const answer = [...details.childNodes].filter((node) => node !== question);
  return { question, node: details, answer, text: visibleText([question]), id: '' };
}
