import type { Article } from '../ports/articles.js';
import { webUrl } from './urls.js';

/** What a page says of itself, as it was found. */
export interface PageMetadata {
  /** Address of the page; relative ones below resolve against it. */
  url: string;
  title: string;
  /** Parsed JSON-LD blocks of the page. */
  jsonLd?: readonly unknown[] | undefined;
  /** `<meta>` elements as [`property` or `name`, `content`]. */
  meta?: readonly (readonly [name: string, content: string])[] | undefined;
  heading?: string | undefined;
  text?: string | undefined;
  lang?: string | undefined;
}

type Node = Readonly<Record<string, unknown>>;

/** schema.org types that are the story itself, as opposed to the site or the crumbs around it. */
const ARTICLE_TYPE = /(Article|BlogPosting|Report|Review|Recipe|LiveBlogPosting)$/;

/**
 * The current article as its page describes it: JSON-LD, then Open Graph, then what is visible. Never throws; a page that
 * says nothing is still an article with its title.
 */
export function articleFromMetadata(page: PageMetadata): Article {
  const node = (page.jsonLd ?? []).flatMap((block) => nodes(block, 0)).find(isArticle) ?? {};
  const all = (...names: string[]): string[] =>
    (page.meta ?? []).filter(([name]) => names.includes(name.toLowerCase())).map(([, content]) => content.trim());
  const first = (...names: string[]): string | undefined => all(...names).find(Boolean);
  const tags = [
    ...texts(node['keywords']).flatMap(parts),
    ...texts(node['about']),
    ...all('article:tag', 'og:article:tag', 'parsely-tags', 'sailthru.tags').flatMap(parts),
    ...all('news_keywords', 'keywords').flatMap(parts),
  ];
  return {
    url: webUrl(page.url) ?? page.url,
    title: texts(node['headline'])[0] ?? page.heading ?? first('og:title', 'twitter:title') ?? page.title,
    summary: texts(node['description'])[0] ?? first('og:description', 'description'),
    text: page.text,
    tags: unique(tags).slice(0, 30),
    section: texts(node['articleSection'])[0] ?? first('article:section', 'og:article:section', 'section'),
    publishedAt: time(
      texts(node['datePublished'])[0] ?? first('article:published_time', 'og:article:published_time', 'date', 'dc.date'),
    ),
    lang: texts(node['inLanguage'])[0] ?? page.lang,
  };
}

/** JSON-LD comes as one node, a list, or a graph; an article may be what a page node is about. */
function nodes(value: unknown, depth: number): Node[] {
  if (depth > 4 || typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.slice(0, 50).flatMap((entry) => nodes(entry, depth + 1));
  const node = value as Node;
  return [node, ...nodes(node['@graph'], depth + 1), ...nodes(node['mainEntity'], depth + 1)];
}

function isArticle(node: Node): boolean {
  return texts(node['@type']).some((type) => ARTICLE_TYPE.test(type));
}

/** A text, a list of them, or things with a name. */
function texts(value: unknown): string[] {
  const entries: unknown[] = Array.isArray(value) ? value.slice(0, 30) : [value];
  return entries.flatMap((entry) => {
    const text = typeof entry === 'object' && entry !== null ? (entry as Node)['name'] : entry;
    return typeof text === 'string' && text.trim() ? [text.trim()] : [];
  });
}

function parts(value: string): string[] {
  return value.split(/[,;،、]/).map((part) => part.trim());
}

function unique(values: readonly string[]): string[] {
  const seen = new Map<string, string>();
  for (const value of values) {
    const key = value.toLowerCase();
    if (value && value.length < 80 && !seen.has(key)) seen.set(key, value);
  }
  return [...seen.values()];
}

function time(value: string | undefined): number | undefined {
  const at = value ? Date.parse(value) : NaN;
  return Number.isNaN(at) ? undefined : at;
}
