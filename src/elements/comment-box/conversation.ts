import type { LitElement, ReactiveController } from 'lit';
import { relativeTime } from '../../content/time.js';
import { answered } from '../../controllers/answered.js';
import { tellDeveloper } from '../../controllers/console.js';
import { RequestController } from '../../controllers/request-controller.js';
import type { SettingsController } from '../../controllers/settings-controller.js';
import { safeLocalStorage } from '../../controllers/storage.js';
import type { WordsController } from '../../controllers/words-controller.js';
import { AfterwordError } from '../../ports/errors.js';
import type { Comment, CommentPage, CommentSort, MoreReplies } from '../../ports/comments.js';
import type { PageIdentity } from '../../ports/page.js';
import { define } from '../define.js';
import type { CommentActions } from './comment-actions.js';
import {
  CommentBoxErrorEvent,
  CommentBoxLoginEvent,
  type CommentBoxAction,
  type SubmissionKind,
} from './comment-box.events.js';
import { commentHref } from './comment-href.js';
import type { CommentBoxWords } from './comment-box.words.js';
import type { ComposerClass, ComposerHost, Writer } from './composer-task.js';
import { LoadedThread } from './loaded-thread.js';
import { mayFocus } from './may-focus.js';
import { fieldsInUse } from './own-form.js';

export type WordKey = keyof CommentBoxWords;
export type ComposerLoader = () => Promise<ComposerClass>;

/** What comes when it is wanted: the form, and what a reader can do to a comment. */
export interface Loaders {
  composerLoader: ComposerLoader;
  actionsLoader: () => Promise<typeof CommentActions>;
}

/**
 * From so many comments on, what the answer was, who answers whom, their order and what is drawn are tasks of their own, and
 * buttons are drawn where a reader comes near.
 */
export const MANY = 250;
/** Pages of a list that are looked through for one comment. */
const MAX_PAGES = 50;
/** Milliseconds that a list waits for the reader's own words, so that they do not push it down later. */
const OWN_WORDS_WAIT = 1500;

