import type { Article } from '../ports/articles.js';

/** What a page says of itself, as it was found. */
export interface PageMetadata {
  url: string;
  /** What a reader sees as the title. */
  title: string;
  text: string;
  /** Parsed JSON-LD blocks of the page. */
  jsonLd: readonly unknown[];
  /** `<meta>` elements as [`property` or `name`, `content`]. */
  meta: readonly (readonly [name: string, content: string])[];
}

type Node = Readonly<Record<string, unknown>>;

/** schema.org types that are the story itself, as opposed to the site or the crumbs around it. */
const ARTICLE_TYPE = /(Article|Posting|Report|Review|Recipe)$/;

/**
 * The current article as its page describes it: JSON-LD, then Open Graph, then what is visible. Never throws; a page that
 * says nothing is still an article with its title.
 */
export function articleFromMetadata({ url, title, text, jsonLd, meta }: PageMetadata): Article {
  const node = nodes(jsonLd).find((candidate) => texts(candidate['@type']).some((type) => ARTICLE_TYPE.test(type)));
  const all = (key: string, ...names: string[]): string[] => [
    ...texts(node?.[key]),
    ...meta.filter(([name]) => names.includes(name)).flatMap(([, content]) => texts(content)),
  ];
  // Some name a profile elsewhere.
  const authors = new Set(all('author', 'author', 'article:author').filter((name) => !/^https?:/.test(name)));
  return {
    url,
    title: all('headline', 'og:title')[0] ?? title,
    summary: all('description', 'og:description', 'description')[0],
    text,
    tags: [...all('keywords', 'article:tag', 'news_keywords', 'keywords'), ...all('about')]
      .flatMap((value) => value.split(/[,;،、]/))
      .slice(0, 30),
    author: [...authors].slice(0, 3).join(', ') || undefined,
    section: all('articleSection', 'article:section')[0],
    publishedAt: Date.parse(all('datePublished', 'article:published_time')[0] ?? '') || undefined,
  };
}

/** JSON-LD comes as one node, a list, or a graph; an article may be what a page node is about. */
function nodes(value: unknown, depth = 5): Node[] {
  if (!depth || typeof value !== 'object' || !value) return [];
  if (Array.isArray(value)) return value.flatMap((entry) => nodes(entry, depth - 1));
  const node = value as Node;
  return [node, ...nodes(node['@graph'], depth - 1), ...nodes(node['mainEntity'], depth - 1)];
}

/** A text, a list of them, or things with a name. */
function texts(value: unknown): string[] {
  const entries = [value].flat().slice(0, 30);
  return entries.flatMap((entry) => {
    const text = entry && typeof entry === 'object' ? (entry as Node)['name'] : entry;
    return typeof text === 'string' && text.trim() ? [text.trim()] : [];
  });
}
