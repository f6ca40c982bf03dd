import { isoTime } from '../../content/time.js';
import { readCurrentArticle } from '../../controllers/current-article.js';
import { putDescription } from '../../controllers/description.js';
import type { Conversation } from './conversation.js';
import { blockText } from './server-comments.js';

/** A search engine wants to know what is talked about, not to copy the archive. */
const MAX_COMMENTS = 100;

/**
 * Describes the conversation to search engines as a schema.org `DiscussionForumPosting` in the page's head, in place of the
 * description `before`, unless the page already has one. Answers the description, if any.
 */
export function describe(
  { host, page, comments, total, href }: Conversation,
  before?: HTMLScriptElement,
): HTMLScriptElement | undefined {
  const published = comments.filter(({ status }) => status === 'published');
  // Search engines want to know who began it, and when: whoever wrote the article.
  const article = readCurrentArticle(host);
  const posting = {
    url: page.url,
    author: article.author && { '@type': 'Person', name: article.author },
    datePublished: isoTime(article.publishedAt),
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
