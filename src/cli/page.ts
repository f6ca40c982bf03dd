import { parseHTML } from 'linkedom';
import { html as spec, parse, type DefaultTreeAdapterTypes } from 'parse5';
import { articleFromMetadata } from '../content/article-meta.js';
import { webUrl } from '../content/urls.js';
import type { Article } from '../ports/articles.js';
import { UnreadableError } from './web.js';

type Tree = DefaultTreeAdapterTypes.Node;

/** Browsers close what nests deeper (512 in Chromium); trees beyond this come from attacks and broken templates. */
const DEEPEST = 2000;
/** Elements of one page; a page of 5 MB of real text has a fifth of that. */
const MOST_NODES = 1_000_000;

/**
 * The document of some HTML, with exactly the tree a browser would make of it: parsed by the standard's algorithm, and kept by
 * a DOM library. Throws an `UnreadableError` when it nests too deeply.
 */
export function parsePage(html: string): Document {
  const { document } = parseHTML('<!doctype html><html></html>') as unknown as { document: Document };
  document.documentElement.remove();
  const tree = parse(html);
  const stack: { from: Tree; to: Node; depth: number }[] = [{ from: tree, to: document, depth: 0 }];
  let count = 0;
  for (let item; (item = stack.pop());) {
    const children =
      'content' in item.from ? item.from.content.childNodes : 'childNodes' in item.from ? item.from.childNodes : [];
    if (item.depth > DEEPEST) throw new UnreadableError(`nests more than ${DEEPEST} elements`);
    if ((count += children.length) > MOST_NODES) throw new UnreadableError(`has more than ${MOST_NODES} nodes`);
    for (const child of children) {
      const node = toNode(child, document);
      if (!node) continue;
      item.to.appendChild(node);
      if ('childNodes' in child) stack.push({ from: child, to: node, depth: item.depth + 1 });
    }
  }
  return document;
}

function toNode(from: Tree, document: Document): Node | undefined {
  if (from.nodeName === '#text') return document.createTextNode((from as DefaultTreeAdapterTypes.TextNode).value);
  if (from.nodeName === '#comment') return document.createComment((from as DefaultTreeAdapterTypes.CommentNode).data);
  if (!('tagName' in from)) return undefined;
  const isHtml = from.namespaceURI === spec.NS.HTML;
  const element = isHtml ? document.createElement(from.tagName) : document.createElementNS(from.namespaceURI, from.tagName);
  for (const { name, value } of from.attrs) element.setAttribute(name, value);
  return element;
}

/** What stands inside a story without being part of it. */
const ASIDE = new Set(
  'NAV FOOTER ASIDE FORM SCRIPT STYLE NOSCRIPT TEMPLATE SVG BUTTON SELECT TEXTAREA IFRAME ARTICLE-FAQ RELATED-ARTICLES COMMENT-BOX NEWSLETTER-SIGNUP'.split(
    ' ',
  ),
);
const LONGEST_TEXT = 20_000;
const COMMENTS = /^(comments?|respond|disqus_thread)$/;

export interface PageReading {
  article?: Article;
  /** Why there is none, for the person who runs it. */
  none?: string;
}

/**
 * The article of a page, by the metadata and the text the browser's element would read too; no article where the page does not
 * say or look that it is one, unless `anyPage`. `address` is where it was found; its own canonical address goes before.
 */
export function readArticle(document: Document, address: string | undefined, anyPage = false): PageReading {
  const meta = Array.from(document.querySelectorAll('meta[content]'), (element): readonly [string, string] => [
    element.getAttribute('property') ?? element.getAttribute('name') ?? '',
    element.getAttribute('content') ?? '',
  ]);
  const said = (...names: string[]): string | undefined =>
    meta.find(([name, value]) => names.includes(name) && value.trim())?.[1];
  const base = address && (webUrl(document.querySelector('base')?.getAttribute('href') ?? '', address) ?? address);
  const canonical = webUrl(document.querySelector('link[rel="canonical"]')?.getAttribute('href'), base);
  const url = canonical ?? webUrl(said('og:url'), base) ?? address;
  if (!url) return { none: 'has no address of its own (no canonical link): say --site https://…' };
  if (/\b(noindex|none)\b/i.test(said('robots') ?? '')) return { none: 'asks search engines not to list it' };
  const jsonLd = Array.from(document.querySelectorAll('script[type="application/ld+json"]'), ({ textContent }) =>
    parseJson(textContent),
  );
  const node = articleNode(jsonLd);
  const stories = document.querySelectorAll('article');
  const story =
    Array.from(stories).find((candidate) => candidate.querySelector('h1')) ??
    (stories.length === 1 ? stories[0] : undefined) ??
    document.querySelector('main') ??
    document.body;
  const heading = (story ?? document).querySelector('h1') ?? document.querySelector('h1');
  const title = oneLine(heading?.textContent) || oneLine(document.querySelector('title')?.textContent);
  const looksLikeOne =
    node !== undefined ||
    /article/i.test(said('og:type') ?? '') ||
    said('article:published_time') !== undefined ||
    (heading && Array.from(stories).some((candidate) => candidate.contains(heading)));
  if (!looksLikeOne && !anyPage) return { none: 'is no article (--all-pages takes every page)' };
  const article = articleFromMetadata({ url, title, text: story ? textOf(story) : '', jsonLd, meta });
  if (!article.title.trim()) return { none: 'has no title' };
  const time = document.querySelector('article time[datetime]')?.getAttribute('datetime');
  return {
    article: {
      ...article,
      summary: article.summary ?? (article.text?.slice(0, 300) || undefined),
      publishedAt: article.publishedAt ?? (Date.parse(time ?? '') || undefined),
      image: webUrl(said('og:image', 'og:image:url', 'twitter:image') ?? imageOf(node?.['image']), url),
      lang: document.documentElement?.getAttribute('lang') || undefined,
    },
  };
}

/** The visible text of a story, in one pass however large it is. */
function textOf(story: Element): string {
  let text = '';
  const stack: Node[] = [story];
  for (let node; (node = stack.pop()) && text.length < LONGEST_TEXT;) {
    if (node.nodeType === 3) text += node.nodeValue ?? '';
    if (node.nodeType !== 1) continue;
    const element = node as Element;
    if (ASIDE.has(element.tagName.toUpperCase()) || element.hasAttribute('hidden') || COMMENTS.test(element.id)) continue;
    text += ' ';
    for (let child = element.lastChild; child; child = child.previousSibling) stack.push(child);
  }
  return oneLine(text).slice(0, LONGEST_TEXT);
}

function oneLine(text: string | null | undefined): string {
  return (text ?? '').replace(/\s+/g, ' ').trim();
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

type JsonNode = Readonly<Record<string, unknown>>;

function articleNode(value: unknown, depth = 5): JsonNode | undefined {
  if (!depth || typeof value !== 'object' || !value) return undefined;
  if (Array.isArray(value)) {
    for (const entry of value as unknown[]) {
      const found = articleNode(entry, depth - 1);
      if (found) return found;
    }
    return undefined;
  }
  const node = value as JsonNode;
  if ([node['@type']].flat().some((type) => /(Article|Posting|Report|Review|Recipe)$/.test(String(type)))) return node;
  return articleNode(node['@graph'], depth - 1) ?? articleNode(node['mainEntity'], depth - 1);
}

function imageOf(value: unknown): unknown {
  const [first] = [value].flat() as unknown[];
  return first && typeof first === 'object' ? (first as JsonNode)['url'] : first;
}
