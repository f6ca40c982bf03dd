import type { ReportReason, Vote } from '../../ports/comments.js';
import { CommentBoxEvent } from './comment-box-event.js';

/** Before a vote is sent; cancelable. */
export class CommentBoxVoteEvent extends CommentBoxEvent {
  /** The comment's id in its thread, see `Comment.id`. */
  readonly id: string;
  /** What the reader wants their vote to be; 0 takes it back. */
  readonly vote: Vote;

  constructor(id: string, vote: Vote) {
    super('vote', true);
    this.id = id;
    this.vote = vote;
  }
}

/** The backend counted a vote. */
export class CommentBoxVotedEvent extends CommentBoxEvent {
  /** The comment's id in its thread, see `Comment.id`. */
  readonly id: string;
  /** This reader's vote as it counts now. */
  readonly vote: Vote;
  /** The comment's votes for it minus those against, or its likes, with this one. */
  readonly score: number;

  constructor(id: string, vote: Vote, score: number) {
    super('voted');
    this.id = id;
    this.vote = vote;
    this.score = score;
  }
}

/** Before an own comment disappears (the reader may still undo it); cancelable. */
export class CommentBoxDeleteEvent extends CommentBoxEvent {
  /** The comment's id in its thread, see `Comment.id`. */
  readonly id: string;

  constructor(id: string) {
    super('delete', true);
    this.id = id;
  }
}

/** The backend deleted a comment. */
export class CommentBoxDeletedEvent extends CommentBoxEvent {
  /** The comment's id in its thread, see `Comment.id`. */
  readonly id: string;

  constructor(id: string) {
    super('deleted');
    this.id = id;
  }
}

/** Before a report is sent; cancelable. */
export class CommentBoxReportEvent extends CommentBoxEvent {
  /** The comment's id in its thread, see `Comment.id`. */
  readonly id: string;
  /** What the reader chose. */
  readonly reason: ReportReason;

  constructor(id: string, reason: ReportReason) {
    super('report', true);
    this.id = id;
    this.reason = reason;
  }
}

/** The backend took a report. */
export class CommentBoxReportedEvent extends CommentBoxEvent {
  /** The comment's id in its thread, see `Comment.id`. */
  readonly id: string;
  /** What the reader chose. */
  readonly reason: ReportReason;

  constructor(id: string, reason: ReportReason) {
    super('reported');
    this.id = id;
    this.reason = reason;
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
