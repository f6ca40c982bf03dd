import { startOf, type Line, type Page } from '../page.js';
import {
  asks,
  attributesOf,
  childHolding,
  commonAncestor,
  hasContent,
  isElement,
  isMostlyLinks,
  isSign,
  tag,
  textNodes,
  textOf,
} from '../text.js';
import { faqTitleOf } from './faq-sections.js';
import { EXERCISE, isExercise } from './interviews.js';
import { leaveFaq, MOST_QUESTIONS, pairUp, takeFaq, type Spot } from './pairs.js';
import { PLUGINS, type Plugin } from './plugins.js';

/** What a toggle shows of its state; read aloud as the question's text it would be noise. */
const ICONS = '[class*="icon" i], i[class^="fa"], svg';
const SHORTEST_ANSWER = 15;
const FAQ_NAME = /(^|[\s_-])faqs?([\s_-]|$)/i;

/** Tier 1: accordions whose markup is known. */
export function* faqPlugins(page: Page): Generator<void> {
  for (const plugin of PLUGINS) {
    const items = plugin.item === 'details' ? page.byTag('details') : page.byClass(plugin.item);
    if (!items.length) continue;
    yield;
    for (const group of groups(page, items)) {
      yield;
      readGroup(page, plugin, group);
    }
  }
  // What many sites call the parts of their own: `faq__question`, `faq__answer`.
  for (const question of page.names(/faq.*question$/i)) {
    yield;
    const answer = question.replace(/question$/i, 'answer');
    const answers = page.byClass(answer);
    const items = page.byClass(question).map((title, index) => answers[index] && commonAncestor(title, answers[index]));
    if (items.length !== answers.length || new Set(items).size < items.length) continue;
    for (const group of groups(page, items as Element[]))
      readGroup(page, { rule: 'named-questions', item: '', question, answer, faq: true }, group);
  }
}

/** Items with the same parent or, where each has a wrapper of its own, grandparent; none that is inside another. */
function groups(page: Page, items: readonly Element[]): Element[][] {
  const byParent = new Map<Node, Element[]>();
  let outer: Element | undefined;
  for (const item of items) {
    if (outer?.contains(item)) continue;
    outer = item;
    const parent = item.parentNode;
    if (parent) add(byParent, parent, item);
  }
  const lists = new Map<Node, Element[]>();
  for (const [parent, group] of byParent) {
    const key =
      group.length === 1 && parent.parentNode && page.span(parent).join() === page.span(group[0]!).join()
        ? parent.parentNode
        : parent;
    for (const item of group) add(lists, key, item);
  }
  // Other text between two items parts the list.
  return [...lists.values()].flatMap((group) => {
    const parts: Element[][] = [];
    group.forEach((item, index) => {
      const before = group[index - 1];
      if (before && page.lines.slice(page.span(before)[1], page.span(item)[0]).every(({ region }) => region))
        parts.at(-1)!.push(item);
      else parts.push([item]);
    });
    return parts;
  });
}

