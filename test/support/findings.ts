import type { Finding, FoundQuestion, TextRange } from '../../src/enhance/finding.js';

type Nodes = [Node, ...Node[]];

/** All nodes from one element to another, as the reader of pages lists them. */
export function run(first: Element, last: Element = first): Nodes {
  const nodes: Nodes = [first];
  for (let node: Node = first; node !== last;) nodes.push((node = node.nextSibling!));
  return nodes;
}

/** The stretch of a text in the first text node under `root` that has it. */
export function textOf(root: Node, text: string): TextRange {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    const start = node.data.indexOf(text);
    if (start >= 0) return { node, start, end: start + text.length };
  }
  throw new Error(`no "${text}"`);
}

export function pair(question: Node | Nodes, answer: Node | Nodes, more: Partial<FoundQuestion> = {}): FoundQuestion {
  const list = (nodes: Node | Nodes): Nodes => (Array.isArray(nodes) ? nodes : [nodes]);
  return { question: list(question), answer: list(answer), labels: [], furniture: [], ...more };
}

/** A finding as a rule would make it. */
export function finding(target: Finding['target'], nodes: Nodes, more: Partial<Finding> = {}): Finding {
  return { target, nodes, rule: 'by-hand', tier: 2, reason: 'Made by a test.', attributes: {}, needsSource: false, ...more };
}
