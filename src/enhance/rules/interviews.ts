import type { FoundQuestion } from '../finding.js';
import type { Page } from '../page.js';
import { asks, textOf } from '../text.js';

export interface Doubt {
  rule: string;
  reason: string;
}

export const MOST_PAIRS = 40;
const LINES_BEFORE = 6;
const LONG_QUESTION = 350;

/**
 * Why labelled questions and answers are none of a FAQ: somebody is interviewed, examined or amused. For lists that no title
 * calls a FAQ; `first` is the index of the first question's line.
 */
export function doubtAbout(page: Page, questions: readonly FoundQuestion[], first: number): Doubt | undefined {
  const lang = language(page);
  const texts = questions.map(({ question, answer }) => [textOf(...question), textOf(...answer)] as const);
  const title = titles(page, first);
  const before = page.lines
    .slice(Math.max(0, first - LINES_BEFORE), first)
    .map(({ text }) => text.slice(0, 600))
    .join(' ');
  if (page.words.speaksOfInterview(title) || page.words.speaksOfInterview(before)) return INTERVIEW;
  if (texts.filter(([, answer]) => page.words.saysI(answer, lang)).length >= texts.length / 4) return INTERVIEW;
  if (page.words.speaksOfExercise(title)) return EXERCISE;
  // Customers ask, and the shop answers.
  if (page.inDocument('form[action*="/cart"]')) return CONVERSATION;
  if (
    texts.filter(([question, answer]) => page.words.saysYou(question, lang) && page.words.saysWe(answer, lang)).length >=
    texts.length / 2
  )
    return CONVERSATION;
  const lengths = texts.map(([, answer]) => answer.length * (/[\u3040-\u9fff\uac00-\ud7af]/.test(answer) ? 2.5 : 1));
  if (median(lengths) < 36) return EXERCISE;
  // "D. – È questo il binario?" is said on a stage.
  if (texts.some(([question]) => /[.:]\s?[-–—]/.test(question.slice(0, page.words.questionLabel(question)?.length ?? 0))))
    return INTERVIEW;
  if (
    texts.some(([question]) =>
      /(^|\s)\(?[aA][.)]\s.+\s\(?[bB][.)]\s/.test(
        question.slice(0, 800).slice(page.words.questionLabel(question)?.length ?? 0),
      ),
    )
  )
    return EXERCISE;
  if (median(texts.map(([question]) => question.length)) > LONG_QUESTION)
    return { rule: 'letters', reason: 'The questions are letters from readers.' };
  if (texts.filter(([question]) => asks(question)).length < texts.length * 0.6)
    return { rule: 'not-questions', reason: 'Most of it does not ask.' };
  return undefined;
}

/** Whether a title above says that somebody is tested. */
export function isExercise(page: Page, first: number): boolean {
  return page.words.speaksOfExercise(titles(page, first));
}

export const INTERVIEW: Doubt = {
  rule: 'interview',
  reason: 'An interview is no FAQ.',
};
/** A shop's FAQ sounds the same, but then something calls it one. */
const CONVERSATION: Doubt = {
  rule: 'conversation',
  reason: 'Nothing calls these questions a FAQ.',
};
export const EXERCISE: Doubt = { rule: 'exercise', reason: 'A test, a quiz or a joke is no FAQ.' };

/** The page's title and the headings above, the nearest first. */
function titles(page: Page, first: number): string {
  const found = [page.title];
  for (let index = first - 1, level = 7; index >= 0 && level > 1; index--) {
    const line = page.lines[index]!;
    if (line.level && line.level < level) {
      level = line.level;
      found.push(line.text);
    }
  }
  return found.join(' · ');
}

export function language(page: Page): string {
  return page.lang.slice(0, 2).toLowerCase();
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
