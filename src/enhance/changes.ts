import type { TextRange } from './finding.js';

/** `moveBefore` keeps the state of what it moves: frames, focus, scrolled boxes, what is playing. Not every engine has it. */
export interface MovingParent extends Node {
  moveBefore?: (node: Node, child: Node | null) => void;
}

/**
 * What was done to a page, so that it can be taken back: everything in reverse, to the very nodes and the order of their
 * attributes. What the page itself changed meanwhile is the page's and stays.
 */
export class Changes {
  readonly #undo: (() => void)[] = [];

  /** Adds an element of ours. Taken back, it leaves what the page put into it in its place. */
  insert(element: Element, parent: Node, before: Node | null): void {
    parent.insertBefore(element, before);
    this.#undo.push(() => {
      while (element.firstChild && element.parentNode) put(element.firstChild, element.parentNode, element);
      element.remove();
    });
  }

  /** Moves a node of the page to another place in it. */
  move(node: Node, parent: Node, before: Node | null = null): void {
    const { parentNode, nextSibling } = node;
    put(node, parent, before);
    this.#undo.push(() => {
      if (node.parentNode === parent && parentNode) putBack(node, parentNode, nextSibling);
    });
  }

  /** Takes a node out of the page, to be kept until it is put back. */
  remove(node: ChildNode): void {
    const { parentNode, nextSibling, previousSibling } = node;
    if (!parentNode) return;
    node.remove();
    this.#undo.push(() => {
      if (node.parentNode) return;
      const next = nextSibling?.parentNode === parentNode ? nextSibling : (previousSibling?.nextSibling ?? null);
      parentNode.insertBefore(node, next?.parentNode === parentNode ? next : null);
    });
  }

  /** Sets an attribute on a node of the page. */
  setAttribute(element: Element, name: string, value: string): void {
    this.keepAttribute(element, name);
    element.setAttribute(name, value);
  }

  /** Puts an attribute of a node of the page aside. */
  removeAttribute(element: Element, name: string): void {
    if (!element.hasAttribute(name)) return;
    this.keepAttribute(element, name);
    element.removeAttribute(name);
  }

  /** An attribute that the reader may change through us (`open`, `hidden`) is afterwards as it was. */
  keepAttribute(element: Element, name: string): void {
    const before = element.getAttribute(name);
    const names = element.getAttributeNames();
    const following = names.slice(names.indexOf(name) + 1);
    this.#undo.push(() => {
      if (before === null) element.removeAttribute(name);
      else if (element.hasAttribute(name)) element.setAttribute(name, before);
      else {
        element.setAttribute(name, before);
        // The order of attributes is seen in a serialisation.
        for (const other of following) {
          const attribute = element.getAttributeNode(other);
          if (attribute) element.setAttributeNode(element.removeAttributeNode(attribute));
        }
      }
    });
  }

  /** Takes a stretch out of a text; selections in the rest of it stay. */
  cut({ node, start, end }: TextRange): void {
    const taken = node.data.slice(start, end);
    node.deleteData(start, end - start);
    const left = node.data;
    this.#undo.push(() => {
      if (node.data === left) node.insertData(start, taken);
    });
  }

  /** Takes everything back. Once: a second time does nothing. */
  undo(): void {
    for (const take of this.#undo.splice(0).reverse()) take();
  }
}

/** Puts a node somewhere in its tree, with its state where the engine can. */
function put(node: Node, parent: MovingParent, before: Node | null): void {
  if (parent.moveBefore && node.isConnected && parent.isConnected) parent.moveBefore(node, before);
  else parent.insertBefore(node, before);
}

function putBack(node: Node, parent: Node, next: Node | null): void {
  // Without its neighbour, its place is after the element of ours that it was in.
  let place: Node | null = next?.parentNode === parent ? null : node;
  while (place && place.parentNode !== parent) place = place.parentNode;
  put(node, parent, place ? place.nextSibling : next?.parentNode === parent ? next : null);
}
