import { isDeepStrictEqual } from 'node:util';
import { parseHtml, richTextToPlain } from '../../../src/content/html.js';
import { parseMarkdown } from '../../../src/content/markdown.js';
import { plainText } from '../../../src/content/plain-text.js';
import type { Block, Inline, RichText } from '../../../src/ports/rich-text.js';
import { canonical, type CanonicalOptions, type Format } from './canonical.js';

const MARKS = { strong: '**', emphasis: '*', strikethrough: '~~' } as const;

interface Way {
  /** Whether what looks like markup is protected from being read as such. */
  escapes: boolean;
  /** Whether a link that is written as its address is left to be found by whoever reads it. */
  bare: boolean;
}
const WAYS: readonly Way[] = [
  { escapes: false, bare: true },
  { escapes: true, bare: true },
  { escapes: true, bare: false },
];
/** Formats to give up, least first: italics inside a word cannot be said. */
const GIVEN_UP: readonly (readonly Format['type'][])[] = [[], ['emphasis'], ['emphasis', 'strong', 'strikethrough']];

/**
 * What another system keeps as HTML, in the markdown of our comments. It is shown as it was: what only looks like markdown is
 * escaped, and formatting that our markdown cannot say is given up before a single sign of it would be seen.
 */
export function htmlToMarkdown(html: string, options: CanonicalOptions & { base?: string | undefined } = {}): string {
  const content = canonical(parseHtml(html, options), options);
  const careful = WAYS.slice(1);
  // Two lines that are harmless alone may be a fence together.
  for (const ways of [WAYS, careful]) {
    const written = write(content, ways);
    if (reads(written.text, written.content)) return written.text;
  }
  return write(canonical(plainText(richTextToPlain(content))), careful).text;
}

/** Markdown, and what it says, which may be less than was asked for. */
interface Written<T> {
  text: string;
  content: T;
}

function reads(text: string, content: RichText): boolean {
  return isDeepStrictEqual(canonical(parseMarkdown(text)), content);
}

function write(blocks: RichText, ways: readonly Way[]): Written<Block[]> {
  let last = '';
  const written = blocks.map((block) => {
    // A second list of the same marker right after a first would continue it.
    const markers = block.type !== 'list' ? [''] : block.ordered ? ['.', ')'] : ['-', '+'];
    last = markers.find((marker) => marker !== last) ?? '';
    return writeBlock(block, ways, last);
  });
  return { text: written.map(({ text }) => text).join('\n\n'), content: written.map(({ content }) => content) };
}

function writeBlock(block: Block, ways: readonly Way[], marker: string): Written<Block> {
  switch (block.type) {
    case 'paragraph':
      return writeParagraph(block, ways);
    case 'code-block': {
      const fence = '`'.repeat(Math.max(3, longestRun(block.text) + 1));
      return { text: `${fence}\n${block.text}\n${fence}`, content: block };
    }
    case 'quote': {
      const { text, content } = write(block.children, ways);
      return { text: prefixed(text, '> ', '> '), content: { type: 'quote', children: content } };
    }
    case 'list': {
      const items = block.items.map((item) => write(item, ways));
      const lines = items.map(({ text }, index) => {
        const sign = block.ordered ? `${index + 1}${marker} ` : `${marker} `;
        return prefixed(text, sign, ' '.repeat(sign.length));
      });
      return { text: lines.join('\n'), content: { ...block, items: items.map(({ content }) => content) } };
    }
  }
}

function writeParagraph(block: Extract<Block, { type: 'paragraph' }>, ways: readonly Way[]): Written<Block> {
  for (const without of GIVEN_UP) {
    const [content] = canonical([block], { without });
    if (content?.type !== 'paragraph') break;
    for (const way of ways) {
      const text = paragraphMarkdown(content.children, way);
      if (reads(text, [content])) return { text, content };
    }
  }
  return { text: paragraphMarkdown(block.children, WAYS[1]!), content: block };
}

function paragraphMarkdown(children: readonly Inline[], way: Way): string {
  const text = inlinesMarkdown(children, way);
  // What a line may not begin with to be no quote, list or fence.
  return way.escapes ? text.replace(/^(?=[>~]|[-+][ \t])/gm, '\\') : text;
}

function prefixed(text: string, first: string, rest: string): string {
  return text
    .split('\n')
    .map((line, index) => (line ? (index ? rest : first) + line : rest.trimEnd()))
    .join('\n');
}

function inlinesMarkdown(inlines: readonly Inline[], way: Way): string {
  return inlines
    .map((inline) => {
      switch (inline.type) {
        case 'text':
          return way.escapes ? escapeText(inline.text) : inline.text;
        case 'break':
          return '\n';
        case 'code':
          return codeMarkdown(inline.text);
        case 'link':
          return linkMarkdown(inline.url, inline.children, way);
        default: {
          const mark = MARKS[inline.type];
          return mark + inlinesMarkdown(inline.children, way) + mark;
        }
      }
    })
    .join('');
}

function codeMarkdown(text: string): string {
  const marks = '`'.repeat(longestRun(text) + 1);
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return marks + pad + text + pad + marks;
}

function linkMarkdown(url: string, children: readonly Inline[], way: Way): string {
  const label = richTextToPlain([{ type: 'paragraph', children }]);
  const [, protocol = '', rest = ''] = /^(https?:\/\/)(.*)$/.exec(url) ?? [];
  if (way.bare && rest && (rest === label || rest === `${label}/`)) return protocol + label;
  return `[${inlinesMarkdown(children, way)}](${url})`;
}

function escapeText(text: string): string {
  return text.replace(/[`*_~[\]]|(?<=\\)[>+-]/g, '\\$&');
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
