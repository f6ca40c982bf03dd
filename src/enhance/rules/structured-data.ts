import { numbering } from '../languages.js';
import type { Line, Page } from '../page.js';
import { hasContent, isElement, plain, tag, textOf } from '../text.js';
import { leadsElsewhere, spotOf } from './faq-shapes.js';
import { add, titleBefore } from './faq-plugins.js';
import { isClosing } from './closings.js';
import { isDrivenBy, leaveFaq, pairUp, takeFaq, type Spot } from './pairs.js';

type Thing = Readonly<Record<string, unknown>>;

const DEEPEST = 6;
/** So much of an answer has to be found under its question. */
const PROOF = 40;

/** Tier 1: questions that the page's microdata names. */
export function* microdata(page: Page): Generator<void> {
  const all = page.microdata.filter((element) => /\/Question$/.test(element.getAttribute('itemtype') ?? ''));
  if (!all.length || hasType(page, 'QAPage')) return;
  const lists = new Map<Node, Element[]>();
  for (const element of all) {
    if (page.region(element)) continue;
    add(lists, element.parentNode!, element);
  }
  for (const elements of lists.values()) {
    yield;
    const spots = elements.flatMap((element) => fromMicrodata(page, element));
    if (elements.length < 2 && !isFaqPage(elements[0]!)) continue;
    if (page.isClaimed(elements)) continue;
    const questions = spots.length === elements.length ? pairUp(page, { spots, end: page.lines.length }) : undefined;
    const reason = `Questions of the page’s microdata: ${elements.length}.`;
    if (questions)
      takeFaq(page, { rule: 'microdata', tier: 1, reason }, questions, elements[0]!, titleBefore(page, elements[0]!));
    else leaveFaq(page, 'no-answer', elements[0]!);
  }
}

function isFaqPage(element: Element): boolean {
  for (let at: Node | null = element; isElement(at); at = at.parentNode)
    if (/\/FAQPage$/.test(at.getAttribute('itemtype') ?? '')) return true;
  return false;
}

function fromMicrodata(page: Page, element: Element): Spot[] {
  const name = element.querySelector('[itemprop~="name"]');
  const accepted = element.querySelector('[itemtype$="/Answer"], [itemprop~="acceptedAnswer"]');
  if (!name || !accepted || name.contains(accepted) || accepted.contains(name) || !textOf(name) || !hasContent(accepted))
    return [];
  let box: Element = name;
  while (isElement(box.parentNode) && box.parentNode !== element && !box.parentNode.contains(accepted)) box = box.parentNode;
  const index = page.span(box)[0];
  if (tag(element) === 'details' && tag(box) === 'summary')
    return [{ nodes: [box], index, answer: [...element.childNodes].filter((node) => node !== box) }];
  return [{ nodes: [box], index, answer: [accepted] }];
}

/** Tier 1: questions of the page's JSON-LD, whose text shows where they stand. */
export function* jsonLd(page: Page): Generator<void> {
  const wanted = faqPages(page);
  if (!wanted.length) return;
  yield;
  const lines = new Map<string, Line[]>();
  for (const line of page.lines) {
    if (line.index % 100 === 0) yield;
    if (line.region && line.region !== 'hidden' && line.region !== 'driven') continue;
    const text = withoutLabel(page, line.text);
    if (text.length < 400) {
      const key = plain(text);
      lines.set(key, [...(lines.get(key) ?? []).slice(0, 9), line]);
    }
  }
  const spots: Spot[] = [];
  for (const { question, answer } of wanted) {
    yield;
    const line = lines.get(plain(withoutLabel(page, question)))?.find((each) => isFollowedBy(page, each, answer));
    if (line && !page.isClaimed(line.nodes)) spots.push(spotOf(page, line));
  }
  if (spots.length < Math.max(2, wanted.length * 0.8)) return;
  spots.sort((a, b) => a.index - b.index);
  const title = page.lines[spots[0]!.index]!;
  if (spots.some(leadsElsewhere)) return leaveFaq(page, 'links', title.block);
  const last = spots.at(-1)!.index;
  const limit = endOfList(page, title, last);
  yield;
  const questions = pairUp(page, { spots, end: limit, open: !title.level });
  yield;
  if (!questions) return leaveFaq(page, 'no-answer', title.block);
  if (isDrivenBy(page, questions)) return leaveFaq(page, 'driven', title.block);
  const heading = titleBefore(page, title.block);
  const reason = `Questions of the page’s structured data: ${questions.length}.`;
  takeFaq(page, { rule: 'json-ld', tier: 1, reason }, questions, title.block, heading);
}

function endOfList(page: Page, first: Line, last: number): number {
  const level = first.level || 7;
  const end = page.lines
    .slice(last + 1)
    .find(
      (line) =>
        (line.level > 0 && line.level <= level) ||
        line.region === 'comments' ||
        line.region === 'footer' ||
        isClosing(page, line),
    );
  return end?.index ?? page.lines.length;
}

function withoutLabel({ words }: Page, text: string): string {
  const label = words.questionLabel(text)?.length ?? 0;
  return text.slice(label + numbering(text.slice(label)));
}

function isFollowedBy(page: Page, line: Line, answer: string): boolean {
  const start = plain(answer).slice(0, PROOF);
  let seen = '';
  for (let index = line.index + 1; index < page.lines.length && index < line.index + 6; index++)
    seen += ` ${plain(page.lines[index]!.text.slice(0, 200))}`;
  return start.length > 2 && seen.includes(start);
}

/** Questions of every FAQPage in the document, in any of the shapes they come in. */
function faqPages(page: Page): { question: string; answer: string }[] {
  return things(page)
    .filter((thing) => isType(thing, 'FAQPage'))
    .flatMap((thing) => [thing['mainEntity'] ?? thing['hasPart']].flat(2))
    .flatMap((entry) => {
      const thing = entry as Thing | null;
      if (typeof thing !== 'object' || !thing) return [];
      const question = text(thing['name'] ?? thing['text']);
      const answer = text(([thing['acceptedAnswer'] ?? thing['suggestedAnswer']].flat()[0] as Thing | undefined)?.['text']);
      return question && answer ? [{ question, answer }] : [];
    });
}

/** JSON-LD holds HTML as text, and its tags part words. Other signs are not compared. */
function text(value: unknown): string {
  return typeof value === 'string'
    ? value
        .replace(/<[^<>]*>/g, ' ')
        .replace(/&(#0?39|#8217|rsquo|apos);/g, "'")
        .replace(/&#?\w{1,8};/g, ' ')
        .trim()
    : '';
}

function hasType(page: Page, type: string): boolean {
  return (
    page.microdata.some((element) => element.getAttribute('itemtype')?.endsWith(`/${type}`)) ||
    things(page).some((thing) => isType(thing, type))
  );
}

function isType(thing: Thing, type: string): boolean {
  return [thing['@type']].flat().some((each) => typeof each === 'string' && each.replace(/^.*[/:]/, '') === type);
}

function things(page: Page): Thing[] {
  const found: Thing[] = [];
  const visit = (value: unknown, depth: number): void => {
    if (depth > DEEPEST || typeof value !== 'object' || !value) return;
    if (Array.isArray(value)) for (const entry of value) visit(entry, depth + 1);
    else {
      const thing = value as Thing;
      found.push(thing);
      visit(thing['@graph'], depth + 1);
      visit(thing['mainEntity'], depth + 1);
      visit(thing['hasPart'], depth + 1);
    }
  };
  for (const json of page.jsonLd()) visit(json, 0);
  return found;
}
