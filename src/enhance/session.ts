import { apply } from './apply.js';
import { isUnhydrated } from './hydration.js';
import { Changes } from './changes.js';
import { AfterwordEnhancedEvent } from './enhance.events.js';
import { adoptStyles } from './enhance.styles.js';
import type { Finding, Reading, Tier } from './finding.js';
import type { Enhancement, Skipped, SkipReason } from './outcome.js';
import { boxOf, viewOf } from './place.js';
import { isElement } from './text.js';
import { drawn, runInSlices, Slices } from './slices.js';
import { hasSource, type Sources } from './sources.js';
import { Watcher } from './watch.js';
import { keepingFocus } from './wrap.js';

export interface SessionOptions {
  tiers: readonly Tier[];
  sources: Sources;
  live: boolean;
  signal: AbortSignal | undefined;
}

/** A page that puts the same thing back more often than this does not want it changed. */
const PATIENCE = 3;

/** One enhancing of one tree, from its first reading on. */
export class Session implements Enhancement {
  reading: Reading = { findings: [], leftAlone: [] };
  applied: readonly Finding[] = [];
  skipped: readonly Skipped[] = [];
  readonly #root: Document | Element;
  readonly #read: () => Generator<void, Reading>;
  readonly #options: SessionOptions;
  readonly #stop = new AbortController();
  readonly #changes: Changes[] = [];
  readonly #times = new Map<string, number>();
  /** The page that those times were on: visits within the document bring the same form and list on each. */
  #page = '';
  readonly #waiting = new Map<Element, Finding[]>();
  readonly #screen: IntersectionObserver | undefined;
  readonly #watcher: Watcher | undefined;
  #dropStyles: (() => void) | undefined;

  constructor(root: Document | Element, read: () => Generator<void, Reading>, options: SessionOptions) {
    this.#root = root;
    this.#read = read;
    this.#options = options;
    if (!options.live) return;
    // What is above the screen counts as on it: only what is below leaves.
    this.#screen = new IntersectionObserver((entries) => void this.#scrolled(entries), { rootMargin: '1000000px 0px 0px' });
    this.#watcher = new Watcher(root, () => this.#readAgain());
  }

  /** Reads and applies for the first time. Rejects when the signal ends it before, with the page as it was. */
  async start(): Promise<this> {
    const { signal } = this.#options;
    signal?.throwIfAborted();
    signal?.addEventListener('abort', () => this.stop(), { signal: this.#stop.signal });
    try {
      await this.#pass();
    } catch (cause) {
      this.undo();
      throw signal?.aborted ? signal.reason : cause;
    }
    this.#tell();
    if (!this.#options.live) this.stop();
    return this;
  }

  stop(): void {
    this.#stop.abort();
    this.#watcher?.stop();
    this.#screen?.disconnect();
    this.#waiting.clear();
  }

  undo(): void {
    this.stop();
    keepingFocus(this.#root.ownerDocument ?? (this.#root as Document), () => {
      for (const changes of this.#changes.splice(0).reverse()) changes.undo();
    });
    this.#dropStyles?.();
    this.#dropStyles = undefined;
    this.applied = [];
  }

  async #pass(): Promise<void> {
    const { signal } = this.#stop;
    const slices = new Slices();
    this.reading = await runInSlices(this.#read(), slices, signal);
    this.#screen?.disconnect();
    this.#waiting.clear();
    this.skipped = [];
    const page = (this.#root.ownerDocument ?? (this.#root as Document)).URL.split('#')[0]!;
    if (page !== this.#page) this.#times.clear();
    this.#page = page;
    const found = inOrder(this.reading.findings);
    if (found.some((finding) => !this.#refuse(finding)))
      this.#dropStyles ??= adoptStyles(this.#root.getRootNode() as Document | ShadowRoot);
    for (const finding of found) {
      // To ask where something is, after a change, is to lay the page out, which a long one does in a frame anyway.
      if (slices.areMany) await drawn();
      else if (slices.isOver) await slices.next();
      signal.throwIfAborted();
      await this.#try(finding);
    }
  }

  async #readAgain(): Promise<void> {
    const before = this.applied.length;
    try {
      await this.#pass();
    } catch (cause) {
      if (!this.#stop.signal.aborted) throw cause;
      return;
    }
    if (this.applied.length > before) this.#tell();
  }

  async #try(finding: Finding): Promise<void> {
    const reason = this.#refuse(finding) ?? (await this.#apply(finding));
    if (!reason) return;
    this.skipped = [...this.skipped, { finding, reason }];
    if (reason === 'on-screen') this.#await(finding);
    if (reason === 'not-hydrated') this.#watcher?.later(() => !isUnhydrated(finding.nodes[0]));
  }

  #refuse(finding: Finding): SkipReason | undefined {
    const reason = objection(finding, this.#options);
    if (reason) return reason;
    // What a sentence asks for is wanted once in a page.
    const { needsSource, nodes, target } = finding;
    if (needsSource && nodes[0].ownerDocument!.documentElement.querySelector(target)) return 'already-there';
    return (this.#times.get(keyOf(finding)) ?? 0) < PATIENCE ? undefined : 'put-back';
  }

  async #apply(finding: Finding): Promise<SkipReason | undefined> {
    const changes = new Changes();
    const key = keyOf(finding);
    // First, so that undoing while the element draws itself undoes this too.
    this.#changes.push(changes);
    const reason = await apply(finding, changes, (act) => (this.#watcher ? this.#watcher.ignore(act) : act()));
    if (reason || this.#stop.signal.aborted) return reason;
    this.#times.set(key, (this.#times.get(key) ?? 0) + 1);
    this.applied = [...this.applied, finding];
    return undefined;
  }

  /** Tried again when the reader has scrolled up and its place is below the screen. */
  #await(finding: Finding): void {
    const element = finding.nodes.find(isElement) ?? finding.nodes[0].parentElement;
    if (!this.#screen || !element) return;
    this.#waiting.set(element, [...(this.#waiting.get(element) ?? []), finding]);
    this.#screen.observe(element);
  }

  async #scrolled(entries: readonly IntersectionObserverEntry[]): Promise<void> {
    const before = this.applied.length;
    for (const { target, isIntersecting } of entries) {
      const box = boxOf([target]);
      if (isIntersecting || !box || box.top < viewOf(target)!.innerHeight) continue;
      const findings = this.#waiting.get(target) ?? [];
      this.#waiting.delete(target);
      this.#screen!.unobserve(target);
      this.skipped = this.skipped.filter(({ finding }) => !findings.includes(finding));
      for (const finding of findings) await this.#try(finding);
    }
    if (this.applied.length > before) this.#tell();
  }

  #tell(): void {
    if (viewOf(this.#root)) this.#root.dispatchEvent(new AfterwordEnhancedEvent(this));
  }
}

/** Why a finding is not wanted, whatever its place looks like. */
export function objection(
  finding: Finding,
  { tiers, sources }: Pick<SessionOptions, 'tiers' | 'sources'>,
): SkipReason | undefined {
  if (finding.tier === 3 || !tiers.includes(finding.tier)) return 'tier';
  return hasSource(finding, sources) ? undefined : 'no-source';
}

/** In the order of applying: a form of the page's own before a sentence that asks for one. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => Number(a.needsSource) - Number(b.needsSource));
}

/** The same thing in the same words, whichever nodes it is made of this time. */
function keyOf({ target, nodes }: Finding): string {
  return `${target} ${nodes
    .map(({ textContent }) => textContent)
    .join('')
    .slice(0, 500)}`;
}
