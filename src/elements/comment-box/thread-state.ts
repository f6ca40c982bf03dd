import type { LitElement } from 'lit';
import { parseMarkdown } from '../../content/markdown.js';
import { plainText } from '../../content/plain-text.js';
import type { PendingStore } from '../../content/pending.js';
import { buildTree, mergeComments } from '../../content/thread-tree.js';
import { RequestController } from '../../controllers/request-controller.js';
import { AfterwordError } from '../../ports/errors.js';
import type { Comment, CommentPage, CommentSort, CommentsPort, MoreReplies, ThreadInfo } from '../../ports/comments.js';
import type { PageIdentity } from '../../ports/page.js';
import { RowGroups, threadRows, type Row, type RowGroup } from './thread-rows.js';

export interface ThreadStateOptions {
  port: () => CommentsPort | undefined;
  page: () => PageIdentity;
  pending: PendingStore;
  onError: (action: 'list' | 'more' | 'get', error: AfterwordError) => void;
}

/** How the thread is named in what this device keeps. */
export function threadKey(page: PageIdentity): string {
  return page.id ?? page.url;
}

/** What is known of one conversation: its comments, what more there is, and the requests that bring it. */
export class ThreadState {
  comments: readonly Comment[] = [];
  info: ThreadInfo = {};
  /** True once a first list arrived. */
  loaded = false;
  /** Items the backend sent that nobody could read. */
  skipped = 0;
  cursor: string | undefined;
  readonly list: RequestController<CommentPage>;
  readonly more: RequestController<CommentPage>;
  /** Comments whose further replies are on their way, and those for which that failed. */
  readonly repliesPending = new Set<string>();
  readonly repliesFailed = new Set<string>();
  readonly #host: LitElement;
  readonly #options: ThreadStateOptions;
  readonly #moreReplies = new Map<string, MoreReplies>();
  readonly #folded = new Set<string>();
  readonly #groups = new RowGroups();
  #rowsByKey: ReadonlyMap<string, Row> = new Map();
  #grouped: readonly RowGroup[] | undefined;
  #index: ReadonlyMap<string, Comment> = new Map();
  #indexed: readonly Comment[] = [];
  #abort = new AbortController();
  #sort: CommentSort = 'newest';

  constructor(host: LitElement, options: ThreadStateOptions) {
    this.#host = host;
    this.#options = options;
    this.list = new RequestController(host);
    this.more = new RequestController(host);
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.repliesPending.clear();
  }

  /** Forgets everything: another backend or another thread. */
  reset(): void {
    this.hostDisconnected();
    this.list.reset();
    this.more.reset();
    this.comments = [];
    this.info = {};
    this.loaded = false;
    this.#clearPaging();
    this.#folded.clear();
    this.#groups.reset();
    this.#changed();
  }

