import type { Comment } from '../ports/comments.js';

/** A comment in its place. */
export interface ThreadNode {
  comment: Comment;
  /** Absent at the top level. */
  parent: ThreadNode | undefined;
  replies: ThreadNode[];
  /** 0 at the top level. */
  depth: number;
  /** Its parent is named but is not among the comments (not loaded, removed, or a loop): shown at the top level. */
  missingParent: boolean;
}

/**
 * Flat comments as a forest, in the given order. Whatever a backend sends (duplicates, loops, comments that are their
 * own parent, parents that do not exist), each unique comment is reached exactly once.
 */
export function buildTree(comments: readonly Comment[]): readonly ThreadNode[] {
  const nodes = new Map<string, ThreadNode>();
  for (const comment of comments) {
    const known = nodes.get(comment.id);
    if (known) known.comment = comment;
    else nodes.set(comment.id, { comment, parent: undefined, replies: [], depth: UNREACHED, missingParent: false });
  }
  const roots: ThreadNode[] = [];
  for (const node of nodes.values()) {
    // Ports in plain JavaScript say null.
    const parentId = node.comment.parentId ?? undefined;
    const parent = parentId === undefined ? undefined : nodes.get(parentId);
    node.parent = parent;
    node.missingParent = !parent && parentId !== undefined;
    (parent?.replies ?? roots).push(node);
  }
  return setDepths(roots) === nodes.size ? roots : cutLoops([...nodes.values()]);
}

const UNREACHED = -1;

/** Answers how many nodes hang below these, themselves included. */
function setDepths(roots: readonly ThreadNode[]): number {
  let count = 0;
  const open = [...roots];
  for (let node = open.pop(); node; node = open.pop()) {
    count++;
    node.depth = node.parent ? node.parent.depth + 1 : 0;
    for (const reply of node.replies) open.push(reply);
  }
  return count;
}

/** Takes one node of every loop to the top, so that the rest of the loop, and what answers it, hangs below. */
function cutLoops(nodes: readonly ThreadNode[]): readonly ThreadNode[] {
  for (const start of nodes) {
    if (start.depth !== UNREACHED) continue;
    const passed = new Set<ThreadNode>();
    let node = start;
    while (!passed.has(node)) {
      passed.add(node);
      // What is not reached from the top has a parent that is not either.
      node = node.parent!;
    }
    const siblings = node.parent!.replies;
    siblings.splice(siblings.indexOf(node), 1);
    node.parent = undefined;
    node.missingParent = true;
    setDepths([node]);
  }
  return nodes.filter((node) => !node.parent);
}

/** Known comments with what just arrived: same ids are replaced where they stand, new ones come after. */
export function mergeComments(known: readonly Comment[], arrived: readonly Comment[]): readonly Comment[] {
  const merged = new Map<string, Comment>();
  for (const comment of known) merged.set(comment.id, comment);
  for (const comment of arrived) merged.set(comment.id, comment);
  return [...merged.values()];
}
