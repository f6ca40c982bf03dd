import type { Block, RichText } from '../ports/rich-text.js';

/** Plain text as rich text: blank lines part paragraphs, single line ends are kept. */
export function plainText(text: string): RichText {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .filter((part) => part.trim())
    .map<Block>((part) => ({
      type: 'paragraph',
      children: part
        .split('\n')
        .flatMap((line, index) =>
          index ? [{ type: 'break' } as const, { type: 'text', text: line } as const] : [{ type: 'text', text: line } as const],
        ),
    }));
}
