import { buildTree, mergeComments, type ThreadNode } from '../../content/thread-tree.js';
import type { Comment, CommentPage, CommentSort, CommentsPort, MoreReplies, ThreadInfo } from '../../ports/comments.js';
import { groupRows, listParts, threadRows, type CommentUi, type ListPart, type Row, type RowGroup } from './thread-rows.js';

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
 * What is loaded of a thread: its comments in their places, what the reader has open at each, and the rows that show them. It
 * asks nobody and renders nothing; {@link changed} says that there is something else to show.
 */
export class LoadedThread {
  /** Whose comments these are. */
  port: CommentsPort | undefined;
  comments: readonly Comment[] = [];
  info: ThreadInfo = {};
  /** The order in which the backend sends them. */
  sort: CommentSort = 'newest';
  /** True once a first list arrived. */
  loaded = false;
  /** Items the backend sent that nobody could read. */
  skipped = 0;
  cursor: string | undefined;
  /** Groups of rows that are rendered by now: a screen or two at first, so that a long list appears without a freeze. */
  limit = FIRST_GROUPS;
  /** Comments of this reader's own that a list that is on its way may not hold. */
  protected posted: readonly Comment[] = [];
  /** By comment id; what belongs to no comment under `undefined`. */
  readonly #ui = new Map<string | undefined, CommentUi>();
  readonly #moreReplies = new Map<string, MoreReplies>();
  /** Comments that are there before their turn: a link leads to them, or the reader wrote them. */
  readonly #early = new Set<string>();
  #byId: ReadonlyMap<string, Comment> | undefined;
  #rows: ReadonlyMap<string, Row> = new Map();
  #roots: readonly ThreadNode[] = [];
  #rootsFrom: readonly Comment[] | undefined;
  #groups: readonly RowGroup[] | undefined;
  readonly #groupOf = new Map<string, number>();
  /** Groups that are rendered before their turn: somebody goes there. */
  readonly #ahead = new Set<number>();

  /** Forgets everything: another backend or another thread. */
  reset(): void {
    this.#ui.clear();
    this.comments = [];
    this.info = {};
    this.loaded = false;
    this.startList();
  }

  /** A list begins anew; what is shown stays until the first of it is there. */
  startList(): void {
    this.cursor = undefined;
    this.#early.clear();
    this.skipped = 0;
    this.limit = FIRST_GROUPS;
    this.#moreReplies.clear();
    this.#groupOf.clear();
    this.#ahead.clear();
    this.changed();
  }

  /** Answers the comments that were not known before. */
  add({ comments: sent, thread, skipped = 0, moreReplies }: CommentPage, isFirst = false): readonly Comment[] {
    const comments = sent.filter(isReadable);
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

  /** Adds what a link leads to, or what its reader wrote, where it stands before its turn. */
  addEarly(page: CommentPage): void {
    for (const { id } of this.add(page)) this.#early.add(id);
  }

  /**
   * Adds what comes next in the order of the list, or the replies that were left out. What is there already, out of its turn,
   * takes its place, or stays the last.
   */
  addPage(page: CommentPage, more?: MoreReplies): readonly Comment[] {
    if (more) this.#moreReplies.delete(more.parentId);
    // A backend that answers the same place again would be asked forever.
    else this.cursor = page.cursor === this.cursor ? undefined : page.cursor;
    const fresh = this.add(page);
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

  /** Adds the last `count` that others wrote, where their own authors would see them. */
  addNew({ comments: sent, thread }: CommentPage, count: number): void {
    const readable = sent.filter(isReadable);
    // Others that are not known are further down in the order of this list: they come with more of it.
    const fresh = readable
      .filter(({ id }) => !this.comment(id))
      .sort((one, other) => (other.createdAt ?? 0) - (one.createdAt ?? 0))
      .slice(0, count);
    const comments = readable.filter((comment) => this.comment(comment.id) || fresh.includes(comment));
    const first = fresh.filter(({ parentId }) => parentId === undefined);
    if (this.sort !== 'oldest') this.comments = [...first, ...this.comments];
    // What could not be read was counted, and replies that are loaded by now are not offered again.
    this.add({ comments, thread }, true);
  }

  /** Whether the browser lays out only what is near the screen; a short list is all there, in pictures of the whole page too. */
  get isLong(): boolean {
    return this.comments.length > LONG;
  }

  comment(id: string): Comment | undefined {
    this.#byId ??= new Map(this.comments.map((comment) => [comment.id, comment]));
    return this.#byId.get(id);
  }

  /** A comment that was posted or changed; a new one goes where its author sees it. */
  put(comment: Comment): void {
    const isNew = !this.comment(comment.id);
    if (isNew) this.posted = [...this.posted, comment];
    const isFirst = isNew && comment.parentId === undefined && this.sort !== 'oldest';
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

  /** The list as it is rendered by now. */
  get parts(): readonly ListPart[] {
    return listParts(this.groups, this.limit, this.#ahead);
  }

  /** The group of a comment is rendered next, if its turn has not come. */
  protected reveal(id: string | undefined): void {
    const index = this.groups.findIndex(({ rows }) => rows.some(({ key }) => key === `c${id}`));
    if (index < NEAR_GROUPS) this.limit = Math.max(this.limit, index + 1);
    else for (const { key } of this.groups.slice(index - 2, index + 1)) this.#ahead.add(key);
  }

  /** There is something else to show. */
  changed(): void {
    this.#byId = this.#groups = undefined;
  }

  #count(change: 1 | -1): void {
    const { total } = this.info;
    if (total !== undefined) this.info = { ...this.info, total: Math.max(0, total + change) };
  }
}

/** A port that a developer wrote may send anything. */
function isReadable(comment: Comment | null): comment is Comment {
  return typeof comment?.id === 'string' && typeof comment.author?.name === 'string' && Array.isArray(comment.content);
}
