import type { Target, Tier } from '../../enhance/finding.js';
import type { FindingNote, LeftAloneNote, PageNote } from './notes.js';

export interface Sample {
  /** Address of the page, or its path where that is all there is. */
  page: string;
  title: string;
  excerpt: string;
  reason: string;
  parts?: number | undefined;
}

export interface RuleSummary {
  target: Target;
  kind: 'fact' | 'tip' | undefined;
  rule: string;
  /** Of a finding; what is left alone has none. */
  tier?: Tier | undefined;
  needsSource: boolean;
  /** Pages with at least one. */
  pages: number;
  /** How often in all. */
  times: number;
  samples: readonly Sample[];
}

export interface Summary {
  pages: number;
  /** Pages on which something would become an element as it stands. */
  covered: number;
  /** Pages on which something would if a source is configured. */
  withSource: number;
  /** Pages on which only guesses were found, which are never applied. */
  guessed: number;
  unreadable: number;
  milliseconds: { median: number; slowest: number };
  targets: Readonly<Partial<Record<Target, number>>>;
  found: readonly RuleSummary[];
  leftAlone: readonly RuleSummary[];
}

interface Counted {
  summary: RuleSummary & { pages: number; times: number };
  samples: { at: number; sample: Sample }[];
}

/** Never applied. */
const GUESS = 3;

/** Counts page by page; what is kept does not grow with the archive but for one number a page. */
export class Summarizer {
  readonly #size: number;
  readonly #found = new Map<string, Counted>();
  readonly #left = new Map<string, Counted>();
  readonly #targets = new Map<Target, number>();
  readonly #times: number[] = [];
  #covered = 0;
  #withSource = 0;
  #guessed = 0;
  #unreadable = 0;

  constructor(samples: number) {
    this.#size = samples;
  }

  add(page: PageNote): void {
    if (page.failure !== undefined) {
      this.#unreadable++;
      return;
    }
    this.#times.push(page.milliseconds);
    const applied = page.findings.filter(({ tier }) => tier < GUESS);
    if (applied.some(({ needsSource }) => !needsSource)) this.#covered++;
    else if (applied.length) this.#withSource++;
    else if (page.findings.length) this.#guessed++;
    for (const target of new Set(applied.map((finding) => finding.target)))
      this.#targets.set(target, (this.#targets.get(target) ?? 0) + 1);
    this.#count(this.#found, page, page.findings);
    this.#count(this.#left, page, page.leftAlone);
  }

  get summary(): Summary {
    const times = this.#times.toSorted((a, b) => a - b);
    return {
      pages: times.length,
      covered: this.#covered,
      withSource: this.#withSource,
      guessed: this.#guessed,
      unreadable: this.#unreadable,
      milliseconds: { median: times[times.length >> 1] ?? 0, slowest: times.at(-1) ?? 0 },
      targets: Object.fromEntries([...this.#targets].sort(([a], [b]) => (a < b ? -1 : 1))),
      found: inOrder(this.#found),
      leftAlone: inOrder(this.#left),
    };
  }

  #count(rules: Map<string, Counted>, page: PageNote, notes: readonly (FindingNote | LeftAloneNote)[]): void {
    const onPage = new Set<string>();
    for (const note of notes) {
      const { target, rule, reason, excerpt } = note;
      const [kind, tier, needsSource, parts] =
        'tier' in note ? [note.kind, note.tier, note.needsSource, note.parts] : [undefined, undefined, false, undefined];
      const key = [target, kind, rule, tier, needsSource].join(' ');
      let counted = rules.get(key);
      if (!counted) {
        counted = { summary: { target, kind, rule, tier, needsSource, pages: 0, times: 0, samples: [] }, samples: [] };
        rules.set(key, counted);
      }
      counted.summary.times++;
      if (onPage.has(key)) continue;
      onPage.add(key);
      counted.summary.pages++;
      // Samples from all over the archive, the same ones whatever order the pages came in.
      const sample: Sample = { page: page.url ?? page.key, title: page.title, excerpt, reason, parts };
      counted.samples.push({ at: scatter(page.key), sample });
      counted.samples.sort((a, b) => a.at - b.at);
      counted.samples.length = Math.min(counted.samples.length, this.#size);
    }
  }
}

function inOrder(rules: ReadonlyMap<string, Counted>): RuleSummary[] {
  return [...rules.values()]
    .map(({ summary, samples }) => ({ ...summary, samples: samples.map(({ sample }) => sample) }))
    .sort((a, b) => order(a, b));
}

function order(a: RuleSummary, b: RuleSummary): number {
  return (a.tier ?? 0) - (b.tier ?? 0) || b.pages - a.pages || (`${a.target} ${a.rule}` < `${b.target} ${b.rule}` ? -1 : 1);
}

function scatter(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) >>> 0;
}

/** How sure a rule is, in words for an editor. */
export function tierWords(tier: Tier | undefined, needsSource: boolean): string {
  const sure = ['named by you', 'known markup', 'labelled text', 'a guess, never applied'][tier ?? 0]!;
  return needsSource ? `${sure}, only where a source is configured` : sure;
}

export function percent(part: number, whole: number): string {
  const share = whole ? (part / whole) * 100 : 0;
  return `${share > 0 && share < 10 ? share.toFixed(1) : Math.round(share)} %`;
}
