import type { LitElement, ReactiveController } from 'lit';
import { buildTree, mergeComments, type ThreadNode } from '../../content/thread-tree.js';
import { relativeTime } from '../../content/time.js';
import { answered } from '../../controllers/answered.js';
import { tellDeveloper } from '../../controllers/console.js';
import { RequestController } from '../../controllers/request-controller.js';
import type { SettingsController } from '../../controllers/settings-controller.js';
import { safeLocalStorage } from '../../controllers/storage.js';
import type { WordsController } from '../../controllers/words-controller.js';
import { AfterwordError } from '../../ports/errors.js';
import type { Comment, CommentPage, CommentSort, CommentsPort, MoreReplies, ThreadInfo } from '../../ports/comments.js';
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
import { mayFocus } from './may-focus.js';
import { fieldsInUse } from './own-form.js';
import { groupRows, listParts, threadRows, type CommentUi, type ListPart, type Row, type RowGroup } from './thread-rows.js';

export type WordKey = keyof CommentBoxWords;
export type ComposerLoader = () => Promise<ComposerClass>;

/** What comes when it is wanted: the form, and what a reader can do to a comment. */
export interface Loaders {
  composerLoader: ComposerLoader;
  actionsLoader: () => Promise<typeof CommentActions>;
}

const NOTHING: CommentUi = {};
const FIRST_GROUPS = 1;
/**
 * Whoever goes somewhere in so many groups waits for all before it. Further away for that group alone, and two before it, which
 * a browser gives their real height: others take their place without moving anything.
 */
const NEAR_GROUPS = 10;
/** From so many comments on a browser lays out only what is near the screen. */
const LONG = 50;
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

/** One conversation: its comments, what is open at them, what more there is, and the requests that bring it. */
export class Conversation implements ReactiveController {
  port: CommentsPort | undefined;
  page: PageIdentity = { url: '' };
  comments: readonly Comment[] = [];
  info: ThreadInfo = {};
  /** Where readers sign in. */
  loginUrl = '';
  /** Another number for another thread or backend: an answer to what was asked of an earlier one means nothing here. */
  epoch = 0;
  /** True once a first list arrived. */
  loaded = false;
  /** When that was, in milliseconds since the epoch. */
  arrivedAt = 0;
  /** Items the backend sent that nobody could read. */
  skipped = 0;
  cursor: string | undefined;
  /** Groups of rows that are rendered by now: a screen or two at first, so that a long list appears without a freeze. */
  limit = FIRST_GROUPS;
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
  #sort: CommentSort = 'newest';
  /** Comments of this reader's own that a list that is on its way may not hold. */
  #posted: readonly Comment[] = [];
  #abort = new AbortController();
  /** By comment id; what belongs to no comment under `undefined`. */
  readonly #ui = new Map<string | undefined, CommentUi>();
  readonly #moreReplies = new Map<string, MoreReplies>();
  /** Comments that are there before their turn: a link leads to them, or the reader wrote them. */
  readonly #early = new Set<string>();
  #byId: ReadonlyMap<string, Comment> | undefined;
  #adopt: ((comments: readonly Comment[]) => ReadonlyMap<string, Element>) | undefined;
  #adoptedFrom: readonly Comment[] | undefined;
  #rows: ReadonlyMap<string, Row> = new Map();
  #roots: readonly ThreadNode[] = [];
  #rootsFrom: readonly Comment[] | undefined;
  #groups: readonly RowGroup[] | undefined;
  readonly #groupOf = new Map<string, number>();
  /** Groups that are rendered before their turn: somebody goes there. */
  readonly #ahead = new Set<number>();

