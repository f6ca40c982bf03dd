import type { Comment } from '../../ports/comments.js';
import type { Block, Inline } from '../../ports/rich-text.js';

/**
 * The publisher's own nodes for comments: children of the element whose `id` is `comment-…` with a comment's id, and which say
 * what that comment says now. They stay in the page, with their ids, and are shown in the place of that comment.
 */
export function serverComments(host: Element, comments: readonly Comment[]): ReadonlyMap<string, Element> {
  const nodes = new Map([...host.children].map((child) => [child.id, child]));
  const found = new Map<string, Element>();
  for (const { id, status, content } of comments) {
    const node = nodes.get(`comment-${id}`);
    if (node && status === 'published' && letters(node.textContent).includes(letters(content.map(blockText).join('')))) {
      found.set(id, node);
    }
  }
  return found;
}

/** Spaces and line ends are the publisher's. */
function letters(text: string): string {
  return text.replace(/\s+/g, '');
}

/** The words of a block, without its form. */
export function blockText(block: Block): string {
  switch (block.type) {
    case 'paragraph':
      return block.children.map(inlineText).join('');
    case 'quote':
      return block.children.map(blockText).join('');
    case 'list':
      return block.items.flat().map(blockText).join('');
    case 'code-block':
      return block.text;
  }
}

function inlineText(inline: Inline): string {
  return 'text' in inline ? inline.text : 'children' in inline ? inline.children.map(inlineText).join('') : '';
}
