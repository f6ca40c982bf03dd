import type { AfterwordError } from '../../ports/errors.js';
import type { Comment, CommentStatus, NewComment } from '../../ports/comments.js';
import { CommentBoxEvent } from './comment-box-event.js';

/** What the reader's text is: a new comment, an answer to one, or a change of an own one. */
export type SubmissionKind = 'comment' | 'reply' | 'edit';

export type CommentBoxAction = 'list' | 'more' | 'get' | 'submit' | 'vote' | 'delete' | 'report';

type PostedStatus = Exclude<CommentStatus, 'deleted'>;

/** Before a text is sent. Cancel it to keep the text in the form and send nothing. */
export class CommentBoxSubmitEvent extends CommentBoxEvent {
  constructor(
    readonly kind: SubmissionKind,
    readonly comment: NewComment,
  ) {
    super('submit', true);
  }
}

/** The backend took a text. */
export class CommentBoxSubmittedEvent extends CommentBoxEvent {
  constructor(
    readonly kind: SubmissionKind,
    readonly status: PostedStatus,
    readonly comment: Comment,
  ) {
    super('submitted');
  }
}

/** Something failed; the reader has been told in words. */
export class CommentBoxErrorEvent extends CommentBoxEvent {
  constructor(
    readonly action: CommentBoxAction,
    readonly error: AfterwordError,
  ) {
    super('error');
  }
}

/**
 * The backend wants to know who the reader is. Cancel it to say that the page takes care; call `retry` afterwards, which sends what the
 * reader has written by then, under the same idempotency key.
 */
export class CommentBoxLoginEvent extends CommentBoxEvent {
  constructor(
    readonly error: AfterwordError,
    readonly retry: () => void,
  ) {
    super('login', true);
  }
}

/** A list of comments arrived and is shown. */
export class CommentBoxLoadedEvent extends CommentBoxEvent {
  /**
   * @param loaded how many comments the list holds now
   * @param total how many the backend has, when it says so
   */
  constructor(
    readonly loaded: number,
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
