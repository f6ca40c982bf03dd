import { plainStart, startOf, type Line, type Page } from '../page.js';
import {
  boldCount,
  isElement,
  isMostlyLinks,
  isText,
  linksIn,
  nextWithContent,
  plain,
  rangesOf,
  rawText,
  siblings,
  tag,
  textOf,
} from '../text.js';
import { isClosing, isNamedTitle, isTitle } from './closings.js';

const SHORTEST = 20;
const LONGEST = 1200;
const EMPHASIS = /^(b|strong|em|i|u|mark|span)$/;

/** Tier 2: "Did you know?" and "Pro tip:" at the very start of a block. */
export function* facts(page: Page): Generator<void> {
  for (const line of page.lines) {
    if (line.index % 100 === 0) yield;
    const begins = page.words.leadIns.begins(plainStart(line));
    if (!begins || !line.first || page.isClaimed([startOf(line)])) continue;
    const raw = rawText(line.nodes);
    const label = labelEnd(raw, begins.label);
    const kind = begins.kind === 'short' ? 'tip' : begins.kind;
    if (!label || (begins.kind === 'short' && !(label.signs.includes(':') && boldCount(line.nodes)))) continue;
    if (!page.isProse(line)) {
      if (line.region && line.region !== 'comments') page.leaveInside('did-you-know', line.region, startOf(line));
      continue;
    }
    if (!/^(p|div|section|aside|article|h[2-6]|main)$/.test(tag(line.block))) continue;
    if (isData(page, line) || isSpoken(raw, label.end) || isCode(line)) continue;
    const behind = raw.slice(label.end);
    // "Pro tip: Book early" over paragraphs is the title of a part of the story.
    if (line.level && plain(behind)) continue;
    if (plain(behind) ? !standsOut(line, raw, label, begins.kind) : !(isTitle(line) || isNamedTitle(line) || label.signs))
      continue;
    const nodes = plain(behind) ? textBehind(page, line, behind) : textBelow(page, line);
    if (!nodes || isAppeal(page, nodes)) continue;
    const range = rangesOf(line.nodes, label.start, label.end).find(({ node, start, end }) =>
      plain(node.data.slice(start, end)),
    );
    const heading = line.level && nodes.length > 1 ? line.block : undefined;
    page.found({
      target: 'did-you-know',
      kind,
      rule: plain(behind) ? 'lead-in' : 'lead-in-above',
      tier: 2,
      reason: `The text begins with “${raw.slice(label.start, label.end).trim()}”.`,
      nodes,
      heading,
      label: range,
      attributes: {},
      needsSource: false,
    });
  }
}

/** Whether it asks for money, an address or a story, rather than telling something. */
function isAppeal(page: Page, nodes: readonly Node[]): boolean {
  const text = textOf(...nodes);
  return (
    /\S@\S+\.\w/.test(text) ||
    page.words.speaksOfNewsletter(text) ||
    linksIn(nodes).some((link) => /donat|subscri|support-us|sign-?up|membership/i.test(link.getAttribute('href')!))
  );
}

/** "Name: …", "Tip: …", "Comment: …": what somebody filled in, field by field. */
function isData(page: Page, line: Line): boolean {
  const around = page.lines
    .slice(Math.max(0, line.index - 2), line.index + 3)
    .filter((each) => each !== line && each.block.parentNode === line.block.parentNode && isField(page, each));
  return around.length > 1 || around.some((each) => each.text.length < 60 && Math.abs(each.index - line.index) === 1);
}

function isField({ words }: Page, { nodes }: Line): boolean {
  const count = boldCount(nodes);
  const label = rawText(nodes.slice(0, count)).trim();
  return (
    count > 0 &&
    count < nodes.length &&
    /[:：?]$/.test(label) &&
    !words.leadIns.is(plain(label)) &&
    !words.related.is(plain(label))
  );
}

/** Where the label ends in the raw text, with the signs behind it. */
function labelEnd(raw: string, label: string): { start: number; end: number; signs: string } | undefined {
  const start = /[^\s]/.exec(raw)?.index ?? 0;
  const limit = Math.min(raw.length, label.length * 2 + 40);
  for (let end = start + 1; end <= limit; end++) {
    if (plain(raw.slice(start, end)) !== label) continue;
    const signs = /^[\s\p{Cf}]*[?？؟!！:：.…,)\]–—\-"'”’»\s]*/u.exec(raw.slice(end))?.[0] ?? '';
    return { start, end: end + signs.trimEnd().length, signs: signs.normalize('NFKC') };
  }
  return undefined;
}

