import { richTextToPlain } from '../../content/html.js';
import { plainText } from '../../content/plain-text.js';
import type { Comment, CommentsPort, NewComment } from '../../ports/comments.js';
import { AfterwordError } from '../../ports/errors.js';

type Post = NonNullable<CommentsPort['post']>;

/**
 * `post` for a backend that takes no id of ours with a comment. After a try without an answer, the next one looks first
 * whether the comment is there, and takes "said before" for a yes.
 *
 * @param newest the comments that were written last
 */
export function sentOnce(
  post: Post,
  newest: (...where: [page: Parameters<Post>[0], signal: AbortSignal]) => Promise<readonly Comment[]>,
): Post {
  const unanswered = new Set<string>();
  return async (page, comment, signal) => {
    const isRepeated = unanswered.has(comment.id);
    try {
      const found = isRepeated && (await newest(page, signal)).find((item) => isSame(item, comment));
      return found ? { status: 'published', comment: { ...found, own: true } } : await post(page, comment, signal);
    } catch (thrown) {
      const error = AfterwordError.from(thrown);
      if (error.ambiguous) unanswered.add(comment.id);
      if (isRepeated && error.code === 'duplicate') return { status: 'pending', comment: asSent(comment) };
      throw error;
    }
  };
}

/** What a reader wrote, where the backend does not say how it keeps it. */
export function asSent({ id, parentId, name = '', text }: NewComment): Comment {
  const content = plainText(text);
  return { id, parentId, author: { name }, content, createdAt: Date.now(), status: 'pending', own: true };
}

/** Backends make other quotation marks, dashes and spaces of what was typed; who is signed in has another name for us: none. */
export function isSame(item: Comment, { name, text }: NewComment): boolean {
  return (name === undefined || item.author.name === name) && letters(richTextToPlain(item.content)) === letters(text);
}

function letters(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '') || text.trim();
}
