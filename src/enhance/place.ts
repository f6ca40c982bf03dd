import { isElement } from './text.js';

/** Where nodes are on the reader's screen, and how they look there. Coordinates are those of the viewport, in CSS pixels. */

/** The window that shows the page; none where a library builds it. */
export function viewOf(node: Node): (Window & typeof globalThis) | undefined {
  const view = (node.ownerDocument ?? (node as Document)).defaultView;
  return typeof view?.innerHeight === 'number' ? view : undefined;
}

/** The box around nodes that stand together; `undefined` when none of them is rendered. */
export function boxOf(nodes: readonly [Node, ...Node[]]): DOMRect | undefined {
  if (!viewOf(nodes[0])) return undefined;
  if (nodes.length === 1 && isElement(nodes[0]) && nodes[0].getClientRects().length) return nodes[0].getBoundingClientRect();
  const range = nodes[0].ownerDocument!.createRange();
  range.setStartBefore(nodes[0]);
  range.setEndAfter(nodes.at(-1)!);
  return range.getClientRects().length ? range.getBoundingClientRect() : undefined;
}

/**
 * Whether any of it is on the screen or above it: what changes there moves what the reader looks at. One by one, for a range
 * among thousands of siblings is found by counting them.
 */
export function isSeen(nodes: readonly Node[]): boolean {
  return nodes.some((node) => {
    const box = isBlank(node) ? undefined : boxOf([node]);
    return box && box.top < viewOf(node)!.innerHeight;
  });
}

/** How far a box may be off after a change that was none: engines round. */
const TOLERANCE = 0.5;
/** More boxes than this are not compared: it would take longer than a frame. */
const MOST = 2000;

/** Remembers where everything that is on the screen or above it is; answers whether it still is there. */
export function rememberPlaces(nodes: readonly [Node, ...Node[]]): () => boolean {
  const height = viewOf(nodes[0])!.innerHeight;
  const after = following(nodes.at(-1)!);
  const all = nodes.flatMap((node) => (isElement(node) ? [node, ...node.querySelectorAll('*')] : [node]));
  if (after) all.push(after);
  if (all.length > MOST) return () => false;
  const before = all.map((node) => ({ node, box: ownBox(node) })).filter(({ box }) => box && box.top < height);
  return () =>
    before.every(({ node, box }) => {
      const was = box!;
      const is = node.isConnected ? ownBox(node) : undefined;
      const near = (one: number, other: number): boolean => Math.abs(one - other) < TOLERANCE;
      return (
        is !== undefined &&
        near(is.left, was.left) &&
        near(is.top, was.top) &&
        near(is.width, was.width) &&
        // Below the screen it may end elsewhere.
        (was.bottom > height || near(is.height, was.height))
      );
    });
}

/** The element after a node, in its parent or after that. */
function following(node: Node): Element | null {
  for (let next: Node | null = node; next; next = next.nextSibling ?? next.parentNode) {
    if (next !== node && isElement(next) && !next.contains(node)) return next;
  }
  return null;
}

function ownBox(node: Node): DOMRect | undefined {
  if (!isElement(node)) return boxOf([node]);
  return node.getClientRects().length ? node.getBoundingClientRect() : undefined;
}

/** White space and comments. */
export function isBlank(node: Node): boolean {
  return node.nodeType === 8 || (node.nodeType === 3 && !node.textContent!.trim());
}
