import { parseInline } from '../../../src/content/markdown-inline.js';
import type { Block, Inline, RichText } from '../../../src/ports/rich-text.js';

/** Quotes and lists inside each other beyond this are flattened: our markdown does not nest much deeper. */
const MAX_DEPTH = 6;
const MAX_URL = 2000;
const PROTOCOL = /https?:\/\//gi;

export type Format = Extract<Inline, { type: 'strong' | 'emphasis' | 'strikethrough' }>;

export interface CanonicalOptions {
  /** What a link of the old system really leads to. */
  unwrap?: (url: string) => string;
  /** Formats that become the text they are of. */
  without?: readonly Format['type'][];
}

const isFormat = (inline: Inline): inline is Format =>
  inline.type === 'strong' || inline.type === 'emphasis' || inline.type === 'strikethrough';

/**
 * Rich text in the one form in which what looks the same is the same, so that two texts can be compared: no empty or doubled
 * formats, no white space at their edges, addresses as links and links without their protocol. Doing it twice changes nothing.
 */
export function canonical(blocks: RichText, options: CanonicalOptions = {}, depth = 0): Block[] {
  return blocks.flatMap((block): Block[] => {
    switch (block.type) {
      case 'paragraph':
        return paragraphs(inlines(block.children, options));
      case 'code-block':
        return block.text.trim() ? [{ type: 'code-block', text: block.text }] : [];
      case 'quote': {
        const children = canonical(block.children, options, depth + 1);
        return depth < MAX_DEPTH && children.length ? [{ type: 'quote', children }] : children;
      }
      case 'list': {
        const items = block.items.map((item) => canonical(item, options, depth + 1)).filter((item) => item.length);
        return depth < MAX_DEPTH && items.length ? [{ type: 'list', ordered: block.ordered, items }] : items.flat();
      }
    }
  });
}

/** An empty line begins a paragraph; at the edges of a line, white space means nothing. */
function paragraphs(children: readonly Inline[]): Block[] {
  const lines: Inline[][] = [[]];
  for (const inline of children) {
    if (inline.type === 'break') lines.push([]);
    else lines.at(-1)!.push(inline);
  }
  const found: Inline[][] = [[]];
  for (const line of lines.map(trimLine)) {
    const paragraph = found.at(-1)!;
    if (!line.length) {
      if (paragraph.length) found.push([]);
    } else paragraph.push(...(paragraph.length ? [{ type: 'break' } as const] : []), ...line);
  }
  return found.flatMap((inside): Block[] => (inside.length ? [{ type: 'paragraph', children: inside }] : []));
}

function trimLine(line: readonly Inline[]): Inline[] {
  return line.flatMap((inline, index): Inline[] => {
    if (inline.type !== 'text') return [inline];
    let { text } = inline;
    if (index === line.length - 1) text = text.replace(/[ \t]+$/, '');
    // What looks like the number of a list item: neither digit nor dot can be escaped, and this space looks the same.
    if (!index) text = text.replace(/^[ \t]+/, '').replace(/^(\d{1,9}[.)])[ \t]/, '$1\u00A0');
    return text ? [{ type: 'text', text }] : [];
  });
}

function inlines(children: readonly Inline[], options: CanonicalOptions, inside: readonly string[] = []): Inline[] {
  const parts = children.flatMap((inline): Inline[] => {
    switch (inline.type) {
      case 'text':
        return inside.includes('link') ? [{ type: 'text', text: inline.text.replace(PROTOCOL, '') }] : addresses(inline.text);
      case 'break':
        return [inline];
      case 'code': {
        const text = inline.text.replace(/\s+/g, ' ').trim();
        return text ? [{ type: 'code', text }] : [];
      }
      case 'link':
        return link(inline, options, inside);
      default: {
        const content = inlines(inline.children, options, [...inside, inline.type]);
        // Bold in bold is bold.
        if (options.without?.includes(inline.type) || inside.includes(inline.type)) return content;
        return outside(content, (words) => format(inline.type, words));
      }
    }
  });
  return merged(parts);
}

/** Bold all of which is italic is italic all of which is bold. */
function format(type: Format['type'], children: readonly Inline[]): Format {
  const [only] = children;
  return type === 'strong' && children.length === 1 && only?.type === 'emphasis'
    ? { type: 'emphasis', children: [{ type: 'strong', children: only.children }] }
    : { type, children };
}