/** Adds to the list of the key. */
export function add<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function readGroup(page: Page, plugin: Plugin, items: readonly Element[]): void {
  const first = items[0]!;
  if (items.length > MOST_QUESTIONS) return;
  const spots = items.flatMap((item) => toSpot(page, plugin, item));
  if (!spots.length || page.isClaimed([first])) return;
  const leave = (rule: string, reason: string): void => page.leave('article-faq', rule, reason, first);
  const region = page.region(first);
  // Its own panels are hidden, and its own buttons driven: only what is around it counts.
  if (region && region !== 'driven') {
    if (plugin.faq) page.leaveInside('article-faq', region, first);
    return;
  }
  const title = titleBefore(page, first);
  const asking = spots.filter(isAsking).length;
  const named = FAQ_NAME.test([first, first.parentNode, first.parentNode?.parentNode].map(names).join(' '));
  const mostlyAsks = asking > 1 && asking >= spots.length * 0.6 && spots.every(isProse);
  if (!plugin.faq && !title && !named && !mostlyAsks) return leave('not-questions', 'Nothing calls these questions a FAQ.');
  if (!plugin.faq && spots.length < 2 && !(title && asking)) return;
  const questions = spots.length === items.length ? pairUp(page, { spots, end: page.span(items.at(-1)!)[1] }) : undefined;
  if (!questions) return leaveFaq(page, 'no-answer', first);
  if (!plugin.faq && !title && !named && isExercise(page, spots[0]!.index)) return leave(EXERCISE.rule, EXERCISE.reason);
  takeFaq(
    page,
    {
      rule: plugin.rule,
      tier: plugin.rule === 'details' && !items.every((item) => /wp-block/.test(names(item))) ? 2 : 1,
      reason: `Questions in the markup of ${plugin.rule.replaceAll('-', ' ')}: ${questions.length}.`,
    },
    questions,
    first,
    title,
  );
}

/** Filters of a shop have a word or some links under their titles. */
function isProse({ answer = [] }: Spot): boolean {
  return textOf(...answer).length > SHORTEST_ANSWER && !isMostlyLinks(answer);
}

function isAsking({ nodes, furniture = [] }: Spot): boolean {
  const texts = textNodes(nodes).filter((text) => !furniture.some((icon) => icon.contains(text)));
  return asks(
    texts
      .map(({ data }) => data)
      .join('')
      .trim(),
  );
}

function names(node: Node | null | undefined): string {
  return isElement(node) ? attributesOf(node, 'class', 'id') : '';
}

function toSpot(page: Page, { question, answer, icon }: Plugin, item: Element): Spot[] {
  if (tag(item) === 'details') {
    const summary = [...item.children].find((child) => tag(child) === 'summary');
    if (!summary || item.querySelector('form')) return [];
    const rest = [...item.childNodes].filter((node) => node !== summary);
    return textOf(summary)
      ? [{ nodes: [summary], index: page.span(summary)[0], answer: rest, furniture: icons(summary, icon) }]
      : [];
  }
  const title = item.querySelector(/^h2/.test(question) ? question : `.${question}`);
  const text = item.querySelector(`.${answer}`);
  if (!title || !text || title.contains(text) || text.contains(title) || !textOf(title)) return [];
  // The outermost box that is the question's alone.
  let box: Element = title;
  while (isElement(box.parentNode) && box.parentNode !== item && !box.parentNode.contains(text)) box = box.parentNode;
  const panel = childHolding(box.parentNode!, text) ?? text;
  return hasContent(text) ? [{ nodes: [box], index: page.span(box)[0], answer: [panel], furniture: icons(box, icon) }] : [];
}

/** What the plug-in calls an icon, and other icons without a letter in them. */
function icons(title: Element, selector: string | undefined): Element[] {
  const known = selector ? [...title.querySelectorAll(`.${selector}`)] : [];
  const others = [...title.querySelectorAll('*')].filter(
    (icon) =>
      isSign(icon) ||
      // A font writes their names as pictures.
      icon.matches('[class^="material-"]') ||
      (icon.matches(ICONS) && !/[\p{L}\p{N}]/u.test(icon.textContent)),
  );
  const all = [...known, ...others.filter((icon) => !known.includes(icon))];
  return all.filter((icon) => !all.some((other) => other !== icon && other.contains(icon)));
}

/** A title that says FAQ, shortly before the element. */
export function titleBefore(page: Page, first: Element): Line | undefined {
  const start = page.span(first)[0];
  for (let index = start - 1, read = 0; index >= 0 && read < 3; index--) {
    const line = page.lines[index]!;
    if (line.region && line.region !== 'header') continue;
    read++;
    if (faqTitleOf(page, line)) return page.isClaimed([startOf(line)]) ? undefined : line;
    if (line.level) return undefined;
  }
  return undefined;
}
