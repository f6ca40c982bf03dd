import type { ThreadNode } from '../../content/thread-tree.js';
import type { Comment, MoreReplies, Vote } from '../../ports/comments.js';
import type { SubmissionKind } from './comment-box.events.js';

/** What a reader has open at one comment, or at the head of the conversation, and what they are told there. */
export interface CommentUi {
  readonly panel?: SubmissionKind | 'report' | undefined;
  readonly isMoreOpen?: boolean;
  readonly isFolded?: boolean;
  /** The page's address leads to it. */
  readonly isTarget?: boolean;
  /** Something about it is on its way: a report, or the comments that follow. */
  readonly isBusy?: boolean;
  /** The vote that is on its way. */
  readonly wanted?: Vote | undefined;
  /** Deleted, as far as the reader sees; with the timer while that can be taken back. */
  readonly isGone?: boolean;
  readonly undo?: ReturnType<typeof setTimeout> | undefined;
  /** Words the reader is told there. */
  readonly note?: string | undefined;
  readonly error?: string | undefined;
}

/** One line of the list: a comment, or the place of its replies that are not loaded. The list is flat, so that a conversation 10,000 levels deep nests no nodes. */
export interface Row {
  key: string;
  /** The comment itself, or the one whose replies are left out. */
  comment: Comment;
  /** 0 at the top level. */
  depth: number;
  parent?: Comment | undefined;
  /** Names a parent that is not loaded. */
  missingParent?: boolean;
  /** Comments below this one, at any depth, that are loaded. */
  below?: number;
  ui: CommentUi;
  more?: MoreReplies;
}

/** The forest in reading order, without what is folded away. The same object for the same row, so that only what changed is rendered. */
export function threadRows(
  roots: readonly ThreadNode[],
  uiOf: (id: string) => CommentUi,
  moreReplies: ReadonlyMap<string, MoreReplies>,
  previous: ReadonlyMap<string, Row>,
): ReadonlyMap<string, Row> {
  const below = countBelow(roots);
  const rows = new Map<string, Row>();
  const open: (ThreadNode | Row)[] = [...roots].reverse();
  for (let at = open.pop(); at; at = open.pop()) {
    if ('key' in at) {
      rows.set(at.key, reuse(at, previous));
      continue;
    }
    const { comment, depth, missingParent, replies } = at;
    const ui = uiOf(comment.id);
    const row = {
      key: `c${comment.id}`,
      comment,
      depth,
      parent: at.parent?.comment,
      missingParent,
      below: below.get(at) ?? 0,
      ui,
    };
    rows.set(row.key, reuse(row, previous));
    if (ui.isFolded) continue;
    const more = moreReplies.get(comment.id);
    if (more) open.push({ key: `m${comment.id}`, comment, depth: depth + 1, ui, more });
    for (let index = replies.length - 1; index >= 0; index--) open.push(replies[index]!);
  }
  return rows;
}

function reuse(row: Row, previous: ReadonlyMap<string, Row>): Row {
  const known = previous.get(row.key);
  return known && Object.entries(row).every(([name, value]) => known[name as keyof Row] === value) ? known : row;
}

function countBelow(roots: readonly ThreadNode[]): ReadonlyMap<ThreadNode, number> {
  const order = [...roots];
  // Grows while it is read: whoever answers comes after whom they answer.
  for (const node of order) for (const reply of node.replies) order.push(reply);
  const below = new Map<ThreadNode, number>();
  for (const node of order.reverse()) {
    if (node.parent) below.set(node.parent, (below.get(node.parent) ?? 0) + (below.get(node) ?? 0) + 1);
  }
  return below;
}

export interface RowGroup {
  key: number;
  rows: readonly Row[];
}

/** Rows of one group are laid out and painted together, or not at all (`content-visibility`). */
const GROUP_SIZE = 25;
/** What is drawn at once: about a screen. */
const FIRST_GROUP_SIZE = 8;
let lastKey = 0;

/**
 * Parts rows into groups that keep their members, which `groupOf` remembers: a comment that arrives joins its neighbours'
 * group, so that nothing around it is rendered anew and a form that is open in a row stays what it is.
 */
export function groupRows(rows: readonly Row[], groupOf: Map<string, number>): readonly RowGroup[] {
  const groups = new Map<number, { key: number; rows: Row[] }>();
  /** For each row the group of the next row that has one. */
  const next: (number | undefined)[] = [];
  for (let at = rows.length - 1; at >= 0; at--) next[at] = groupOf.get(rows[at]!.key) ?? next[at + 1];
  let current: { key: number; rows: Row[] } | undefined;
  rows.forEach((row, at) => {
    const isFull =
      current && current.rows.length >= (groups.size > 1 ? GROUP_SIZE : FIRST_GROUP_SIZE) && next[at] !== current.key;
    let key = groupOf.get(row.key) ?? (current && !isFull ? current.key : current ? undefined : next[at]);
    // Rows that came back in another order cannot share a group any more.
    if (key === undefined || (key !== current?.key && groups.has(key))) key = ++lastKey;
    groupOf.set(row.key, key);
    if (key !== current?.key) groups.set(key, (current = { key, rows: [] }));
    current!.rows.push(row);
  });
  return [...groups.values()];
}

/** A group of rows, which may wait for its turn to be rendered, or the place of groups that come after it, without rows. */
export interface ListPart extends RowGroup {
  /** Rows that will stand there. */
  waiting: number;
  isRendered?: boolean;
}

/** Groups come so many at a time: each time the browser looks at the whole page. */
const BATCH = 50;
/** Groups that stand empty before their rows come: a browser that has seen them off the screen does not lay their rows out. */
const EMPTY = 10;

/**
 * The list as it is to be rendered.
 *
 * @param limit groups from the start whose turn has come
 * @param ahead keys of those that are rendered before their turn
 */
export function listParts(groups: readonly RowGroup[], limit: number, ahead: ReadonlySet<number>): readonly ListPart[] {
  const parts: ListPart[] = [];
  const there = Math.ceil((limit + EMPTY) / BATCH) * BATCH;
  let gaps = 0;
  // From the end: the gap that stays for longest is always the same, and what stands after it is not moved.
  for (let index = groups.length - 1; index >= 0; index--) {
    const { key, rows } = groups[index]!;
    const last = parts.at(-1);
    const isRendered = index < limit || ahead.has(key);
    const waiting = rows.length;
    if (isRendered || index < there) parts.push({ key, rows, isRendered, waiting });
    else if (last && !last.rows.length) last.waiting += waiting;
    else parts.push({ key: --gaps, rows: [], waiting });
  }
  return parts.reverse();
}
