import { startOf, type Line, type Page } from '../page.js';
import { asks, boldCount } from '../text.js';
import { spotOf } from './faq-shapes.js';
import { doubtAbout, MOST_PAIRS } from './interviews.js';
import { faqFinding, isDrivenBy, pairUp } from './pairs.js';

const FEWEST = 3;
const LONGEST_ANSWER = 5;

/** Tier 3: three or more titles in a row that ask, each with a short text. Reported, never applied. */
export function* guesses(page: Page): Generator<void> {
  let run: Line[] = [];
  for (const line of page.lines) {
    if (line.index % 100 === 0) yield;
    const before = run.at(-1);
    const isCandidate =
      page.isProse(line) &&
      line.text.length < 200 &&
      asks(line.text) &&
      line.level !== 1 &&
      (line.level > 0 || (line.whole && boldCount(line.nodes) === line.nodes.length));
    const parts = before && (line.level !== 0 || isCandidate) && !(isCandidate && line.level === before.level);
    if (parts || (before && line.index - before.index > LONGEST_ANSWER + 1)) {
      report(page, run, line.index);
      run = [];
    }
    if (isCandidate) run.push(line);
  }
  report(page, run, page.lines.length);
}

function report(page: Page, run: readonly Line[], end: number): void {
  if (run.length < FEWEST || run.length > MOST_PAIRS || page.isClaimed(run.map(startOf))) return;
  const questions = pairUp(page, { spots: run.map((line) => spotOf(page, line)), end, open: true });
  if (!questions || isDrivenBy(page, questions)) return;
  const doubt = doubtAbout(page, questions, run[0]!.index);
  if (doubt) return page.leave('article-faq', doubt.rule, doubt.reason, startOf(run[0]!));
  const reason = `Titles in a row that ask: ${questions.length}.`;
  const finding = faqFinding(page, { rule: 'asking-titles', tier: 3, reason }, questions);
  if (finding) page.found(finding);
}
