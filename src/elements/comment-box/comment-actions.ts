import { AfterwordError, type ErrorCode } from '../../ports/errors.js';
import type { Comment, ReportReason, Vote } from '../../ports/comments.js';
import {
  CommentBoxDeletedEvent,
  CommentBoxDeleteEvent,
  CommentBoxReportedEvent,
  CommentBoxReportEvent,
  CommentBoxVotedEvent,
  CommentBoxVoteEvent,
} from './comment-box.events.js';
import { commentHref } from './comment-links.js';
import type { Conversation, WordKey } from './conversation.js';

/** Milliseconds in which a deletion can be taken back. */
const UNDO_FOR = 5000;

const WORDS: Partial<Record<ErrorCode, WordKey>> = {
  offline: 'actionOffline',
  'rate-limited': 'actionTooFast',
  'login-needed': 'actionLogin',
  'session-expired': 'actionLogin',
  forbidden: 'actionForbidden',
  closed: 'actionForbidden',
  'edit-expired': 'actionExpired',
  'not-found': 'actionGone',
};

/** A write that has left is waited for: aborting it would only hide whether it happened. */
function neverAborted(): AbortSignal {
  return new AbortController().signal;
}

function failed(
  talk: Conversation,
  action: 'vote' | 'report' | 'delete',
  id: string,
  thrown: unknown,
  retry: () => void,
): void {
  const error = action === 'delete' ? 'deleteFailed' : (WORDS[AfterwordError.from(thrown).code] ?? 'actionFailed');
  talk.set(id, { error });
  talk.say(error);
  talk.fail(action, thrown, retry);
}

function tell(talk: Conversation, id: string, note: WordKey): void {
  talk.set(id, { note });
  talk.say(note);
}

/** Votes, or takes the same vote back; by what is shown now, however fast the clicks come. */
export async function vote(talk: Conversation, id: string, choice: 1 | -1): Promise<void> {
  const before = talk.comment(id)!;
  const wanted: Vote = before.vote === choice ? 0 : choice;
  if (!talk.host.dispatchEvent(new CommentBoxVoteEvent(id, wanted))) return;
  const isRunning = talk.ui(id).wanted !== undefined;
  talk.patch(id, { vote: wanted, score: (before.score ?? 0) + wanted - (before.vote ?? 0) });
  talk.set(id, { wanted, error: undefined });
  if (isRunning) return;
  let confirmed: Pick<Comment, 'score' | 'vote'> = before;
  try {
    let sent: Vote | undefined;
    // What the reader chose while an answer was on its way is sent after it.
    while (sent !== talk.ui(id).wanted) {
      sent = talk.ui(id).wanted!;
      const answer = (confirmed = await talk.port!.vote!(talk.page, id, sent, neverAborted()));
      talk.host.dispatchEvent(new CommentBoxVotedEvent(id, answer.vote, answer.score));
    }
  } catch (thrown) {
    failed(talk, 'vote', id, thrown, () => void vote(talk, id, choice));
  }
  talk.patch(id, { score: confirmed.score, vote: confirmed.vote });
  talk.set(id, { wanted: undefined });
}

/** Hides an own comment at once; the backend hears of it when it can no longer be taken back. */
export function remove(talk: Conversation, id: string): void {
  if (talk.ui(id).isGone || !talk.host.dispatchEvent(new CommentBoxDeleteEvent(id))) return;
  const undo = setTimeout(() => void removeNow(talk, id), UNDO_FOR);
  talk.set(id, { isGone: true, undo, panel: undefined, error: undefined });
  talk.say('deletedNow');
  void talk.focus(id, '.undo');
}

export function undo(talk: Conversation, id: string): void {
  clearTimeout(talk.ui(id).undo);
  talk.set(id, { isGone: false, undo: undefined });
  talk.say('restored');
  void talk.focus(id);
}

/** The page or the element goes away: nothing can be taken back any more. */
export function removeAllNow(talk: Conversation): void {
  for (const [id, ui] of talk.touched) if (id !== undefined && ui.undo) void removeNow(talk, id);
}

async function removeNow(talk: Conversation, id: string): Promise<void> {
  clearTimeout(talk.ui(id).undo);
  talk.set(id, { undo: undefined });
  try {
    await talk.port!.remove!(talk.page, id, neverAborted());
    const article = talk.article(id);
    if (article?.matches(':focus-within')) {
      const articles = [...talk.host.renderRoot.querySelectorAll('article')];
      const at = articles.indexOf(article);
      (articles[at + 1] ?? articles[at - 1])?.focus();
    }
    talk.drop(id);
    talk.host.dispatchEvent(new CommentBoxDeletedEvent(id));
  } catch (thrown) {
    talk.set(id, { isGone: false });
    failed(talk, 'delete', id, thrown, () => remove(talk, id));
  }
}

export async function report(talk: Conversation, id: string, reason: ReportReason | null, note: string): Promise<void> {
  if (!reason) {
    talk.set(id, { error: 'reportChoose' });
    return;
  }
  if (talk.ui(id).isBusy || !talk.host.dispatchEvent(new CommentBoxReportEvent(id, reason))) return;
  talk.set(id, { isBusy: true, error: undefined });
  try {
    await talk.port!.report!(talk.page, id, { reason, note: note.trim() || undefined }, neverAborted());
    talk.set(id, { panel: undefined, isMoreOpen: false });
    tell(talk, id, 'reported');
    void talk.focus(id);
    talk.host.dispatchEvent(new CommentBoxReportedEvent(id, reason));
  } catch (thrown) {
    failed(talk, 'report', id, thrown, () => void report(talk, id, reason, note));
  }
  talk.set(id, { isBusy: false });
}

export async function copyLink(talk: Conversation, { id, url = commentHref(id) }: Comment): Promise<void> {
  try {
    await navigator.clipboard.writeText(url);
    tell(talk, id, 'linkCopied');
  } catch {
    // No permission, or not a secure page: the address bar holds it then.
    history.replaceState(history.state, '', commentHref(id));
    tell(talk, id, 'linkNotCopied');
  }
}
