import { articleFromMetadata } from '../content/article-meta.js';
import type { Article } from '../ports/articles.js';
import { pageIdentity } from './page.js';

/** What stands inside a story without being part of it. */
const ASIDE = 'nav, footer, aside, form, article-faq, related-articles, comment-box, newsletter-signup, [hidden]';

/** The article the element stands in or after, from the page's metadata and its visible text. */
export function readCurrentArticle(element: Element): Article {
  const story = element.closest('article') ?? document.documentElement.querySelector('article:has(h1)') ?? document.body;
  const text = (selector: string) =>
    [...story.querySelectorAll(selector)].map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim()).join('\n');
  return articleFromMetadata({
    url: pageIdentity().url,
    title: text('h1') || document.title,
    text: text(`:is(p, h2, h3, li, blockquote, figcaption):not(:is(${ASIDE}, p, li, blockquote) *)`),
    jsonLd: [...document.documentElement.querySelectorAll('script[type="application/ld+json"]')].map(parse),
    meta: [...document.documentElement.querySelectorAll<HTMLMetaElement>('meta[content]')].map((meta) => [
      meta.getAttribute('property') ?? meta.name,
      meta.content,
    ]),
  });
}

function parse({ textContent }: Element): unknown {
  try {
    return JSON.parse(textContent);
  } catch {
    // The page's own mistake, and none of the reader's business.
    return undefined;
  }
}
