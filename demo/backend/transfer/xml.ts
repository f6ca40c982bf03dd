import { Parser, type Handler } from 'htmlparser2';
import { decodeEntities } from '../../../src/content/entities.js';
import { readPieces } from './file.js';
import { UnreadableFile, type Tally } from './source.js';

/** An element of the file, with what is in it. */
export interface XmlNode {
  name: string;
  /** As they are written, references and all. */
  attributes: Readonly<Record<string, string>>;
  /** Its own and that of the elements in it: a comment's words may have tags where a section was to be. */
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
 * Hands over the wanted elements of an XML file one by one, holding one at a time. Publishers' systems write what XML forbids
 * (control characters, `&` in addresses, messages of the server); as long as nothing can end up in the wrong place it is read
 * as it was meant, and counted in `changed`. Entities of the document's own are never looked up: what is not one of HTML's
 * stays as it is written.
 *
 * @throws UnreadableFile when the file is of another kind, is damaged, or ends before its outermost element does
 */
export async function readXml(
  path: string,
  wanted: Wanted,
  changed: Tally,
  onRecord: (record: XmlNode) => void,
): Promise<void> {
  const reader = new XmlReader(path, wanted, onRecord);
  for await (const piece of readPieces(path)) reader.write(piece);
  reader.end(changed);
}

export function child(node: XmlNode, name: string): XmlNode | undefined {
  return node.children.find((candidate) => candidate.name === name);
}

/** The text of a child element; `undefined` where there is none. */
export function childText(node: XmlNode, name: string): string | undefined {
  return child(node, name)?.text.trim() || undefined;
}

export function attribute(node: XmlNode | undefined, name: string): string | undefined {
  const value = node?.attributes[name];
  return value === undefined ? undefined : decodeEntities(value);
}

const CONTROL_CHARACTER = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
const REPLACEMENT_CHARACTER = /\uFFFD/g;
const SECTION_END = /\]\]>/g;
/** Begins a reference that XML does not know without a declaration, or none at all. */
const UNKNOWN_REFERENCE = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/gi;

/**
 * The library's parser forgives: it closes what an end tag leaves open, and skips an end tag that ends nothing. Whoever waits
 * for the end of `close` knows which elements an end tag closed.
 */
class EndTagParser extends Parser {
  readonly #handleEndTag: (close: () => void) => void;

  constructor(handler: Partial<Handler>, handleEndTag: (close: () => void) => void) {
    // Our own decoding knows the names of HTML, too, and leaves stray ampersands as they are.
    super(handler, { xmlMode: true, decodeEntities: false });
    this.#handleEndTag = handleEndTag;
  }

  override onclosetag(start: number, end: number): void {
    this.#handleEndTag(() => super.onclosetag(start, end));
  }
}

class XmlReader {
  readonly #path: string;
  readonly #wanted: Wanted;
  readonly #onRecord: (record: XmlNode) => void;
  readonly #parser: EndTagParser;
  /** The piece that is being read, for line numbers: where it begins, and how many line ends are before it. */
  #piece = '';
  #pieceStart = 0;
  #lineEnds = 0;
  readonly #open: string[] = [];
  /** How many elements are open with the outermost one of the export; 0 outside of it. */
  #rootDepth = 0;
  /** Elements that are open and kept. */
  readonly #nodes: XmlNode[] = [];
  /** Elements that are open in one that is not kept, and itself. */
  #ignoring = 0;
  /** What an end tag closes, innermost first, while it does. */
  #closed: string[] | undefined;
  #isInSection = false;
  /** Text whose references are not decoded yet, since it may go on in the next piece, and where it ended so far. */
  #raw = '';
  #rawEnd = 0;
  #firstName: string | undefined;
  #isFound = false;
  #saidOutside = false;
  readonly #flaws = new Map<string, { count: number; line: number }>();

