import type { LitElement } from 'lit';
import { quote } from '../../content/markdown-edit.js';
import type { DraftKey, DraftStore } from '../../content/drafts.js';
import type { PendingStore } from '../../content/pending.js';
import { uuid } from '../../content/uuid.js';
import { AfterwordError } from '../../ports/errors.js';
import type { Comment, CommentsPort, NewComment, PostOutcome } from '../../ports/comments.js';
import type { PageIdentity } from '../../ports/page.js';
import { define } from '../define.js';
import type { CommentActions } from './comment-actions.js';
import { CommentBoxSubmitEvent, CommentBoxSubmittedEvent, type SubmissionKind } from './comment-box.events.js';
import type { CommentBoxWords } from './comment-box.words.js';
import type { ComposerTask } from './composer-task.js';
import { threadKey, type ThreadState } from './thread-state.js';

/** Brings the class of the form; a bundle may bring it in its own way. */
export type ComposerLoader = () => Promise<{ CommentComposerElement: CustomElementConstructor }>;

export interface ComposerDeskOptions {
  thread: ThreadState;
  actions: CommentActions;
  drafts: DraftStore;
  pending: PendingStore;
  loader: () => ComposerLoader;
  port: () => CommentsPort | undefined;
  page: () => PageIdentity;
  announce: (words: keyof CommentBoxWords) => void;
  onError: (action: 'submit', error: AfterwordError, retry: () => void) => void;
  focus: (id: string, selector?: string) => void;
  /** Puts the focus at the head of the conversation, where new comments are begun. */
  focusTop: (selector: string) => void;
}

/** Opens forms, knows what each is for, and puts what they sent into the conversation. */
export class ComposerDesk {
  /** True while the form for a new comment is open. */
  isOpen = false;
  status: 'unloaded' | 'loading' | 'ready' | 'failed' = 'unloaded';
  readonly #host: LitElement;
  readonly #options: ComposerDeskOptions;
  readonly #tasks = new Map<string, ComposerTask>();
  readonly #handled = new Set<string>();
  #loading: Promise<void> | undefined;

  constructor(host: LitElement, options: ComposerDeskOptions) {
    this.#host = host;
    this.#options = options;
  }

  reset(): void {
    this.isOpen = false;
    this.#tasks.clear();
  }

  /** Loads the form's code, once; a failure can be tried again. */
  readonly load = (): Promise<void> => (this.#loading ??= this.#load());

  /** Opens the form for a new comment, at the reader's wish with the focus in it. */
  async open(withFocus = true): Promise<void> {
    this.isOpen = true;
    this.#host.requestUpdate();
    await this.load();
    if (withFocus) this.#options.focusTop('comment-composer');
  }

  async openAt(comment: Comment, panel: 'reply' | 'edit', withFocus = true, quoted = ''): Promise<void> {
    if (quoted && this.#options.actions.ui(comment.id).panel !== 'reply') {
      this.#tasks.set(`reply ${comment.id}`, this.#make('reply', comment, quote(quoted)));
    }
    this.#options.actions.set(comment.id, { panel, note: undefined });
    await this.load();
    if (withFocus) this.#options.focus(comment.id, 'comment-composer');
  }

  /** Opens the forms in which this reader had begun to write. */
  restore(initialText = ''): void {
    const port = this.#options.port();
    if (!port?.post) return;
    if (initialText) this.#tasks.set('comment ', this.#make('comment', undefined, initialText));
    if (initialText) void this.open(false);
    const { drafts, thread, page } = this.#options;
    for (const { parentId, editId } of drafts.begun(port.key, threadKey(page()))) {
      const comment = thread.comment(parentId ?? editId ?? '');
      if (parentId === undefined && editId === undefined) void this.open(false);
      else if (comment && parentId !== undefined) void this.openAt(comment, 'reply', false);
      else if (comment?.own && port.edit) void this.openAt(comment, 'edit', false);
    }
  }

  /** Always the same object while the form is open, so that a form is never begun anew under the reader's hands. */
  task(kind: SubmissionKind, comment?: Comment): ComposerTask {
    const name = `${kind} ${comment?.id ?? ''}`;
    let task = this.#tasks.get(name);
    if (!task) this.#tasks.set(name, (task = this.#make(kind, comment, kind === 'edit' ? (comment?.source ?? '') : '')));
    return task;
  }

  async #load(): Promise<void> {
    if (customElements.get('comment-composer')) {
      this.#set('ready');
      return;
    }
    this.#set('loading');
    try {
      const { CommentComposerElement } = await this.#options.loader()();
      define('comment-composer', CommentComposerElement);
      this.#set('ready');
    } catch (thrown) {
      this.#loading = undefined;
      this.#set('failed');
      this.#options.announce('composerFailed');
      this.#options.onError('submit', AfterwordError.from(thrown), () => void this.load());
    }
  }

