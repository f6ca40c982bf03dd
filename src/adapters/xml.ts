import { webUrl } from '../content/urls.js';
import { AfterwordError } from '../ports/errors.js';

/** The little of a DOM that feeds need; a browser's or a library's. */
export interface XmlNode {
  nodeType: number;
  nodeName: string;
  namespaceURI?: string | null;
  parentNode: XmlNode | null;
  childNodes: ArrayLike<XmlNode> & Iterable<XmlNode>;
  textContent: string | null;
  getAttribute?: (name: string) => string | null;
}

/** A parser of both kinds. Throws for XML that is not well-formed, or puts a `parsererror` into it as browsers do. */
export type Parse = (text: string, type: 'text/xml' | 'text/html') => XmlNode;

/** What of a browser, or of a library in its place, is used here. */
interface Platform {
  DOMParser?: new () => { parseFromString: Parse };
  trustedTypes?: {
    createPolicy: (name: string, rules: { createHTML: (text: string) => string }) => { createHTML: (text: string) => string };
  };
  [PARSE]?: Parse;
}

const PARSE = Symbol.for('afterword.parse');

const ELEMENT = 1;
const TEXT = 3;
const CDATA = 4;
/** Feeds name the same vocabularies by many prefixes; ours are those of their specifications. */
const PREFIXES: readonly (readonly [RegExp, string])[] = [
  [/purl\.org\/rss\/1\.0\/modules\/content/, 'content:'],
  [/purl\.org\/dc\/(elements|terms)/, 'dc:'],
  [/search\.yahoo\.com\/mrss/, 'media:'],
  [/itunes\.com\/dtds/, 'itunes:'],
  [/w3\.org\/2005\/Atom|purl\.org\/atom/, 'atom:'],
  [/w3\.org\/1999\/02\/22-rdf/, 'rdf:'],
  [/feedburner/, 'feedburner:'],
  [/purl\.org\/rss\/1\.0\/?$|my\.netscape\.com\/rdf|backend\.userland\.com|purl\.org\/net\/rss/, ''],
];

/** Elements that HTML treats unlike any other, and that mean something else in a feed. */
const SPECIAL_IN_HTML = /<(\/?)(link|title|image|source|textinput|base|body|html|head)\b/gi;

/**
 * A document of XML, through the platform's own parser or the one given; scripts in it never run. What is not well-formed is repaired where
 * publishers' usual slips are the reason (stray ampersands, undeclared names, control characters), and read as leniently as a
 * page of HTML where it is not. Throws `unreadable` when there is no markup at all.
 */
export function parseXml(text: string, address: string, parse = parseInto(address)): XmlNode {
  // Without its document type no feed can define entities that expand without end.
  const clean = text.replace(/^[^<]+/, '').replace(/<!DOCTYPE\s[^[>]*(?:\[[^\]]*\]\s*)?>/i, '');
  if (!/^<[?!a-z]/i.test(clean)) throw new AfterwordError('unreadable', `${address} is not XML`);
  for (const wellFormed of [() => clean, () => repair(clean)]) {
    const parsed = attempt(() => parse(wellFormed(), 'text/xml'));
    if (parsed && isWhole(parsed)) return parsed;
  }
  try {
    return parse(asHtml(clean), 'text/html');
  } catch (cause) {
    // Nothing is no HTML: what the parser does not take is text that Trusted Types keep from it.
    throw new AfterwordError('misconfigured', `${address} is XML: allow the policy \`afterword\` in \`trusted-types\``, {
      cause,
    });
  }
}

/**
 * Parsing into a document of its own, where nothing runs. Where a page enforces Trusted Types that takes a policy; of several
 * copies of this file the first may make it, and what they share is no policy but this one harmless use of it.
 */
function parseInto(address: string): Parse {
  const platform = globalThis as Platform;
  const { DOMParser, trustedTypes } = platform;
  if (!DOMParser)
    throw new AfterwordError('unreadable', `${address} is XML, which nothing here can parse: there is no DOMParser`);
  const plain: Parse = (text, type) => new DOMParser().parseFromString(text, type);
  if (!trustedTypes) return plain;
  return (platform[PARSE] ??= trusting(trustedTypes, plain));
}

function trusting(trustedTypes: NonNullable<Platform['trustedTypes']>, plain: Parse): Parse {
  try {
    const policy = trustedTypes.createPolicy('afterword', { createHTML: (text) => text });
    return (text, type) => plain(policy.createHTML(text), type);
  } catch {
    // Not on the page's list. Without enforcement a text will do.
    return plain;
  }
}

function attempt(parse: () => XmlNode): XmlNode | undefined {
  try {
    return parse();
  } catch {
    return undefined;
  }
}

/** Browsers put a `parsererror` into what they could not parse, at its root or in it. */
function isWhole(document: XmlNode): boolean {
  const all = descendants(document);
  return all.length > 0 && !all.some((node) => node.nodeName === 'parsererror');
}

