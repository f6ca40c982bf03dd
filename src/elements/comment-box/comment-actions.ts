import { html, nothing, type TemplateResult } from 'lit';
import { answered } from '../../controllers/answered.js';
import { keepFromPage } from '../../controllers/keyboard.js';
import { WordsController } from '../../controllers/words-controller.js';
import type { SettingsController } from '../../controllers/settings-controller.js';
import { safeLocalStorage } from '../../controllers/storage.js';
import type { Comment, ReportReason, Vote } from '../../ports/comments.js';
import { AfterwordError, type ErrorCode } from '../../ports/errors.js';
import {
  CommentBoxDeletedEvent,
  CommentBoxDeleteEvent,
  CommentBoxReportedEvent,
  CommentBoxReportEvent,
  CommentBoxVotedEvent,
  CommentBoxVoteEvent,
} from './comment-actions.events.js';
import { commentActionsStyles } from './comment-actions.styles.js';
import { commentActionsWords, type CommentActionsWords } from './comment-actions.words.js';
import type { Conversation } from './conversation.js';

type WordKey = keyof CommentActionsWords;
/** The conversation in which something was begun; another may be shown by the time it ends. */
type Place = Pick<Conversation, 'port' | 'page'>;

/** Milliseconds in which a deletion can be taken back. */
const UNDO_FOR = 5000;

const FAILURES: Partial<Record<ErrorCode, WordKey>> = {
  offline: 'failedOffline',
  timeout: 'failedOffline',
  'rate-limited': 'failedTooFast',
  'login-needed': 'failedLogin',
  'session-expired': 'failedLogin',
  forbidden: 'failedForbidden',
  closed: 'failedForbidden',
  'edit-expired': 'failedExpired',
  'not-found': 'failedGone',
};

const REASONS: readonly (readonly [ReportReason, WordKey])[] = [
  ['spam', 'reportSpam'],
  ['abuse', 'reportAbuse'],
  ['off-topic', 'reportOffTopic'],
  ['illegal', 'reportIllegal'],
  ['other', 'reportOther'],
];

/** Where this device keeps the names of whom its reader does not want to read, one list per backend. */
const HIDDEN = 'afterword.hidden.1 ';
/** The first to be hidden are the first to be forgotten. */
const MAX_HIDDEN = 500;

/** A write that has left is waited for: aborting it would only hide whether it happened. */
function neverAborted(): AbortSignal {
  return new AbortController().signal;
}

/**
 * What a reader does to a comment: vote, delete, report, copy its link, hide who wrote it. A module of its own, which comes
 * with the first of them.
 */
export class CommentActions {
  readonly #talk: Conversation;
  readonly #words: WordsController<CommentActionsWords>;

