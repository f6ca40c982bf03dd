import { plainStart, startOf, type Line, type Page } from '../page.js';
import { asks, isElement, rawText, tag, textOf } from '../text.js';
import { isClosing, isTitle } from './closings.js';
import { leadsElsewhere, shapeOf } from './faq-shapes.js';
import { doubtAbout } from './interviews.js';
import { isDrivenBy, leaveFaq, MOST_QUESTIONS, pairUp, takeFaq } from './pairs.js';

const LONGEST_SUBTITLE = 150;

/** Tier 2: a title that says FAQ, and the questions under it. */
export function* faqSections(page: Page): Generator<void> {
  for (const line of page.lines) {
    if (line.index % 100 === 0) yield;
    const kind = faqTitleOf(page, line);
    if (!kind || page.isClaimed([startOf(line)])) continue;
    yield;
    yield* readSection(page, line, kind);
  }
}

/** How plainly the line, when it is a title, says that questions follow. */
export function faqTitleOf(page: Page, line: Line): ReturnType<Page['words']['faqTitle']> {
  if (line.text.length > 110) return undefined;
  const kind = page.words.faqTitle(plainStart(line));
  if (!kind) return undefined;
  const header = line.level === 1 && /^(|header)$/.test(line.region);
  if (!header && !page.isProse(line)) return undefined;
  const titled = isTitle(line) || (kind === 'exact' && line.first && /^(p|div|center|header|section)$/.test(tag(line.block)));
  return titled && !/^(li|td|th|dt|dd|a)$/.test(tag(line.block)) && !isLink(line) ? kind : undefined;
}

function isLink({ nodes, block }: Line): boolean {
  const holder = nodes.find((node) => rawText([node]).trim());
  const link = holder && isElement(holder) && (tag(holder) === 'a' ? holder : holder.querySelector('a'));
  const around = tag(block.parentNode ?? block) === 'a' ? (block.parentNode as Element) : undefined;
  const href = (link || around)?.getAttribute('href');
  return Boolean(href && !href.startsWith('#'));
}

function* readSection(page: Page, title: Line, kind: 'exact' | 'topic' | 'answers'): Generator<void> {
  const leave = (rule: string, reason: string): void => page.leave('article-faq', rule, reason, startOf(title));
  const lines = linesUnder(page, title);
  yield;
  const shape = shapeOf(page, lines);
  yield;
  if (!shape) {
    if (lines.length) leave('no-questions', 'No questions with answers stand there.');
    return;
  }
  const { spots } = shape;
  if (spots.length > MOST_QUESTIONS) return leave('too-many', `Too many questions: ${spots.length}.`);
  if (spots.filter(leadsElsewhere).length > spots.length / 2) return leaveFaq(page, 'links', startOf(title));
  const last = spots.at(-1)!.index;
  const ending = lines.find((line) => line.index > last && isEnding(page, line));
  const end = ending?.index ?? lines.at(-1)!.index + 1;
  // A heading ends a section; the end of the story may stand before the end of its box.
  const next = page.lines[end];
  const untold = shape.open || (shape.name === 'heading' && spots.length > 2);
  const questions = pairUp(page, { spots, end, open: untold && !(next && next.level && !next.region && !ending) });
  yield;
  if (!questions) return leaveFaq(page, 'no-answer', startOf(title));
  const asking = questions.filter(({ question }) => asks(textOf(...question))).length;
  if (kind !== 'exact' || title.level === 1 ? asking < questions.length * 0.6 : shape.name === 'named' && !asking)
    return leave('not-questions', 'Most of it does not ask.');
  const doubt = kind === 'exact' ? undefined : doubtAbout(page, questions, spots[0]!.index);
  if (doubt && (kind === 'answers' || doubt.rule === 'interview')) return leave(doubt.rule, doubt.reason);
  yield;
  if (isDrivenBy(page, questions)) return leaveFaq(page, 'driven', startOf(title));
  takeFaq(
    page,
    {
      rule: `faq-${shape.name}`,
      tier: 2,
      reason: `Questions under “${title.text}”: ${questions.length}.`,
    },
    questions,
    startOf(title),
    title,
  );
}

function isEnding(page: Page, line: Line): boolean {
  return line.region ? /^(comments|form|sharing|own|navigation|footer)$/.test(line.region) : isClosing(page, line);
}

/** Whether the box of the title ends there: behind a sentence at most. */
function isTitleRow(page: Page, end: number, index: number): boolean {
  const { text = '?' } = page.lines[index + 1] ?? {};
  return end <= index + (text.length < LONGEST_SUBTITLE && !asks(text) ? 2 : 1);
}

/** The lines of the section that the title begins. */
function linesUnder(page: Page, title: Line): Line[] {
  let box: Node = startOf(title);
  while (
    isElement(box.parentNode) &&
    !/^(body|main|html)$/.test(tag(box.parentNode)) &&
    isTitleRow(page, page.span(box.parentNode)[1], title.index)
  )
    box = box.parentNode;
  if (!box.parentNode) return [];
  const limit = page.span(box.parentNode)[1];
  const lines: Line[] = [];
  let level = title.level;
  let sameLevel = false;
  for (let index = title.index + 1; index < limit; index++) {
    const line = page.lines[index]!;
    // "Frequently asked<br>questions"
    if (line.block === title.block && title.level) continue;
    if (line.region === 'comments' || line.region === 'footer') break;
    if (line.level && !line.region) {
      // A bold title is under every heading, but one that begins the list.
      if (!level) {
        if (lines.length) break;
        level = line.level - 1;
      }
      if (line.level === level && !lines.length && asks(line.text)) sameLevel = true;
      if (line.level < level || (line.level === level && !(sameLevel && asks(line.text)))) break;
    }
    if (lines.length && isTitle(line) && page.words.faqTitle(plainStart(line)) === 'exact') break;
    lines.push(line);
  }
  return lines;
}
