import { richTextToPlain } from '../../content/html.js';
import { plainText } from '../../content/plain-text.js';
import type { Comment, CommentsPort, NewComment } from '../../ports/comments.js';
import { AfterwordError, type ErrorCode } from '../../ports/errors.js';

type Post = NonNullable<CommentsPort['post']>;

const DAY = 24 * 60 * 60 * 1000;
/** How long before this page a try can have been made: drafts are kept for a week. */
const EARLIER = 7 * DAY;

/** Failures after which a comment may have been kept all the same: a server may fail, or a proxy before it, after it wrote. */
const UNCLEAR: ReadonlySet<ErrorCode> = new Set(['offline', 'timeout', 'unreadable', 'server']);

/**
 * `post` for a backend that takes no id of ours with a comment: makes one comment of one id, however often it is asked. After a
 * try without a clear answer, of whatever text, also before a reload, the next one looks first whether the comment is there, and
 * takes "said before" for a yes.
 *
 * @param newest the comments that were written last; with `source` what was typed, where the backend tells
 * @param shownAs what a reader who typed a name, or none, is called there; `undefined` where the backend knows a name of theirs
 */
export function sentOnce(
  post: Post,
  newest: (...where: [page: Parameters<Post>[0], signal: AbortSignal]) => Promise<readonly Comment[]>,
  shownAs: (name?: string) => string | undefined | Promise<string | undefined> = (name) => name,
): Post {
  /** Milliseconds since the epoch of the first try there can have been, by the id of the comment. */
  const since = new Map<string, number>();
  /** Tries without a clear answer, by the id of the comment. */
  const unanswered = new Map<string, readonly NewComment[]>();
  /** What is being sent and what was taken, by the id of the comment. */
  const sent = new Map<string, ReturnType<Post>>();

  const send: Post = async (page, comment, signal) => {
    const { id, text, earlier = [] } = comment;
    if (!since.has(id)) since.set(id, Date.now() - (earlier.length && EARLIER));
    const tries = [...(unanswered.get(id) ?? []), ...earlier.map((tried) => ({ ...comment, text: tried }))];
    if (tries.length) {
      const comments = (await newest(page, signal)).filter(({ status }) => status !== 'deleted');
      // What the reader means by now is the first to look for.
      for (const tried of [...tries.filter((one) => one.text === text), ...tries]) {
        const name = await shownAs(tried.name);
        const found = comments.find((item) => isSame(item, { ...tried, name }, since.get(id)!));
        if (!found) continue;
        const status = found.status === 'pending' ? 'pending' : 'published';
        return { status, comment: { ...found, own: true, source: tried.text } };
      }
    }
    try {
      return await post(page, comment, signal);
    } catch (thrown) {
      const error = AfterwordError.from(thrown);
      if (signal.aborted || UNCLEAR.has(error.code)) unanswered.set(id, [...tries, comment]);
      if (error.code === 'duplicate' && tries.some((tried) => letters(tried.text) === letters(text)))
        return { status: 'pending', comment: asSent(comment) };
      throw error;
    }
  };

  return (page, comment, signal) => {
    const before = sent.get(comment.id);
    if (before) return before;
    const sending = send(page, comment, signal);
    sent.set(comment.id, sending);
    // What failed may be tried again.
    sending.catch(() => sent.delete(comment.id));
    return sending;
  };
}

/** What a reader wrote, where the backend does not say how it keeps it. */
export function asSent({ id, parentId, name = '', text }: NewComment): Comment {
  const content = plainText(text);
  return { id, parentId, author: { name }, content, createdAt: Date.now(), status: 'pending', own: true };
}

/**
 * Backends make other quotation marks, dashes and spaces of what was typed; who is signed in has another name for us: none.
 *
 * @param since when it can have been sent first, by the clock of this device: others may be a day away from it
 */
export function isSame(written: Comment, comment: NewComment, since: number): boolean {
  const { author, content, parentId, source, createdAt = Infinity } = written;
  const { name, text } = comment;
  return (
    createdAt > since - DAY &&
    (name === undefined || author.name === name) &&
    // Not whom it answers: backends that nest less deep put it below another.
    (parentId === undefined) === (comment.parentId === undefined) &&
    letters(source ?? richTextToPlain(content)) === letters(text)
  );
}

function letters(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '') || text.trim();
}
