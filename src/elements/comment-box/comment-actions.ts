import type { LitElement, ReactiveController } from 'lit';
import { AfterwordError, type ErrorCode } from '../../ports/errors.js';
import type { Comment, CommentsPort, ReportReason, Vote } from '../../ports/comments.js';
import type { PageIdentity } from '../../ports/page.js';
import {
  CommentBoxDeletedEvent,
  CommentBoxDeleteEvent,
  CommentBoxReportedEvent,
  CommentBoxReportEvent,
  CommentBoxVotedEvent,
  CommentBoxVoteEvent,
  type CommentBoxAction,
} from './comment-box.events.js';
import type { CommentBoxWords } from './comment-box.words.js';
import { commentHash, commentHref } from './comment-link.js';
import type { ThreadState } from './thread-state.js';

/** Milliseconds in which a deletion can be taken back. */
const UNDO_FOR = 5000;

/** What a reader has open at one comment, and what they are told there. */
export interface CommentUi {
  readonly panel?: 'reply' | 'edit' | 'report' | undefined;
  readonly isMoreOpen?: boolean | undefined;
  readonly deleting?: 'undoable' | 'sending' | undefined;
  readonly isReporting?: boolean | undefined;
  readonly note?: { words: keyof CommentBoxWords; isError: boolean } | undefined;
}

export interface CommentActionsOptions {
  thread: ThreadState;
  port: () => CommentsPort | undefined;
  page: () => PageIdentity;
  announce: (words: keyof CommentBoxWords) => void;
  onError: (action: CommentBoxAction, error: AfterwordError, retry: () => void) => void;
  /** Puts the focus at a comment, or at the part of it that the selector names. */
  focus: (id: string, selector?: string) => void;
  /** Puts the focus near a comment that goes away, when it holds the focus. */
  leave: (id: string) => void;
}

const NOTHING: CommentUi = {};

const WORDS: Partial<Record<ErrorCode, keyof CommentBoxWords>> = {
  offline: 'actionOffline',
  'rate-limited': 'actionTooFast',
  'login-needed': 'actionLogin',
  'session-expired': 'actionLogin',
  forbidden: 'actionForbidden',
  closed: 'actionForbidden',
  'edit-expired': 'actionExpired',
  'not-found': 'actionGone',
};

/** What a reader does with a comment that is there: vote, delete, report, copy its link. */
export class CommentActions implements ReactiveController {
  readonly #host: LitElement;
  readonly #options: CommentActionsOptions;
  readonly #ui = new Map<string, CommentUi>();
  readonly #undoable = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #votes = new Map<string, { confirmed: Comment; wanted: Vote }>();

  constructor(host: LitElement, options: CommentActionsOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('pagehide', this.#deleteNow);
  }

  hostDisconnected(): void {
    window.removeEventListener('pagehide', this.#deleteNow);
    // An element that is only moved is connected again by then.
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#deleteNow();
    });
  }

  /** Always the same object while nothing changed. */
  ui(id: string): CommentUi {
    return this.#ui.get(id) ?? NOTHING;
  }

  set(id: string, change: CommentUi): void {
    this.#ui.set(id, { ...this.ui(id), ...change });
    this.#host.requestUpdate();
  }

  reset(): void {
    this.#deleteNow();
    this.#ui.clear();
  }

  toggleMore(id: string): void {
    this.set(id, { isMoreOpen: !this.ui(id).isMoreOpen, note: undefined });
  }

  openReport(id: string): void {
    this.set(id, { panel: 'report', note: undefined });
    this.#options.focus(id, 'fieldset input');
  }

  closePanel(id: string, button: string): void {
    this.set(id, { panel: undefined });
    this.#options.focus(id, button);
  }

  /** Votes, or takes the same vote back; by what is shown now, however fast the clicks come. */
  toggleVote(id: string, vote: 1 | -1): void {
    const comment = this.#options.thread.comment(id);
    if (comment) void this.#vote(comment, comment.vote === vote ? 0 : vote);
  }