  #make(kind: SubmissionKind, about: Comment | undefined, initialText: string): ComposerTask {
    const { actions, port, page, thread, onError } = this.#options;
    const backend = port()!;
    const where = page();
    const isEdit = kind === 'edit';
    return {
      kind,
      needs: backend.composer ?? { name: 'none', email: 'none', maxLength: 10_000, formatting: 'plain' },
      draftKey: this.#key(isEdit ? { editId: about!.id } : { parentId: about?.id }),
      initialText,
      replyTo: kind === 'reply' ? about!.author.name : undefined,
      allows: (comment) => this.#host.dispatchEvent(new CommentBoxSubmitEvent(kind, comment)),
      submit: (comment) => {
        const { signal } = new AbortController();
        return isEdit ? backend.edit!(where, about!.id, comment.text, signal) : backend.post!(where, comment, signal);
      },
      find: async (id) => {
        const comment = isEdit ? undefined : await thread.find(id);
        return comment && comment.status !== 'deleted' ? { status: comment.status, comment } : undefined;
      },
      sent: (outcome, comment, newerText) => this.#sent(kind, about, outcome, comment, newerText),
      failed: (error, retry) => {
        if (error.code === 'closed') thread.info = { ...thread.info, closed: true };
        onError('submit', error, retry);
        this.#host.requestUpdate();
      },
      closed: () => {
        this.#close(kind, about);
        if (about) actions.closePanel(about.id, isEdit ? '.edit' : '.reply');
        else this.#options.focusTop('.opener');
      },
    };
  }

  #sent(
    kind: SubmissionKind,
    about: Comment | undefined,
    { status, comment }: PostOutcome,
    sent: NewComment,
    newerText: string | undefined,
  ): void {
    // A form that was rendered anew hears of the same comment as the one before it.
    if (this.#handled.has(sent.id)) return;
    this.#handled.add(sent.id);
    const { thread, pending, port, page, announce, actions } = this.#options;
    thread.put({ ...comment, status, own: comment.own ?? true });
    if (status === 'pending' && kind !== 'edit' && port()) {
      const { text, parentId, name } = sent;
      pending.add(port()!.key, threadKey(page()), { id: comment.id, text, parentId, createdAt: Date.now(), name });
    }
    this.#close(kind, about);
    if (about) actions.set(about.id, { panel: undefined });
    if (newerText === undefined) {
      if (kind === 'edit') announce(status === 'pending' ? 'changedPending' : 'changed');
      else announce(status === 'pending' ? 'submittedPending' : 'published');
    } else {
      this.#keepNewer(comment, newerText);
    }
    this.#options.focus(comment.id);
    this.#host.dispatchEvent(new CommentBoxSubmittedEvent(kind, status, comment));
  }

  /** The backend holds an earlier try: what the reader wrote since becomes a change of it, or stays as a new draft. */
  #keepNewer(comment: Comment, text: string): void {
    const { port, drafts, actions, announce } = this.#options;
    const canEdit = Boolean(port()?.edit) && (comment.editableUntil ?? 0) > Date.now();
    const key = this.#key(canEdit ? { editId: comment.id } : { parentId: comment.parentId });
    drafts.save(key, { text, commentId: uuid(), savedAt: Date.now() });
    announce('textKept');
    actions.set(comment.id, { panel: canEdit ? 'edit' : undefined, note: { words: 'textKept', isError: false } });
    if (!canEdit) this.restore();
  }

  #close(kind: SubmissionKind, about: Comment | undefined): void {
    this.#tasks.delete(`${kind} ${about?.id ?? ''}`);
    if (kind === 'comment') this.isOpen = false;
    this.#host.requestUpdate();
  }

  #key(about: { parentId?: string | undefined; editId?: string | undefined } = {}): DraftKey {
    return { backend: this.#options.port()!.key, thread: threadKey(this.#options.page()), ...about };
  }

  #set(status: ComposerDesk['status']): void {
    this.status = status;
    this.#host.requestUpdate();
  }
}