/**
 * Whether the label is one: set off by its type, and then nothing else is, or by a sign behind it. "Did you know anyone who …"
 * is a sentence.
 */
function standsOut(line: Line, raw: string, { end, signs }: { end: number; signs: string }, kind: string): boolean {
  const count = emphasised(line.nodes);
  const set = count ? rawText(line.nodes.slice(0, count)) : '';
  const isSet = set.length > 0 && !/[\p{L}\p{N}]/u.test(set.slice(end)) && set.trimEnd().length + 2 >= end - signs.length;
  if (isSet && count < line.nodes.length) return true;
  if (kind === 'fact') return /^\s*[?？؟]/.test(signs) || /^\s*[:：]|^\s*[!！]/.test(signs) || /^[\s]*…/.test(raw.slice(end));
  return /^\s*:/.test(signs);
}

/** What a program says, or a reader is to type. */
function isCode({ block, nodes }: Line): boolean {
  return /^(code|kbd|samp)$/.test(tag(nodes.find((node) => node.textContent?.trim()) ?? block));
}

/** What somebody says, or what is called so: "“Did you know?” he asked", "Did you know?, a podcast by". */
function isSpoken(raw: string, end: number): boolean {
  return /^\s*(["“”„«‹‘'‚—–]|- )/.test(raw) || /[?!]\s*,/.test(raw.slice(0, end + 3));
}

/** How many nodes it takes to the end of what is set off from the text at its start: bold, italic, marked. */
function emphasised(nodes: readonly Node[]): number {
  const index = nodes.findIndex((node) => (isElement(node) ? rawText([node]).trim() : isText(node) && plain(node.data)));
  return EMPHASIS.test(tag(nodes[index] ?? nodes[0]!)) ? index + 1 : 0;
}

/** The paragraph that the label begins. */
function textBehind(page: Page, line: Line, behind: string): [Node, ...Node[]] | undefined {
  // What a colon announces would stay outside.
  if (!isLongEnough(behind) || /[:：]\s*$/.test(behind) || isMostlyLinks(line.nodes)) return undefined;
  const box = line.block;
  // An `<aside>` of a few lines is all of it.
  if (line.whole || (tag(box) === 'aside' && page.span(box)[1] < line.index + 4)) return [box];
  // A paragraph with breaks in it is one block all the same; a box with more in it gives only its line.
  return tag(box) === 'p' ? [box] : [...line.nodes];
}

/** The label and the one block under it, or what is left of its box. */
function textBelow(page: Page, line: Line): [Node, ...Node[]] | undefined {
  if (!line.whole && tag(line.block) === 'p') {
    // `<p><strong>Did you know?</strong><br>…</p>`
    const rest = page.lines.slice(line.index + 1, page.span(line.block)[1]);
    return rest.length && isLongEnough(rest.map(({ text }) => text).join(' ')) ? [line.block] : undefined;
  }
  let first: Node = line.whole ? line.block : line.nodes[0];
  let last: Node = line.whole ? line.block : line.nodes.at(-1)!;
  // A label in a box of its own: `<div class="title">`.
  while (
    !nextWithContent(last) &&
    isElement(last.parentNode) &&
    page.span(last.parentNode)[0] === line.index &&
    page.span(last.parentNode)[1] === line.index + 1
  )
    first = last = last.parentNode;
  const start = first;
  let text = '';
  let blocks = 0;
  for (let next = nextWithContent(last); next; next = nextWithContent(next)) {
    const inline = /^(a|b|i|em|strong|span|code|mark|)$/.test(tag(next));
    const below = inline ? undefined : page.lines[page.span(next)[0]];
    if (blocks && !inline && (!line.level || !below || isClosing(page, below) || below.level)) break;
    if (below && (below.region || (below.level && blocks === 0) || isClosing(page, below))) break;
    if (!inline && !/^(p|div|ul|ol)$/.test(tag(next))) break;
    text += ` ${textOf(next)}`;
    last = next;
    if (!inline || !blocks) blocks++;
  }
  // Three paragraphs under a title of the story's parts are one of them.
  return blocks && blocks < (line.level === 2 ? 3 : 4) && text.length < LONGEST && isLongEnough(text)
    ? siblings(start, last)
    : undefined;
}

function isLongEnough(text: string): boolean {
  const letters = plain(text);
  return letters.length >= (/[\u3040-\u9fff\uac00-\ud7af]/.test(letters) ? SHORTEST / 3 : SHORTEST);
}
