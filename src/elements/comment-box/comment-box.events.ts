import type { AfterwordError } from '../../ports/errors.js';
import type { Comment, CommentStatus, NewComment, ReportReason, Vote } from '../../ports/comments.js';

/** What the reader's text is: a new comment, an answer to one, or a change of an own one. */
export type SubmissionKind = 'comment' | 'reply' | 'edit';

/** Before a text is sent. Cancel it to keep the text in the form and send nothing. */
export class CommentBoxSubmitEvent extends Event {
  readonly kind: SubmissionKind;
  readonly comment: NewComment;

  constructor(kind: SubmissionKind, comment: NewComment) {
    super('comment-box-submit', { bubbles: true, composed: true, cancelable: true });
    this.kind = kind;
    this.comment = comment;
  }
}

/** The backend took a text. */
export class CommentBoxSubmittedEvent extends Event {
  readonly kind: SubmissionKind;
  readonly status: Exclude<CommentStatus, 'deleted'>;
  readonly comment: Comment;

  constructor(kind: SubmissionKind, status: Exclude<CommentStatus, 'deleted'>, comment: Comment) {
    super('comment-box-submitted', { bubbles: true, composed: true });
    this.kind = kind;
    this.status = status;
    this.comment = comment;
  }
}

export type CommentBoxAction = 'list' | 'more' | 'get' | 'submit' | 'vote' | 'delete' | 'report';

/** Something failed; the reader has been told in words. */
export class CommentBoxErrorEvent extends Event {
  readonly action: CommentBoxAction;
  readonly error: AfterwordError;

  constructor(action: CommentBoxAction, error: AfterwordError) {
    super('comment-box-error', { bubbles: true, composed: true });
    this.action = action;
    this.error = error;
  }
}

/** The backend wants to know who the reader is. Cancel it to say that the page takes care; call `retry` afterwards. */
export class CommentBoxLoginEvent extends Event {
  readonly error: AfterwordError;
  /** Sends what was refused once more, under the same idempotency key. */
  readonly retry: () => void;

  constructor(error: AfterwordError, retry: () => void) {
    super('comment-box-login', { bubbles: true, composed: true, cancelable: true });
    this.error = error;
    this.retry = retry;
  }
}

/** Before a vote is sent; cancelable. */
export class CommentBoxVoteEvent extends Event {
  readonly id: string;
  readonly vote: Vote;

  constructor(id: string, vote: Vote) {
    super('comment-box-vote', { bubbles: true, composed: true, cancelable: true });
    this.id = id;
    this.vote = vote;
  }
}

export class CommentBoxVotedEvent extends Event {
  readonly id: string;
  readonly vote: Vote;
  readonly score: number;

  constructor(id: string, vote: Vote, score: number) {
    super('comment-box-voted', { bubbles: true, composed: true });
    this.id = id;
    this.vote = vote;
    this.score = score;
  }
}

/** Before an own comment disappears (the reader may still undo it); cancelable. */
export class CommentBoxDeleteEvent extends Event {
  readonly id: string;

  constructor(id: string) {
    super('comment-box-delete', { bubbles: true, composed: true, cancelable: true });
    this.id = id;
  }
}

export class CommentBoxDeletedEvent extends Event {
  readonly id: string;

  constructor(id: string) {
    super('comment-box-deleted', { bubbles: true, composed: true });
    this.id = id;
  }
}

/** Before a report is sent; cancelable. */
export class CommentBoxReportEvent extends Event {
  readonly id: string;
  readonly reason: ReportReason;

  constructor(id: string, reason: ReportReason) {
    super('comment-box-report', { bubbles: true, composed: true, cancelable: true });
    this.id = id;
    this.reason = reason;
  }
}

export class CommentBoxReportedEvent extends Event {
  readonly id: string;
  readonly reason: ReportReason;

  constructor(id: string, reason: ReportReason) {
    super('comment-box-reported', { bubbles: true, composed: true });
    this.id = id;
    this.reason = reason;
  }
}

/** A list of comments arrived and is shown. */
export class CommentBoxLoadedEvent extends Event {
  /** How many comments the list holds now. */
  readonly loaded: number;
  /** How many the backend has, when it says so. */
  readonly total: number | undefined;

  constructor(loaded: number, total: number | undefined) {
    super('comment-box-loaded', { bubbles: true, composed: true });
    this.loaded = loaded;
    this.total = total;
  }
}

declare global {
  interface HTMLElementEventMap {
    'comment-box-submit': CommentBoxSubmitEvent;
    'comment-box-submitted': CommentBoxSubmittedEvent;
    'comment-box-error': CommentBoxErrorEvent;
    'comment-box-login': CommentBoxLoginEvent;
    'comment-box-vote': CommentBoxVoteEvent;
    'comment-box-voted': CommentBoxVotedEvent;
    'comment-box-delete': CommentBoxDeleteEvent;
    'comment-box-deleted': CommentBoxDeletedEvent;
    'comment-box-report': CommentBoxReportEvent;
    'comment-box-reported': CommentBoxReportedEvent;
    'comment-box-loaded': CommentBoxLoadedEvent;
  }
}
