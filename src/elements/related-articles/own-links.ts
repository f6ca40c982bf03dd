import { webUrl } from '../../content/urls.js';
import type { Article } from '../../ports/articles.js';
import { comparableUrl } from '../../relevance/comparable-url.js';

/** A link the publisher wrote into the element. */
export interface OwnLink {
  anchor: HTMLAnchorElement;
  /** The host's child that is or holds it. */
  child: Element;
  /** In a list of its own, as opposed to a child of the host. */
  item: Element | undefined;
  article: Article;
}

/** The publisher's links to articles: the first of each list item, and children that are links or hold one in an `<article>`. */
export function readOwnLinks(host: Element): OwnLink[] {
  const links: OwnLink[] = [];
  const seen = new Set<string>();
  for (const anchor of host.querySelectorAll<HTMLAnchorElement>(':scope > a, :scope > article a, li a')) {
    const article = articleOf(anchor);
    const item = anchor.closest('li') ?? undefined;
    const child = [...host.children].find((candidate) => candidate.contains(anchor));
    if (!article || !child || (item && links.some((link) => link.item === item))) continue;
    const key = comparableUrl(article.url);
    if (seen.has(key) || (!item && child !== anchor && links.some((link) => link.child === child))) continue;
    seen.add(key);
    links.push({ anchor, child, item: item && host.contains(item) ? item : undefined, article });
  }
  return links;
}

/** Links elsewhere on the page, for a publisher who names them as a last resort. */
export function readPageLinks(host: Element, selector: string): Article[] {
  let anchors: Element[];
  try {
    anchors = [...document.querySelectorAll(selector)].slice(0, 200);
  } catch {
    return [];
  }
  return anchors
    .flatMap((found) => (found.matches('a[href]') ? [found] : [...found.querySelectorAll('a[href]')]))
    .flatMap((anchor) => (host.contains(anchor) ? [] : (articleOf(anchor as HTMLAnchorElement) ?? [])))
    .filter(({ title }) => title.split(/\s+/).length > 2 || title.length > 12);
}

function articleOf(anchor: HTMLAnchorElement): Article | undefined {
  const url = webUrl(anchor.href);
  const title = anchor.textContent.replace(/\s+/g, ' ').trim();
  return url && title ? { url, title } : undefined;
}

/**
 * Hands the host's nodes to its slots without touching them: the heading, what stands before the links, the links in the
 * order given, and what follows them.
 */
export function assignSlots(host: HTMLElement, links: readonly OwnLink[]): void {
  const ordered = [...new Set(links.map(({ child }) => child))];
  const groups: Record<'heading' | 'before' | '' | 'after', (Element | Text)[]> = {
    heading: [],
    before: [],
    '': ordered,
    after: [],
  };
  let isAfter = false;
  for (const node of host.childNodes) {
    if (!(node instanceof Element || node instanceof Text)) continue;
    if (node instanceof Element && ordered.includes(node)) isAfter = true;
    else if (node instanceof Element && isHeading(node)) groups.heading.push(node);
    else groups[isAfter ? 'after' : 'before'].push(node);
  }
  for (const slot of host.shadowRoot?.querySelectorAll('slot') ?? []) {
    const nodes = groups[slot.name as keyof typeof groups];
    const assigned = slot.assignedNodes();
    if (nodes.length !== assigned.length || nodes.some((node, index) => node !== assigned[index])) slot.assign(...nodes);
  }
}

function isHeading(child: Element): boolean {
  return child.slot === 'heading' || /^(h[1-6]|hgroup|header)$/.test(child.localName);
}

export function hasHeading(host: Element): boolean {
  return [...host.children].some(isHeading);
}

/** Something of the publisher's beside heading and links: a line before, a link to a section after. */
export function hasOtherContent(host: Element): boolean {
  return [...host.children].some((child) => !isHeading(child) && child.textContent.trim());
}
