import { putDescription } from '../../controllers/description.js';
import type { Conversation } from './conversation.js';
import { blockText } from './server-comments.js';

/** What a page says of who wrote it and when, in the ways that pages have; search engines want both. */
const AUTHORS = 'meta[name="author"], [rel="author"], [itemprop="author"], meta[property="og:site_name"]';
const DATES = 'meta[property="article:published_time"], [itemprop="datePublished"], article time[datetime]';

/** A search engine wants to know what is talked about, not to copy the archive. */
const MAX_COMMENTS = 100;

/**
 * Describes the conversation to search engines as a schema.org `DiscussionForumPosting` in the page's head, in place of the
 * description `before`, unless the page already has one. Answers the description, if any.
 */
export function describe(
  { page, comments, total, href }: Conversation,
  before?: HTMLScriptElement,
): HTMLScriptElement | undefined {
  const published = comments.filter(({ status }) => status === 'published');
  const author = said(AUTHORS);
  const posting = {
    url: page.url,
    author: author && { '@type': 'Person', name: author },
    datePublished: isoTime(Date.parse(said(DATES) ?? '')),
    headline: page.title,
    mainEntityOfPage: page.url,
    commentCount: total,
    comment: published.slice(0, MAX_COMMENTS).map(({ id, parentId, author, content, createdAt, editedAt, score, url }) => ({
      '@type': 'Comment',
      '@id': href(id),
      url: url ?? href(id),
      parentItem: parentId === undefined ? undefined : { '@id': href(parentId) },
      author: { '@type': 'Person', name: author.name || undefined, url: author.url },
      datePublished: isoTime(createdAt),
      dateModified: isoTime(editedAt),
      text: content.map(blockText).join('\n\n'),
      upvoteCount: score && score > 0 ? score : undefined,
    })),
  };
  return putDescription('DiscussionForumPosting', published.length ? posting : undefined, before);
}

/** What the first element that says something says. */
function said(selector: string): string | undefined {
  for (const element of document.documentElement.querySelectorAll<HTMLElement>(selector)) {
    const words = element.getAttribute('content') ?? element.getAttribute('datetime') ?? element.textContent;
    if (words.trim()) return words.trim();
  }
  return undefined;
}

/** Years a search engine can read; others are corrupt data. */
function isoTime(at = NaN): string | undefined {
  return Math.abs(at) < 253_402_300_800_000 ? new Date(at).toISOString() : undefined;
}
