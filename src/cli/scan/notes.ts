import type { Finding, LeftAlone, Reading, Target, Tier } from '../../enhance/finding.js';

/** What the scan keeps of a finding. */
export interface FindingNote {
  target: Target;
  kind?: 'fact' | 'tip' | undefined;
  rule: string;
  tier: Tier;
  reason: string;
  needsSource: boolean;
  /** The beginning of its text. */
  excerpt: string;
  /** How many questions or links. */
  parts?: number | undefined;
}

export interface LeftAloneNote {
  target: Target;
  rule: string;
  reason: string;
  excerpt: string;
}

/** One page of the scan; a line of its log. */
export interface PageNote {
  key: string;
  version?: string | undefined;
  url: string | undefined;
  title: string;
  findings: readonly FindingNote[];
  leftAlone: readonly LeftAloneNote[];
  /** Milliseconds the reading took. */
  milliseconds: number;
  /** Why there is nothing: the page could not be read. */
  failure?: string | undefined;
}

const EXCERPT = 240;
/** Of one page; a page that nearly matches a hundred times says nothing new after twenty. */
const MOST_LEFT_ALONE = 20;

export function noteOf({ findings, leftAlone }: Reading): Pick<PageNote, 'findings' | 'leftAlone'> {
  return {
    findings: findings.map(findingNote),
    leftAlone: leftAlone.slice(0, MOST_LEFT_ALONE).map(leftAloneNote),
  };
}

function findingNote({ target, kind, rule, tier, reason, needsSource, nodes, questions, links }: Finding): FindingNote {
  const texts = questions?.map(({ question }) => textOf(question)) ?? [textOf(nodes)];
  return {
    target,
    kind,
    rule,
    tier,
    reason,
    needsSource,
    excerpt: cut(texts.map(oneLine).join(' · ')),
    parts: questions?.length ?? links?.length,
  };
}

function leftAloneNote({ target, rule, reason, node }: LeftAlone): LeftAloneNote {
  return { target, rule, reason, excerpt: cut(oneLine(textOf([node]))) };
}

/** The beginning of the text of some nodes, however much there is below them. */
function textOf(nodes: readonly Node[]): string {
  let text = '';
  const stack = [...nodes].reverse();
  for (let node; (node = stack.pop()) && text.length < EXCERPT * 4;) {
    if (node.nodeType === 3) text += node.nodeValue ?? '';
    if (node.nodeType !== 1 || /^(script|style|template)$/i.test(node.nodeName)) continue;
    text += ' ';
    for (let child = node.lastChild; child; child = child.previousSibling) stack.push(child);
  }
  return text;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function cut(text: string): string {
  return text.length > EXCERPT ? `${text.slice(0, EXCERPT).trimEnd()}…` : text;
}
