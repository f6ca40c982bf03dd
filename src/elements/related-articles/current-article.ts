import { articleFromMetadata } from '../../content/article-meta.js';
import { pageIdentity } from '../../controllers/page.js';
import type { Article } from '../../ports/articles.js';

/** Characters of the story that are read; what comes later rarely changes what it is about. */
const ENOUGH_TEXT = 20_000;
const LONGEST_JSON = 200_000;
/** What stands inside a story without being part of it. */
const ASIDE = 'nav, footer, aside, form, article-faq, related-articles, comment-box, newsletter-signup, [hidden]';

/** The article the element stands in or after, from the page's metadata and its visible text. */
export function readCurrentArticle(element: Element): Article {
  const story = findStory(element);
  return articleFromMetadata({
    url: pageIdentity().url,
    title: document.title,
    heading: (story.querySelector('h1') ?? document.querySelector('h1'))?.textContent.replace(/\s+/g, ' ').trim() || undefined,
    jsonLd: [...document.querySelectorAll('script[type="application/ld+json"]')].map(parse),
    meta: [...document.querySelectorAll<HTMLMetaElement>('meta[property][content], meta[name][content]')].map(
      (meta) => [meta.getAttribute('property') ?? meta.name, meta.content] as const,
    ),
    text: readText(story),
    lang: document.documentElement.lang || undefined,
  });
}

function findStory(element: Element): Element {
  return (
    element.closest('article') ??
    document.querySelector('article:has(h1)') ??
    element.closest('main') ??
    document.querySelector('article, main, [role="main"]') ??
    document.body
  );
}

function readText(story: Element): string {
  let text = '';
  for (const part of story.querySelectorAll('p, h2, h3, li, blockquote, figcaption')) {
    if (part.closest(ASIDE) || part.parentElement?.closest('p, li, blockquote')) continue;
    text += `${part.textContent}\n`;
    if (text.length > ENOUGH_TEXT) break;
  }
  return text.slice(0, ENOUGH_TEXT);
}

function parse(script: Element): unknown {
  const text = script.textContent;
  if (text.length > LONGEST_JSON) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // The page's own mistake, and none of the reader's business.
    return undefined;
  }
}