  constructor(talk: Conversation, settings: SettingsController) {
    this.#talk = talk;
    this.#words = new WordsController(talk.host, 'comment-actions', commentActionsWords, settings);
    this.#words.hostUpdate();
    const root = talk.host.renderRoot as ShadowRoot;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, commentActionsStyles.styleSheet!];
    this.restore();
  }

  /** Reads whom this reader has hidden on this backend. */
  restore(): void {
    let names: unknown;
    try {
      names = JSON.parse(safeLocalStorage().get(this.#slot)!);
    } catch {
      // Nobody can read that.
    }
    this.#talk.hidden = new Set(Array.isArray(names) ? names : []);
    this.#talk.changed();
  }

  /** Votes, or takes the same vote back; by what is shown now, however fast the clicks come. */
  async vote(id: string, choice: 1 | -1): Promise<void> {
    const talk = this.#talk;
    const { port, page, epoch } = talk;
    const before = talk.comment(id);
    if (!before) return;
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
      while (epoch === talk.epoch && sent !== talk.ui(id).wanted) {
        sent = talk.ui(id).wanted!;
        const answer = (confirmed = await answered(port!.vote!(page, id, sent, neverAborted())));
        talk.host.dispatchEvent(new CommentBoxVotedEvent(id, answer.vote, answer.score));
      }
    } catch (thrown) {
      if (epoch !== talk.epoch) return;
      try {
        confirmed = await this.#lookAgain(id, thrown, { port, page });
        const { vote = 0, score = 0 } = confirmed;
        if (vote !== talk.ui(id).wanted) throw thrown;
        talk.host.dispatchEvent(new CommentBoxVotedEvent(id, vote, score));
      } catch (known) {
        // Unless the reader has voted again by hand meanwhile.
        const retry = (): unknown => (talk.comment(id)?.vote ?? 0) === wanted || this.vote(id, choice);
        this.#failed('vote', id, known, retry);
      }
    }
    if (epoch !== talk.epoch) return;
    talk.patch(id, { score: confirmed.score, vote: confirmed.vote });
    talk.set(id, { wanted: undefined });
  }

  /** Hides an own comment at once; the backend hears of it when it can no longer be taken back. */
  remove(id: string): void {
    const talk = this.#talk;
    if (talk.ui(id).isGone || !talk.host.dispatchEvent(new CommentBoxDeleteEvent(id))) return;
    const undo = setTimeout(() => void this.#removeNow(id), UNDO_FOR);
    talk.set(id, { isGone: true, undo, panel: undefined, error: undefined });
    talk.announce(this.#words.t('deleted'));
    void talk.focus(id, '.undo');
  }

  /** The page or the element goes away: nothing can be taken back any more. */
  leave(): void {
    for (const [id, ui] of this.#talk.touched) if (id !== undefined && ui.undo) void this.#removeNow(id);
  }

  /** In the place of a comment that is not shown: deleted just now, or written by somebody the reader has hidden. */
  renderGone({ id, author }: Comment): TemplateResult {
    const talk = this.#talk;
    const { isGone, undo } = talk.ui(id);
    const words = this.#words;
    if (!isGone) {
      return html`${words.t('hidden')}${' '}
        <button class="plain show" @click=${() => this.#setHidden(author.name, false, id)}>${words.t('show')}</button>`;
    }
    return html`${words.t('deleted')}${' '}
    ${undo ? html`<button class="plain undo" @click=${() => this.#undo(id)}>${words.t('undo')}</button>` : nothing}`;
  }

  /** What the button "More" opens. */
  renderMenu(comment: Comment): TemplateResult {
    const { id, own, author } = comment;
    const talk = this.#talk;
    const words = this.#words;
    const { panel } = talk.ui(id);
    return html`
      <button class="plain" @click=${() => this.#copyLink(comment)}>${words.t('copyLink')}</button>
      ${
        talk.port?.report && !own
          ? html`<button class="plain report" aria-expanded=${panel === 'report'} @click=${() => this.#openReport(id)}>
              ${words.t('report')}
            </button>`
          : nothing
      }
      ${
        own || !author.name.trim()
          ? nothing
          : html`<button class="plain" @click=${() => this.#setHidden(author.name, true, id)}>
              ${words.t('hide', { name: talk.isolated(author.name) })}
            </button>`
      }
    `;
  }

  renderReport({ id }: Comment): TemplateResult {
    const words = this.#words;
    const { isBusy = false } = this.#talk.ui(id);
    return html`
      <form @submit=${this.#report(id)} @keydown=${keepFromPage} @keypress=${keepFromPage} @keyup=${keepFromPage}>
        <fieldset>
          <legend>${words.t('reportTitle')}</legend>
          ${REASONS.map(
            ([reason, key]) =>
              html`<label><input type="radio" name="reason" value=${reason} /> <span>${words.t(key)}</span></label>`,
          )}
        </fieldset>
        <label>${words.t('reportNote')}<input name="note" maxlength="500" dir="auto" /></label>
        <div class="buttons">
          <button class="main" aria-disabled=${isBusy} @click=${this.#report(id)}>
            <span>${words.t(isBusy ? 'reportSending' : 'reportSend')}</span>
          </button>
          <button type="button" @click=${() => this.#talk.close(id, '.report')}>${words.t('cancel')}</button>
        </div>
      </form>
    `;
  }

  get #slot(): string {
    return HIDDEN + this.#talk.port?.key;
  }

  #undo(id: string): void {
    const talk = this.#talk;
    clearTimeout(talk.ui(id).undo);
    talk.set(id, { isGone: false, undo: undefined });
    talk.announce(this.#words.t('restored'));
    void talk.focus(id);
  }

  async #removeNow(id: string): Promise<void> {
    const talk = this.#talk;
    const { epoch, writer } = talk;
    const place = writer?.place;
    clearTimeout(talk.ui(id).undo);
    const article = talk.article(id);
    // The button that has the focus goes away.
    if (article?.matches(':focus-within')) article.focus();
    talk.set(id, { undo: undefined });
    try {
      await this.#removeAtBackend(id);
      writer?.forget(id, place);
      if (epoch !== talk.epoch) return;
      if (article?.matches(':focus-within')) {
        const articles = [...talk.host.renderRoot.querySelectorAll('article')];
        const at = articles.indexOf(article);
        (articles[at + 1] ?? articles[at - 1])?.focus();
      }
      const comment = talk.comment(id);
      talk.drop(id);
      talk.host.dispatchEvent(new CommentBoxDeletedEvent(id));
      // An answer that was begun goes on at what is left, or as a comment; its form keeps it as it goes.
      await talk.host.updateComplete;
      if (comment) writer?.restore([comment]);
    } catch (thrown) {
      if (epoch !== talk.epoch) return;
      talk.set(id, { isGone: false });
      this.#failed('delete', id, thrown, () => this.remove(id));
    }
  }

  /**
   * An answer that was lost, or that the comment is gone, says nothing of what happened: the comment itself does. Answers it, or
   * throws the failure unless more is known by now.
   */
  async #lookAgain(id: string, thrown: unknown, { port, page }: Place): Promise<Comment> {
    const { ambiguous, code } = AfterwordError.from(thrown);
    if (!ambiguous && code !== 'not-found') throw thrown;
    const looking = port?.get?.(page, id, neverAborted());
    const answer = await (looking && answered(looking))?.catch((lost: unknown) => {
      throw AfterwordError.from(lost).code === 'not-found' ? lost : thrown;
    });
    const found = answer?.comments.find((comment) => comment.id === id);
    if (!found) throw thrown;
    return found;
  }

  async #removeAtBackend(id: string): Promise<void> {
    const { port, page } = this.#talk;
    try {
      await answered(port!.remove!(page, id, neverAborted()));
    } catch (thrown) {
      try {
        if ((await this.#lookAgain(id, thrown, { port, page })).status !== 'deleted') throw thrown;
      } catch (known) {
        if (known === thrown || AfterwordError.from(known).code !== 'not-found') throw known;
      }
    }
  }

  #openReport(id: string): void {
    this.#talk.set(id, { panel: 'report', note: undefined });
    void this.#talk.focus(id, 'fieldset input');
  }

  #report(id: string): (event: Event) => void {
    return (event) => {
      event.preventDefault();
      const data = new FormData((event.currentTarget as Element).closest('form')!);
      const reason = data.get('reason') as ReportReason | null;
      if (reason) void this.#send(id, reason, String(data.get('note')));
      else {
        const error = this.#words.t('reportChoose');
        this.#talk.set(id, { error });
        this.#talk.announce(error);
        void this.#talk.focus(id, 'fieldset input');
      }
    };
  }

  async #send(id: string, reason: ReportReason, note: string): Promise<void> {
    const talk = this.#talk;
    const { epoch } = talk;
    if (talk.ui(id).isBusy || !talk.host.dispatchEvent(new CommentBoxReportEvent(id, reason))) return;
    talk.set(id, { isBusy: true, error: undefined });
    try {
      await answered(talk.port!.report!(talk.page, id, { reason, note: note.trim() || undefined }, neverAborted()));
      if (epoch !== talk.epoch) return;
      talk.set(id, { panel: undefined, isMoreOpen: false });
      this.#tell(id, 'reported');
      void talk.focus(id);
      talk.host.dispatchEvent(new CommentBoxReportedEvent(id, reason));
    } catch (thrown) {
      if (epoch !== talk.epoch) return;
      this.#failed('report', id, thrown, () => void this.#send(id, reason, note));
    }
    talk.set(id, { isBusy: false });
  }

  async #copyLink({ id, url = this.#talk.href(id) }: Comment): Promise<void> {
    try {
      await navigator.clipboard.writeText(url);
      this.#tell(id, 'linkCopied');
    } catch {
      // No permission, or not a secure page: the address bar holds it then.
      history.replaceState(history.state, '', this.#talk.href(id));
      this.#tell(id, 'linkNotCopied');
    }
  }

  /** Nobody but this device hears of it. A name is all that backends tell of a person. */
  #setHidden(name: string, isHidden: boolean, id: string): void {
    const talk = this.#talk;
    // Another tab may have hidden others since.
    this.restore();
    const names = new Set(talk.hidden);
    names[isHidden ? 'add' : 'delete'](name);
    talk.hidden = names;
    safeLocalStorage().set(this.#slot, JSON.stringify([...names].slice(-MAX_HIDDEN)));
    talk.set(id, { isMoreOpen: false });
    talk.announce(this.#words.t(isHidden ? 'hidden' : 'shown'));
    void talk.focus(id, isHidden ? '.show' : '');
  }

  #failed(action: 'vote' | 'report' | 'delete', id: string, thrown: unknown, retry: () => unknown): void {
    const reason = FAILURES[AfterwordError.from(thrown).code] ?? 'failed';
    const key = action === 'delete' && reason !== 'failedOffline' ? 'deleteFailed' : reason;
    const error = this.#words.t(key);
    this.#talk.set(id, { error });
    this.#talk.announce(error);
    this.#talk.fail(action, thrown, retry);
  }

  #tell(id: string, key: WordKey): void {
    const note = this.#words.t(key);
    this.#talk.set(id, { note });
    this.#talk.announce(note);
  }
}
