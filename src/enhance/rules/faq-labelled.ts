import { endOf, startOf, type Line, type Page } from '../page.js';
import { rawText } from '../text.js';
import { isClosing } from './closings.js';
import { questionNodes, spotOf } from './faq-shapes.js';
import { doubtAbout, INTERVIEW, language, MOST_PAIRS } from './interviews.js';
import { isDrivenBy, leaveFaq, pairUp, takeFaq, type Spot } from './pairs.js';

interface Labelled {
  spot: Spot;
  pairs: readonly number[];
}

const FURTHEST_ANSWER = 6;

/** Tier 2: "Q: … A: …" at least twice, which no title calls a FAQ. Both labels are needed every time. */
export function* labelledPairs(page: Page): Generator<void> {
  let group: Labelled[] = [];
  let end = 0;
  for (const line of page.lines) {
    if (line.index % 100 === 0) yield;
    const label = page.isProse(line) && !page.isClaimed([startOf(line)]) ? page.words.questionLabel(line.text) : undefined;
    const pairs = page.words.pairsOfLanguage(label?.pairs ?? [], language(page));
    if (!pairs.length) {
      if (line.level && !line.region && !page.words.answerLabel(line.text)) {
        take(page, group, line.index);
        group = [];
      }
      continue;
    }
    const nodes = questionNodes(page, line, pairs);
    const answer = answerLine(page, line, nodes, pairs);
    if (answer === undefined) {
      // A question without an answer label parts what is before it from what follows; both may still be lists.
      if (group.length) leaveFaq(page, 'no-answer', endOf(line));
      group = [];
      continue;
    }
    group.push({ spot: spotOf(page, line, nodes), pairs: pairs });
    end = page.lines.length;
  }
  take(page, group, end);
  yield;
}

/** Index of the line in which the answer's label stands. */
function answerLine(page: Page, line: Line, nodes: readonly Node[] | undefined, pairs: readonly number[]): number | undefined {
  if (nodes && page.words.answerLabel(rawText(line.nodes.slice(nodes.length)).trimStart(), pairs)) return line.index;
  for (let index = line.index + 1; index <= line.index + FURTHEST_ANSWER; index++) {
    const next = page.lines[index];
    if (!next || next.region !== line.region) return undefined;
    // "A: … B: … C: …" are choices.
    if (page.words.answerLabel(next.text, pairs))
      return /^\W*[Bb]\s?[.):]/.test(page.lines[index + 1]?.text ?? '') ? undefined : index;
    // The question itself may have more than one paragraph, but a second question or a title is not one of them.
    if (page.words.questionLabel(next.text) || next.level) return undefined;
  }
  return undefined;
}

function take(page: Page, group: readonly Labelled[], limit: number): void {
  if (group.length < 2) return;
  if (group.length > MOST_PAIRS) return page.leave('article-faq', INTERVIEW.rule, INTERVIEW.reason, group[0]!.spot.nodes[0]);
  const spots = group.map(({ spot }) => spot);
  const first = spots[0]!.index;
  const last = spots.at(-1)!.index;
  const ending = page.lines.slice(last + 1, limit).find((line) => line.region !== '' || isClosing(page, line));
  const questions = pairUp(page, { spots, end: ending?.index ?? limit, open: true });
  const at = questions?.[0]!.question[0] ?? spots[0]!.nodes[0];
  if (!questions) return leaveFaq(page, 'no-answer', at);
  const doubt = doubtAbout(page, questions, first);
  if (doubt) return page.leave('article-faq', doubt.rule, doubt.reason, at);
  if (isDrivenBy(page, questions)) return leaveFaq(page, 'driven', at);
  takeFaq(
    page,
    {
      rule: 'labelled-pairs',
      tier: 2,
      reason: `Labelled questions with labelled answers: ${questions.length}.`,
    },
    questions,
    at,
  );
}
