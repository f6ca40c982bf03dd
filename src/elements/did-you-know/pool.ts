import { visibleText } from '../../controllers/visible-text.js';

/** What the publisher wrote into `<did-you-know>`. */
export interface WrittenPool {
  /** What stands before and after the facts, shown with each of them. */
  intro: readonly Node[];
  outro: readonly Node[];
  /** The `<ul>` or `<ol>` whose items are the facts, when there is one. */
  list?: Element | undefined;
  facts: readonly WrittenFact[];
}

export interface WrittenFact {
  /** The nodes slotted together; of a list's item, none. */
  nodes: readonly Node[];
  /** Identifies it while the pool changes. */
  key: Node;
  text: string;
}

const MEDIA = 'img, picture, video, audio, iframe, object, embed, svg';

/**
 * Facts are the items of a list, else the paragraphs, each with what follows it up to the next; a paragraph that holds nothing
 * but a source (`<cite>`, `<small>`) belongs to the one before. Fewer than two paragraphs are one fact.
 */
export function readPool(host: Element): WrittenPool {
  const nodes = [...host.childNodes];
  const children = [...host.children];
  const list = children.find((child) => child.matches('ul, ol') && child.querySelector(':scope > li'));
  if (list) {
    const items = [...list.children].filter((child) => child.localName === 'li' && hasContent(child));
    const at = nodes.indexOf(list);
    const facts = items.map((item) => ({ nodes: [], key: item, text: visibleText([item]) }));
    return { intro: nodes.slice(0, at), outro: nodes.slice(at + 1), list, facts };
  }
  const starts = children.filter((child) => child.localName === 'p' && hasContent(child) && !isSource(child));
  if (starts.length < 2) {
    const fact = hasContent(host) ? [{ nodes, key: host, text: visibleText(nodes) }] : [];
    return { intro: [], outro: [], facts: fact };
  }
  const first = nodes.indexOf(starts[0]!);
  const facts = starts.map((start, index) => {
    const next = starts[index + 1];
    const own = nodes.slice(nodes.indexOf(start), next ? nodes.indexOf(next) : undefined);
    return { nodes: own, key: start, text: visibleText(own) };
  });
  return { intro: nodes.slice(0, first), outro: [], facts };
}

function hasContent(element: Element): boolean {
  return visibleText([element]) !== '' || element.querySelector(MEDIA) !== null;
}

function isSource(paragraph: Element): boolean {
  const source = paragraph.querySelector(':scope > :is(cite, small)');
  return source !== null && visibleText([source]) === visibleText([paragraph]);
}
