import type { Comment, CommentSort } from '../../ports/comments.js';

/** Whole conversations in the order asked, for backends that answer everything at once. Replies stay oldest first. */
export function sortThreads(comments: readonly Comment[], sort: CommentSort): readonly Comment[] {
  const at = (comment: Comment): number => comment.createdAt ?? 0;
  const oldestFirst = [...comments].sort((a, b) => at(a) - at(b));
  const roots = oldestFirst.filter((comment) => comment.parentId === undefined);
  const replies = oldestFirst.filter((comment) => comment.parentId !== undefined);
  if (sort === 'newest') roots.reverse();
  if (sort === 'best') roots.sort((a, b) => (b.score ?? 0) - (a.score ?? 0));
  if (sort === 'replies') roots.sort((a, b) => (b.replyCount ?? 0) - (a.replyCount ?? 0));
  return [...roots, ...replies];
}
