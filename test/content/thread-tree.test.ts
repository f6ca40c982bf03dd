import { expect } from 'chai';
import { buildTree, mergeComments, type ThreadNode } from '../../src/content/thread-tree.js';
import type { Comment } from '../../src/ports/comments.js';
import { HOSTILE_TEXT } from './hostile-strings.js';

function comment(id: string, parentId?: string, name = ''): Comment {
  return { id, parentId, author: { name }, content: [], status: 'published' };
}

/** Every node once as a reader meets them, without recursion. */
function walk(roots: readonly ThreadNode[]): ThreadNode[] {
  const met: ThreadNode[] = [];
  const open = [...roots].reverse();
  for (let node = open.pop(); node; node = open.pop()) {
    met.push(node);
    if (met.length > 200_000) throw new Error('never ends');
    for (let index = node.replies.length - 1; index >= 0; index--) open.push(node.replies[index]!);
  }
  return met;
}

const outline = (comments: readonly Comment[]) =>
  walk(buildTree(comments)).map(({ comment: { id }, depth }) => `${depth}${id}`);

describe('a thread', () => {
  it('keeps the order it is given, replies below their parents', () => {
    const comments = [
      comment('b'),
      comment('a'),
      comment('a1', 'a'),
      comment('b1', 'b'),
      comment('a2', 'a'),
      comment('a11', 'a1'),
    ];
    expect(outline(comments)).to.deep.equal(['0b', '1b1', '0a', '1a1', '2a11', '1a2']);
  });

  it('does not mind parents that come after their replies', () => {
    const roots = buildTree([comment('c', 'b'), comment('b', 'a'), comment('a')]);
    expect(outline([comment('c', 'b'), comment('b', 'a'), comment('a')])).to.deep.equal(['0a', '1b', '2c']);
    expect(roots[0]!.replies[0]!.parent).to.equal(roots[0]);
  });

  it('shows a reply to something unknown at the top, and says so', () => {
    const roots = buildTree([comment('a', 'lost'), comment('b'), comment('a1', 'a')]);
    expect(roots.map(({ comment: { id }, missingParent }) => [id, missingParent])).to.deep.equal([
      ['a', true],
      ['b', false],
    ]);
    expect(roots[0]!.replies).to.have.length(1);
  });

  it('shows a comment that answers itself, and loops of any length, once', () => {
    const comments = [
      comment('self', 'self'),
      comment('below', 'hen'),
      comment('hen', 'egg'),
      comment('egg', 'hen'),
      comment('x', 'z'),
      comment('y', 'x'),
      comment('z', 'y'),
      comment('plain'),
    ];
    const met = walk(buildTree(comments));
    expect(met.map(({ comment: { id } }) => id).sort()).to.deep.equal(comments.map(({ id }) => id).sort());
    expect(buildTree(comments).filter(({ missingParent }) => missingParent)).to.have.length(3);
  });

  it('shows one of several comments with the same id, the last', () => {
    const roots = buildTree([comment('a', undefined, 'first'), comment('b', 'a'), comment('a', undefined, 'last')]);
    expect(roots.map((node) => [node.comment.author.name, node.replies.length])).to.deep.equal([['last', 1]]);
  });

  it('takes any string for an id', () => {
    const ids = [...new Set(['', ...HOSTILE_TEXT])];
    const comments = ids.map((id, index) => comment(id, index ? ids[index - 1] : undefined));
    const met = walk(buildTree(comments));
    expect(met.map((node) => node.comment.id)).to.deep.equal(ids);
    expect(met.at(-1)!.depth).to.equal(ids.length - 1);
    expect(({} as { polluted?: unknown }).polluted).to.equal(undefined);
  });

  it('reaches each of many comments once, whatever their parents are', () => {
    let seed = 7;
    const random = (limit: number) => (seed = (seed * 48_271) % 2_147_483_647) % limit;
    for (let round = 0; round < 200; round++) {
      const size = 1 + random(60);
      const comments = Array.from({ length: size }, () =>
        comment(`c${random(size)}`, random(4) ? `c${random(size + 3)}` : undefined),
      );
      const met = walk(buildTree(comments)).map(({ comment: { id } }) => id);
      expect([...met].sort()).to.deep.equal([...new Set(comments.map(({ id }) => id))].sort());
    }
  });

  const sizes: [string, Comment[]][] = [
    ['10,000 levels', Array.from({ length: 10_000 }, (_, n) => comment(`c${n}`, n ? `c${n - 1}` : undefined))],
    [
      '10,000 levels from below',
      Array.from({ length: 10_000 }, (_, n) => comment(`c${n}`, n < 9_999 ? `c${n + 1}` : undefined)),
    ],
    ['a loop of 10,000', Array.from({ length: 10_000 }, (_, n) => comment(`c${n}`, `c${(n + 1) % 10_000}`))],
    ['50,000 side by side', Array.from({ length: 50_000 }, (_, n) => comment(`c${n}`))],
    ['50,000 replies to one', Array.from({ length: 50_000 }, (_, n) => comment(`c${n}`, n ? 'c0' : undefined))],
  ];
  for (const [what, comments] of sizes) {
    it(`of ${what} reaches every comment once`, () => {
      expect(walk(buildTree(comments))).to.have.length(comments.length);
    });
  }
});

describe('what arrives later', () => {
  it('replaces what is known in its place, and comes after it when it is new', () => {
    const known = [comment('a'), comment('b', undefined, 'old'), comment('c')];
    const merged = mergeComments(known, [comment('d'), comment('b', undefined, 'new'), comment('__proto__')]);
    expect(merged.map(({ id, author }) => id + author.name)).to.deep.equal(['a', 'bnew', 'c', 'd', '__proto__']);
    expect(known[1]!.author.name).to.equal('old');
  });
});
