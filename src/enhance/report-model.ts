import { refuse } from './apply.js';
import type { SkipReason } from './outcome.js';
import type { Finding, LeftAlone, Reading, Target, Tier } from './finding.js';
import { inOrder, objection, type SessionOptions } from './session.js';

/** What the report says of one place of the page. */
export interface ReportedFinding {
  finding: Finding;
  /** Why it stays as it is; absent when it would become an element. */
  obstacle: SkipReason | undefined;
}

/** The report as a file: what an editor sends to the developer. */
export interface ReportFile {
  url: string;
  found: {
    target: Target;
    kind?: 'fact' | 'tip' | undefined;
    rule: string;
    tier: Tier;
    reason: string;
    excerpt: string;
    becomesElement: boolean;
    obstacle?: SkipReason | undefined;
  }[];
  leftAlone: { target: Target; rule: string; reason: string; excerpt: string }[];
}

export const TARGET_WORDS: Readonly<Record<Target, string>> = {
  'article-faq': 'Questions and answers',
  'did-you-know': 'A fact or a tip',
  'related-articles': 'Related articles',
  'comment-box': 'Comments',
  'newsletter-signup': 'A call to subscribe',
};

export const TIER_WORDS: Readonly<Record<Tier, string>> = {
  0: 'certain: you named the place',
  1: 'sure: markup with a known meaning',
  2: 'sure enough: text with a label',
  3: 'a guess: never applied',
};

export const OBSTACLE_WORDS: Readonly<Record<SkipReason, string>> = {
  'no-source': 'Nothing is configured that could fill it.',
  'already-there': 'The page has such an element already.',
  'on-screen': 'It would move what a reader has on the screen.',
  changed: 'The page changed it meanwhile.',
  'holds-embed': 'It holds a frame or a player that this browser cannot move without loading it anew.',
  'driven-by-page': 'A script or a framework of the page looks after it.',
  'not-hydrated': 'A framework of the page has yet to take over what its server wrote.',
  entangled: 'Its parts are mixed with other content.',
  tier: 'It is not sure enough.',
  'put-back': 'The page has put it back again and again.',
};

/** What enhancing would do with each finding, in the order of the page. */
export function judge({ findings }: Reading, options: Pick<SessionOptions, 'tiers' | 'sources'>): readonly ReportedFinding[] {
  const made = new Set<Target>();
  const judged = new Map<Finding, ReportedFinding>();
  for (const finding of inOrder(findings)) {
    const { needsSource, target, nodes } = finding;
    const isThere = (): boolean => made.has(target) || Boolean(nodes[0].ownerDocument?.documentElement.querySelector(target));
    const obstacle = objection(finding, options) ?? (needsSource && isThere() ? 'already-there' : refuse(finding));
    if (!obstacle) made.add(target);
    judged.set(finding, { finding, obstacle });
  }
  return findings.map((finding) => judged.get(finding)!);
}

/** The first words of what was found. */
export function excerptOf(nodes: readonly Node[]): string {
  const text = nodes
    .map(({ textContent }) => textContent)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
  return text.length > 140 ? `${text.slice(0, 140).replace(/\S*$/, '')}…` : text;
}

export function toFile(url: string, found: readonly ReportedFinding[], leftAlone: readonly LeftAlone[]): ReportFile {
  return {
    url,
    found: found.map(({ finding: { target, kind, rule, tier, reason, nodes }, obstacle }) => ({
      target,
      kind,
      rule,
      tier,
      reason,
      excerpt: excerptOf(nodes),
      becomesElement: !obstacle,
      obstacle,
    })),
    leftAlone: leftAlone.map(({ target, rule, reason, node }) => ({ target, rule, reason, excerpt: excerptOf([node]) })),
  };
}
