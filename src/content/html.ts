import type { Block, Inline, RichText } from '../ports/rich-text.js';
import { decodeEntities } from './entities.js';
import { supSub, type SupSub } from './sup-sub.js';
import { linkUrl, webUrl } from './urls.js';

export interface HtmlOptions {
  /** Address that relative links resolve against; without it they lose their link and keep their text. */
  base?: string | undefined;
}

type Token = { type: 'text'; text: string } | { type: 'open' | 'close'; name: string; attributes: string };

/** Nothing inside these is text for a reader. */
const DROPPED = new Set([
  'script',
  'style',
  'template',
  'iframe',
  'object',
  'noscript',
  'noembed',
  'noframes',
  'svg',
  'math',
  'select',
  'textarea',
  'title',
  'head',
  'audio',
  'video',
  'canvas',
  'xmp',
  'plaintext',
]);
/** Of those, the ones whose content is not markup, so that only their own end tag ends them. */
const RAW = new Set(['script', 'style', 'iframe', 'noembed', 'noframes', 'noscript', 'textarea', 'title', 'xmp', 'plaintext']);
const PARAGRAPHS = new Set([
  'p',
  'div',
  'section',
  'article',
  'header',
  'footer',
  'aside',
  'main',
  'figure',
  'figcaption',
  'address',
  'table',
  'tr',
  'caption',
  'dl',
  'dt',
  'dd',
  'hr',
  'details',
  'summary',
  'form',
  'fieldset',
]);
const FORMATS: Readonly<Record<string, 'strong' | 'emphasis' | 'strikethrough'>> = {
  b: 'strong',
  strong: 'strong',
  em: 'emphasis',
  i: 'emphasis',
  cite: 'emphasis',
  s: 'strikethrough',
  del: 'strikethrough',
  strike: 'strikethrough',
};
const ATTRIBUTE = /([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;
/** Quotes, lists and formats nested deeper are flattened: no reader can follow them, and no stack overflows. */
const MAX_DEPTH = 24;

/**
 * The HTML that backends send (comment bodies, feed items) as rich text. It is a reader, not a browser: whatever is not text,
 * structure or a plain link is dropped, so the result can hold nothing that runs. One pass over the input, never throws.
 */
export function parseHtml(html: string, options: HtmlOptions = {}): RichText {
  const builder = new Builder(options.base);
  for (const token of tokens(html)) {
    if (token.type === 'text') builder.text(token.text);
    else if (token.type === 'open') builder.open(token.name, token.attributes);
    else builder.close(token.name);
  }
  return builder.finish();
}

/** Rich text as plain text: blocks parted by blank lines, list items and line breaks by single ones. */
export function richTextToPlain(content: RichText): string {
  return content.map(blockText).filter(Boolean).join('\n\n');
}

function blockText(block: Block): string {
  switch (block.type) {
    case 'paragraph':
      return block.children.map(inlineText).join('');
    case 'quote':
      return richTextToPlain(block.children);
    case 'code-block':
      return block.text;
    case 'list':
      return block.items.map(richTextToPlain).join('\n');
  }
}

function inlineText(inline: Inline): string {
  if (inline.type === 'break') return '\n';
  return 'text' in inline ? inline.text : inline.children.map(inlineText).join('');
}

function* tokens(html: string): Generator<Token> {
  let at = 0;
  while (at < html.length) {
    const start = html.indexOf('<', at);
    if (start < 0) {
      yield { type: 'text', text: html.slice(at) };
      return;
    }
    if (start > at) yield { type: 'text', text: html.slice(at, start) };
    const next = html[start + 1] ?? '';
    if (next === '!' || next === '?') {
      at = endOfDeclaration(html, start);
    } else if (/[a-zA-Z]/.test(next) || (next === '/' && /[a-zA-Z]/.test(html[start + 2] ?? ''))) {
      const end = endOfTag(html, start + 1);
      // A tag that never ends swallows the rest, as in a browser.
      if (end < 0) return;
      const [, slash, name, attributes] = /^(\/?)([^\s/>]+)([^]*)$/.exec(html.slice(start + 1, end))!;
      const lower = name!.toLowerCase();
      at = end + 1;
      if (!slash && RAW.has(lower)) at = endOfRaw(html, at, lower);
      else yield { type: slash ? 'close' : 'open', name: lower, attributes: attributes! };
    } else if (next === '/') {
      at = indexAfter(html, '>', start);
    } else {
      yield { type: 'text', text: '<' };
      at = start + 1;
    }
  }
}

function indexAfter(html: string, what: string, from: number): number {
  const found = html.indexOf(what, from);
  return found < 0 ? html.length : found + what.length;
}

function endOfDeclaration(html: string, start: number): number {
  if (html.startsWith('<!--', start)) return indexAfter(html, '-->', start + 2);
  if (html.startsWith('<![CDATA[', start)) return indexAfter(html, ']]>', start);
  return indexAfter(html, '>', start);
}

/** Index of the `>` that ends the tag, not one inside a quoted value. */
function endOfTag(html: string, from: number): number {
  let quote = '';
  let afterEquals = false;
  for (let at = from; at < html.length; at++) {
    const char = html[at]!;
    if (quote) {
      if (char === quote) quote = '';
    } else if (char === '>') {
      return at;
    } else if (afterEquals && (char === '"' || char === "'")) {
      quote = char;
      afterEquals = false;
    } else if (char === '=') {
      afterEquals = true;
    } else if (!/\s/.test(char)) {
      afterEquals = false;
    }
  }
  return -1;
}

function endOfRaw(html: string, from: number, name: string): number {
  const end = new RegExp(`</${name}[\\s/>]`, 'gi');
  end.lastIndex = from;
  const found = end.exec(html);
  return found ? indexAfter(html, '>', found.index) : html.length;
}

/** The value of the first attribute of that name, attribute by attribute, so that no value passes for a name. */
function attribute(attributes: string, name: string): string | undefined {
  for (const [, key, double, single, bare] of attributes.matchAll(ATTRIBUTE)) {
    if (key!.toLowerCase() === name) return decodeEntities(double ?? single ?? bare ?? '');
  }
  return undefined;
}

interface Frame {
  tag: string;
  blocks: Block[];
}

interface OpenInline {
  tag: string;
  children: Inline[];
  /** What the finished element is; `undefined` where its text stays: of a link that leads nowhere, or a quotation in its marks. */
  wrap: ((children: readonly Inline[]) => Inline) | undefined;
}

/** Builds blocks from tokens with explicit stacks. */
class Builder {
  readonly #base: string | undefined;
  readonly #root: Frame = { tag: '', blocks: [] };
  readonly #frames: Frame[] = [this.#root];
  #inlines: OpenInline[] = [{ tag: '', children: [], wrap: undefined }];
  /** Open elements whose content is dropped, or the raw text of a `<pre>`. */
  #dropped: string[] = [];
  #pre: string | undefined;

  constructor(base: string | undefined) {
    this.#base = base;
  }

  text(raw: string): void {
    if (this.#dropped.length) return;
    const text = decodeEntities(raw).replaceAll('\0', '');
    if (this.#pre !== undefined) {
      this.#pre += text.replace(/\r\n?/g, '\n');
      return;
    }
    const collapsed = text.replace(/[ \t\r\n\f]+/g, ' ');
    const raised = this.#inlines.findLast(({ tag }) => tag === 'sup' || tag === 'sub')?.tag as SupSub | undefined;
    if (collapsed) this.#append({ type: 'text', text: raised ? supSub(raised, collapsed) : collapsed });
  }

  open(name: string, attributes: string): void {
    if (DROPPED.has(name)) {
      this.#dropped.push(name);
    } else if (this.#dropped.length) {
      return;
    } else if (name === 'br') {
      if (this.#pre !== undefined) this.#pre += '\n';
      else this.#append({ type: 'break' });
    } else if (this.#pre !== undefined) {
      return;
    } else if (name === 'pre') {
      this.#flush();
      this.#pre = '';
    } else if (name === 'blockquote' || name === 'ul' || name === 'ol') {
      this.#flush();
      if (this.#frames.length < MAX_DEPTH) this.#frames.push({ tag: name, blocks: [] });
    } else if (name === 'li') {
      this.#flush();
      this.#closeFrame('li', ['ul', 'ol']);
      if (this.#frames.length < MAX_DEPTH && ['ul', 'ol'].includes(this.#top.tag)) this.#frames.push({ tag: 'li', blocks: [] });
    } else if (/^h[1-6]$/.test(name)) {
      this.#flush();
      this.#push(name, (children) => ({ type: 'strong', children }));
    } else if (PARAGRAPHS.has(name)) {
      this.#flush();
    } else if (name === 'td' || name === 'th') {
      this.#append({ type: 'text', text: ' ' });
    } else if (name === 'img') {
      this.#picture(attributes);
    } else if (name === 'sup' || name === 'sub' || name === 'q') {
      this.#push(name, undefined);
    } else if (name === 'code' || name === 'kbd' || name === 'samp' || name === 'tt') {
      this.#push(name, (children) => ({ type: 'code', text: children.map(inlineText).join('') }));
    } else if (name === 'a') {
      const url = linkUrl(attribute(attributes, 'href'), this.#base);
      this.#push(name, url === undefined ? undefined : (children) => ({ type: 'link', url, children }));
    } else if (Object.hasOwn(FORMATS, name)) {
      const type = FORMATS[name]!;
      this.#push(name, (children) => ({ type, children }));
    }
  }

  close(name: string): void {
    if (this.#dropped.length) {
      const last = this.#dropped.lastIndexOf(name);
      if (last >= 0) this.#dropped.length = last;
    } else if (name === 'pre') {
      this.#closePre();
    } else if (this.#pre !== undefined) {
      return;
    } else if (name === 'li') {
      this.#flush();
      this.#closeFrame('li', ['ul', 'ol']);
    } else if (name === 'blockquote' || name === 'ul' || name === 'ol') {
      this.#flush();
      this.#closeFrame(name, []);
    } else if (PARAGRAPHS.has(name) || /^h[1-6]$/.test(name)) {
      this.#flush();
    } else {
      this.#closeInline(name);
    }
  }

  finish(): RichText {
    this.#closePre();
    this.#flush();
    while (this.#frames.length > 1) this.#endFrame();
    return this.#root.blocks;
  }

  get #top(): Frame {
    return this.#frames.at(-1)!;
  }

  /** A picture as its description, or its address, which leads to it; one that stands for a word is that word. */
  #picture(attributes: string): void {
    const isWord = /emoji|smil/.test(attribute(attributes, 'class') ?? '');
    const url = isWord ? undefined : webUrl(attribute(attributes, 'src'), this.#base);
    const text = attribute(attributes, 'alt')?.trim() || url?.replace(/^https?:\/\//, '');
    if (!text) return;
    const shown: Inline = { type: 'text', text };
    const isLinked = this.#inlines.some(({ tag }) => tag === 'a');
    this.#append(url && !isLinked ? { type: 'link', url, children: [shown] } : shown);
  }

  #append(inline: Inline): void {
    this.#inlines.at(-1)!.children.push(inline);
  }

  #push(tag: string, wrap: OpenInline['wrap']): void {
    if (this.#inlines.length < MAX_DEPTH) this.#inlines.push({ tag, children: [], wrap });
  }

  #closeInline(name: string): void {
    const index = this.#inlines.findLastIndex((inline) => inline.tag === name);
    if (index > 0) while (this.#inlines.length > index) this.#endInline();
  }

  #endInline(): void {
    const { tag, children, wrap } = this.#inlines.pop()!;
    if (!children.length) return;
    const mark = (text: string): Inline[] => (tag === 'q' ? [{ type: 'text', text }] : []);
    if (wrap) this.#append(wrap(children));
    else for (const child of [...mark('“'), ...children, ...mark('”')]) this.#append(child);
  }

  /** Ends the paragraph being written, and every format with it. */
  #flush(): void {
    while (this.#inlines.length > 1) this.#endInline();
    const children = trimmed(this.#inlines[0]!.children);
    this.#inlines = [{ tag: '', children: [], wrap: undefined }];
    if (children.length) this.#top.blocks.push({ type: 'paragraph', children });
  }

  #closePre(): void {
    if (this.#pre === undefined) return;
    const text = this.#pre.replace(/^\n/, '').trimEnd();
    this.#pre = undefined;
    if (text) this.#top.blocks.push({ type: 'code-block', text });
  }

  #closeFrame(tag: string, within: readonly string[]): void {
    const index = this.#frames.findLastIndex((frame) => frame.tag === tag || within.includes(frame.tag));
    if (index > 0 && this.#frames[index]!.tag === tag) while (this.#frames.length > index) this.#endFrame();
  }

  #endFrame(): void {
    const { tag, blocks } = this.#frames.pop()!;
    const parent = this.#top.blocks;
    if (tag === 'li') {
      // Items wait in their list's frame as quotes until the list itself ends.
      parent.push({ type: 'quote', children: blocks });
    } else if (tag === 'blockquote') {
      if (blocks.length) parent.push({ type: 'quote', children: blocks });
    } else {
      const items = blocks.map((block) => (block.type === 'quote' ? block.children : [block])).filter((item) => item.length);
      if (items.length) parent.push({ type: 'list', ordered: tag === 'ol', items });
    }
  }
}

/** Without spaces and breaks at the ends, and without doubled spaces between pieces. */
function trimmed(children: readonly Inline[]): readonly Inline[] {
  const kept: Inline[] = [];
  let spaced = true;
  for (const child of children) {
    if (child.type === 'text') {
      const text: string = spaced ? child.text.replace(/^ /, '') : child.text;
      if (!text) continue;
      spaced = text.endsWith(' ');
      kept.push({ type: 'text', text });
    } else if (child.type === 'break') {
      if (!kept.length) continue;
      spaced = true;
      kept.push(child);
    } else {
      spaced = inlineText(child).endsWith(' ');
      kept.push(child);
    }
  }
  while (kept.length) {
    const last: Inline = kept.pop()!;
    if (last.type === 'break') continue;
    const text = last.type === 'text' ? last.text.trimEnd() : undefined;
    if (text === '') continue;
    kept.push(text === undefined ? last : { type: 'text', text });
    break;
  }
  return kept.some((inline) => inlineText(inline).trim()) ? kept : [];
}