function repair(text: string): string {
  const declared = new Set([...text.matchAll(/xmlns:([\w-]+)\s*=/g)].map(([, prefix]) => prefix));
  const used = new Set([...text.matchAll(/<([a-z][\w-]*):[a-z]/gi)].map(([, prefix]) => prefix));
  const missing = [...used].filter((prefix) => !declared.has(prefix) && prefix !== 'xml');
  return (
    text
      // What XML has no way to write.
      .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
      .replace(/<!\[CDATA\[[^]*?\]\]>|&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/gi, (found) =>
        found === '&' ? '&amp;' : found,
      )
      .replace(/<([a-z][\w:-]*)/i, (start) => start + missing.map((prefix) => ` xmlns:${prefix}="${prefix}:"`).join(''))
  );
}

/** The text in a form that the HTML parser leaves as it is nested: no void elements, no sections of characters. */
function asHtml(text: string): string {
  return text
    .replace(/<!\[CDATA\[([^]*?)(?:\]\]>|$)/g, (_section, content: string) =>
      content.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
    )
    .replace(/<\?[^>]*>/g, '')
    .replace(SPECIAL_IN_HTML, '<$1x-$2')
    .replace(/<([a-z][\w:-]*)((?:\s[^<>]*?)?)\/>/gi, '<$1$2></$1>');
}

/** Every element below a node, in document order; as deep as it goes, without a stack. */
export function descendants(node: XmlNode): XmlNode[] {
  const found: XmlNode[] = [];
  const open = [...node.childNodes].reverse();
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.nodeType !== ELEMENT) continue;
    found.push(next);
    // Asked for once: some libraries make the list anew each time.
    const { childNodes } = next;
    for (let index = childNodes.length - 1; index >= 0; index--) open.push(childNodes[index]!);
  }
  return found;
}

/** Child elements. */
export function children(node: XmlNode): XmlNode[] {
  return [...node.childNodes].filter(({ nodeType }) => nodeType === ELEMENT);
}

/** What an element is called, in lower case, with the prefix its specification uses: `title`, `dc:date`, `media:thumbnail`. */
export function nameOf(node: XmlNode): string {
  const [, prefix = '', local = ''] = /^(?:([^:]*):)?(.*)$/.exec(node.nodeName.toLowerCase()) ?? [];
  const known = PREFIXES.find(([pattern]) => pattern.test(node.namespaceURI ?? ''));
  return (known ? known[1] : prefix && `${prefix}:`) + local.replace(/^x-/, '');
}

/** The first child of that name that says something; several names are asked in their order. */
export function textOf(node: XmlNode, ...names: readonly string[]): string | undefined {
  const all = children(node);
  for (const name of names) {
    for (const child of all) {
      const text = nameOf(child) === name ? child.textContent?.trim() : '';
      if (text) return text;
    }
  }
  return undefined;
}

/** What is in an element, as HTML without attributes; as deep as it goes, without a stack. */
export function innerHtml(node: XmlNode): string {
  let html = '';
  const open: (XmlNode | string)[] = [...node.childNodes].reverse();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next === 'string') html += next;
    else if (next.nodeType === ELEMENT) {
      const name = /^(?:[^:]*:)?([a-z][\w-]*)/i.exec(next.nodeName)?.[1] ?? 'div';
      html += `<${name}>`;
      open.push(`</${name}>`);
      const { childNodes } = next;
      for (let index = childNodes.length - 1; index >= 0; index--) open.push(childNodes[index]!);
    } else if (next.nodeType === TEXT || next.nodeType === CDATA) {
      html += (next.textContent ?? '').replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    }
  }
  return html;
}

export function attribute(node: XmlNode, name: string): string | undefined {
  return node.getAttribute?.(name)?.trim() || undefined;
}

/** What relative addresses in an element resolve against: the `xml:base` of all that is around it, then the document's. */
export function baseOf(node: XmlNode, address: string): string {
  const bases: string[] = [];
  for (let at: XmlNode | null = node; at; at = at.parentNode) {
    const base = attribute(at, 'xml:base');
    if (base) bases.push(base);
  }
  return bases.reduceRight((outer, base) => (URL.canParse(base, outer) ? new URL(base, outer).href : outer), address);
}

/** The first picture an entry names: a thumbnail, a medium that is an image, an enclosure that is one. */
export function pictureOf(entry: XmlNode, base: string): string | undefined {
  for (const node of descendants(entry)) {
    const name = nameOf(node);
    const type = attribute(node, 'type') ?? '';
    const isImage =
      name === 'media:thumbnail' ||
      name === 'itunes:image' ||
      (name === 'media:content' && (attribute(node, 'medium') === 'image' || type.startsWith('image/'))) ||
      (name === 'enclosure' && type.startsWith('image/')) ||
      (/^(atom:)?link$/.test(name) && attribute(node, 'rel') === 'enclosure' && type.startsWith('image/'));
    const url = isImage ? webUrl(attribute(node, 'url') ?? attribute(node, 'href'), base) : undefined;
    if (url) return url;
  }
  return undefined;
}
