import { decodeEntities } from '../../../src/content/entities.js';
import { readPieces } from './file.js';
import { UnreadableFile } from './source.js';

/** An element of the file, with what is in it. */
export interface XmlNode {
  name: string;
  attributes: string;
  text: string;
  children: XmlNode[];
}

interface Wanted {
  /** Name of the outermost element. */
  root: string;
  /** What the export is called, for the reader of a message. */
  what: string;
  /** Elements that are handed over whole, wherever they begin. */
  records: ReadonlySet<string>;
  /** Elements inside records that are not kept: an article's own text is long. */
  ignored: ReadonlySet<string>;
}

/**
 * Hands over the wanted elements of an XML file one by one, holding one at a time. Entities of the document's own are never
 * looked up: what is not one of HTML's stays as it is written.
 *
 * @throws UnreadableFile when the file is of another kind, is damaged, or ends before its outermost element does
 */
export async function readXml(path: string, wanted: Wanted, onRecord: (record: XmlNode) => void): Promise<void> {
  const parser = new Parser(path, wanted, onRecord);
  for await (const piece of readPieces(path)) parser.write(piece);
  parser.end();
}

export function child(node: XmlNode, name: string): XmlNode | undefined {
  return node.children.find((candidate) => candidate.name === name);
}

/** The text of a child element; `undefined` where there is none. */
export function childText(node: XmlNode, name: string): string | undefined {
  return child(node, name)?.text.trim() || undefined;
}

export function attribute(node: XmlNode | undefined, name: string): string | undefined {
  for (const [, key, double, single] of node?.attributes.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g) ?? []) {
    if (key === name) return decodeEntities(double ?? single ?? '');
  }
  return undefined;
}

/** A CDATA section, a comment, a declaration: everything up to `end` is one piece, and `use` is done with it. */
interface Section {
  from: number;
  end: string;
  use: ((text: string) => void) | undefined;
}

class Parser {
  readonly #path: string;
  readonly #wanted: Wanted;
  readonly #onRecord: (record: XmlNode) => void;
  /** What was read, up to where it is understood, and up to where the next sign was looked for in vain. */
  #buffer = '';
  #at = 0;
  #searched = 0;
  #section: Section | undefined;
  /** Characters before the buffer, for messages. */
  #before = 0;
  readonly #open: string[] = [];
  readonly #nodes: XmlNode[] = [];
  #ignoring = 0;
  #isOver = false;

  constructor(path: string, wanted: Wanted, onRecord: (record: XmlNode) => void) {
    this.#path = path;
    this.#wanted = wanted;
    this.#onRecord = onRecord;
  }

  write(piece: string): void {
    this.#before += this.#at;
    this.#buffer = this.#buffer.slice(this.#at) + piece;
    this.#searched -= this.#at;
    if (this.#section) this.#section.from -= this.#at;
    this.#at = 0;
    while (this.#section ? this.#endSection(this.#section) : this.#step());
  }

  end(): void {
    if (this.#isOver) return;
    const inside = this.#open.at(-1);
    if (inside === undefined) throw this.#otherFormat();
    throw new UnreadableFile(`${this.#path} ends in the middle, inside <${inside}>: it was not copied whole`);
  }

  #endSection({ from, end, use }: Section): boolean {
    const found = this.#buffer.indexOf(end, Math.max(from, this.#searched));
    if (found < 0) {
      this.#searched = Math.max(from, this.#buffer.length - end.length);
      return false;
    }
    use?.(this.#buffer.slice(from, found));
    this.#at = this.#searched = found + end.length;
    this.#section = undefined;
    return true;
  }

  /** Text and the tag after it; `false` when the tag's end has not come yet. */
  #step(): boolean {
    const buffer = this.#buffer;
    const start = buffer.indexOf('<', this.#searched);
    this.#searched = start < 0 ? buffer.length : start;
    if (start < 0) return false;
    if (start > this.#at) this.#text(decodeEntities(buffer.slice(this.#at, start)));
    this.#at = start;
    const next = buffer[start + 1];
    // Too short to tell a comment from a CDATA section.
    if (next === undefined || (next === '!' && buffer.length - start < 9)) return false;
    if (next !== '!' && next !== '?') return this.#tag(start);
    const cdata = buffer.startsWith('<![CDATA[', start);
    const end = cdata ? ']]>' : next === '?' ? '?>' : buffer.startsWith('<!--', start) ? '-->' : this.#endOfDeclaration(start);
    if (end === undefined) return false;
    this.#section = { from: start + (cdata ? 9 : 2), end, use: cdata ? (text) => this.#text(text) : undefined };
    return true;
  }

  /** A document type may hold declarations of its own, in brackets. */
  #endOfDeclaration(start: number): string | undefined {
    const sign = /[[>]/.exec(this.#buffer.slice(start))?.[0];
    return sign === '[' ? ']>' : sign;
  }

  #tag(start: number): boolean {
    const end = endOfTag(this.#buffer, start + 1);
    if (end < 0) return false;
    const isEmpty = this.#buffer[end - 1] === '/';
    const inside = this.#buffer.slice(start + 1, isEmpty ? end - 1 : end);
    this.#at = this.#searched = end + 1;
    if (inside.startsWith('/')) {
      this.#close(inside.slice(1).trim());
      return true;
    }
    const name = /^[^\s/>]+/.exec(inside)?.[0] ?? '';
    this.#openElement(name, inside.slice(name.length));
    if (isEmpty) this.#close(name);
    return true;
  }

  #openElement(name: string, attributes: string): void {
    if (!this.#open.length && (this.#isOver || name !== this.#wanted.root)) throw this.#otherFormat(name);
    this.#open.push(name);
    const parent = this.#nodes.at(-1);
    if (this.#ignoring || (parent && this.#wanted.ignored.has(name))) {
      this.#ignoring++;
      return;
    }
    if (!parent && !this.#wanted.records.has(name)) return;
    const node: XmlNode = { name, attributes, text: '', children: [] };
    parent?.children.push(node);
    this.#nodes.push(node);
  }

  #close(name: string): void {
    const open = this.#open.pop();
    if (open !== name) {
      throw new UnreadableFile(
        `${this.#path} is damaged near character ${this.#before + this.#at}: </${name}> ends what <${open ?? 'nothing'}> began`,
      );
    }
    this.#isOver = !this.#open.length;
    if (this.#ignoring) {
      this.#ignoring--;
      return;
    }
    const node = this.#nodes.pop();
    if (node && !this.#nodes.length) this.#onRecord(node);
  }

  #text(text: string): void {
    const node = this.#nodes.at(-1);
    if (node && !this.#ignoring) node.text += text;
    else if (!this.#open.length && text.replace(/^\uFEFF/, '').trim()) throw this.#otherFormat();
  }

  #otherFormat(name?: string): UnreadableFile {
    const found = name === undefined ? 'it is no XML' : `it begins with <${name}>`;
    return new UnreadableFile(`${this.#path} is no ${this.#wanted.what}: ${found}`);
  }
}

/** Index of the `>` that ends the tag, not one inside a quoted value. */
function endOfTag(text: string, from: number): number {
  let quote = '';
  for (let at = from; at < text.length; at++) {
    const char = text[at]!;
    if (quote) {
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '>') return at;
  }
  return -1;
}
