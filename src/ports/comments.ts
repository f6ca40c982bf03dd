import type { PageIdentity } from './page.js';
import type { RichText } from './rich-text.js';

/**
 * The publisher's own login: answers the token of the reader who is signed in, nothing for a guest. Asked before each request to
 * the backend, so that a token may run out and be renewed. Where it throws or rejects, `rest` reads as for a guest and rejects what is
 * written with `login-needed`; other adapters send nothing, and the failure is what it rejected with, `server` unless that is an
 * `AfterwordError`.
 */
export type GetToken = () => string | undefined | Promise<string | undefined>;

export interface CommentAuthor {
  /** As the backend has it; may be empty, then the element says "Anonymous". */
  name: string;
  /** The author's own site, `http:` or `https:` only. */
  url?: string | undefined;
  avatar?: string | undefined;
  badge?: 'author' | 'staff' | undefined;
}

/** `pending` waits for a moderator and is visible to its author only; `deleted` is a tombstone that holds replies. */
export type CommentStatus = 'published' | 'pending' | 'deleted';

export interface Comment {
  /** Unique within the thread. Any string: never used as an object key or as a bare DOM id. */
  id: string;
  /** Absent for a top-level comment. May name a comment that is not loaded, or does not exist. */
  parentId?: string | undefined;
  author: CommentAuthor;
  content: RichText;
  /** What the content is hidden behind until the reader asks for it: the author's or a moderator's words, such as "spoiler". */
  warning?: string | undefined;
  /** What the author typed, when this reader may edit it. */
  source?: string | undefined;
  /** Milliseconds since the epoch; absent when the backend's date cannot be read. */
  createdAt?: number | undefined;
  editedAt?: number | undefined;
  status: CommentStatus;
  /** Up-votes minus down-votes, or likes. */
  score?: number | undefined;
  /** This reader's own vote. */
  vote?: Vote | undefined;
  /** Direct replies the backend has, loaded or not. */
  replyCount?: number | undefined;
  pinned?: boolean | undefined;
  /** Written by this reader. */
  own?: boolean | undefined;
  /** Milliseconds since the epoch until which this reader may edit or delete it; absent when never, `Infinity` without an end. */
  editableUntil?: number | undefined;
  /** Permanent address, when the backend has one of its own. */
  url?: string | undefined;
}

/** Against, none (which takes back an earlier one), or for. */
export type Vote = -1 | 0 | 1;

/**
 * Order of the top-level comments: by score, by time from either end, or by how many direct replies they have. What counts as the
 * best, and what goes first among equals, is the backend's.
 */
export type CommentSort = 'best' | 'newest' | 'oldest' | 'replies';

/** Replies of one comment that a page left out. */
export interface MoreReplies {
  parentId: string;
  /** Opaque; passed back to {@link CommentsPort.replies}. */
  cursor: string;
  /** How many are left, when the backend says so. */
  remaining?: number | undefined;
}

/** What a backend says about the whole conversation. */
export interface ThreadInfo {
  /** Published comments in the thread, replies included. */
  total?: number | undefined;
  /** No new comments are accepted. */
  closed?: boolean | undefined;
  /** New comments wait for a moderator. */
  moderated?: boolean | undefined;
  /** {@link CommentsPort.watch} hears of new comments in this conversation. */
  live?: boolean | undefined;
  /** Where readers can join a conversation that can only be read here. */
  elsewhere?: { url: string; name: string } | undefined;
}

export interface CommentPage {
  /** Flat, in the backend's order; parents may come after their children or not at all. */
  comments: readonly Comment[];
  /** Opaque position of the next page of top-level comments; absent on the last. */
  cursor?: string | undefined;
  moreReplies?: readonly MoreReplies[] | undefined;
  thread?: ThreadInfo | undefined;
  /** Items the adapter dropped because they were not readable. */
  skipped?: number | undefined;
}

export interface ListOptions {
  /** One of {@link CommentsPort.sorts}. */
  sort: CommentSort;
  /** Of the page before, in the same order; absent for the first. */
  cursor?: string | undefined;
}

export interface NewComment {
  /** A UUID made by the client once per composed comment: the idempotency key of every try. */
  id: string;
  parentId?: string | undefined;
  text: string;
  name?: string | undefined;
  email?: string | undefined;
  /**
   * Texts of earlier tries whose outcome nobody knows, also from before a reload: a backend that does not keep our id has to look
   * for them before it takes another.
   */
  earlier?: readonly string[] | undefined;
}