  constructor(host: LitElement, words: WordsController<CommentBoxWords>, settings: SettingsController) {
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

  /** Forgets everything: another backend or another thread. */
  reset(): void {
    this.epoch++;
    this.hostDisconnected();
    this.list.reset();
    this.writer?.reset();
    this.#ui.clear();
    if (this.port) this.actions?.restore();
    this.comments = [];
    this.info = {};
    this.theirs = [];
    this.loaded = false;
    this.said = '';
    this.#startList();
  }

  /** Asks for the first page. What is shown stays until the answer is there. `retry` is what the page may call after a failure. */
  async load(sort: CommentSort, retry: () => void): Promise<boolean> {
    const { port, page } = this;
    if (!port) return false;
    this.#posted = [];
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
    this.#sort = sort;
    this.arrivedAt = Date.now();
    this.#startList();
    this.comments = [];
    this.cursor = first.cursor;
    this.#add(first, true);
    for (const comment of this.#posted) if (!this.comment(comment.id)) this.put(comment);
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
      const answer = await (more ? port.replies!(page, more, signal) : port.list(page, { sort: this.#sort, cursor }, signal));
      if (signal.aborted) return;
      if (more) this.#moreReplies.delete(more.parentId);
      else this.#turnPage(answer);
      const fresh = this.#addPage(answer);
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
      for (const sort of new Set<CommentSort>([port.sorts.includes('newest') ? 'newest' : this.#sort, this.#sort])) {
        const answer = await port.list(page, { sort }, signal);
        if (signal.aborted) return;
        // Others that are not known are further down in the order of this list: they come with more of it.
        const fresh = answer.comments
          .filter((comment) => !known.has(comment?.id))
          .sort((one, other) => (other.createdAt ?? 0) - (one.createdAt ?? 0))
          .slice(0, count);
        const first = fresh.filter(({ parentId }) => parentId === undefined);
        if (this.#sort !== 'oldest') this.comments = [...first, ...this.comments];
        const comments = answer.comments.filter((comment) => known.has(comment?.id) || fresh.includes(comment));
        // What could not be read was counted, and replies that are loaded by now are not offered again.
        this.#add({ comments, thread: answer.thread }, true);
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
      if (found && !signal.aborted) for (const { id: early } of this.#add(found)) this.#early.add(early);
      // A backend that cannot be asked for one comment may hold it further down.
      for (let pages = 0; !port.get && this.cursor && !this.comment(id) && pages < MAX_PAGES; pages++) {
        const answer = await port.list(page, { sort: this.#sort, cursor: this.cursor }, signal);
        if (signal.aborted) break;
        this.#turnPage(answer);
        this.#addPage(answer);
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

  /** Whether the browser lays out only what is near the screen; a short list is all there, in pictures of the whole page too. */
  get isLong(): boolean {
    return this.comments.length > LONG;
  }

  readonly href = commentHref;

  /** Isolated (Unicode FSI, PDI): a name may not turn the words around it. */
  isolated(name: string): string {
    return `\u2068${name}\u2069`;
  }

  comment(id: string): Comment | undefined {
    this.#byId ??= new Map(this.comments.map((comment) => [comment.id, comment]));
    return this.#byId.get(id);
  }

  /** A comment that was posted or changed; a new one goes where its author sees it. */
  put(comment: Comment): void {
    const isNew = !this.comment(comment.id);
    if (isNew) this.#posted = [...this.#posted, comment];
    const isFirst = isNew && comment.parentId === undefined && this.#sort !== 'oldest';
    if (isNew && !isFirst) this.#early.add(comment.id);
    this.comments = isFirst ? [comment, ...this.comments] : mergeComments(this.comments, [comment]);
    if (isNew && comment.status === 'published') this.#count(1);
    if (comment.parentId !== undefined) this.set(comment.parentId, { isFolded: false });
    this.changed();
  }

  patch(id: string, change: Partial<Comment>): void {
    const comment = this.comment(id);
    if (comment) this.comments = mergeComments(this.comments, [{ ...comment, ...change }]);
    this.changed();
  }

  /** Takes a comment away; a tombstone stays where replies hang on it. */
  drop(id: string): void {
    if (this.comment(id)?.status === 'published') this.#count(-1);
    this.#ui.delete(id);
    if (this.comments.some(({ parentId }) => parentId === id)) this.patch(id, { status: 'deleted', content: [], own: false });
    else this.comments = this.comments.filter((comment) => comment.id !== id);
    this.changed();
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

  /** Published comments, as the backend counts or as far as all are loaded. */
  get total(): number | undefined {
    const { total } = this.info;
    if (total !== undefined || !this.loaded || this.cursor || this.#moreReplies.size) return total;
    return this.comments.filter(({ status }) => status === 'published').length;
  }

  /** Always the same object while nothing changed. */
  ui(id: string | undefined): CommentUi {
    return this.#ui.get(id) ?? NOTHING;
  }

  set(id: string | undefined, change: CommentUi): void {
    this.#ui.set(id, { ...this.ui(id), ...change });
    this.changed();
  }

  /** Every comment at which something is open or on its way. */
  get touched(): Iterable<[string | undefined, CommentUi]> {
    return [...this.#ui];
  }

  /** Marks the comment that the page's address leads to, and unfolds those above it. */
  mark(id: string | undefined): void {
    for (const [other, { isTarget }] of this.touched) if (isTarget) this.set(other, { isTarget: false });
    if (id === undefined) return;
    this.set(id, { isTarget: true });
    const passed = new Set([id]);
    for (let at = this.comment(id)?.parentId; at !== undefined && !passed.has(at); at = this.comment(at)?.parentId) {
      passed.add(at);
      this.set(at, { isFolded: false });
    }
  }

  /** The comments in their places. */
  get roots(): readonly ThreadNode[] {
    if (this.#rootsFrom !== this.comments) this.#roots = buildTree((this.#rootsFrom = this.comments));
    return this.#roots;
  }

  /** The rows to show, in groups. */
  get groups(): readonly RowGroup[] {
    if (!this.#groups) {
      this.#rows = threadRows(this.roots, (id) => this.ui(id), this.#moreReplies, this.#rows);
      this.#groups = groupRows([...this.#rows.values()], this.#groupOf);
    }
    return this.#groups;
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
    await this.loadWriter();
    void this.focus(comment?.id, 'comment-composer');
  }

  /** Closes what is open at a comment, or the form at the head, and goes back to the button that opened it. */
  close(id: string | undefined, opener: string): void {
    this.set(id, { panel: undefined });
    void this.focus(id, opener);
  }

  /** Puts the focus at a comment or at the head of the conversation, there on the part that the selector names. */
  async focus(id: string | undefined, selector?: string): Promise<HTMLElement | undefined> {
    const { host } = this;
    const index = this.groups.findIndex(({ rows }) => rows.some(({ key }) => key === `c${id}`));
    if (index < NEAR_GROUPS) this.limit = Math.max(this.limit, index + 1);
    else for (const { key } of this.groups.slice(index - 2, index + 1)) this.#ahead.add(key);
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

  /** The list as it is rendered by now. */
  get parts(): readonly ListPart[] {
    return listParts(this.groups, this.limit, this.#ahead);
  }

  /** Says how many comments came, and goes to the first, unless the reader went elsewhere meanwhile. */
  welcome(comments: readonly Comment[]): void {
    const [first] = comments;
    if (mayFocus((focused) => focused.matches('.load-more, .more-replies, .new'))) {
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

  /** Lets the page and its developer know of a failure that the reader has been told of. */
  fail(action: CommentBoxAction, thrown: unknown, retry: () => void): void {
    const error = AfterwordError.from(thrown);
    const { code } = error;
    const { host } = this;
    if (action === 'list' || ['server', 'unreadable', 'misconfigured'].includes(code))
      tellDeveloper(host, error.message, error.cause);
    host.dispatchEvent(new CommentBoxErrorEvent(action, error));
    if (code === 'login-needed' || code === 'session-expired') host.dispatchEvent(new CommentBoxLoginEvent(error, retry));
  }

  changed(): void {
    this.#byId = this.#groups = undefined;
    if (this.#adoptedFrom !== this.comments && this.#adopt) this.adopted = this.#adopt((this.#adoptedFrom = this.comments));
    this.host.requestUpdate();
  }

  /** The publisher's nodes became others. */
  adoptAgain(): void {
    this.#adoptedFrom = undefined;
    if (this.#adopt) this.changed();
    else this.host.requestUpdate();
  }

  #turnPage({ cursor }: CommentPage): void {
    // A backend that answers the same place again would be asked forever.
    this.cursor = cursor === this.cursor ? undefined : cursor;
  }

  /** Answers the comments that were not known before. */
  #add({ comments: sent, thread, skipped = 0, moreReplies }: CommentPage, isFirst = false): readonly Comment[] {
    const comments = sent.filter(
      (comment) =>
        typeof comment?.id === 'string' && typeof comment.author?.name === 'string' && Array.isArray(comment.content),
    );
    const fresh = comments.filter(({ id }) => !this.comment(id));
    const { total = thread?.total } = this.info;
    this.comments = mergeComments(this.comments, comments);
    this.info = { ...this.info, ...thread };
    // How many there are by now says nothing of how many are shown: the reader is offered the difference.
    if (!isFirst && total !== undefined) this.info = { ...this.info, total };
    this.skipped += skipped + sent.length - comments.length;
    if (this.port?.replies) for (const more of moreReplies ?? []) this.#moreReplies.set(more.parentId, more);
    this.changed();
    return fresh;
  }

  /** Adds what comes next in the order of the list. What is there already, out of its turn, takes its place, or stays the last. */
  #addPage(page: CommentPage): readonly Comment[] {
    const fresh = this.#add(page);
    if (!this.#early.size) return fresh;
    const isFresh = new Set(fresh.map(({ id }) => id));
    const inTurn = page.comments.flatMap((comment) =>
      isFresh.has(comment?.id) || this.#early.delete(comment?.id) ? comment.id : [],
    );
    const last = new Set([...inTurn, ...this.#early]);
    this.comments = [...this.comments.filter(({ id }) => !last.has(id)), ...[...last].flatMap((id) => this.comment(id) ?? [])];
    this.changed();
    return fresh;
  }

  #startList(): void {
    this.cursor = undefined;
    this.#early.clear();
    this.skipped = 0;
    this.limit = FIRST_GROUPS;
    this.#moreReplies.clear();
    this.#groupOf.clear();
    this.#ahead.clear();
    this.changed();
  }

  #count(change: 1 | -1): void {
    const { total } = this.info;
    if (total !== undefined) this.info = { ...this.info, total: Math.max(0, total + change) };
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
    this.isWriterLost = false;
    this.host.requestUpdate();
    try {
      const Composer = await answered(this.#load.composerLoader());
      define('comment-composer', Composer);
      this.writer = Composer.writerFor(this);
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
