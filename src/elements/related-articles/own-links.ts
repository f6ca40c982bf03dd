import { webUrl } from '../../content/urls.js';
import type { Article } from '../../ports/articles.js';
import { comparableUrl } from '../../relevance/comparable-url.js';
import type { RankedArticle } from '../../relevance/rank.js';
import { ownListRules } from './related-articles.styles.js';

/** A link the publisher wrote into the element. */
export interface OwnLink {
  anchor: HTMLAnchorElement;
  article: Article;
  /** The same for every spelling of the address. */
  key: string;
  /** What the look for articles found out about it. */
  known?: RankedArticle | undefined;
}

/** The publisher's own list in the page's tree. */
const LIST = 'related-articles:defined > :is(ul, ol)';

/** The publisher's links to articles: children that are links, and the first in each list item and each `<article>`. */
export function readOwnLinks(host: Element): OwnLink[] {
  const links = [...host.querySelectorAll(':scope > a, :scope > article, li')].flatMap((place) =>
    toLink(place.matches('a') ? place : place.querySelector('a')),
  );
  return links.filter(({ key }, index) => links.findIndex((link) => link.key === key) === index);
}

/** Links elsewhere on the page, for a publisher who names them, or what holds them, as a last resort. */
export function readPageLinks(host: Element, selector: string): Article[] {
  return [...document.querySelectorAll(`a:is(${selector}), :is(${selector}) a`)].flatMap((anchor) =>
    host.contains(anchor) ? [] : toLink(anchor).map(({ article }) => article),
  );
}

function toLink(anchor: Element | null): OwnLink[] {
  if (!(anchor instanceof HTMLAnchorElement)) return [];
  const url = webUrl(anchor.href);
  const title = anchor.textContent.replace(/\s+/g, ' ').trim();
  return url && title ? [{ anchor, article: { url, title }, key: comparableUrl(url) }] : [];
}

/** Tells the links what was found out about them, and answers the articles that none of them leads to, best first. */
export function matchLinks(links: readonly OwnLink[], ranked: readonly RankedArticle[]): RankedArticle[] {
  const others = new Map(ranked.map((row) => [comparableUrl(row.article.url), row]));
  for (const link of links) {
    link.known = others.get(link.key);
    others.delete(link.key);
  }
  return [...others.values()];
}

/** The host's nodes by the slot they go to: the heading, the links in the order given after what stands before them, and the rest. */
export function toSlots(host: Element, links: readonly OwnLink[]): [heading: Node[], own: Node[], after: Node[]] {
  const holders = new Set<Node>(links.map(({ anchor }) => [...host.children].find((child) => child.contains(anchor))!));
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

/**
 * Style rules that say something about the links of the publisher's own list, put the nearest first, and hide the one that
 * leads to this very page: the list stays in the page's tree with its nodes and attributes untouched. All in `:where()`, so
 * that any rule of the page is stronger.
 */
export function toRules(
  links: readonly OwnLink[],
  current: string | undefined,
  note: (known: RankedArticle) => string,
): string {
  return links.reduce((rules, { anchor, key, known }, order) => {
    const item = `:where(${LIST} > li:has(> a[href=${quoted(anchor.getAttribute('href')!)}]))`;
    if (key === current) return `${rules}${item}{display:none}`;
    return `${rules}${item}{order:${order}}${known ? `${item}::after{content:${quoted(note(known))}}` : ''}`;
  }, ownListRules.cssText);
}

function quoted(text: string): string {
  return `"${CSS.escape(text)}"`;
}