/** The next task, or one after so many milliseconds. */
const turn = (milliseconds?: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** One conversation: the requests that bring it, what comes when it is wanted, the focus, and what is said. */
export class Conversation extends LoadedThread implements ReactiveController {
  page: PageIdentity = { url: '' };
  /** Where readers sign in. */
  loginUrl = '';
  /** Another number for another thread or backend: an answer to what was asked of an earlier one means nothing here. */
  epoch = 0;
  /** When that was, in milliseconds since the epoch. */
  arrivedAt = 0;
  /** Settles when what this reader sends has an answer. */
  posting: Promise<unknown> = Promise.resolve();
  /** What was last said in the live region. */
  said = '';
  /** What this reader writes; its code comes when they want to. */
  writer: Writer | undefined;
  isWriterLost = false;
  /** Fields of the publisher's form in which this reader is writing: it stays until their words are in ours. */
  theirs: readonly HTMLTextAreaElement[] = [];
  /** What this reader does to comments; its code comes with the first of it. */
  actions: CommentActions | undefined;
  /** The publisher's nodes for comments, by comment id. */
  adopted: ReadonlyMap<string, Element> = new Map();
  /** Names of people this reader does not want to read. */
  hidden: ReadonlySet<unknown> = new Set();
  readonly list: RequestController<CommentPage>;
  readonly host: LitElement;
  readonly words: WordsController<CommentBoxWords>;
  readonly settings: SettingsController;
  #loading: Promise<void> | undefined;
  #abort = new AbortController();
  #adopt: ((comments: readonly Comment[]) => ReadonlyMap<string, Element>) | undefined;
  #adoptedFrom: readonly Comment[] | undefined;

  constructor(host: LitElement, words: WordsController<CommentBoxWords>, settings: SettingsController) {
    super();
    this.host = host;
    this.words = words;
    this.settings = settings;
    this.list = new RequestController(host);
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
  }

  override reset(): void {
    this.epoch++;
    this.hostDisconnected();
    this.list.reset();
    this.writer?.reset();
    this.theirs = [];
    this.said = '';
    super.reset();
    if (this.port) this.actions?.restore();
  }

  /** Asks for the first page. What is shown stays until the answer is there. `retry` is what the page may call after a failure. */
  async load(sort: CommentSort, retry: () => void): Promise<boolean> {
    const { port, page } = this;
    if (!port) return false;
    this.posted = [];
    const own = this.#loadOwn();
    const first = await this.list.run(async (signal) => {
      const answer = await port.list(page, { sort }, signal);
      // A port that a developer wrote may send anything.
      if (!Array.isArray(answer?.comments)) throw new AfterwordError('unreadable', 'the port answered without comments');
      await Promise.race([own, turn(OWN_WORDS_WAIT)]);
      if (answer.comments.length > MANY) await turn();
      return answer;
    });
    if (!first) {
      if (this.list.error && !this.loaded) this.say('listFailed');
      if (this.list.error) this.fail('list', this.list.error, retry);
      return false;
    }
    this.hostDisconnected();
    this.sort = sort;
    this.arrivedAt = Date.now();
    this.startList();
    this.comments = [];
    this.cursor = first.cursor;
    this.add(first, true);
    for (const comment of this.posted) if (!this.comment(comment.id)) this.put(comment);
    if (first.comments.length > MANY) {
      for (const prepare of [() => this.roots, () => this.groups, () => undefined]) {
        await turn();
        // Something else is wanted by now. To be moved on the page changes nothing.
        if (this.list.status !== 'complete') return false;
        prepare();
      }
    }
    const { host } = this;
    if (!this.loaded) {
      if (this.#takesComments && fieldsInUse(host).length) await Promise.race([this.loadWriter(), turn(OWN_WORDS_WAIT)]);
      if (this.list.status !== 'complete') return false;
      this.theirs = fieldsInUse(host);
    }
    // From here on there is one task: a reader who is typing goes on in our form.
    this.loaded = true;
    this.#takeOver();
    host.requestUpdate();
    if (this.writer) this.writer.restore();
    else void own.then(() => this.writer?.restore());
    return true;
  }

  /** The next page of top-level comments, or further replies to one of them; the focus goes to the first that is new. */
  async loadMore(more?: MoreReplies): Promise<void> {
    const { port, cursor, page } = this;
    const at = more?.parentId;
    if (!port || this.ui(at).isBusy) return;
    this.set(at, { isBusy: true, error: undefined });
    const { signal } = this.#abort;
    try {
      const answer = await answered(
        more ? port.replies!(page, more, signal) : port.list(page, { sort: this.sort, cursor }, signal),
      );
      if (signal.aborted) return;
      const fresh = this.addPage(answer, more);
      this.writer?.restore(fresh);
      this.welcome(fresh);
    } catch (thrown) {
      if (signal.aborted) return;
      this.#lost(at, 'more', thrown, () => void this.loadMore(more));
    } finally {
      this.set(at, { isBusy: false });
    }
  }

  /** Brings the last `count` that others wrote. What is shown stays; what is new goes where its own author would see it. */
  async loadNew(count: number): Promise<void> {
    const { port, page } = this;
    if (!port || this.ui(undefined).isBusy) return;
    this.set(undefined, { isBusy: true, error: undefined });
    const { signal } = this.#abort;
    try {
      const known = new Set(this.comments.map(({ id }) => id));
      // An answer to an old comment need not be on the page of the newest ones.
      for (const sort of new Set<CommentSort>([port.sorts.includes('newest') ? 'newest' : this.sort, this.sort])) {
        const answer = await answered(port.list(page, { sort }, signal));
        if (signal.aborted) return;
        this.addNew(answer, count);
        if (this.comments.length > known.size) break;
      }
      this.welcome(this.comments.filter(({ id }) => !known.has(id)));
    } catch (thrown) {
      if (!signal.aborted) this.#lost(undefined, 'more', thrown, () => void this.loadNew(count));
    } finally {
      this.set(undefined, { isBusy: false });
    }
  }

  /**
   * The comment, from what is loaded or else from the backend, with its ancestors; `undefined` when there is none. Rejects when
   * nobody could say.
   */
  async find(id: string): Promise<Comment | undefined> {
    const { port, page, epoch } = this;
    if (this.comment(id) || !port) return this.comment(id);
    const { signal } = this.#abort;
    try {
      const found = await port.get?.(page, id, signal);
      if (found && !signal.aborted) this.addEarly(found);
      // A backend that cannot be asked for one comment may hold it further down.
      for (let pages = 0; !port.get && this.cursor && !this.comment(id) && pages < MAX_PAGES; pages++) {
        const answer = await port.list(page, { sort: this.sort, cursor: this.cursor }, signal);
        if (signal.aborted) break;
        this.addPage(answer);
      }
    } catch (thrown) {
      if (!signal.aborted && AfterwordError.from(thrown).code !== 'not-found') throw thrown;
    }
    // Whoever only moved the element still wants to know.
    return signal.aborted && this.host.isConnected && epoch === this.epoch ? this.find(id) : this.comment(id);
  }

  /** Like {@link find}; where it cannot be had, the reader, the page and its developer are told. */
  async findOrTell(id: string): Promise<Comment | undefined | null> {
    try {
      return await this.find(id);
    } catch (thrown) {
      this.#lost(undefined, 'get', thrown, () => void this.findOrTell(id));
      return null;
    }
  }

  readonly href = commentHref;

  /** Isolated (Unicode FSI, PDI): a name may not turn the words around it. */
  isolated(name: string): string {
    return `\u2068${name}\u2069`;
  }

  /** How many comments there are by now, where the backend can count; `undefined` when nobody knows. */
  async count(): Promise<number | undefined> {
    const { port, page, total } = this;
    try {
      const [count] = (await port?.counts?.([page], this.#abort.signal)) ?? [];
      // What was counted while the reader's own comment was on its way is not known to hold it.
      return this.total === total ? count : undefined;
    } catch {
      // Nobody asked for this; the next question may be answered.
      return undefined;
    }
  }

  /** Loads the form's code, once; a failure can be tried again. */
  readonly loadWriter = (): Promise<void> => (this.#loading ??= this.#loadWriter());

  /** Does something to a comment, as soon as the code for it is there. */
  async act(id: string, deed: (actions: CommentActions) => unknown): Promise<void> {
    try {
      deed((this.actions ??= await this.loadActions()));
    } catch (thrown) {
      this.#lost(id, 'get', thrown, () => void this.act(id, deed));
    }
  }

  readonly loadActions = async (): Promise<CommentActions> => {
    const Actions = await this.#load.actionsLoader();
    return (this.actions ??= new Actions(this, this.settings));
  };

  /** Opens a form: for a new comment, an answer to one, or a change of an own one. Closes it where it is open. */
  async compose(kind: SubmissionKind, comment?: Comment): Promise<void> {
    if (comment && this.ui(comment.id).panel === kind) {
      this.article(comment.id)?.querySelector<ComposerHost>('comment-composer')?.cancel();
      return;
    }
    this.set(comment?.id, { panel: kind, note: undefined, error: undefined });
    // The button that was pressed stands no longer there.
    if (!comment && !this.writer) void this.focus(undefined, '.composer-wait');
    await this.loadWriter();
    if (mayFocus(this.host, (focused) => focused === this.host)) void this.focus(comment?.id, 'comment-composer');
  }

  /** Closes what is open at a comment, or the form at the head, and goes back to the button that opened it. */
  close(id: string | undefined, opener: string): void {
    this.set(id, { panel: undefined });
    void this.focus(id, opener);
  }

  /** Puts the focus at a comment or at the head of the conversation, there on the part that the selector names. */
  async focus(id: string | undefined, selector?: string): Promise<HTMLElement | undefined> {
    const { host } = this;
    this.reveal(id);
    host.requestUpdate();
    await host.updateComplete;
    const place = id === undefined ? host.renderRoot.querySelector<HTMLElement>('.top') : this.article(id);
    const part = selector && place?.querySelector<HTMLElement>(selector);
    (part || place)?.focus();
    return place ?? undefined;
  }

  article(id: string): HTMLElement | undefined {
    return [...this.host.renderRoot.querySelectorAll('article')].find(({ dataset }) => dataset['id'] === id);
  }

  /** Says how many comments came, and goes to the first, unless the reader went elsewhere meanwhile. */
  welcome(comments: readonly Comment[]): void {
    const [first] = comments;
    if (mayFocus(this.host, (focused) => focused.matches('.load-more, .more-replies, .new'))) {
      if (first) void this.focus(first.id);
      else if (!this.cursor) void this.focus(undefined, '.opener');
    }
    this.say(first ? 'loadedMore' : 'loadedNone', { n: comments.length });
  }

  say(words: WordKey, values?: Record<string, string | number>): void {
    this.announce(this.words.t(words, values));
  }

  announce(text: string): void {
    this.said = '';
    this.host.requestUpdate();
    // The region has to be seen empty for the same words to be said again.
    setTimeout(() => {
      this.said = text;
      this.host.requestUpdate();
    }, 50);
  }

  /**
   * Lets the page and its developer know of a failure that the reader has been told of. Answers where readers sign in, when that
   * helps and the page does not take care of it.
   */
  fail(action: CommentBoxAction, thrown: unknown, retry: () => void): string {
    const error = AfterwordError.from(thrown);
    const { code } = error;
    const { host } = this;
    if (action === 'list' || ['server', 'unreadable', 'misconfigured'].includes(code))
      tellDeveloper(host, error.message, error.cause);
    host.dispatchEvent(new CommentBoxErrorEvent(action, error));
    const isLogin = code === 'login-needed' || code === 'session-expired';
    return isLogin && host.dispatchEvent(new CommentBoxLoginEvent(error, retry)) ? this.loginUrl : '';
  }

  override changed(): void {
    super.changed();
    if (this.#adoptedFrom !== this.comments && this.#adopt) this.adopted = this.#adopt((this.#adoptedFrom = this.comments));
    this.host.requestUpdate();
  }

  /** The publisher's nodes became others. */
  adoptAgain(): void {
    this.#adoptedFrom = undefined;
    if (this.#adopt) this.changed();
    else this.host.requestUpdate();
  }

  get #load(): Loaders {
    return this.host.constructor as unknown as Loaders;
  }

  /** Brings what is there for the conversation already: drafts, comments that wait, whom the reader hides; the server's nodes. */
  async #loadOwn(): Promise<void> {
    const { key, post } = this.port!;
    const place = ` [${JSON.stringify(key)},`;
    const slots = safeLocalStorage()
      .keys()
      .filter((slot) => slot.startsWith('afterword.'));
    const { host } = this;
    const wanted = [
      post && slots.some((slot) => slot.includes(place)) && this.loadWriter(),
      slots.includes(`afterword.hidden.1 ${key}`) && this.loadActions(),
      host.querySelector(':scope > [id^="comment-"]')
        ? this.#adoptNodes()
        : // The first time a page formats takes a browser some 20 ms, which are free while the answer is on its way.
          setTimeout(() => relativeTime(0, 0, this.words.lang)),
    ];
    // The list is there without what could not be had.
    await Promise.allSettled(wanted);
  }

  async #adoptNodes(): Promise<void> {
    const { serverComments } = await import('./server-comments.js');
    this.#adopt = (comments) => serverComments(this.host, comments);
  }

  #lost(id: string | undefined, action: CommentBoxAction, thrown: unknown, retry: () => void): void {
    this.set(id, { error: this.words.t('moreFailed') });
    this.say('moreFailed');
    this.fail(action, thrown, retry);
  }

  async #loadWriter(): Promise<void> {
    const wasLost = this.isWriterLost;
    this.isWriterLost = false;
    this.host.requestUpdate();
    try {
      const Composer = await answered(this.#load.composerLoader());
      define('comment-composer', Composer);
      this.writer = Composer.writerFor(this);
      // Theirs was there instead.
      if (wasLost) this.theirs = fieldsInUse(this.host);
    } catch (thrown) {
      this.#loading = undefined;
      this.isWriterLost = true;
      this.say('composerFailed');
      this.fail('submit', thrown, () => void this.loadWriter());
    }
    this.#takeOver();
    this.host.requestUpdate();
  }

  get #takesComments(): unknown {
    return this.port?.post && !this.info.closed;
  }

  #takeOver(): void {
    const { writer, theirs } = this;
    if (!writer || !theirs.length || !this.#takesComments) return;
    this.theirs = [];
    writer.takeOver(theirs);
  }
}
