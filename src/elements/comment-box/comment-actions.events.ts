import type { ReportReason, Vote } from '../../ports/comments.js';
import { CommentBoxEvent } from './comment-box-event.js';

/** Before a vote is sent; cancelable. */
export class CommentBoxVoteEvent extends CommentBoxEvent {
  constructor(
    /** The comment's id in its thread, see `Comment.id`. */
    readonly id: string,
    /** What the reader wants their vote to be; 0 takes it back. */
    readonly vote: Vote,
  ) {
    super('vote', true);
  }
}

/** The backend counted a vote. */
export class CommentBoxVotedEvent extends CommentBoxEvent {
  constructor(
    /** The comment's id in its thread, see `Comment.id`. */
    readonly id: string,
    /** This reader's vote as it counts now. */
    readonly vote: Vote,
    /** The comment's votes for it minus those against, or its likes, with this one. */
    readonly score: number,
  ) {
    super('voted');
  }
}

/** Before an own comment disappears (the reader may still undo it); cancelable. */
export class CommentBoxDeleteEvent extends CommentBoxEvent {
  constructor(
    /** The comment's id in its thread, see `Comment.id`. */
    readonly id: string,
  ) {
    super('delete', true);
  }
}

/** The backend deleted a comment. */
export class CommentBoxDeletedEvent extends CommentBoxEvent {
  constructor(
    /** The comment's id in its thread, see `Comment.id`. */
    readonly id: string,
  ) {
    super('deleted');
  }
}

/** Before a report is sent; cancelable. */
export class CommentBoxReportEvent extends CommentBoxEvent {
  constructor(
    /** The comment's id in its thread, see `Comment.id`. */
    readonly id: string,
    /** What the reader chose. */
    readonly reason: ReportReason,
  ) {
    super('report', true);
  }
}

/** The backend took a report. */
export class CommentBoxReportedEvent extends CommentBoxEvent {
  constructor(
    /** The comment's id in its thread, see `Comment.id`. */
    readonly id: string,
    /** What the reader chose. */
    readonly reason: ReportReason,
  ) {
    super('reported');
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'comment-box-vote': CommentBoxVoteEvent;
    'comment-box-voted': CommentBoxVotedEvent;
    'comment-box-delete': CommentBoxDeleteEvent;
    'comment-box-deleted': CommentBoxDeletedEvent;
    'comment-box-report': CommentBoxReportEvent;
    'comment-box-reported': CommentBoxReportedEvent;
  }
}
