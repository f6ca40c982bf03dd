import type { Finding, LeftAlone, Target } from './finding.js';
import type { Lexicon } from './languages.js';
import { isDriven, outerSurroundings, OWN, surroundingsOf, TAGS, type Region, type Surroundings } from './regions.js';
import { collapse, isElement, isText, plain, rawText, tag } from './text.js';

/**
 * What stands on one line of the page, or is one paragraph of it: the text between two block boundaries or line breaks.
 * The rules read these, in their order, and find out from the tree only what concerns a line they care for.
 */
export interface Line {
  /** Siblings: the inline nodes. */
  nodes: readonly [Node, ...Node[]];
  /** The nearest block around. */
  block: Element;
  /** Whether the block holds nothing else. */
  whole: boolean;
  /** Whether it begins a paragraph: what stands before it in its block, if anything, is a block. */
  first: boolean;
  /** White space collapsed. */
  text: string;
  /** Of the heading that the line is, 1 to 6; 0 of anything else. */
  level: number;
  region: Region;
  main: boolean;
  /** Its place among the lines. */
  index: number;
}

/** Lines from `start` up to, not with, `end`. */
export type Span = readonly [start: number, end: number];

const BLOCKS = new Set(
  'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol option p pre search section summary table tbody td tfoot th thead tr ul xmp'.split(
    ' ',
  ),
);
const SKIPPED = new Set(
  'head script style template noscript svg math iframe object select textarea video audio canvas'.split(' '),
);
/** Nodes between two breaths. */
const STRIDE = 250;
const MOST_LEFT_ALONE = 50;
const DOCUMENT = 9;

export interface ReadOptions {
  /** Address of the page, to tell the site's own links and forms from others. */
  url: string;
  /** Language of the page when it does not say so itself. */
  lang?: string;
  /** Selectors that name places the rules need not find (tier 0). */
  selectors?: Partial<Record<Target | 'fact' | 'tip', string>>;
  /** What is configured, so that mere calls ("Leave a comment") are worth finding in prose too. */
  sources?: { comments?: boolean; articles?: boolean; newsletter?: boolean };
  /** Rules or targets switched off, by their names. */
  without?: readonly string[];
}

/** The page, walked through once: its lines, and its elements by tag, class and id. */
export class Page {
  readonly lines: Line[] = [];
  readonly findings: Finding[] = [];
  readonly leftAlone: LeftAlone[] = [];
  /** Elements that scripts of the page open and close. */
  readonly driven: Element[] = [];
  /** Elements that microdata gives a type. */
  readonly microdata: Element[] = [];
  readonly url: URL | undefined;
  /** What the document calls itself. */
  readonly title: string;
  readonly lang: string;
  readonly root: ParentNode & Node;
  readonly options: ReadOptions;
  /** What is understood of the page's languages. */
  readonly words: Lexicon;
  readonly #spans = new Map<Node, Span>();
  readonly #lineAt = new Map<Node, number>();
  readonly #regions = new Map<Node, Region>();
  readonly #tags = new Map<string, Element[]>();
  readonly #classes = new Map<string, Element[]>();
  readonly #document: Document | null;
  #jsonLd: readonly unknown[] | undefined;
  readonly #claimed = new Set<Node>();
  readonly #aboveClaimed = new Set<Node>();
  #hasMain = false;

  constructor(root: ParentNode & Node, options: ReadOptions, words: Lexicon) {
    this.root = root;
    this.options = options;
    this.words = words;
    const base = this.root.querySelector('base[href]')?.getAttribute('href') ?? '';
    this.url = parseUrl(base, options.url) ?? parseUrl(options.url);
    const document = root.nodeType === DOCUMENT ? (root as Document) : root.ownerDocument;
    this.#document = document;
    this.title = collapse(document?.documentElement?.querySelector('title')?.textContent ?? '');
    this.lang = document?.documentElement?.getAttribute('lang') || (options.lang ?? 'en');
  }

  /** Elements in their order. */
  byTag(name: string): readonly Element[] {
    return this.#tags.get(name) ?? [];
  }

  /** Elements of a class, or with an id when it begins with `#`, in their order. */
  byClass(name: string): readonly Element[] {
    return this.#classes.get(name) ?? [];
  }

