import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { codePoints } from '../../content/text-length.js';
import { uuid } from '../../content/uuid.js';
import { keepFromPage } from '../../controllers/keyboard.js';
import { SettingsController } from '../../controllers/settings-controller.js';
import { safeLocalStorage } from '../../controllers/storage.js';
import { WordsController } from '../../controllers/words-controller.js';
import type { NewComment } from '../../ports/comments.js';
import { baseStyles } from '../../styles/base.styles.js';
import { controlStyles } from '../../styles/control.styles.js';
import { renderRichText } from '../rich-text/rich-text.js';
import { richTextStyles } from '../rich-text/rich-text.styles.js';
import { complaintOf, type Complaint, type ComposerField } from './composer-errors.js';
import type { ComposerTask, Writer } from './composer-task.js';
import { commentComposerStyles } from './comment-composer.styles.js';
import { commentComposerWords, type CommentComposerWords } from './comment-composer.words.js';
import { CommentWriter, drafts, formatted } from './comment-writer.js';
import { FORMAT_KEYS, renderToolbar, type Format } from './composer-toolbar.js';
import type { Conversation } from './conversation.js';
import { SendController } from './send-controller.js';

/** From this share of the limit on, the reader sees how much is left. */
const NEAR_LIMIT = 0.8;
/** Milliseconds between the last key and the draft being kept. */
const PAUSE = 300;
/** Where this device keeps name and e-mail of who agreed to that. */
const READER = 'afterword.reader';

/**
 * The form inside `<comment-box>`, a module of its own so that only readers who write load it. It owns the text until the
 * backend confirmed it.
 *
 * @summary The form in which a reader writes, answers or changes a comment; part of `<comment-box>`.
 * @tag comment-composer
 * @csspart form - The whole of it.
 * @csspart field - The text, the name and the address.
 * @csspart button - What sends it.
 */
export class CommentComposerElement extends LitElement {
  static readonly afterword = true;

  static override styles = [baseStyles, controlStyles, richTextStyles, commentComposerStyles];

  /** The form's part in a conversation, for the element that opens it. */
  static writerFor(talk: Conversation): Writer {
    return new CommentWriter(talk);
  }

  /** What the form is open for. */
  @property({ attribute: false }) task: ComposerTask | undefined;
  /** @internal The conversation around it. */
  talk!: Conversation;

  @state() private text = '';
  @state() private name = '';
  @state() private email = '';
  @state() private remember = false;
  @state() private isPreview = false;
  @state() private complaint: Complaint | undefined;
  /** Whether it has been there long enough for what it says to be read out. */
  @state() private isThere = false;
  /** False when this browser keeps nothing beyond the page. */
  @state() private isKept = true;
  @state() private notice: keyof CommentComposerWords | undefined;

