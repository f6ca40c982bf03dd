import { isFrameworkOwned } from '../content/framework-owned.js';
import { applyFaq, planFaq } from './apply-faq.js';
import type { Changes } from './changes.js';
import type { Finding } from './finding.js';
import { isUnhydrated } from './hydration.js';
import { isBlank, isSeen, rememberPlaces } from './place.js';
import type { SkipReason } from './outcome.js';
import { isElement } from './text.js';
import { insertAfter, isMovable, keepingFocus, wrapNodes } from './wrap.js';

type Nodes = readonly [Node, ...Node[]];

/** All tags that enhancing can make. */
const OURS = 'article-faq, did-you-know, related-articles, comment-box, newsletter-signup';
const HEADING = 'h1, h2, h3, h4, h5, h6, hgroup, header';

/** Calls an act whose changes to the page are no news to who watches it. */
export type Quietly = (act: () => void) => void;

/**
 * Turns what was found into the element, with the page's own nodes in it, and says why not if it did not. Nothing that
 * the reader has on the screen, or above it, moves or changes.
 */
export async function apply(
  finding: Finding,
  changes: Changes,
  quietly: Quietly = (act) => act(),
): Promise<SkipReason | undefined> {
  const refused = refuse(finding);
  if (refused) return refused;
  const nodes = takenNodes(finding);
  const seen = isSeen(nodes);
  // The others show something of their own as soon as they are there.
  if (seen && !/^(article-faq|did-you-know)$/.test(finding.target)) return 'on-screen';
  const isAsBefore = seen ? rememberPlaces(nodes) : undefined;
  let reason: SkipReason | undefined;
  quietly(() =>
    keepingFocus(nodes[0].ownerDocument!, () => {
      reason = change(finding, nodes, seen, changes);
      if (reason) changes.undo();
    }),
  );
  if (reason || !isAsBefore) return reason;
  // An element that is alive draws itself in a moment, which still is before the reader sees anything.
  const made = nodes[0].parentElement?.closest<HTMLElement & { updateComplete?: Promise<unknown> }>(finding.target);
  await made?.updateComplete;
  if (isAsBefore()) return undefined;
  quietly(() => keepingFocus(nodes[0].ownerDocument!, () => changes.undo()));
  return 'on-screen';
}

/** Why a finding can not be applied where it stands, as far as can be said without trying. */
export function refuse(finding: Finding): SkipReason | undefined {
  const { nodes, place, target } = finding;
  const [{ parentNode: parent }] = nodes;
  const isWhole = nodes.every((node, at) => node.parentNode === parent && (!at || node.previousSibling === nodes[at - 1]));
  if (!parent || !nodes[0].isConnected || !isWhole) return 'changed';
  if (isElement(parent) && parent.closest(OURS)) return 'already-there';
  if (nodes.some((node) => isElement(node) && (node.matches(OURS) || node.querySelector(OURS)))) return 'already-there';
  if (isUnhydrated(nodes[0])) return 'not-hydrated';
  if (nodes.some(isFrameworkOwned)) return 'driven-by-page';
  if (place !== 'after' && !isMovable(nodes)) return 'holds-embed';
  if (target === 'related-articles' && saysMore(finding)) return 'entangled';
  const plan = target === 'article-faq' ? planFaq(finding) : undefined;
  return typeof plan === 'string' ? plan : undefined;
}

function change(finding: Finding, nodes: Nodes, seen: boolean, changes: Changes): SkipReason | undefined {
  const { target, kind, label, attributes } = finding;
  switch (target) {
    case 'article-faq':
      return applyFaq(finding, seen, changes);
    case 'did-you-know': {
      const said =
        label &&
        label.node.data
          .slice(label.start, label.end)
          .replace(/[\s:：.–—-]+$/u, '')
          .trim();
      const written = { ...(kind ? { kind } : {}), ...(said ? { label: said } : {}), ...attributes };
      wrapNodes(target, written, asOneFact(nodes, changes), changes);
      return undefined;
    }
    case 'related-articles':
      applyRelated(finding, nodes, changes);
      return undefined;
    default:
      if (finding.place === 'after') insertAfter(target, attributes, nodes.at(-1)!, changes);
      else nameHeading(finding, wrapNodes(target, attributes, nodes, changes), changes);
      return undefined;
  }
}

/** Several paragraphs would be several facts. */
function asOneFact(nodes: Nodes, changes: Changes): Nodes {
  const paragraphs = nodes.filter((node) => isElement(node) && node.localName === 'p');
  const isList = nodes.some((node) => isElement(node) && /^(ul|ol)$/.test(node.localName));
  if (paragraphs.length < 2 && !isList) return nodes;
  const group = nodes[0].ownerDocument!.createElement('div');
  changes.insert(group, nodes[0].parentNode!, nodes[0]);
  for (const node of nodes) changes.move(node, group);
  return [group];
}

function applyRelated(finding: Finding, nodes: Nodes, changes: Changes): void {
  const { target, links = [], attributes } = finding;
  const line = lineOf(finding);
  if (!line) {
    nameHeading(finding, wrapNodes(target, attributes, nodes, changes), changes);
    return;
  }
  const element = wrapNodes(target, { limit: String(links.length), ...attributes }, nodes, changes);
  for (const link of links) changes.move(link, element);
  changes.setAttribute(line, 'slot', 'heading');
}

/** "Also read: …" in one line: its label becomes the heading, its links the list. */
function lineOf({ nodes, label, links = [] }: Finding): Element | undefined {
  const line = label && nodes.find((node) => isElement(node) && node.contains(label.node));
  if (!line || !isElement(line) || !links.length || line.querySelector('li')) return undefined;
  return links.every((link) => line.contains(link) && link !== line) ? line : undefined;
}

/** Whether that line goes on beyond label and links, so that taking the links out would tear a sentence. */
function saysMore(finding: Finding): boolean {
  const line = lineOf(finding);
  if (!line) return false;
  const { node, start, end } = finding.label!;
  const said = [node.data.slice(start, end), ...finding.links!.map(({ textContent }) => textContent)];
  return /\p{L}/u.test(said.reduce((text, part) => text.replace(part, ''), line.textContent));
}

/** A title that is no heading for the element to see is named as one. */
function nameHeading({ heading, target, form, comments = [], links = [] }: Finding, element: Element, changes: Changes): void {
  const title = heading && [...element.children].find((child) => child.contains(heading));
  if (!title || title.slot) return;
  const holdsMore = [form, ...comments, ...links].some((part) => part && title.contains(part));
  const isKnown = target === 'newsletter-signup' || (target === 'related-articles' && title.matches(HEADING));
  if (!holdsMore && !isKnown) changes.setAttribute(title, 'slot', 'heading');
}

/** What the element takes in: inside a box of the page's own, when the title is in there with what it titles. */
function takenNodes({ nodes, heading, target, place }: Finding): Nodes {
  if (!heading || place === 'after' || !/^(related-articles|comment-box)$/.test(target)) return nodes;
  let taken = nodes;
  for (;;) {
    const [only, ...more] = taken.filter((node) => !isBlank(node));
    if (!only || more.length || only === heading || !isElement(only) || only.matches('form, ul, ol, p')) return taken;
    if (!only.contains(heading)) return taken;
    taken = [...only.childNodes] as unknown as [Node, ...Node[]];
  }
}
