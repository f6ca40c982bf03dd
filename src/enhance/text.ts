import type { TextRange } from './finding.js';

/** The little of text that the rules need. Offsets are those of the page's own text nodes, which nothing here changes. */

const ELEMENT = 1;
const TEXT = 3;
const UNREAD = new Set(['script', 'style', 'template', 'noscript', 'svg', 'math', 'iframe', 'select', 'textarea', 'object']);
const MEDIA = new Set([
  'img',
  'picture',
  'video',
  'audio',
  'iframe',
  'svg',
  'canvas',
  'object',
  'embed',
  'math',
  'table',
  'input',
]);

export function isElement(node: Node | null | undefined): node is Element {
  return node?.nodeType === ELEMENT;
}

export function isText(node: Node): node is Text {
  return node.nodeType === TEXT;
}

export function tag(node: Node): string {
  return isElement(node) ? node.localName.toLowerCase() : '';
}

/** The text nodes a reader reads, in their order. */
export function textNodes(nodes: readonly Node[], found: Text[] = []): Text[] {
  for (const node of nodes) {
    if (isText(node)) found.push(node);
    else if (isElement(node) && !UNREAD.has(tag(node)))
      for (let child = node.firstChild; child; child = child.nextSibling) textNodes([child], found);
  }
  return found;
}

export function rawText(nodes: readonly Node[]): string {
  return textNodes(nodes)
    .map(({ data }) => data)
    .join('');
}

export function collapse(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

export function textOf(...nodes: Node[]): string {
  return collapse(rawText(nodes));
}

/** Letters and digits alone, alike in every way of writing them: full-width, cased, pointed, quoted, with an emoji before. */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’‘`´ʼ\u0307\u0640\u064b-\u0652\u0591-\u05c7\u20e3\ufe00-\ufe0f\p{Cf}]+/gu, '')
    .replace(/ı/g, 'i')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}

/** What covers the characters from `start` to `end` of the raw text of the nodes. */
export function rangesOf(nodes: readonly Node[], start: number, end: number): TextRange[] {
  const ranges: TextRange[] = [];
  let at = 0;
  for (const node of textNodes(nodes)) {
    const from = Math.max(start - at, 0);
    const to = Math.min(end - at, node.data.length);
    if (from < to) ranges.push({ node, start: from, end: to });
    at += node.data.length;
  }
  return ranges;
}

/** Whether there is something to read or to look at. */
export function hasContent(node: Node): boolean {
  if (isText(node)) return /\S/.test(node.data);
  if (!isElement(node)) return false;
  const name = tag(node);
  if (MEDIA.has(name)) return true;
  if (UNREAD.has(name)) return false;
  for (let child = node.firstChild; child; child = child.nextSibling) if (hasContent(child)) return true;
  return false;
}

/** What a toggle shows of its state. */
export function isSign(node: Node): boolean {
  return isElement(node) && /^\s*[-+–−×✕▲▼▾▴▸►›»>⌄^]\s*$/.test(node.textContent);
}

/** The next sibling with something in it. */
export function nextWithContent(node: Node): Node | null {
  let next = node.nextSibling;
  while (next && !hasContent(next)) next = next.nextSibling;
  return next;
}

/** Whether all of the node's text is bold; `undefined` when it has none. */
export function isBold(node: Node): boolean | undefined {
  if (isText(node)) return /\S/.test(node.data) ? false : undefined;
  if (!isElement(node)) return undefined;
  const name = tag(node);
  if (UNREAD.has(name)) return undefined;
  if (
    /^(b|strong)$/.test(name) ||
    /font-weight:\s*(bold|[6-9]00)|(^|\s)f(ont|w)-(semi)?bold(\s|$)/i.test(attributesOf(node, 'style', 'class'))
  )
    return /\S/.test(rawText([node])) || undefined;
  let bold: boolean | undefined;
  for (let child = node.firstChild; child; child = child.nextSibling) {
    const is = isBold(child);
    if (is === false) return false;
    bold ??= is;
  }
  return bold;
}

/** How many of the nodes, from the first, are bold: a label or a question that its own text follows. */
export function boldCount(nodes: readonly Node[]): number {
  let count = 0;
  for (let index = 0; index < nodes.length; index++) {
    const bold = isBold(nodes[index]!);
    if (bold) count = index + 1;
    // An emoji or a bullet may stand before what is bold.
    else if (bold === false && (count || plain(rawText([nodes[index]!])))) break;
  }
  return count;
}

/** The nearest node that holds both. */
export function commonAncestor(a: Node, b: Node): Node | null {
  let node: Node | null = a;
  while (node && !node.contains(b)) node = node.parentNode;
  return node;
}

/** The child of `ancestor` that holds the node. */
export function childHolding(ancestor: Node, node: Node): Node | undefined {
  let at: Node | null = node;
  while (at && at.parentNode !== ancestor) at = at.parentNode;
  return at ?? undefined;
}

/** Siblings from the first to the last. */
export function siblings(first: Node, last: Node): [Node, ...Node[]] {
  const nodes: [Node, ...Node[]] = [first];
  for (let node: Node | null = first; node && node !== last;) {
    node = node.nextSibling;
    if (node) nodes.push(node);
  }
  return nodes;
}

/** Whether the text is a question by its last sign. */
export function asks(text: string): boolean {
  return /[?？؟⸮][\s"'”’»」』)\]）¶#§]*$/.test(text.slice(-8));
}

/** The links among and inside the nodes. */
export function linksIn(nodes: readonly Node[]): Element[] {
  return nodes.flatMap((node) => {
    if (!isElement(node)) return [];
    return tag(node) === 'a' && node.hasAttribute('href') ? [node] : [...node.querySelectorAll('a[href]')];
  });
}

/** Whether there is more text in links than beside them. */
export function isMostlyLinks(nodes: readonly Node[]): boolean {
  return rawText(linksIn(nodes)).length > rawText(nodes).length * 0.6;
}

/** What they say, one after the other. */
export function attributesOf(element: Element, ...names: readonly string[]): string {
  return names.map((name) => element.getAttribute(name) ?? '').join(' ');
}
