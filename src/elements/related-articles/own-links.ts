import { webUrl } from '../../content/urls.js';
import type { Article } from '../../ports/articles.js';
import { comparableUrl } from '../../relevance/comparable-url.js';
import type { RankedArticle } from '../../relevance/rank.js';
import type { ArticleWords } from './features.js';
import { noteOf } from './article-row.js';
import { ownListRules } from './shelf.styles.js';

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

/** Whether the publisher hid the link, so that its article is not offered. */
export function isHidden({ anchor }: OwnLink, host: Element): boolean {
  const hidden = anchor.closest('[hidden]');
  return hidden !== null && hidden !== host && host.contains(hidden);
}

/** A link as an article; none where it leads to no page or says nothing. */
export function toLink(anchor: Element | null): OwnLink[] {
  if (!(anchor instanceof HTMLAnchorElement)) return [];
  const url = webUrl(anchor.href);
  const title = anchor.textContent.replace(/\s+/g, ' ').trim();
  if (!url || !title) return [];
  const sponsored = anchor.relList.contains('sponsored') || undefined;
  return [{ anchor, article: { url, title, sponsored }, key: comparableUrl(url) }];
}

/** Whether another order would be that of the Tab key and of screen readers too: in a list only where the browser has `reading-flow`. */
export function mayOrder(host: Element): boolean {
  return CSS.supports('reading-flow:flex-visual') || !host.querySelector(':scope > :is(ul, ol)');
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

/**
 * Style rules that say something about the links of the publisher's own list, put the nearest first, and hide the one that
 * leads to this very page: the list stays in the page's tree with its nodes and attributes untouched. All in `:where()`, so
 * that any rule of the page is stronger.
 */
export function toRules(links: readonly OwnLink[], current: string | undefined, words: ArticleWords): string {
  return links.reduce((rules, { anchor, article, key, known }, order) => {
    const link = `a[href=${quoted(anchor.getAttribute('href')!)}]`;
    const item = `:where(${LIST} > li:has(> ${link}))`;
    if (key === current) return `${rules}${item}{display:none}`;
    const label = words.t('sponsored');
    // Inside the link, so that it is part of its name, too; publishers who say it themselves need no second one.
    const isSilent = article.sponsored && !anchor.closest('li, related-articles > *')!.textContent.includes(label);
    return `${rules}${item}{order:${order}}${known ? `${item}::after{content:${quoted(noteOf(known, words))}}` : ''}${
      isSilent ? `:where(related-articles:defined ${link})::before{content:${quoted(`${label} `)}}` : ''
    }`;
  }, ownListRules.cssText);
}

function quoted(text: string): string {
  return `"${CSS.escape(text)}"`;
}
