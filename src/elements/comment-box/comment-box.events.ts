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
  /** Whether it is new, an answer, or a change. */
  readonly kind: SubmissionKind;
  /** What is about to be sent. */
  readonly comment: NewComment;

  constructor(kind: SubmissionKind, comment: NewComment) {
    super('submit', true);
    this.kind = kind;
    this.comment = comment;
  }
}

/** The backend took a text. */
export class CommentBoxSubmittedEvent extends CommentBoxEvent {
  /** Whether it is new, an answer, or a change. */
  readonly kind: SubmissionKind;
  /** `pending` waits for a moderator. */
  readonly status: PostedStatus;
  /** The comment as the backend has it now. */
  readonly comment: Comment;

  constructor(kind: SubmissionKind, status: PostedStatus, comment: Comment) {
    super('submitted');
    this.kind = kind;
    this.status = status;
    this.comment = comment;
  }
}

/** Something failed; the reader has been told in words. */
export class CommentBoxErrorEvent extends CommentBoxEvent {
  /** What was tried. */
  readonly action: CommentBoxAction;
  /** Why it failed; its `code` is one of a closed list. */
  readonly error: AfterwordError;

  constructor(action: CommentBoxAction, error: AfterwordError) {
    super('error');
    this.action = action;
    this.error = error;
  }
}

/**
 * The backend wants to know who the reader is. Cancel it to say that the page takes care: then no link leads to `login-url`. Call `retry`
 * afterwards, which sends what the reader has written by then, under the same idempotency key.
 */
export class CommentBoxLoginEvent extends CommentBoxEvent {
  /** Its `code` is `login-needed` or `session-expired`. */
  readonly error: AfterwordError;
  /** Tries again what failed. */
  readonly retry: () => void;

  constructor(error: AfterwordError, retry: () => void) {
    super('login', true);
    this.error = error;
    this.retry = retry;
  }
}

/**
 * The first list of a conversation arrived and is shown; another order and further pages say nothing. Once more when the element becomes
 * another conversation.
 */
export class CommentBoxLoadedEvent extends CommentBoxEvent {
  /** How many comments the list holds, replies included. */
  readonly loaded: number;
  /** How many are published, replies included; `undefined` while the backend does not say and not all are loaded. */
  readonly total: number | undefined;

  constructor(loaded: number, total: number | undefined) {
    super('loaded');
    this.loaded = loaded;
    this.total = total;
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
