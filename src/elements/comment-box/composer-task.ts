import type { DraftKey } from '../../content/drafts.js';
import type { Comment, ComposerNeeds, NewComment, PostOutcome } from '../../ports/comments.js';
import type { SubmissionKind } from './comment-box.events.js';
import type { Conversation } from './conversation.js';

/** What a form is open for. The form owns the text and its tries; the element that opened it owns the conversation. */
export interface ComposerTask {
  readonly kind: SubmissionKind;
  readonly needs: ComposerNeeds;
  readonly draftKey: DraftKey;
  /** What the field holds when there is no draft. */
  readonly initialText: string;
  /** Who writes, as far as they said so in this visit, in whatever form; each form adds to it. Kept nowhere else unasked. */
  readonly reader: Record<'name' | 'email', string>;
  /** Milliseconds since the epoch before which the backend takes no other try. */
  readyAt?: number;
  /** The form that was opened last for it: another one before it may still wait for an answer. */
  form?: unknown;
  /** Name of the person replied to. */
  readonly replyTo?: string | undefined;
  /** Where readers sign in, once the backend wants to know who they are; empty when the page takes care of that. */
  loginUrl: string;
  /** False when the page does not want this text to be sent. */
  allows(comment: NewComment): boolean;
  /** One try. Never aborted: an abort would only make it unknown whether the comment was posted. */
  submit(comment: NewComment): Promise<PostOutcome>;
  /**
   * What an earlier try, whose answer was lost, made of it: the comment, or the change when the backend tells its source. Rejects
   * when nobody could say.
   */
  find(comment: NewComment): Promise<PostOutcome | undefined>;
  /** Called even when the form is gone by then. `newerText` is what the backend did not take, when it kept an earlier try. */
  sent(outcome: PostOutcome, comment: NewComment, newerText: string | undefined): void;
  failed(thrown: unknown, retry: () => void): void;
  closed(): void;
}

/** What a reader writes in one conversation; comes with the form's code, which only those load who write. */
export interface Writer {
  /** Always the same object while the form is open, so that a form is never begun anew under the reader's hands. */
  task(kind: SubmissionKind, comment?: Comment): ComposerTask;
  /** Puts the words, name, focus and place on the screen of a reader who is writing in fields of the publisher's form into ours. */
  takeOver(fields: readonly HTMLTextAreaElement[]): void;
  /**
   * Shows own comments that wait for a moderator, and opens the forms in which this reader had begun to write; only those at
   * `among`, where these arrived later.
   */
  restore(among?: readonly Comment[]): void;
  /** How the conversation is named in what this device keeps. */
  readonly place: DraftKey;
  /** An own comment is gone, in this conversation or in that which was here when it was deleted. */
  forget(id: string, place?: DraftKey): void;
  /** The conversation became another one. */
  reset(): void;
}

/** What a conversation sees of a form. */
export interface ComposerHost extends Element {
  task: ComposerTask | undefined;
  /** Closes the form, unless its text is on its way. The text stays as a draft. */
  cancel(): void;
}

/** What the list needs of the form's class. */
export interface ComposerClass extends CustomElementConstructor {
  writerFor(talk: Conversation): Writer;
}