  /** Classes, and ids with a `#` before them, that the pattern describes. */
  names(pattern: RegExp): string[] {
    return [...this.#classes.keys()].filter((name) => pattern.test(name));
  }

  /** The lines inside the nearest block. */
  span(node: Node): Span {
    let at: Node | null = node;
    while (at && !this.#spans.has(at)) at = at.parentNode;
    return (at && this.#spans.get(at)) ?? [0, this.lines.length];
  }

  /** Its place among the lines, to sort by. */
  order(node: Node): number {
    return this.#lineAt.get(node) ?? this.span(node)[0];
  }

  region(node: Node): Region {
    for (let at: Node | null = node; at; at = at.parentNode) {
      const region = this.#regions.get(at);
      if (region !== undefined) return region;
    }
    return '';
  }

  /** Whether plain text may be read there. */
  isProse(line: Line): boolean {
    return !line.region && (line.main || !this.#hasMain);
  }

  /** Absolute address, for those of the web. */
  href(link: Element, attribute = 'href'): URL | undefined {
    const value = link.getAttribute(attribute)?.trim();
    const url = value === undefined ? undefined : parseUrl(value, this.url?.href);
    return url && /^https?:$/.test(url.protocol) ? url : undefined;
  }

  /** The first element of the whole document, its head too. */
  inDocument(selector: string): Element | null {
    return this.#document?.querySelector(selector) ?? this.root.querySelector(selector);
  }

  /** The page's structured data, what of it can be read. */
  jsonLd(): readonly unknown[] {
    const scripts = (this.#document ?? this.root).querySelectorAll('script[type="application/ld+json"]');
    this.#jsonLd ??= [...scripts].flatMap((script): unknown[] => {
      try {
        return [JSON.parse(script.textContent)];
      } catch {
        return [];
      }
    });
    return this.#jsonLd;
  }

  isOwnSite(url: URL): boolean {
    const own = parseUrl(this.options.url)?.hostname.replace(/^www\./, '') ?? '';
    const other = url.hostname.replace(/^www\./, '');
    return other === own || (own !== '' && (other.endsWith(`.${own}`) || own.endsWith(`.${other}`)));
  }

  isWanted(rule: string, target: Target): boolean {
    return !this.options.without?.some((name) => name === rule || name === target);
  }

  /** Whether something was found in, around or at one of the nodes. */
  isClaimed(nodes: readonly Node[]): boolean {
    return nodes.some((node) => {
      if (this.#aboveClaimed.has(node)) return true;
      for (let at: Node | null = node; at; at = at.parentNode) if (this.#claimed.has(at)) return true;
      return false;
    });
  }

  /** Takes the finding, unless the place is taken or the rule is switched off. */
  found(finding: Finding): boolean {
    const around = finding.place !== 'after';
    if (!this.isWanted(finding.rule, finding.target) || this.isClaimed(finding.nodes)) return false;
    this.findings.push(finding);
    if (around && finding.tier < 3) {
      for (const node of finding.nodes) this.#claimed.add(node);
      for (let at = finding.nodes[0].parentNode; at; at = at.parentNode) this.#aboveClaimed.add(at);
    }
    return true;
  }

  leave(target: Target, rule: string, reason: string, node: Node): void {
    if (this.leftAlone.length < MOST_LEFT_ALONE && !this.leftAlone.some((entry) => entry.node === node && entry.rule === rule))
      this.leftAlone.push({ target, rule, reason, node });
  }

  leaveInside(target: Target, region: string, node: Node): void {
    const rule = region === 'advertising' ? region : `inside-${region}`;
    this.leave(target, rule, `It stands inside ${region}.`, node);
  }

  /** Walks through the tree, with a breath now and then. No recursion: pages nest as deep as they like. */
  *walk(): Generator<void> {
    const stack: Frame[] = [];
    const enter = (element: Node, outer: Surroundings, block?: Element, first = element.firstChild): void => {
      stack.push({ element, outer, block, next: first, run: [], start: this.lines.length, parts: 0, broken: false });
    };
    const outer = outerSurroundings(this.root);
    const own = isElement(this.root) ? this.#meet(this.root, tag(this.root), outer) : outer;
    if (this.root.nodeType === DOCUMENT) enter(this.root, own, undefined, (this.root as Document).documentElement);
    else enter(this.root, own, isElement(this.root) ? this.root : undefined);
    for (let count = 1; stack.length; count++) {
      if (count % STRIDE === 0) yield;
      const frame = stack.at(-1)!;
      const node = frame.next;
      if (!node) {
        this.#flush(frame);
        this.#close(frame);
        stack.pop();
        continue;
      }
      frame.next = node.nextSibling;
      if (isText(node)) frame.run.push(node);
      else if (isElement(node) && tag(node) !== 'head') {
        const name = tag(node);
        if (name === 'br') {
          this.#flush(frame);
          frame.broken = this.lines.length > frame.start;
          frame.parts++;
        } else if (isBlock(node, name)) {
          this.#flush(frame);
          frame.broken = false;
          frame.parts++;
          const inner = this.#meet(node, name, frame.outer);
          if (name === 'hr' || (SKIPPED.has(name) && !BLOCKS.has(name))) continue;
          enter(node, inner, BLOCKS.has(name) || name.includes('-') || !frame.block ? node : frame.block);
        } else {
          frame.run.push(node);
          if (!SKIPPED.has(name)) this.#meetInline(node, frame.outer);
          else this.#tagged(name, node);
          // `<b>Q: …<br></b>` ends its line as much as a break after it.
          if (tag(node.lastChild ?? node) === 'br') {
            this.#flush(frame);
            frame.broken = true;
            frame.parts++;
          }
        }
      }
    }
    this.#hasMain = this.lines.some((line) => line.main);
  }

  #meet(element: Element, name: string, outer: Surroundings): Surroundings {
    this.#tagged(name, element);
    if (!element.attributes.length && !REGION_TAGS.has(name)) return outer;
    this.#classed(element);
    const inner = surroundingsOf(element, name, outer);
    if (inner.region !== outer.region) this.#regions.set(element, inner.region);
    if (isDriven(element)) this.driven.push(element);
    if (element.getAttribute('itemtype')) this.microdata.push(element);
    return inner;
  }

  /** Inline elements are noted, too: forms and accordions have buttons and spans with classes that say what they are. */
  #meetInline(element: Element, outer: Surroundings): void {
    this.#meet(element, tag(element), outer);
    for (let child = element.firstChild; child; child = child.nextSibling)
      if (isElement(child) && !SKIPPED.has(tag(child))) this.#meetInline(child, outer);
      else if (isElement(child)) this.#tagged(tag(child), child);
  }

  #tagged(name: string, element: Element): void {
    const list = this.#tags.get(name);
    if (list) list.push(element);
    else this.#tags.set(name, [element]);
  }

  #classed(element: Element): void {
    const id = element.getAttribute('id');
    const names = element.getAttribute('class')?.split(/\s+/) ?? [];
    for (const name of id ? [...names, `#${id}`] : names) {
      const list = this.#classes.get(name);
      if (list) list.push(element);
      else this.#classes.set(name, [element]);
    }
  }

  #flush(frame: Frame): void {
    const { run, block, outer } = frame;
    frame.run = [];
    while (run.length && isBlank(run[0]!)) run.shift();
    while (run.length && isBlank(run.at(-1)!)) run.pop();
    const text = collapse(rawText(run));
    // An icon is no line.
    if (!text || !block) return;
    this.#lineAt.set(run[0]!, this.lines.length);
    this.lines.push({
      nodes: run as [Node, ...Node[]],
      block,
      whole: false,
      first: !frame.broken,
      text,
      level: rankOf(block),
      region: outer.region,
      main: outer.main,
      index: this.lines.length,
    });
    frame.parts++;
  }

