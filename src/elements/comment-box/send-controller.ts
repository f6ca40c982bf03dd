import type { LitElement, ReactiveController } from 'lit';
import { answered } from '../../controllers/answered.js';
import { AfterwordError } from '../../ports/errors.js';
import type { NewComment, PostOutcome } from '../../ports/comments.js';
import type { ComposerTask } from './composer-task.js';

/** Milliseconds before an unanswered comment is asked for again. */
const CHECK_AFTER = 1500;
/** Seconds until another try where the backend says "too fast" without a time. */
const TOO_FAST = 10;

/**
 * What is on its way, by comment id. It outlives the form that sent it: a page that renders the form anew while a comment
 * is being sent gets a form that waits for the same answer, instead of one that sends again.
 */
const inFlight = new Map<string, Promise<PostOutcome>>();

/** Sends a comment, unless it is on its way already. */
function submitOnce(task: ComposerTask, comment: NewComment): Promise<PostOutcome> {
  const { id } = comment;
  let submission = inFlight.get(id);
  if (!submission) inFlight.set(id, (submission = answered(task.submit(comment)).finally(() => inFlight.delete(id))));
  return submission;
}

export interface SendControllerOptions {
  /** Before anything leaves, so that a draft knows it. */
  onAttempt: () => void;
  /** Answers what the reader has written since, which was not sent; empty for nothing. */
  onSent: (comment: NewComment) => string;
  /** The page has done something about a failure: what the reader has written by now is to be sent. */
  onRetry: () => void;
  onFailed: (error: AfterwordError) => void;
  /** It failed when the form had been taken away. */
  onLost: (task: ComposerTask, error: AfterwordError) => void;
}

/**
 * Sends one text until its outcome is known. One submission is in flight at a time; when no answer arrives, the same
 * comment is sent once more under the same id before the reader is asked to, because the first try may have arrived.
 */
export class SendController implements ReactiveController {
  status: 'idle' | 'sending' | 'checking' = 'idle';
  error: AfterwordError | undefined;
  /** A try was made whose outcome is not known. */
  isUnknown = false;
  readonly #host: LitElement;
  readonly #options: SendControllerOptions;
  #readyAt = 0;
  #ticking: ReturnType<typeof setInterval> | undefined;
  /** Texts of earlier tries: the backend may hold one of them, whatever it answered. */
  readonly #tried = new Set<string>();

  get tried(): readonly string[] {
    return this.isUnknown ? [...this.#tried] : [];
  }

  constructor(host: LitElement, options: SendControllerOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    this.#tick();
  }

  hostDisconnected(): void {
    clearInterval(this.#ticking);
  }

  get isReady(): boolean {
    return this.status === 'idle' && this.secondsLeft === 0;
  }

  /** Until the backend takes another try. */
  get secondsLeft(): number {
    return this.#readyAt && Math.max(0, Math.ceil((this.#readyAt - Date.now()) / 1000));
  }

  /**
   * @param unknown texts of earlier tries, from before a reload, whose outcome is not known
   * @param readyAt milliseconds since the epoch before which the backend takes no other try
   */
  reset(unknown: readonly string[] = [], readyAt = 0): void {
    this.status = 'idle';
    this.error = undefined;
    this.isUnknown = unknown.length > 0;
    this.#tried.clear();
    for (const text of unknown) this.#tried.add(text);
    this.#readyAt = readyAt;
    this.#tick();
  }

  async send(task: ComposerTask, comment: NewComment): Promise<void> {
    if (!this.isReady) return;
    const earlier = new Set(this.#tried);
    let wasUnknown = this.isUnknown;
    this.error = undefined;
    this.#set('sending');
    this.isUnknown = true;
    this.#tried.add(comment.text);
    this.#options.onAttempt();
    try {
      let outcome = await this.#try(task, comment);
      if (!outcome) {
        wasUnknown = true;
        this.#set('checking');
        await new Promise((resolve) => setTimeout(resolve, CHECK_AFTER));
        if (!this.#host.isConnected) throw new AfterwordError('timeout', 'the form was taken away before an answer came');
        outcome = await submitOnce(task, comment).catch((thrown: unknown) => sentBefore(task, comment, thrown));
      }
      this.#succeed(task, comment, outcome, earlier);
    } catch (thrown) {
      this.#fail(task, AfterwordError.from(thrown), wasUnknown);
    }
  }

  /** After a reload: the last try may be on its way still, have arrived, or be missing. */
  async recover(task: ComposerTask, comment: NewComment, onMissing: () => void): Promise<void> {
    const running = inFlight.get(comment.id);
    this.#set(running ? 'sending' : 'checking');
    try {
      const outcome = await (running ?? answered(task.find(comment)));
      if (outcome) this.#succeed(task, comment, outcome, this.#tried);
      else {
        this.#set('idle');
        onMissing();
      }
    } catch (thrown) {
      this.#fail(task, AfterwordError.from(thrown), true);
    }
  }

  /** The outcome, or `undefined` when nobody knows. */
  async #try(task: ComposerTask, comment: NewComment): Promise<PostOutcome | undefined> {
    try {
      return await submitOnce(task, comment);
    } catch (thrown) {
      const error = AfterwordError.from(thrown);
      // A browser that knows it is offline sent nothing, and would send nothing now.
      if (!error.ambiguous || (error.code === 'offline' && !navigator.onLine)) throw error;
      return undefined;
    }
  }

  #succeed(task: ComposerTask, comment: NewComment, outcome: PostOutcome, earlier: ReadonlySet<string>): void {
    const source = outcome.comment.source?.trim();
    // The backend keeps the first text it got under an id: an edited second try did not replace it.
    const isOlder =
      source === undefined
        ? !this.#tried.has(comment.text)
        : source !== comment.text.trim() && [...earlier].some((text) => text.trim() === source);
    this.reset();
    const newer = this.#options.onSent(comment);
    this.#host.requestUpdate();
    task.sent(outcome, comment, newer || (isOlder ? comment.text : undefined));
  }

  #fail(task: ComposerTask, error: AfterwordError, wasUnknown: boolean): void {
    // The draft knows that a try was made.
    if (!this.#host.isConnected) {
      this.status = 'idle';
      this.#options.onLost(task, error);
      return;
    }
    this.error = error;
    // A refused second try says nothing of the first one.
    // A gateway may answer 502 for a backend that has taken the comment.
    this.isUnknown = wasUnknown || error.ambiguous || error.code === 'server';
    this.#readyAt = Date.now() + (error.retryAfter || (error.code === 'rate-limited' ? TOO_FAST : 0)) * 1000;
    task.readyAt = this.#readyAt;
    this.#set('idle');
    this.#tick();
    this.#options.onFailed(error);
    task.failed(error, () => {
      task.readyAt = this.#readyAt = 0;
      this.#options.onRetry();
    });
  }

  #set(status: 'idle' | 'sending' | 'checking'): void {
    this.status = status;
    this.#host.requestUpdate();
  }

  #tick(): void {
    clearInterval(this.#ticking);
    if (!this.secondsLeft || !this.#host.isConnected) return;
    this.#ticking = setInterval(() => {
      if (!this.secondsLeft) clearInterval(this.#ticking);
      this.#host.requestUpdate();
    }, 1000);
  }
}

/** "You said that already" to a repeated try means that the first one arrived. */
async function sentBefore(task: ComposerTask, comment: NewComment, thrown: unknown): Promise<PostOutcome> {
  const found = AfterwordError.from(thrown).code === 'duplicate' ? await task.find(comment).catch(() => undefined) : undefined;
  if (!found) throw thrown;
  return found;
}