  constructor(path: string, wanted: Wanted, onRecord: (record: XmlNode) => void) {
    this.#path = path;
    this.#wanted = wanted;
    this.#onRecord = onRecord;
    this.#parser = new EndTagParser(
      {
        onopentag: (name, attributes) => this.#begin(name, attributes),
        // Outside of an end tag, it is an element's that has none.
        onclosetag: (name) => (this.#closed ? void this.#closed.push(name) : this.#end()),
        ontext: (text) => this.#text(text),
        oncdatastart: () => (this.#isInSection = true),
        oncdataend: () => (this.#isInSection = false),
      },
      (close) => {
        const closed = (this.#closed = []);
        close();
        this.#closed = undefined;
        this.#endTag(closed);
      },
    );
  }

  write(piece: string): void {
    this.#pieceStart += this.#piece.length;
    this.#lineEnds += countLineEnds(this.#piece);
    this.#piece = piece;
    this.#parser.write(piece);
  }

  end(changed: Tally): void {
    if (this.#rootDepth) {
      const line = this.#lineAt(this.#pieceStart + this.#piece.length);
      throw new UnreadableFile(
        `${this.#path} ends in the middle, on line ${line} inside <${this.#open.at(-1)!}>: it was not copied whole`,
      );
    }
    if (!this.#isFound) {
      const found = this.#firstName === undefined ? 'it is no XML' : `it begins with <${this.#firstName}>`;
      throw new UnreadableFile(`${this.#path} is no ${this.#wanted.what}: ${found}`);
    }
    for (const [what, { count, line }] of this.#flaws) changed.add(`${what} (the first on line ${line})`, count);
  }

  #begin(name: string, attributes: Record<string, string>): void {
    this.#decode();
    this.#open.push(name);
    this.#firstName ??= name;
    if (!this.#rootDepth) {
      if (name === this.#wanted.root) {
        this.#rootDepth = this.#open.length;
        this.#isFound = true;
        this.#saidOutside = false;
      } else this.#outside();
      return;
    }
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

  #endTag(closed: readonly string[]): void {
    if (this.#rootDepth && closed.length !== 1) {
      // An article's own text may end its section too early, with a script that has one; who wrote what is not in doubt.
      if (!this.#ignoring || closed.length > this.#ignoring) throw this.#damaged(closed);
      this.#flaw('tags that match nothing, in what is not imported');
    }
    for (let count = closed.length; count; count--) this.#end();
  }

  #damaged(closed: readonly string[]): UnreadableFile {
    const [first] = closed;
    const how =
      first === undefined
        ? `an end tag inside <${this.#open.at(-1)!}> ends what nothing began`
        : `</${closed.at(-1)!}> ends what <${first}> began`;
    return new UnreadableFile(`${this.#path} is damaged on line ${this.#lineAt(this.#parser.endIndex)}: ${how}`);
  }

  #end(): void {
    this.#decode();
    this.#open.pop();
    if (this.#ignoring) {
      this.#ignoring--;
      return;
    }
    if (this.#open.length < this.#rootDepth) {
      this.#rootDepth = 0;
      this.#saidOutside = false;
      return;
    }
    const node = this.#nodes.pop();
    if (node && !this.#nodes.length) this.#onRecord(node);
  }

  #text(text: string): void {
    if (!this.#rootDepth) {
      if (/\S/.test(text)) this.#outside();
    } else if (this.#ignoring || !this.#nodes.length) return;
    else if (this.#isInSection) {
      this.#decode();
      this.#keep(text, this.#parser.endIndex);
    } else {
      this.#raw += text;
      this.#rawEnd = this.#parser.endIndex;
    }
  }

  #decode(): void {
    const raw = this.#raw;
    if (!raw) return;
    this.#raw = '';
    this.#find(UNKNOWN_REFERENCE, raw, this.#rawEnd, '“&” and names that XML does not know, read as HTML has them');
    this.#find(SECTION_END, raw, this.#rawEnd, 'texts that say “]]>”, which may have lost their formats after it');
    this.#keep(decodeEntities(raw), this.#rawEnd);
  }

  #keep(text: string, end: number): void {
    this.#find(REPLACEMENT_CHARACTER, text, end, 'signs that cannot be read, now �');
    const isFlawed = this.#find(CONTROL_CHARACTER, text, end, 'control characters, which XML forbids, left out');
    // Word processors end lines with a vertical tab.
    const clean = isFlawed ? text.replace(/[\v\f]/g, '\n').replace(CONTROL_CHARACTER, '') : text;
    for (const node of this.#nodes) node.text += clean;
  }

  #find(pattern: RegExp, text: string, end: number, what: string): boolean {
    const first = text.search(pattern);
    if (first < 0) return false;
    this.#flaw(what, text.match(pattern)!.length, end, text.slice(first));
    return true;
  }

  /** What a server prints before or after the export, if only that a script of its own is out of date. */
  #outside(): void {
    if (!this.#saidOutside) this.#flaw('lines around the export itself, such as messages of a server, left out');
    this.#saidOutside = true;
  }

  /** Something that is not as it should be, before the position and the text between, which ends there. */
  #flaw(what: string, count = 1, end = this.#parser.endIndex, between = ''): void {
    const known = this.#flaws.get(what);
    if (known) known.count += count;
    else this.#flaws.set(what, { count, line: this.#lineAt(end) - countLineEnds(between) });
  }

  #lineAt(index: number): number {
    return 1 + this.#lineEnds + countLineEnds(this.#piece.slice(0, Math.max(0, index - this.#pieceStart)));
  }
}

function countLineEnds(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