  readonly #settings = new SettingsController(this, () => this.requestUpdate());
  readonly #words = new WordsController(this, 'comment-composer', commentComposerWords, this.#settings);
  readonly #storage = safeLocalStorage();
  readonly #send = new SendController(this, {
    onAttempt: () => this.#keep(),
    onSent: (comment) => this.#startAfresh(comment),
    onRetry: () => this.isConnected && this.#submit(),
    onFailed: (error) => {
      const complaint = complaintOf(error);
      if (error.code === 'invalid' || error.code === 'filtered') this.#complain(complaint);
      else this.complaint = complaint;
      this.#keep();
    },
    onLost: (task, error) => {
      const { talk } = this;
      // A form that took its place waits for the same answer.
      if (task.form !== this || talk.epoch !== this.#epoch || !talk.host.isConnected) return;
      this.#tell(this.#words.t(complaintOf(error).words), true);
      task.failed(error, () => undefined);
    },
  });

  #commentId = '';
  #epoch = 0;
  #isDirty = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    // Not `unload` or `beforeunload`: they would keep the page out of the back/forward cache.
    window.addEventListener('pagehide', this.#flush);
    window.addEventListener('pageshow', this.#returned);
    document.addEventListener('visibilitychange', this.#flush);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#flush();
    window.removeEventListener('pagehide', this.#flush);
    window.removeEventListener('pageshow', this.#returned);
    document.removeEventListener('visibilitychange', this.#flush);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('task') && this.task) this.#open(this.task);
  }

  protected override firstUpdated(): void {
    setTimeout(() => (this.isThere = true), 50);
  }

  protected override updated(): void {
    const field = this.#field;
    // Where `field-sizing` is missing, the field still grows with its text.
    if (!field || CSS.supports('field-sizing', 'content')) return;
    field.style.blockSize = 'auto';
    field.style.blockSize = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
  }

  get #field(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector('textarea');
  }

  /** Puts the reader into the text. */
  override focus(options?: FocusOptions): void {
    void this.updateComplete.then(() => {
      this.#field?.focus(options);
      this.#field?.setSelectionRange(this.text.length, this.text.length);
    });
  }

  override render(): TemplateResult | typeof nothing {
    const { task } = this;
    if (!task) return nothing;
    const words = this.#words;
    const isBusy = this.#send.status !== 'idle';
    const label =
      task.replyTo === undefined ? words.t(task.kind === 'edit' ? 'edit' : 'comment') : this.#replyLabel(task.replyTo);
    return html`
      <form
        part="form"
        novalidate
        aria-busy=${isBusy}
        aria-label=${label}
        @submit=${this.#submit}
        @keydown=${this.#onKeydown}
        @keypress=${keepFromPage}
        @keyup=${keepFromPage}
      >
        <div class="head">
          <label for="text" dir="auto">${label}</label>
          ${task.needs.formatting === 'markdown' ? renderToolbar(this.#words, this.isPreview, this.#format, this.#togglePreview) : nothing}
        </div>
        ${this.notice ? html`<p class="notice muted">${words.t(this.notice)}</p>` : nothing} ${this.#renderText(isBusy)}
        ${this.isPreview ? this.#renderPreview() : nothing} ${this.#renderComplaint('text')}
        ${task.kind === 'edit' ? nothing : this.#renderReader(isBusy)} ${this.#renderFoot(task, isBusy)}
        <p class="visually-hidden" role="status">${this.#spoken()}</p>
      </form>
    `;
  }

  #replyLabel(name: string): string {
    // Isolated (Unicode FSI, PDI): a name may not turn the words around it.
    return this.#words.t('replyTo', { name: `\u2068${name}\u2069` });
  }

  #renderText(isBusy: boolean): TemplateResult {
    const max = this.task!.needs.maxLength;
    const length = this.text.length > max * NEAR_LIMIT ? codePoints(this.text) : 0;
    const left = max - length;
    const isNear = length >= max * NEAR_LIMIT;
    return html`
      <textarea
        id="text"
        part="field"
        dir=${directionOf(this.text)}
        rows="4"
        placeholder=${this.#words.t('placeholder')}
        aria-describedby="text-error left"
        aria-invalid=${(this.complaint?.field === 'text' && !this.complaint.isElsewhere) || left < 0}
        ?readonly=${isBusy}
        ?hidden=${this.isPreview}
        .value=${live(this.text)}
        @input=${this.#typed}
        @blur=${this.#flush}
      ></textarea>
      <p id="left" class=${left < 0 ? 'count error' : 'count muted'} ?hidden=${!isNear}>
        ${
          // What is hidden describes the field all the same.
          isNear ? this.#words.t(left < 0 ? 'over' : 'left', { n: Math.abs(left) }) : nothing
        }
      </p>
    `;
  }

  #renderPreview(): TemplateResult {
    return html`
      <div class="preview rich-text" role="region" tabindex="-1" aria-label=${this.#words.t('preview')}>
        ${
          this.text.trim()
            ? renderRichText(formatted(this.text, this.task!.needs))
            : html`<p class="muted">${this.#words.t('previewEmpty')}</p>`
        }
      </div>
    `;
  }

  #renderReader(isBusy: boolean): TemplateResult | typeof nothing {
    const { name, email } = this.task!.needs;
    if (name === 'none' && email === 'none') return nothing;
    return html`
      <div class="reader">
        ${name === 'none' ? nothing : this.#renderField('name', name === 'required', isBusy)}
        ${email === 'none' ? nothing : this.#renderField('email', email === 'required', isBusy)}
      </div>
      <label class="remember">
        <input type="checkbox" .checked=${live(this.remember)} @change=${this.#toggleRemember} />
        <span>${this.#words.t(email === 'none' ? 'rememberName' : 'remember')}</span>
      </label>
    `;
  }

  #renderField(field: 'name' | 'email', isRequired: boolean, isBusy: boolean): TemplateResult {
    const words = this.#words;
    const hint = field === 'email' ? 'email-hint ' : '';
    return html`
      <div>
        <label for=${field}>
          ${words.t(field)} ${isRequired ? nothing : html`<span class="muted">${words.t('optional')}</span>`}
        </label>
        <input
          id=${field}
          part="field"
          name=${field}
          type=${field === 'email' ? 'email' : 'text'}
          autocomplete=${field}
          maxlength="200"
          dir=${directionOf(this[field])}
          ?required=${isRequired}
          ?readonly=${isBusy}
          aria-describedby="${hint}${field}-error"
          aria-invalid=${this.complaint?.field === field}
          .value=${live(this[field])}
          @input=${this.#typedReader}
        />
        ${field === 'email' ? html`<p id="email-hint" class="hint muted">${words.t('emailHint')}</p>` : nothing}
        ${this.#renderComplaint(field)}
      </div>
    `;
  }

  #renderComplaint(field: ComposerField): TemplateResult {
    const { complaint } = this;
    const { loginUrl } = this.task!;
    const isHere = complaint?.field === field;
    return html`<p id="${field}-error" class="error" ?hidden=${!isHere}>
      ${isHere ? this.#words.t(complaint.words) : nothing}
      ${isHere && complaint.canSignIn && loginUrl ? html`<a href=${loginUrl}>${this.#words.t('signIn')}</a>` : nothing}
    </p>`;
  }

  #renderFoot(task: ComposerTask, isBusy: boolean): TemplateResult {
    const words = this.#words;
    const wait = this.#send.secondsLeft;
    const canSend = !isBusy && wait === 0;
    return html`
      <div class="foot">
        <button type="submit" class="main" part="button" aria-disabled=${!canSend} @click=${this.#submit}>
          <span>${this.#submitLabel(task, wait)}</span>
        </button>
        <button type="button" @click=${this.cancel} aria-disabled=${isBusy}>${words.t('cancel')}</button>
        <p class=${this.isKept ? 'hint muted' : 'hint muted unsaved'}>
          ${this.isKept ? words.t('shortcut', { keys: isApple() ? '⌘ Enter' : 'Ctrl + Enter' }) : words.t('unsaved')}
        </p>
      </div>
    `;
  }

  #submitLabel(task: ComposerTask, wait: number): string {
    const words = this.#words;
    const { status } = this.#send;
    if (status !== 'idle') return words.t(status);
    if (wait > 0) return words.t('retryIn', { n: wait });
    if (this.#send.error && this.complaint?.canRetry) return words.t('retry');
    return words.t(task.kind === 'comment' ? 'post' : task.kind === 'reply' ? 'postReply' : 'save');
  }

  /** What changed for somebody who does not see it; a countdown is not read out second by second. */
  #spoken(): string | typeof nothing {
    const { status } = this.#send;
    const words = status === 'idle' ? (this.complaint?.words ?? this.notice) : status;
    // A region that comes with its text is not read.
    return this.isThere && words ? this.#words.t(words) : nothing;
  }

  #open(task: ComposerTask): void {
    this.#epoch = this.talk.epoch;
    task.form = this;
    const draft = drafts().load(task.draftKey, this);
    this.#commentId = draft?.commentId || uuid();
    // What was selected comes after what was begun, once; what may be sent already stays as it is.
    const isAdded = task.kind === 'reply' && draft && !draft.sent && !draft.text.includes(task.initialText.trim());
    this.text = isAdded ? `${draft.text.trimEnd()}\n\n${task.initialText}` : (draft?.text ?? task.initialText);
    if (isAdded) this.#changed();
    this.complaint = undefined;
    this.isPreview = false;
    this.notice = draft && 'restored';
    this.name ||= task.reader.name;
    this.email ||= task.reader.email;
    this.#recall();
    this.#send.reset(draft?.sent, task.readyAt);
    if (draft?.sent) void this.#send.recover(task, this.#comment(), () => (this.notice = 'restoredSent'));
  }

  #comment(): NewComment {
    const { name, email } = this.task!.needs;
    return {
      id: this.#commentId,
      parentId: this.task!.draftKey.parentId,
      text: this.text,
      name: name === 'none' ? undefined : this.name.trim() || undefined,
      email: email === 'none' ? undefined : this.email.trim() || undefined,
      ...(this.#send.tried.length && { earlier: this.#send.tried }),
    };
  }

  /** Answers what was written since, without keys: they are held, dictation and extensions are not. */
  #startAfresh(sent: NewComment): string {
    const { task, text } = this;
    if (task) this.#forget(task);
    this.#commentId = uuid();
    this.text = '';
    this.notice = this.complaint = undefined;
    this.isPreview = false;
    this.#rememberReader();
    return text.trim() === sent.text.trim() ? '' : text.trim();
  }

  /** Who wrote last on this device and agreed to be remembered. */
  #recall(): void {
    try {
      const { name, email } = JSON.parse(this.#storage.get(READER)!) as Record<string, unknown>;
      this.name ||= String(name ?? '');
      this.email ||= String(email ?? '');
      this.remember = true;
    } catch {
      // Nobody, or nothing that can be read.
    }
  }

  #rememberReader(): void {
    const { name, email } = this;
    if (this.remember) this.#storage.set(READER, JSON.stringify({ name, email }));
    else this.#storage.remove(READER);
  }

  #changed(): void {
    this.#isDirty = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#flush, PAUSE);
  }

  /** Keeps the draft now. Only what was changed here is written, so that another tab's draft is left alone. */
  readonly #flush = (): void => {
    if (this.#isDirty) this.#keep();
  };

  /** A later page of this tab may have gone on with the draft, or posted it, while the browser kept this one as it was. */
  readonly #returned = ({ persisted }: PageTransitionEvent): void => {
    const { task } = this;
    if (!persisted || !task || !this.isKept || this.#send.status !== 'idle') return;
    if ((drafts().load(task.draftKey, this)?.text ?? task.initialText) !== this.text) this.#open(task);
  };

  /** Keeps the draft now, whatever changed. */
  #keep(): void {
    const { task, text } = this;
    this.#isDirty = false;
    clearTimeout(this.#timer);
    if (!task) return;
    const sent = this.#send.tried;
    if (!sent.length && (!text.trim() || text === task.initialText)) this.#forget(task);
    else
      this.isKept = drafts().save(
        task.draftKey,
        { text, commentId: this.#commentId, savedAt: Date.now(), ...(sent.length && { sent }) },
        this,
      );
  }

  /** Forgets the draft of this comment; a draft that another tab keeps under the same key stays. */
  #forget({ draftKey }: ComposerTask): void {
    this.#isDirty = false;
    clearTimeout(this.#timer);
    drafts().clear(draftKey, this.#commentId);
  }

  readonly #submit = (event?: Event): void => {
    event?.preventDefault();
    const { task } = this;
    if (!task || !this.#send.isReady) return;
    this.notice = undefined;
    const complaint = this.#ownComplaint();
    this.complaint = complaint;
    if (complaint) {
      this.#complain(complaint);
      return;
    }
    const comment = this.#comment();
    if (task.allows(comment)) void this.#send.send(task, comment);
  };

  #ownComplaint(): Complaint | undefined {
    const { needs, kind } = this.task!;
    if (!this.text.trim()) return { field: 'text', words: 'errorEmpty', canRetry: true };
    if (codePoints(this.text) > needs.maxLength) return { field: 'text', words: 'errorLong', canRetry: true };
    if (kind !== 'edit') {
      if (needs.name === 'required' && !this.name.trim()) return { field: 'name', words: 'errorName', canRetry: true };
      const isMissing = needs.email === 'required' && !this.email.trim();
      const email = this.renderRoot.querySelector<HTMLInputElement>('#email');
      if (isMissing || email?.validity.typeMismatch) return { field: 'email', words: 'errorEmail', canRetry: true };
    }
    // Who was told so, and sends it again, means it.
    const isTold = this.complaint?.words === 'errorDuplicate';
    return !isTold && drafts().isPosted(this.task!.draftKey, this.#commentId, this.text)
      ? { field: 'text', words: 'errorDuplicate', canRetry: true }
      : undefined;
  }

  #complain(complaint: Complaint): void {
    this.complaint = complaint;
    this.isPreview = false;
    const { field } = complaint;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#${field}`)?.focus());
  }

  #typed(event: Event): void {
    this.text = (event.currentTarget as HTMLTextAreaElement).value;
    if (this.complaint?.field === 'text' && !this.#send.secondsLeft) this.complaint = undefined;
    this.#changed();
  }

  #typedReader(event: Event): void {
    const field = event.currentTarget as HTMLInputElement;
    const which = field.id as 'name' | 'email';
    this.task!.reader[which] = this[which] = field.value;
    if (this.complaint?.field === field.id) this.complaint = undefined;
  }

  #toggleRemember(event: Event): void {
    this.remember = (event.currentTarget as HTMLInputElement).checked;
    // Withdrawn consent takes effect at once, not with the next comment.
    if (!this.remember) this.#rememberReader();
  }

  readonly #togglePreview = (): void => {
    this.isPreview = !this.isPreview;
  };

  /** The code for it comes with the first use; where it does not, with the next. */
  readonly #format = (wanted: Format): Promise<unknown> =>
    import('./composer-format.js').then(
      ({ format }) => this.#field && this.#send.isReady && format(this.#field, wanted),
      () => this.#tell(this.talk.words.t('moreFailed')),
    );

  /** Says it at the comment that is answered or changed, which the reader may have folded away with its form. */
  #tell(error: string, isFolded?: boolean): void {
    const { talk } = this;
    const { parentId, editId } = this.task!.draftKey;
    const id = parentId ?? editId;
    if (isFolded) talk.mark(id);
    talk.set(id, { error });
    talk.announce(error);
  }

  /** Closes the form, unless its text is on its way: closing a form is not throwing words away, they stay as a draft. */
  cancel(): void {
    const { task } = this;
    if (!task || this.#send.status !== 'idle') return;
    this.#flush();
    task.closed();
  }

  #onKeydown(event: KeyboardEvent): void {
    const isCommand = event.ctrlKey || event.metaKey;
    // 229 is what Safari says of the Enter that ends a composition.
    if (event.key === 'Enter' && (event.isComposing || event.keyCode === 229)) {
      keepFromPage(event);
      return;
    }
    if (isCommand && event.key === 'Enter') {
      event.preventDefault();
      event.stopPropagation();
      if (!event.repeat) this.#submit();
      return;
    }
    // A layout of other letters has Latin ones where they are on most keyboards.
    const letter = event.key > '~' ? event.code.slice(3) : event.key;
    const wanted = isCommand && !event.altKey && !event.shiftKey && FORMAT_KEYS[letter.toLowerCase()];
    if (wanted && event.target === this.#field && this.task?.needs.formatting === 'markdown') {
      event.preventDefault();
      event.stopPropagation();
      void this.#format(wanted);
      return;
    }
    keepFromPage(event);
  }
}

/** Of an empty field that of the page, for what it asks and for the caret: `auto` would be left to right. */
function directionOf(text: string): string | typeof nothing {
  return text ? 'auto' : nothing;
}

function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}
