import type { DraftKey } from '../../content/drafts.js';
import type { AfterwordError } from '../../ports/errors.js';
import type { ComposerNeeds, NewComment, PostOutcome } from '../../ports/comments.js';
import type { SubmissionKind } from './comment-box.events.js';

/** What a form is open for. The form owns the text and its tries; the element that opened it owns the conversation. */
export interface ComposerTask {
  readonly kind: SubmissionKind;
  readonly needs: ComposerNeeds;
  readonly draftKey: DraftKey;
  /** What the field holds when there is no draft. */
  readonly initialText: string;
  /** Name of the person replied to. */
  readonly replyTo?: string | undefined;
  /** False when the page does not want this text to be sent. */
  allows(comment: NewComment): boolean;
  /** One try. Never aborted: an abort would only make it unknown whether the comment was posted. */
  submit(comment: NewComment): Promise<PostOutcome>;
  /** An own comment of an earlier try whose answer was lost. */
  find(id: string): Promise<PostOutcome | undefined>;
  /** Called even when the form is gone by then. `newerText` is what the backend did not take, when it kept an earlier try. */
  sent(outcome: PostOutcome, comment: NewComment, newerText: string | undefined): void;
  failed(error: AfterwordError, retry: () => void): void;
  closed(): void;
}

/** What the list needs of the form; the class itself is loaded when a reader wants to write. */
export interface Composer extends HTMLElement {
  task: ComposerTask | undefined;
}
