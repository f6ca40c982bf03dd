import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Parse, XmlNode } from '../../adapters/xml.js';
import { parsePage } from '../page.js';

const ELEMENT = 1;
const TEXT = 3;
const DOCUMENT = 9;
const ATTRIBUTES = ':@';
const CHARACTERS = '#text';
const SECTION = '#cdata';

/** An element as the library gives it: its content under its name, in document order. */
type Parsed = Readonly<Record<string, readonly Parsed[] | string>> & {
  readonly [ATTRIBUTES]?: Readonly<Record<string, string>>;
};

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  textNodeName: CHARACTERS,
  cdataPropName: SECTION,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  // Those of XML itself are read below; a document's own are nobody's business.
  processEntities: false,
  maxNestedTags: 1_000_000,
});

/** What XML has no way to write, and the library takes. */
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/;

/** In place of the browser's `DOMParser`: XML only where it is well-formed, and HTML as browsers read it. */
export const parse: Parse = (text, type) => {
  if (type === 'text/html') return parsePage(text) as unknown as XmlNode;
  if (FORBIDDEN.test(text) || XMLValidator.validate(text) !== true) throw new SyntaxError('not well-formed');
  return toNode(parser.parse(text) as readonly Parsed[]);
};

/** A node of XML, as far as feeds need one. */
class FeedNode implements XmlNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly namespaceURI: string | null;
  readonly parentNode: FeedNode | null;
  readonly childNodes: FeedNode[] = [];
  /** Namespaces by their prefixes. */
  readonly scope: ReadonlyMap<string, string>;
  readonly #attributes: Readonly<Record<string, string>>;
  readonly #text: string;

  constructor(
    nodeType: number,
    nodeName: string,
    parentNode: FeedNode | null,
    { attributes = {}, text = '' }: { attributes?: Readonly<Record<string, string>> | undefined; text?: string | undefined },
  ) {
    this.nodeType = nodeType;
    this.nodeName = nodeName;
    this.parentNode = parentNode;
    this.#attributes = attributes;
    this.#text = text;
    const declared = Object.entries(attributes).flatMap(([name, value]): [string, string][] =>
      /^xmlns(:|$)/.test(name) ? [[name.slice(6), decode(value)]] : [],
    );
    const outer = parentNode?.scope ?? new Map<string, string>();
    this.scope = declared.length ? new Map([...outer, ...declared]) : outer;
    this.namespaceURI = this.scope.get(/^([^:]*):/.exec(nodeName)?.[1] ?? '') ?? null;
  }

  get textContent(): string {
    let text = this.#text;
    const open = [...this.childNodes].reverse();
    for (let next = open.pop(); next; next = open.pop()) {
      text += next.#text;
      for (let at = next.childNodes.length - 1; at >= 0; at--) open.push(next.childNodes[at]!);
    }
    return text;
  }

  getAttribute(name: string): string | null {
    return Object.hasOwn(this.#attributes, name) ? decode(this.#attributes[name]!) : null;
  }
}

function toNode(parsed: readonly Parsed[]): FeedNode {
  const document = new FeedNode(DOCUMENT, '#document', null, {});
  const open: { content: readonly Parsed[]; parent: FeedNode }[] = [{ content: parsed, parent: document }];
  for (let next = open.pop(); next; next = open.pop()) {
    for (const item of next.content) {
      const name = Object.keys(item).find((key) => key !== ATTRIBUTES) ?? '';
      const value = item[name]!;
      if (name.startsWith('?')) continue;
      const text = name === CHARACTERS ? decode(value as string) : name === SECTION ? sectionOf(value) : undefined;
      const node = new FeedNode(text === undefined ? ELEMENT : TEXT, name, next.parent, { attributes: item[ATTRIBUTES], text });
      next.parent.childNodes.push(node);
      if (text === undefined) open.push({ content: value as readonly Parsed[], parent: node });
    }
  }
  return document;
}

function sectionOf(value: Parsed[string]): string {
  return (value as readonly Parsed[]).map((part) => part[CHARACTERS] as string).join('');
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** References as XML knows them; those that only HTML knows stay as they are written, as in a feed that a browser repairs. */
function decode(text: string): string {
  return text.replace(
    /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([\da-f]{1,6}));/gi,
    (written, name: string, decimal: string, hex: string) => {
      if (name) return NAMED[name] ?? written;
      const code = decimal ? Number(decimal) : parseInt(hex, 16);
      return code > 0x10ffff || FORBIDDEN.test(String.fromCharCode(code)) ? written : String.fromCodePoint(code);
    },
  );
}
