import type { Changes, MovingParent } from './changes.js';
import type { Target } from './finding.js';
import { boxOf, viewOf } from './place.js';
import { isElement } from './text.js';

type Nodes = readonly [Node, ...Node[]];

/** What loses something when it is taken out of the page for a moment: what it loaded, plays or shows. */
const STATEFUL = 'iframe, frame, object, embed, video, audio, dialog[open], [popover]';
/** A lazy frame this many screens below the reader has not been loaded by any browser. */
const FAR = 3;

/** Whether the nodes can be moved without a loss. Without `moveBefore`, a frame would be loaded anew and a film stop. */
export function isMovable(nodes: Nodes): boolean {
  return canMove(nodes[0].parentNode!) || stateful(nodes).every((element) => isLazy(element) || isHarmless(element));
}

/** Puts the element around the nodes, with all of their state. */
export function wrapNodes(
  tag: Target,
  attributes: Readonly<Record<string, string>>,
  nodes: Nodes,
  changes: Changes,
): HTMLElement {
  const { parentNode } = nodes[0];
  const after = nodes.at(-1)!.nextSibling;
  const element = createUnborn(tag, attributes, nodes[0].ownerDocument!);
  const isDefined = viewOf(nodes[0])?.customElements.get(tag) !== undefined;
  if (isDefined && !(canMove(parentNode!) && stateful(nodes).length)) {
    // An element that is defined is born into the page with its content in it, as if the page had been written that way.
    for (const node of nodes) changes.move(node, element);
    changes.insert(element, parentNode!, after);
  } else {
    changes.insert(element, parentNode!, nodes[0]);
    for (const node of nodes) changes.move(node, element);
  }
  return element;
}

/** Puts the element, empty, behind a node. */
export function insertAfter(
  tag: Target,
  attributes: Readonly<Record<string, string>>,
  node: Node,
  changes: Changes,
): HTMLElement {
  const element = createUnborn(tag, attributes, node.ownerDocument!);
  changes.insert(element, node.parentNode!, node.nextSibling);
  return element;
}

/**
 * Calls `act`, after which the reader's focus, selection and place in the page are what they were: not every engine keeps them
 * in a move, and Chromium scrolls to a focused field that is moved.
 */
export function keepingFocus(document: Document, act: () => void): void {
  const view = viewOf(document);
  const { activeElement } = document;
  const selection = view ? document.getSelection() : null;
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection ?? {};
  // To ask where a page is scrolled to is to lay it out, which long pages take their time for.
  const scrolled = view && activeElement && activeElement !== document.body ? [view.scrollX, view.scrollY] : undefined;
  act();
  if (activeElement?.isConnected && document.activeElement !== activeElement) {
    (activeElement as HTMLElement).focus({ preventScroll: true });
  }
  if (selection && anchorNode?.isConnected && focusNode?.isConnected) {
    if (selection.anchorNode !== anchorNode || selection.focusNode !== focusNode) {
      const [from, to] = [within(anchorNode, anchorOffset!), within(focusNode, focusOffset!)];
      selection.setBaseAndExtent(anchorNode, from, focusNode, to);
    }
  }
  if (view && scrolled && (view.scrollX !== scrolled[0] || view.scrollY !== scrolled[1])) {
    view.scrollTo({ left: scrolled[0]!, top: scrolled[1]!, behavior: 'instant' });
  }
}

/** An offset that the node, which may be shorter now, has. */
function within(node: Node, offset: number): number {
  return Math.min(offset, node.nodeType === 3 ? node.nodeValue!.length : node.childNodes.length);
}

/** An element of the page's document that becomes ours when it enters the page, not before: it then looks at its content. */
function createUnborn(tag: Target, attributes: Readonly<Record<string, string>>, document: Document): HTMLElement {
  const birthplace = viewOf(document) ? document.implementation.createHTMLDocument('') : document;
  const element = document.adoptNode(birthplace.createElement(tag));
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.dataset['enhanced'] = '';
  return element;
}

function canMove(parent: MovingParent): boolean {
  return parent.moveBefore !== undefined;
}

function stateful(nodes: Nodes): Element[] {
  return nodes.flatMap((node) =>
    isElement(node) ? [...(node.matches(STATEFUL) ? [node] : []), ...node.querySelectorAll(STATEFUL)] : [],
  );
}

function isLazy(element: Element): boolean {
  if (element.getAttribute('loading') !== 'lazy') return false;
  const box = boxOf([element]);
  return box === undefined || box.top > FAR * viewOf(element)!.innerHeight;
}

function isHarmless(element: Element): boolean {
  if (element.matches('iframe')) return !element.hasAttribute('src') && !element.hasAttribute('srcdoc');
  if (element.matches('video, audio')) return (element as HTMLMediaElement).paused;
  return element.matches('[popover]:not(:popover-open)');
}