function link(inline: Extract<Inline, { type: 'link' }>, options: CanonicalOptions, inside: readonly string[]): Inline[] {
  if (inside.includes('link')) return inlines(inline.children, options, inside);
  const url = encodeParens(options.unwrap?.(inline.url) ?? inline.url);
  if (url.length > MAX_URL) return inlines(inline.children, options, inside);
  const content = inlines(inline.children, options, [...inside, 'link']).map((child): Inline =>
    child.type === 'break' ? { type: 'text', text: ' ' } : child,
  );
  // Written as its address, shortened for the eye.
  const [only] = inline.children;
  const shown =
    inline.children.length === 1 && only?.type === 'text'
      ? /^https?:\/\/(\S+?)(?:\.\.\.|…)$/i.exec(only.text.trim())?.[1]
      : undefined;
  const bare = url.replace(/^https?:\/\//i, '');
  if (shown && bare.startsWith(shown)) return [{ type: 'link', url, children: [{ type: 'text', text: bare }] }];
  return outside(merged(content), (words) => ({ type: 'link', url, children: words }));
}

/** White space at the edges of a format or link belongs outside; without words there is none. */
function outside(content: readonly Inline[], wrap: (words: Inline[]) => Inline): Inline[] {
  const words = [...content];
  const before: Inline[] = [];
  const after: Inline[] = [];
  for (;;) {
    const first = words[0];
    if (first?.type === 'break') before.push(words.shift()!);
    else if (first?.type === 'text' && /^\s/.test(first.text)) {
      const text = first.text.trimStart();
      before.push({ type: 'text', text: ' ' });
      if (text) words[0] = { type: 'text', text };
      else words.shift();
    } else break;
  }
  for (;;) {
    const last = words.at(-1);
    if (last?.type === 'break') after.unshift(words.pop()!);
    else if (last?.type === 'text' && /\s$/.test(last.text)) {
      const text = last.text.trimEnd();
      after.unshift({ type: 'text', text: ' ' });
      if (text) words[words.length - 1] = { type: 'text', text };
      else words.pop();
    } else break;
  }
  return [...before, ...(words.length ? [wrap(words)] : []), ...after];
}

/** Neighbours of one kind as one, and never two spaces. */
function merged(parts: readonly Inline[]): Inline[] {
  const result: Inline[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (part.type === 'text' && last?.type === 'text') {
      result[result.length - 1] = { type: 'text', text: (last.text + part.text).replace(/[ \t]{2,}/g, ' ') };
    } else if (last && isFormat(part) && isFormat(last) && part.type === last.type) {
      result[result.length - 1] = { type: part.type, children: merged([...last.children, ...part.children]) };
    } else if (part.type === 'text') {
      if (part.text) result.push({ type: 'text', text: part.text.replace(/[ \t]{2,}/g, ' ') });
    } else result.push(part);
  }
  return result;
}

/** Text with its bare addresses as the links that readers will see. */
function addresses(text: string): Inline[] {
  const parts: Inline[] = [];
  const pattern = /https?:\/\/\S+/gi;
  let end = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const before = /[\p{L}\p{N}\p{M}]$/u.exec(text.slice(Math.max(0, match.index - 2), match.index))?.[0] ?? '';
    const found = parseInline(before + match[0])[before ? 1 : 0];
    const child = found?.type === 'link' ? found.children[0] : undefined;
    if (found?.type !== 'link' || child?.type !== 'text') {
      pattern.lastIndex = match.index + 4;
      continue;
    }
    if (match.index > end) parts.push({ type: 'text', text: text.slice(end, match.index) });
    parts.push({
      type: 'link',
      url: encodeParens(found.url),
      children: [{ type: 'text', text: child.text.replace(PROTOCOL, '') }],
    });
    end = pattern.lastIndex = match.index + child.text.length;
  }
  if (end < text.length) parts.push({ type: 'text', text: text.slice(end) });
  return parts;
}

/** What would end the address of a link in markdown. */
function encodeParens(url: string): string {
  return url.replace(/[()]/g, (char) => (char === '(' ? '%28' : '%29'));
}