  #close(frame: Frame): void {
    const span: Span = [frame.start, this.lines.length];
    this.#spans.set(frame.element, span);
    const only = this.lines[frame.start];
    if (frame.parts === 1 && span[1] - span[0] === 1 && only!.block === frame.element) only!.whole = true;
  }
}

interface Frame {
  element: Node;
  outer: Surroundings;
  block: Element | undefined;
  next: Node | null;
  run: Node[];
  start: number;
  /** Lines, blocks and breaks inside. */
  parts: number;
  /** Whether a line break was the last to part lines. */
  broken: boolean;
}

const REGION_TAGS = new Set([...Object.keys(TAGS), ...OWN, 'header', 'aside', 'main', 'article', 'section']);

function isBlank(node: Node): boolean {
  if (isText(node)) return !/\S/.test(node.data);
  return !isElement(node) || /^(script|style|template|noscript)$/.test(tag(node));
}

/** By its name, or by what it holds: pages wrap blocks in links and spans. */
function isBlock(element: Element, name: string): boolean {
  if (BLOCKS.has(name) || name.includes('-')) return true;
  if (SKIPPED.has(name)) return false;
  for (let child = element.firstChild; child; child = child.nextSibling)
    if (isElement(child) && isBlock(child, tag(child))) return true;
  return false;
}

/** The rank of the heading that the block is, or that holds it alone. */
function rankOf(block: Element): number {
  const rank = Number(/^h([1-6])$/.exec(tag(block))?.[1] ?? 0);
  if (rank || block.getAttribute('role') !== 'heading') return rank;
  return Math.min(Math.max(Number(block.getAttribute('aria-level')) || 2, 1), 6);
}

export function parseUrl(value: string, base?: string): URL | undefined {
  try {
    return new URL(value, base);
  } catch {
    return undefined;
  }
}

/** The node that is the line: its block, or its first inline node. */
export function startOf(line: Line): Node {
  return line.whole ? line.block : line.nodes[0];
}

export function endOf(line: Line): Node {
  return line.whole ? line.block : line.nodes.at(-1)!;
}

const plains = new WeakMap<Line, string>();

/** As {@link plain}, of the beginning of the line: labels are short. */
export function plainStart(line: Line): string {
  let text = plains.get(line);
  if (text === undefined) plains.set(line, (text = plain(line.text.slice(0, 160))));
  return text;
}
