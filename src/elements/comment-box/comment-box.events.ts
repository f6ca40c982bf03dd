import type { AfterwordError } from '../../ports/errors.js';
import type { Comment, CommentStatus, NewComment } from '../../ports/comments.js';
import { CommentBoxEvent } from './comment-box-event.js';

/** What the reader's text is: a new comment, an answer to one, or a change of an own one. */
export type SubmissionKind = 'comment' | 'reply' | 'edit';

/**
 * What failed: a list of comments, more of it or more replies, one comment by its id, a text to send (or the form for it), a vote, a
 * deletion, a report.
 */
export type CommentBoxAction = 'list' | 'more' | 'get' | 'submit' | 'vote' | 'delete' | 'report';

type PostedStatus = Exclude<CommentStatus, 'deleted'>;

/** Before a text is sent. Cancel it to keep the text in the form and send nothing. */
export class CommentBoxSubmitEvent extends CommentBoxEvent {
  constructor(
    /** Whether it is new, an answer, or a change. */
    readonly kind: SubmissionKind,
    /** What is about to be sent. */
    readonly comment: NewComment,
  ) {
    super('submit', true);
  }
}

/** The backend took a text. */
export class CommentBoxSubmittedEvent extends CommentBoxEvent {
  constructor(
    /** Whether it is new, an answer, or a change. */
    readonly kind: SubmissionKind,
    /** `pending` waits for a moderator. */
    readonly status: PostedStatus,
    /** The comment as the backend has it now. */
    readonly comment: Comment,
  ) {
    super('submitted');
  }
}

/** Something failed; the reader has been told in words. */
export class CommentBoxErrorEvent extends CommentBoxEvent {
  constructor(
    /** What was tried. */
    readonly action: CommentBoxAction,
    /** Why it failed; its `code` is one of a closed list. */
    readonly error: AfterwordError,
  ) {
    super('error');
  }
}

/**
 * The backend wants to know who the reader is. Cancel it to say that the page takes care: then no link leads to `login-url`. Call `retry`
 * afterwards, which sends what the reader has written by then, under the same idempotency key.
 */
export class CommentBoxLoginEvent extends CommentBoxEvent {
  constructor(
    /** Its `code` is `login-needed` or `session-expired`. */
    readonly error: AfterwordError,
    /** Tries again what failed. */
    readonly retry: () => void,
  ) {
    super('login', true);
  }
}

/**
 * The first list of a conversation arrived and is shown; another order and further pages say nothing. Once more when the element becomes
 * another conversation.
 */
export class CommentBoxLoadedEvent extends CommentBoxEvent {
  constructor(
    /** How many comments the list holds, replies included. */
    readonly loaded: number,
    /** How many are published, replies included; `undefined` while the backend does not say and not all are loaded. */
    readonly total: number | undefined,
  ) {
    super('loaded');
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'comment-box-submit': CommentBoxSubmitEvent;
    'comment-box-submitted': CommentBoxSubmittedEvent;
    'comment-box-error': CommentBoxErrorEvent;
    'comment-box-login': CommentBoxLoginEvent;
    'comment-box-loaded': CommentBoxLoadedEvent;
  }
}
