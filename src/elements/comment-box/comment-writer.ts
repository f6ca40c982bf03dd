import type { LitElement } from 'lit';
import { DraftStore, type DraftKey } from '../../content/drafts.js';
import { parseMarkdown } from '../../content/markdown.js';
import { quote } from '../../content/markdown-quote.js';
import { pageKey } from '../../content/page-key.js';
import { PendingStore } from '../../content/pending.js';
import { plainText } from '../../content/plain-text.js';
import { uuid } from '../../content/uuid.js';
import { safeLocalStorage, tabId } from '../../controllers/storage.js';
import { WordsController } from '../../controllers/words-controller.js';
import type { Comment, ComposerNeeds, NewComment, PostOutcome } from '../../ports/comments.js';
import { AfterwordError } from '../../ports/errors.js';
import type { RichText } from '../../ports/rich-text.js';
import { CommentBoxSubmitEvent, CommentBoxSubmittedEvent, type SubmissionKind } from './comment-box.events.js';
import { commentComposerWords, type CommentComposerWords } from './comment-composer.words.js';
import type { ComposerHost, ComposerTask, Writer } from './composer-task.js';
import type { Conversation } from './conversation.js';
import { mayFocus } from './may-focus.js';

/** What this device keeps of the reader's words; one store per page, so that every form and list sees the same. */
let draftStore: DraftStore | undefined;
let pendingStore: PendingStore | undefined;

export function drafts(): DraftStore {
  return (draftStore ??= new DraftStore(safeLocalStorage(), Date.now, tabId()));
}

function pending(): PendingStore {
  return (pendingStore ??= new PendingStore(safeLocalStorage()));
}

/** What a text will look like. */
export function formatted(text: string, { formatting }: ComposerNeeds): RichText {
  return formatting === 'markdown' ? parseMarkdown(text) : plainText(text);
}

/** Knows what each form is for, and puts what they sent into the conversation. */
export class CommentWriter implements Writer {
  readonly #talk: Conversation;
  readonly #words: WordsController<CommentComposerWords>;
  /** `null` for a form that the reader has closed: it opens when the reader opens it. */
  readonly #tasks = new Map<string, ComposerTask | null>();
  readonly #handled = new Set<string>();
  readonly #reader: ComposerTask['reader'] = { name: '', email: '' };

  constructor(talk: Conversation) {
    this.#talk = talk;
    this.#words = new WordsController(talk.host, 'comment-composer', commentComposerWords, talk.settings);
    this.#words.hostUpdate();
  }

  reset(): void {
    this.#tasks.clear();
  }

  task(kind: SubmissionKind, comment?: Comment): ComposerTask {
    const name = taskName(kind, comment);
    const selected = kind === 'reply' && !this.#tasks.get(name) ? this.#selectedText(comment!.id) : '';
    const initialText = kind === 'edit' ? comment?.source : selected && quote(selected);
    return this.#tasks.get(name) ?? this.#make(kind, comment, initialText ?? '');
  }

  takeOver(fields: readonly HTMLTextAreaElement[]): void {
    const written = fields.filter(({ value, defaultValue }) => value !== defaultValue && value.trim());
    const text = written.map(({ value }) => value).join('\n\n');
    const inputs = [...((written[0] ?? fields[0])?.form?.querySelectorAll('input') ?? [])];
    const email = inputs.find(({ type, name }) => type === 'email' || /mail/i.test(name));
    const name = inputs.find(({ type, name }) => type === 'text' && /name|author|nick/i.test(name));
    const focused = [...fields, name, email].find((field) => field?.matches(':focus'));
    const top = focused?.getBoundingClientRect().top;
    if (text) this.#addToDraft(text);
    // Words that were moved do not come back with the next reload.
    for (const field of fields) field.value = field.defaultValue;
    if (name) this.#reader.name = name.value;
    if (email) this.#reader.email = email.value;
    this.#make('comment', undefined, '');
    this.#open('comment');
    if (text) this.#say('handedOver');
    if (top !== undefined) void this.#goOn(focused === name ? '#name' : focused === email ? '#email' : '#text', top);
  }

