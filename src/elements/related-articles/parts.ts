import type { ArticlesOptions, Slots } from './features.js';

/** How many articles are shown. Frameworks may hand on the digits of an attribute as they are. */
export function limitOf({ limit }: Pick<ArticlesOptions, 'limit'>): number {
  return limit >= 1 ? Number(limit) : 3;
}

/** The host's nodes by the slot they go to: the heading, the nodes in `holders` in their order after what stands before them, and the rest. */
export function toParts(host: Element, holders: ReadonlySet<Node> = new Set()): Slots {
  const heading: Node[] = [];
  const before: Node[] = [];
  const after: Node[] = [];
  let group = before;
  for (const node of host.childNodes) {
    if (node instanceof Comment) continue;
    if (holders.has(node)) group = after;
    else (isHeading(node) ? heading : group).push(node);
  }
  return [heading, [...before, ...holders], after];
}

function isHeading(node: Node): boolean {
  return node instanceof Element && node.matches('h1, h2, h3, h4, h5, h6, hgroup, header, [slot="heading"]');
}
