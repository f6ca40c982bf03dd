import type { ThreadNode } from '../../content/thread-tree.js';
import type { Comment, MoreReplies } from '../../ports/comments.js';

/** One comment of the list. The list is flat, so that a conversation 10,000 levels deep nests no nodes. */
export interface CommentRow {
  kind: 'comment';
  key: string;
  comment: Comment;
  /** 0 at the top level. */
  depth: number;
  parent: Comment | undefined;
  /** Names a parent that is not loaded. */
  missingParent: boolean;
  /** Comments below this one, at any depth, that are loaded. */
  below: number;
  folded: boolean;
}

/** The place of the replies that are not loaded. */
export interface MoreRow {
  kind: 'more';
  key: string;
  parent: Comment;
  depth: number;
  more: MoreReplies;
}

export type Row = CommentRow | MoreRow;

/** The forest in reading order, without what is folded away. */
export function threadRows(
  roots: readonly ThreadNode[],
  folded: ReadonlySet<string>,
  more: ReadonlyMap<string, MoreReplies>,
  previous: ReadonlyMap<string, Row>,
): readonly Row[] {
  const below = countBelow(roots);
  const rows: Row[] = [];
  const open: (ThreadNode | MoreRow)[] = [...roots].reverse();
  for (let at = open.pop(); at; at = open.pop()) {
    if ('kind' in at) {
      rows.push(reuse(at, previous));
      continue;
    }
    const { comment, depth, parent, missingParent, replies } = at;
    const isFolded = folded.has(comment.id);
    const row: CommentRow = {
      kind: 'comment',
      key: `comment ${comment.id}`,
      comment,
      depth,
      parent: parent?.comment,
      missingParent,
      below: below.get(at) ?? 0,
      folded: isFolded,
    };
    rows.push(reuse(row, previous));
    if (isFolded) continue;
    const rest = more.get(comment.id);
    if (rest) open.push({ kind: 'more', key: `more ${comment.id}`, parent: comment, depth: depth + 1, more: rest });
    for (let index = replies.length - 1; index >= 0; index--) open.push(replies[index]!);
  }
  return rows;
}

/** The same object for the same row, so that only what changed is rendered again. */
function reuse<R extends Row>(row: R, previous: ReadonlyMap<string, Row>): Row {
  const known = previous.get(row.key);
  if (!known) return row;
  const same = Object.keys(row).every((key) => row[key as keyof R] === (known as R)[key as keyof R]);
  return same ? known : row;
}

function countBelow(roots: readonly ThreadNode[]): ReadonlyMap<ThreadNode, number> {
  const order: ThreadNode[] = [];
  const open = [...roots];
  for (let node = open.pop(); node; node = open.pop()) {
    order.push(node);
    for (const reply of node.replies) open.push(reply);
  }
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
/** So many new rows in the middle of a group are worth rendering the rest of it anew. */
const LARGE_RUN = 50;

/**
 * Parts rows into groups that keep their members: a comment that arrives joins its neighbours' group, so that nothing
 * around it is rendered anew and a form that is open in a row stays what it is.
 */
export class RowGroups {
  #groupOf = new Map<string, number>();
  #next = 1;

  /** Forgets the groups, when the list has become another one. */
  reset(): void {
    this.#groupOf.clear();
  }

  group(rows: readonly Row[]): readonly RowGroup[] {
    const following = this.#following(rows);
    const groupOf = new Map<string, number>();
    const seen = new Set<number>();
    const groups: { key: number; rows: Row[] }[] = [];
    let current: { key: number; rows: Row[] } | undefined;
    const begin = (key: number): void => {
      // Rows that came back in another order cannot share a group any more.
      current = { key: seen.has(key) ? this.#next++ : key, rows: [] };
      seen.add(current.key);
      groups.push(current);
    };
    for (const [index, row] of rows.entries()) {
      const known = this.#groupOf.get(row.key);
      const { group: next, run } = following[index]!;
      if (known !== undefined) {
        if (known !== current?.key) begin(known);
      } else if (!current) {
        begin(next !== undefined && run <= GROUP_SIZE ? next : this.#next++);
      } else if (current.rows.length >= GROUP_SIZE && !(next === current.key && run <= LARGE_RUN)) {
        begin(this.#next++);
      }
      current!.rows.push(row);
      groupOf.set(row.key, current!.key);
    }
    this.#groupOf = groupOf;
    return groups;
  }

  /** For each row the group of the next row that has one, and how many new rows come before that. */
  #following(rows: readonly Row[]): readonly { group: number | undefined; run: number }[] {
    const following = new Array<{ group: number | undefined; run: number }>(rows.length);
    let group: number | undefined;
    let run = 0;
    for (let index = rows.length - 1; index >= 0; index--) {
      const known = this.#groupOf.get(rows[index]!.key);
      if (known !== undefined) {
        group = known;
        run = 0;
      } else {
        run++;
      }
      following[index] = { group, run };
    }
    return following;
  }
}
