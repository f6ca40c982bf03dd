import { hasContent, visibleText } from '../../controllers/visible-text.js';
import type { Fact } from '../../ports/facts.js';

/** One of the facts, written by the publisher or loaded. */
export interface Entry {
  text: string;
  /** Identifies it while the pool changes: the fact itself, an `<li>`, or the first of its nodes. */
  key: Fact | Node;
  /** Written nodes that are slotted together; a list's item has none. */
  nodes?: readonly Node[];
  fact?: Fact;
}

/** What the publisher wrote into `<did-you-know>`. */
export interface WrittenPool {
  /** What stands before and after the facts, shown with each of them. */
  intro: readonly Node[];
  outro: readonly Node[];
  /** The `<ul>` or `<ol>` whose items are the facts, when there is one. */
  list?: Element | undefined;
  entries: readonly Entry[];
}

/**
 * Facts are the items of a list, else the paragraphs, each with what follows it up to the next; a paragraph that holds nothing
 * but a source (`<cite>`, `<small>`) belongs to the one before. Fewer than two paragraphs are one fact.
 */
export function readPool(host: Element): WrittenPool {
  const nodes = [...host.childNodes];
  const list = host.querySelector(':scope > :is(ul, ol):has(> li)');
  if (list) {
    const at = nodes.indexOf(list as ChildNode);
    const entries = [...list.children].filter(hasContent).map((item) => ({ key: item, text: visibleText([item]) }));
    return { intro: nodes.slice(0, at), outro: nodes.slice(at + 1), list, entries };
  }
  const starts = [...host.children].filter((child) => child.localName === 'p' && hasContent(child) && !isSource(child));
  const at = starts.length > 1 ? starts.map((start) => nodes.indexOf(start)) : hasContent(host) ? [0] : [];
  const entries = at.map((start, index) => {
    const own = nodes.slice(start, at[index + 1]);
    return { key: own[0]!, nodes: own, text: visibleText(own) };
  });
  return { intro: nodes.slice(0, at[0]), outro: [], entries };
}

function isSource(paragraph: Element): boolean {
  const source = paragraph.querySelector(':scope > :is(cite, small)');
  return source !== null && visibleText([source]) === visibleText([paragraph]);
}