  /** Asks for the first page. What is shown stays until the answer is there. */
  async load(sort: CommentSort): Promise<boolean> {
    const port = this.#options.port();
    if (!port) return false;
    this.more.abort();
    const page = await this.list.run((signal) => port.list(this.#options.page(), { sort }, signal));
    if (!page) {
      if (this.list.error) this.#options.onError('list', this.list.error);
      return false;
    }
    this.#sort = sort;
    this.loaded = true;
    this.#clearPaging();
    this.#groups.reset();
    this.comments = mergeComments([], page.comments);
    this.#take(page);
    this.cursor = page.cursor;
    this.#addPending(port);
    this.#changed();
    return true;
  }

  /** The next page of top-level comments; answers the comments that were not known before. */
  async loadMore(): Promise<readonly Comment[] | undefined> {
    const port = this.#options.port();
    const { cursor } = this;
    if (!port || !cursor || this.more.status === 'pending') return undefined;
    const page = await this.more.run((signal) => port.list(this.#options.page(), { sort: this.#sort, cursor }, signal));
    if (!page) {
      if (this.more.error) this.#options.onError('more', this.more.error);
      return undefined;
    }
    // A backend that answers the same place again would be asked forever.
    this.cursor = page.cursor === cursor ? undefined : page.cursor;
    return this.#add(page);
  }

  /** Further replies to one comment; answers those that were not known before. */
  async loadReplies(more: MoreReplies): Promise<readonly Comment[] | undefined> {
    const port = this.#options.port();
    const { parentId } = more;
    if (!port?.replies || this.repliesPending.has(parentId)) return undefined;
    this.repliesPending.add(parentId);
    this.repliesFailed.delete(parentId);
    this.#changed();
    const { signal } = this.#abort;
    try {
      const page = await port.replies(this.#options.page(), more, signal);
      if (signal.aborted) return undefined;
      this.#moreReplies.delete(parentId);
      return this.#add(page);
    } catch (thrown) {
      if (signal.aborted) return undefined;
      this.repliesFailed.add(parentId);
      this.#options.onError('more', AfterwordError.from(thrown));
      return undefined;
    } finally {
      this.repliesPending.delete(parentId);
      this.#changed();
    }
  }

  /** The comment, from what is loaded or else from the backend, with its ancestors; `undefined` when there is none. */
  async find(id: string): Promise<Comment | undefined> {
    const known = this.comment(id);
    const port = this.#options.port();
    if (known || !port?.get) return known;
    const { signal } = this.#abort;
    try {
      const page = await port.get(this.#options.page(), id, signal);
      if (signal.aborted) return undefined;
      this.#add(page);
    } catch (thrown) {
      const error = AfterwordError.from(thrown);
      if (!signal.aborted && error.code !== 'not-found') this.#options.onError('get', error);
    }
    return this.comment(id);
  }

  comment(id: string): Comment | undefined {
    if (this.#indexed !== this.comments) {
      this.#indexed = this.comments;
      this.#index = new Map(this.comments.map((comment) => [comment.id, comment]));
    }
    return this.#index.get(id);
  }

  /** A comment that was posted or changed; a new one goes where its author sees it. */
  put(comment: Comment): void {
    const isNew = !this.comment(comment.id);
    const onTop = isNew && comment.parentId === undefined && this.#sort !== 'oldest';
    this.comments = onTop ? [comment, ...this.comments] : mergeComments(this.comments, [comment]);
    if (isNew && comment.status === 'published') this.#count(1);
    if (comment.parentId !== undefined) this.#folded.delete(comment.parentId);
    this.#changed();
  }

  patch(id: string, change: Partial<Comment>): void {
    this.comments = this.comments.map((comment) => (comment.id === id ? { ...comment, ...change } : comment));
    this.#changed();
  }

  /** Takes a comment away; a tombstone stays where replies hang on it. */
  drop(id: string): void {
    const gone = this.comment(id);
    if (!gone) return;
    if (this.comments.some((comment) => comment.parentId === id))
      this.patch(id, { status: 'deleted', content: [], own: false });
    else this.comments = this.comments.filter((comment) => comment.id !== id);
    if (gone.status === 'published') this.#count(-1);
    const port = this.#options.port();
    if (port) this.#options.pending.remove(port.key, threadKey(this.#options.page()), id);
    this.#changed();
  }

  /** Published comments, as the backend counts or as far as all are loaded. */
  get total(): number | undefined {
    if (this.info.total !== undefined) return this.info.total;
    if (!this.loaded || this.cursor || this.#moreReplies.size) return undefined;
    return this.comments.filter((comment) => comment.status === 'published').length;
  }

  toggleFold(id: string): void {
    if (!this.#folded.delete(id)) this.#folded.add(id);
    this.#changed();
  }

  /** Shows a comment that may be folded away below others. */
  unfoldTo(id: string): void {
    const seen = new Set<string>();
    for (let at = this.comment(id)?.parentId; at !== undefined && !seen.has(at); at = this.comment(at)?.parentId) {
      seen.add(at);
      this.#folded.delete(at);
    }
    this.#changed();
  }

  /** The rows to show, in groups. */
  get groups(): readonly RowGroup[] {
    if (!this.#grouped) {
      const rows = threadRows(buildTree(this.comments), this.#folded, this.#moreReplies, this.#rowsByKey);
      this.#rowsByKey = new Map(rows.map((row) => [row.key, row]));
      this.#grouped = this.#groups.group(rows);
    }
    return this.#grouped;
  }

  /** Which group shows the comment, or -1. */
  groupIndexOf(id: string): number {
    const key = `comment ${id}`;
    return this.groups.findIndex((group) => group.rows.some((row) => row.key === key));
  }

  #add(page: CommentPage): readonly Comment[] {
    const known = new Set(this.comments.map((comment) => comment.id));
    this.comments = mergeComments(this.comments, page.comments);
    this.#take(page);
    this.#changed();
    return this.comments.filter((comment) => !known.has(comment.id));
  }

  #take(page: CommentPage): void {
    if (page.thread) this.info = { ...this.info, ...page.thread };
    this.skipped += page.skipped ?? 0;
    for (const more of page.moreReplies ?? []) {
      if (this.#options.port()?.replies) this.#moreReplies.set(more.parentId, more);
    }
  }

  /** Own comments that wait for a moderator, where the backend does not show them to their author itself. */
  #addPending(port: CommentsPort): void {
    const thread = threadKey(this.#options.page());
    for (const { id, text, parentId, createdAt, name } of this.#options.pending.list(port.key, thread)) {
      const known = this.comment(id);
      if (known) {
        if (known.status !== 'pending') this.#options.pending.remove(port.key, thread, id);
        continue;
      }
      const content = port.composer?.formatting === 'plain' ? plainText(text) : parseMarkdown(text);
      const own: Comment = { id, parentId, author: { name: name ?? '' }, content, createdAt, status: 'pending', own: true };
      this.comments = parentId === undefined ? [own, ...this.comments] : [...this.comments, own];
      // It may have been published meanwhile, on a page that is not loaded.
      void this.#settlePending(port, thread, id);
    }
  }

  async #settlePending(port: CommentsPort, thread: string, id: string): Promise<void> {
    const { signal } = this.#abort;
    try {
      const page = await port.get?.(this.#options.page(), id, signal);
      if (!page || signal.aborted) return;
      this.#add(page);
      if (this.comment(id)?.status !== 'pending') this.#options.pending.remove(port.key, thread, id);
    } catch {
      // Still waiting, refused or unreachable: it stays what its author was told, until it expires.
    }
  }

  #count(change: 1 | -1): void {
    if (this.info.total !== undefined) this.info = { ...this.info, total: Math.max(0, this.info.total + change) };
  }

  #clearPaging(): void {
    this.cursor = undefined;
    this.skipped = 0;
    this.#moreReplies.clear();
    this.repliesFailed.clear();
  }

  #changed(): void {
    this.#grouped = undefined;
    this.#host.requestUpdate();
  }
}