  async #vote(comment: Comment, wanted: Vote): Promise<void> {
    const { id } = comment;
    if (!this.#host.dispatchEvent(new CommentBoxVoteEvent(id, wanted))) return;
    const running = this.#votes.get(id);
    this.#showVote(comment, wanted);
    if (running) {
      running.wanted = wanted;
      return;
    }
    const state = { confirmed: comment, wanted };
    this.#votes.set(id, state);
    this.set(id, { note: undefined });
    try {
      let sent: Vote | undefined;
      // What the reader chose while an answer was on its way is sent after it.
      while (sent !== state.wanted) {
        sent = state.wanted;
        const { score, vote } = await this.#port.vote!(this.#options.page(), id, sent, neverAborted());
        state.confirmed = { ...state.confirmed, score, vote };
        if (sent === state.wanted) this.#options.thread.patch(id, { score, vote });
        this.#host.dispatchEvent(new CommentBoxVotedEvent(id, vote, score));
      }
    } catch (thrown) {
      this.#options.thread.patch(id, { score: state.confirmed.score, vote: state.confirmed.vote });
      this.#failed('vote', id, AfterwordError.from(thrown), () => {
        const current = this.#options.thread.comment(id);
        if (current) void this.#vote(current, wanted);
      });
    } finally {
      this.#votes.delete(id);
    }
  }

  /** Hides an own comment at once; the backend hears of it when it can no longer be taken back. */
  delete(id: string): void {
    if (this.ui(id).deleting || !this.#host.dispatchEvent(new CommentBoxDeleteEvent(id))) return;
    this.set(id, { deleting: 'undoable', panel: undefined, note: undefined });
    this.#undoable.set(
      id,
      setTimeout(() => void this.#delete(id), UNDO_FOR),
    );
    this.#options.announce('deletedNow');
    this.#options.focus(id, '.undo');
  }

  undo(id: string): void {
    clearTimeout(this.#undoable.get(id));
    if (!this.#undoable.delete(id)) return;
    this.set(id, { deleting: undefined });
    this.#options.announce('restored');
    this.#options.focus(id);
  }

  async report(id: string, reason: ReportReason, note: string): Promise<void> {
    if (this.ui(id).isReporting || !this.#host.dispatchEvent(new CommentBoxReportEvent(id, reason))) return;
    this.set(id, { isReporting: true, note: undefined });
    try {
      await this.#port.report!(this.#options.page(), id, { reason, note: note.trim() || undefined }, neverAborted());
      this.set(id, { isReporting: false, panel: undefined, isMoreOpen: false, note: { words: 'reported', isError: false } });
      this.#options.announce('reported');
      this.#options.focus(id);
      this.#host.dispatchEvent(new CommentBoxReportedEvent(id, reason));
    } catch (thrown) {
      this.set(id, { isReporting: false });
      this.#failed('report', id, AfterwordError.from(thrown), () => void this.report(id, reason, note));
    }
  }

  async copyLink(comment: Comment): Promise<void> {
    const { id } = comment;
    try {
      await navigator.clipboard.writeText(comment.url ?? commentHref(id));
      this.set(id, { note: { words: 'linkCopied', isError: false } });
      this.#options.announce('linkCopied');
    } catch {
      // No permission, or not a secure page: the address bar holds it then.
      history.replaceState(history.state, '', commentHash(id));
      this.set(id, { note: { words: 'linkNotCopied', isError: false } });
      this.#options.announce('linkNotCopied');
    }
  }

  get #port(): CommentsPort {
    return this.#options.port()!;
  }

  #showVote(comment: Comment, wanted: Vote): void {
    const current = this.#options.thread.comment(comment.id) ?? comment;
    this.#options.thread.patch(comment.id, { vote: wanted, score: (current.score ?? 0) + wanted - (current.vote ?? 0) });
  }

  async #delete(id: string): Promise<void> {
    clearTimeout(this.#undoable.get(id));
    if (!this.#undoable.delete(id)) return;
    this.set(id, { deleting: 'sending' });
    try {
      await this.#port.remove!(this.#options.page(), id, neverAborted());
      this.#options.leave(id);
      this.#ui.delete(id);
      this.#options.thread.drop(id);
      this.#host.dispatchEvent(new CommentBoxDeletedEvent(id));
    } catch (thrown) {
      const error = AfterwordError.from(thrown);
      this.set(id, { deleting: undefined, note: { words: 'deleteFailed', isError: true } });
      this.#options.announce('deleteFailed');
      this.#options.onError('delete', error, () => this.delete(id));
    }
  }

  readonly #deleteNow = (): void => {
    for (const id of [...this.#undoable.keys()]) void this.#delete(id);
  };

  #failed(action: CommentBoxAction, id: string, error: AfterwordError, retry: () => void): void {
    const words = WORDS[error.code] ?? 'actionFailed';
    this.set(id, { note: { words, isError: true } });
    this.#options.announce(words);
    this.#options.onError(action, error, retry);
  }
}

/** A write that has left is waited for: aborting it would only hide whether it happened. */
function neverAborted(): AbortSignal {
  return new AbortController().signal;
}
