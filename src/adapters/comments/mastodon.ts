import { parseHtml } from '../../content/html.js';
import { webUrl } from '../../content/urls.js';
import type { Comment, CommentsPort } from '../../ports/comments.js';
import { AfterwordError } from '../../ports/errors.js';
import { failureFromStatus, isObject, jsonObject, request, type HttpAnswer } from '../http.js';
import { beginning, count, epoch, idOf, integer, nameOf, textOf } from '../json-values.js';
import { sortThreads } from './sort-threads.js';
import { orDescriptions } from './wordless.js';

/** UTF-16 units of a warning; Mastodon's own limit for a whole post. */
const MAX_WARNING = 500;
/** Replies that strangers get at most; nothing says whether there are more. */
const MAX_REPLIES = 60;

export interface MastodonOptions {
  /** Address of the post whose replies are the comments: `https://instance.example/@name/123…`. */
  src: string;
  fetch?: typeof fetch;
}

/**
 * The public replies to a Mastodon post, to read here and answer there. A server gives strangers at most 60 replies, 20
 * levels deep (Mastodon API, statuses/context). Documented, never run.
 */
export function mastodon(options: MastodonOptions): CommentsPort {
  const post = new URL(options.src);
  const id = post.pathname.split('/').filter(Boolean).at(-1) ?? '';
  if (!/^\d+$/.test(id)) throw new AfterwordError('misconfigured', `"${options.src}" is not the address of a Mastodon post`);

  return {
    key: `mastodon ${post.origin}/${id}`,
    sorts: ['oldest', 'newest', 'best', 'replies'],

    async list(_page, { sort }, signal) {
      const answer: HttpAnswer = await request(`${post.origin}/api/v1/statuses/${id}/context`, {
        signal,
        ...(options.fetch ? { fetch: options.fetch } : {}),
      });
      if (!answer.ok) throw failureFromStatus(answer);
      const { descendants } = jsonObject(answer);
      if (!Array.isArray(descendants))
        throw new AfterwordError('unreadable', 'Mastodon answered without replies', { status: answer.status });
      const read = (descendants as unknown[]).map((item) => (isObject(item) ? toComment(item, id) : undefined));
      const comments = read.filter((comment) => comment !== undefined);
      return {
        comments: sortThreads(comments, sort),
        skipped: read.length - comments.length,
        thread: {
          total: read.length < MAX_REPLIES ? comments.length : undefined,
          elsewhere: { url: post.href, name: 'Mastodon' },
        },
      };
    },
  };
}

/** `src` is the address of the post. */
export function fromSrc(src: URL): CommentsPort {
  return mastodon({ src: src.href });
}

/** A reply, or `undefined` when it is not for everybody's eyes or has no id to be known by. */
export function toComment(item: Record<string, unknown>, root: string): Comment | undefined {
  const { in_reply_to_id: parent, visibility, account, content, spoiler_text: spoiler, sensitive, media_attachments } = item;
  const id = idOf(item['id']);
  if (!id || (visibility !== 'public' && visibility !== 'unlisted')) return undefined;
  const author = isObject(account) ? account : {};
  const url = webUrl(item['url']);
  const media = Array.isArray(media_attachments) ? (media_attachments as unknown[]).filter(isObject) : [];
  return {
    id,
    parentId: parent === root ? undefined : idOf(parent),
    author: {
      name: nameOf(author['display_name']) || nameOf(author['acct']),
      url: webUrl(author['url']),
      avatar: webUrl(author['avatar_static']),
    },
    content: orDescriptions(
      parseHtml(textOf(content)),
      media.map(({ description }) => description),
      url,
    ),
    warning: beginning(textOf(spoiler), MAX_WARNING) || (sensitive === true ? 'sensitive' : undefined),
    createdAt: epoch(item['created_at']),
    editedAt: epoch(item['edited_at']),
    status: 'published',
    score: integer(item['favourites_count']),
    replyCount: count(item['replies_count']),
    url,
  };
}