/** What became of a comment that the backend took. */
export interface PostOutcome {
  status: 'published' | 'pending';
  comment: Comment;
}

/**
 * Why a reader reports a comment: advertising, an attack on somebody, beside the subject, against the law, or none of these. A backend
 * may know none of them and take the report alone.
 */
export type ReportReason = 'spam' | 'abuse' | 'off-topic' | 'illegal' | 'other';

/** Which of its fields the form must ask for. */
export type FieldNeed = 'none' | 'optional' | 'required';

export interface ComposerNeeds {
  name: FieldNeed;
  email: FieldNeed;
  /** Longest accepted text in Unicode code points. */
  maxLength: number;
  /** What the backend makes of the text: our markdown subset, or nothing. */
  formatting: 'markdown' | 'plain';
}

/**
 * What a comments backend must do. Required members are what every backend can do; each optional method is a
 * capability, and the element shows only what is there. Every method rejects with an `AfterwordError` and honours
 * its signal.
 */
export interface CommentsPort {
  /**
   * Names the backend and its address; part of the key under which drafts are kept. Stable across page loads. An element that is given
   * another port of the same key keeps what it shows.
   */
  readonly key: string;
  /** Sorts the backend can do, its default first. */
  readonly sorts: readonly CommentSort[];
  /**
   * One page of top-level comments, with as many of their replies as the backend sends along. A conversation that nobody has begun is an
   * empty page, not a failure. Where the backend can, a cursor names a place in the list and not a number of comments, so that nothing is
   * repeated or left out while others write.
   */
  list(page: PageIdentity, options: ListOptions, signal: AbortSignal): Promise<CommentPage>;
  /** Further replies to one comment; `moreReplies` of the answer says whether there are others. */
  replies?(page: PageIdentity, more: MoreReplies, signal: AbortSignal): Promise<CommentPage>;
  /** One comment with all its ancestors, for a link to it. Rejects with `not-found`. */
  get?(page: PageIdentity, id: string, signal: AbortSignal): Promise<CommentPage>;
  /** Published comments per page, in the order asked; `undefined` where unknown. One request for all. */
  counts?(pages: readonly PageIdentity[], signal: AbortSignal): Promise<readonly (number | undefined)[]>;
  /**
   * Tells how many published comments the page has, at once and whenever that changes, until it is aborted. Rejects when the backend
   * tells nothing (any more): then it has to be asked, with `counts`.
   */
  watch?(page: PageIdentity, onTotal: (total: number) => void, signal: AbortSignal): Promise<never>;
  /** What the composer must ask for. Present exactly when `post` is. */
  readonly composer?: ComposerNeeds;
  /** Repeating a post with the same `id` never makes a second comment. */
  post?(page: PageIdentity, comment: NewComment, signal: AbortSignal): Promise<PostOutcome>;
  /**
   * Puts another text in the place of the reader's own; the comment keeps its id. `pending` where a moderator looks at it first. Rejects
   * with `invalid`, whose `field` is `text`; with `edit-expired` when it is too late; and for a comment of somebody else with `forbidden`,
   * `login-needed` or `not-found`. A repeat leaves the same text.
   */
  edit?(page: PageIdentity, id: string, text: string, signal: AbortSignal): Promise<PostOutcome>;
  /**
   * Deletes the reader's own comment. One with replies stays as a tombstone, `deleted`, or is refused with `forbidden`; otherwise rejects
   * as `edit` does. A repeat may reject with `not-found`.
   */
  remove?(page: PageIdentity, id: string, signal: AbortSignal): Promise<void>;
  /** Lowest vote the backend knows: 0 for likes only, -1 where down-votes exist. Present exactly when `vote` is. */
  readonly lowestVote?: -1 | 0;
  /**
   * Makes `vote` this reader's vote, whatever it was before; answers the score with it, and the vote that counts now. A repeat counts once,
   * or is refused with `forbidden`, as is whatever else the backend does not allow: a vote for one's own comment, to take one back.
   */
  vote?(page: PageIdentity, id: string, vote: Vote, signal: AbortSignal): Promise<{ score: number; vote: Vote }>;
  /** Tells the moderators of a comment; `note` is what the reader adds in their own words. A repeat is taken like the first. */
  report?(
    page: PageIdentity,
    id: string,
    report: { reason: ReportReason; note?: string | undefined },
    signal: AbortSignal,
  ): Promise<void>;
}