  restore(among?: readonly Comment[]): void {
    const { backend, thread } = this.#key({});
    for (const waiting of among ? [] : pending().list(backend, thread)) this.#showWaiting(waiting.id, waiting);
    for (const { parentId, editId } of drafts().begun(backend, thread)) {
      const id = parentId ?? editId;
      const kind = id === undefined ? 'comment' : parentId === undefined ? 'edit' : 'reply';
      if (this.#tasks.get(`${kind} ${id}`) === null) continue;
      if (id === undefined) {
        if (!among) this.#open(kind);
      } else if (!among || among.some((comment) => comment.id === id)) {
        void this.#reopenAt(id, kind);
      }
    }
  }

  forget(id: string, { backend, thread } = this.#key({})): void {
    pending().remove(backend, thread, id);
  }

  get place(): DraftKey {
    return this.#key({});
  }

  get #needs(): ComposerNeeds {
    return this.#talk.port?.composer ?? { name: 'none', email: 'none', maxLength: 10_000, formatting: 'plain' };
  }

  /** What was typed comes after what had been begun before. */
  #addToDraft(text: string): void {
    const key = this.#key({});
    const draft = drafts().load(key);
    const all = draft ? `${draft.text}\n\n${text}` : text;
    drafts().save(key, { text: all, commentId: draft && !draft.sent ? draft.commentId : uuid(), savedAt: Date.now() });
  }

  /** Puts the reader into our form, where theirs was on the screen. */
  async #goOn(selector: string, top: number): Promise<void> {
    const composer = (await this.#talk.focus(undefined, 'comment-composer'))?.querySelector('comment-composer');
    await (composer as LitElement | null | undefined)?.updateComplete;
    const field = composer?.shadowRoot?.querySelector<HTMLElement>(`${selector}, #text`);
    field?.focus({ preventScroll: true });
    scrollBy({ top: (field?.getBoundingClientRect().top ?? top) - top, behavior: 'instant' });
  }

  /** Where the comment is not loaded, it is asked for; a backend that cannot be asked may bring it with more of the list. */
  async #reopenAt(id: string, kind: SubmissionKind): Promise<void> {
    const talk = this.#talk;
    const { epoch } = talk;
    const comment = talk.comment(id) ?? (talk.port?.get && (await talk.find(id).catch(() => null)));
    if (comment && (kind === 'reply' || (comment.own && talk.port?.edit))) this.#open(kind, comment);
    const isGone = comment === undefined && talk.port?.get && epoch === talk.epoch && talk.host.isConnected;
    if (isGone && kind === 'reply' && !talk.ui(undefined).panel) this.#moveUp(this.#key({ parentId: id }));
  }

  /** An answer to what is not there any more goes on as a comment of its own. */
  #moveUp(key: DraftKey): void {
    const draft = drafts().load(key);
    if (!draft) return;
    this.#addToDraft(draft.text);
    drafts().clear(key, draft.commentId);
    this.#open('comment');
    this.#say('errorGone');
  }

  #open(panel: SubmissionKind, comment?: Comment): void {
    this.#talk.set(comment?.id, { panel });
  }

  /** Where the backend does not show it to its author itself. It may have been published meanwhile, on a page that is not loaded. */
  #showWaiting(id: string, { text, parentId, createdAt, name = '' }: Omit<NewComment, 'id'> & { createdAt: number }): void {
    const talk = this.#talk;
    const known = talk.comment(id);
    if (known) {
      if (known.status !== 'pending') this.forget(id);
      return;
    }
    const settle = async (): Promise<void> => {
      // Unknown, refused or unreachable: it stays what its author was told, until it expires.
      const answer = await talk.port?.get?.(talk.page, id, new AbortController().signal).catch(() => undefined);
      const found = answer?.comments.find((comment) => comment.id === id);
      if (!found || !talk.comment(id)) return;
      talk.put(found);
      if (found.status !== 'pending') this.forget(id);
    };
    const content = formatted(text, this.#needs);
    talk.put({ id, parentId, author: { name }, content, createdAt, status: 'pending', own: true });
    void settle();
  }

  #make(kind: SubmissionKind, about: Comment | undefined, initialText: string): ComposerTask {
    const talk = this.#talk;
    const { page, epoch } = talk;
    const port = talk.port!;
    const name = taskName(kind, about);
    const task: ComposerTask = {
      kind,
      needs: this.#needs,
      draftKey: this.#key(kind === 'edit' ? { editId: about!.id } : { parentId: about?.id }),
      initialText,
      reader: this.#reader,
      replyTo: kind === 'reply' ? about!.author.name : undefined,
      loginUrl: '',
      allows: (comment) =>
        talk.host.dispatchEvent(
          new CommentBoxSubmitEvent(kind, kind === 'edit' ? { ...comment, id: about!.id, parentId: about!.parentId } : comment),
        ),
      submit: (comment) => {
        const { signal } = new AbortController();
        const answer = kind === 'edit' ? port.edit!(page, about!.id, comment.text, signal) : port.post!(page, comment, signal);
        talk.posting = Promise.resolve(answer).catch(() => undefined);
        return answer;
      },
      find: async ({ id, text }) => {
        const isEdit = kind === 'edit';
        const comment = await talk.find(isEdit ? about!.id : id);
        if (!comment || comment.status === 'deleted' || (isEdit && comment.source?.trim() !== text.trim())) return undefined;
        return { status: comment.status, comment };
      },
      sent: (outcome, comment, newerText) => this.#sent(task, about, epoch, outcome, comment, newerText),
      failed: (thrown, retry) => {
        const error = AfterwordError.from(thrown);
        if (epoch !== talk.epoch) return;
        if (error.code === 'closed') talk.info = { ...talk.info, closed: true };
        task.loginUrl = talk.fail('submit', error, retry);
        talk.changed();
      },
      closed: () => {
        this.#tasks.set(name, null);
        talk.close(about?.id, about ? `.${kind}` : '.opener');
      },
    };
    this.#tasks.set(name, task);
    return task;
  }

  #sent(
    task: ComposerTask,
    about: Comment | undefined,
    epoch: number,
    { status, comment }: PostOutcome,
    { id, text, parentId, name }: NewComment,
    newerText: string | undefined,
  ): void {
    // A form that was rendered anew hears of the same comment as the one before it.
    if (this.#handled.has(id)) return;
    this.#handled.add(id);
    const talk = this.#talk;
    const { kind, draftKey } = task;
    const isPending = status === 'pending';
    if (isPending) {
      const before = kind === 'edit' ? about : undefined;
      pending().add(draftKey.backend, draftKey.thread, {
        id: comment.id,
        text,
        parentId: before ? before.parentId : parentId,
        createdAt: before?.createdAt ?? Date.now(),
        name: name ?? before?.author.name,
      });
    }
    // It belongs to the thread it was written in, which is not here any more.
    if (epoch !== talk.epoch) return;
    const isFree = mayFocus(talk.host, (focused) => (focused as Partial<ComposerHost>).task === task);
    // A port in plain JavaScript may answer the id alone.
    const { author = { name: name ?? '' }, content = formatted(text, this.#needs) } = comment;
    talk.put({ ...comment, author, content, status, own: comment.own ?? true });
    this.#tasks.delete(taskName(kind, about));
    talk.set(about?.id, { panel: undefined });
    if (newerText !== undefined) this.#keepNewer(comment, newerText);
    else if (kind === 'edit') this.#say(isPending ? 'changedPending' : 'changed');
    else this.#say(isPending ? 'pending' : 'published');
    if (isFree) void talk.focus(comment.id);
    talk.host.dispatchEvent(new CommentBoxSubmittedEvent(kind, status, comment));
  }

  /** The backend holds an earlier try: what the reader wrote since becomes a change of it, or stays as a new draft. */
  #keepNewer(comment: Comment, text: string): void {
    const talk = this.#talk;
    const canEdit = Boolean(talk.port?.edit) && (comment.editableUntil ?? 0) > Date.now();
    drafts().save(this.#key(canEdit ? { editId: comment.id } : { parentId: comment.parentId }), {
      text,
      commentId: uuid(),
      savedAt: Date.now(),
    });
    talk.set(comment.id, { note: this.#say('textKept') });
    this.restore();
  }

  #say(key: keyof CommentComposerWords): string {
    const text = this.#words.t(key);
    this.#talk.announce(text);
    return text;
  }

  /** Under the address as it is however the reader came. */
  #key(about: Pick<DraftKey, 'parentId' | 'editId'>): DraftKey {
    const { port, page } = this.#talk;
    return { backend: port!.key, thread: pageKey(page), ...about };
  }

  /** What the reader has selected of a comment, where the browser tells: the beginning of an answer to it. */
  #selectedText(id: string): string {
    const text = this.#talk.article(id)?.querySelector('.rich-text');
    const root = this.#talk.host.renderRoot as ShadowRoot & { getSelection?: () => Selection | null };
    const selection = root.getSelection?.() ?? document.getSelection();
    if (!text || !selection || this.#needs.formatting !== 'markdown') return '';
    if (!text.contains(selection.anchorNode) || !text.contains(selection.focusNode)) return '';
    // Firefox knows the place in a shadow tree, but no words.
    return (selection.toString() || selection.getRangeAt(0).toString()).trim();
  }
}

function taskName(kind: SubmissionKind, about: Comment | undefined): string {
  return `${kind} ${about?.id}`;
}
