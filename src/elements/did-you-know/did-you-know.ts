import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { hasLeadIn } from '../../content/lead-in.js';
import { pickOfTheDay, pickUnseen } from '../../content/pick.js';
import { tellDeveloper } from '../../controllers/console.js';
import { PageStylesController } from '../../controllers/page-styles-controller.js';
import { pageIdentity } from '../../controllers/page.js';
import { RequestController } from '../../controllers/request-controller.js';
import { isSeen, mustKeepHeight } from '../../controllers/screen.js';
import { SettingsController } from '../../controllers/settings-controller.js';
import { assignSlots } from '../../controllers/slots.js';
import { visibleText } from '../../controllers/visible-text.js';
import { VisibilityController } from '../../controllers/visibility-controller.js';
import { WordsController } from '../../controllers/words-controller.js';
import type { Fact } from '../../ports/facts.js';
import { articleTextStyles, baseStyles } from '../../styles/base.styles.js';
import { buttonStyles } from '../../styles/button.styles.js';
import { DidYouKnowChangedEvent, DidYouKnowErrorEvent } from './did-you-know.events.js';
import { didYouKnowStyles, listRules } from './did-you-know.styles.js';
import { didYouKnowWords } from './did-you-know.words.js';
import { readPool, type Entry, type WrittenPool } from './pool.js';
import { markSeen, seenFacts } from './seen-facts.js';

let elements = 0;

/**
 * A fact or a tip at the side of the article, or one of a pool of them. It never moves by itself.
 *
 * @summary A fact, a tip, or a pool of them that the reader can leaf through.
 * @tag did-you-know
 * @slot - One fact, paragraphs, or a list of facts.
 * @fires {DidYouKnowChangedEvent} did-you-know-changed - The reader went to another fact.
 * @fires {DidYouKnowErrorEvent} did-you-know-error - The pool of `src` could not be loaded.
 * @csspart note - The whole aside.
 * @csspart label - "Did you know?" or "Pro tip".
 * @csspart controls - Previous, position, next.
 * @cssprop --did-you-know-accent - Colour of the rule at its side.
 * @cssprop --afterword-reserved - 1 where the page sized the element before it was defined, so that it may fold on screen.
 * @cssstate designed - It draws its own spacing; absent while it keeps the height the page gave it.
 * @cssstate empty - There is nothing to show, and it takes no space.
 * @example <did-you-know><p>Track II diplomacy is informal.</p></did-you-know>
 */
export class DidYouKnowElement extends LitElement {
  static readonly afterword = true;
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, slotAssignment: 'manual' };
  static override styles = [baseStyles, buttonStyles, articleTextStyles, didYouKnowStyles];

  /** How the pool of `src` is loaded; set where the element is defined. */
  static loadFacts: ((url: string, signal: AbortSignal) => Promise<readonly Fact[]>) | undefined;

  /** What is told: a `fact` or a `tip`. A pool's own kinds are stronger. */
  @property() kind: 'fact' | 'tip' = 'fact';
  /** The label in other words than "Did you know?" or "Pro tip". */
  @property() label = '';
  /** Address of a JSON pool, `{ "facts": [{ "text", "source", "url", "kind" }] }`, added to what is written. */
  @property() src = '';
  /** Which of a pool is shown: the `first`, one of the `day` for all readers, or one the reader has not seen (`unseen`). */
  @property() pick: 'first' | 'day' | 'unseen' = 'first';

  @state() private status = '';
  @state() private index = 0;

  readonly #settings = new SettingsController(this, () => this.requestUpdate());
  readonly #words = new WordsController(this, 'did-you-know', didYouKnowWords, this.#settings);
  readonly #request = new RequestController<readonly Fact[]>(this);
  readonly #visibility = new VisibilityController(this, () => this.#appeared());
  readonly #internals = this.attachInternals();
  /** True for an element the page had before the element was defined: a reader may be looking at it. */
  readonly #wasOnPage = this.isConnected;
  readonly #observer = new MutationObserver(() => this.#contentChanged());
  /** The custom state by which the rules of {@link listRules} know this element. */
  readonly #name = `list-${++elements}`;
  readonly #listRules = new CSSStyleSheet();
  #written: WrittenPool = { intro: [], outro: [], entries: [] };
  #entries: readonly Entry[] = [];
  #isStale = true;
  /** The loaded pool that the entries are made of. */
  #loaded: readonly Fact[] | undefined;
  #isKept = false;
  #hasActed = false;

  constructor() {
    super();
    new PageStylesController(this, () => this.#listRules);
  }

  get #shown(): Entry | undefined {
    return this.#entries[this.index];
  }

  override connectedCallback(): void {
    // Before there is a shadow root, the page can still be measured as the reader sees it.
    if (!this.hasUpdated) this.#isKept = this.#wasOnPage && mustKeepHeight(this) && visibleText([this]) !== '';
    super.connectedCallback();
    this.#observer.observe(this, { childList: true, subtree: true, characterData: true });
    this.#contentChanged();
    // Removing the element stopped what was under way.
    if (this.#visibility.seen && this.#request.status === 'idle' && !this.#request.value) void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
  }

  /** Shows the next fact, after the last the first. */
  next(): void {
    this.#go(1);
  }

  /** Shows the previous fact, before the first the last. */
  previous(): void {
    this.#go(-1);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('src') && this.hasUpdated) {
      this.#request.reset();
      if (this.#visibility.seen) void this.#load();
    }
    if (this.#isStale || changed.has('pick') || this.#request.value !== this.#loaded) this.#readEntries();
  }

  protected override updated(): void {
    const { intro, outro, list, entries } = this.#written;
    const facts = list ? [[list]] : entries.map(({ nodes }) => nodes!);
    assignSlots(this.renderRoot, this.#isKept ? [[...this.childNodes]] : [intro, ...facts, outro]);
    const isEmpty = !this.#entries.length && (!this.src || this.#request.status === 'complete');
    if (isEmpty && document.readyState !== 'loading') {
      tellDeveloper(this, 'has nothing to show: write a fact into it, or give it a src');
    }
    const { states } = this.#internals;
    states[isEmpty ? 'add' : 'delete']('empty');
    if (this.#isKept) return;
    states.add('designed');
    states.add(this.#name);
    if (list) this.#listRules.replaceSync(listRules(this.#name, [...list.children].indexOf(this.#shown?.key as Element) + 1));
  }

  override render(): TemplateResult {
    return html`<div class="note ${this.#isKept ? 'kept' : 'designed'}" role="note" part="note" aria-label=${this.#label}>
        <slot></slot>${this.#isKept ? nothing : this.#renderPool()}
      </div>
      <div class="visually-hidden" role="status">${this.status}</div>`;
  }

  #renderPool(): TemplateResult {
    const { intro, list, entries } = this.#written;
    const [first] = this.#entries;
    const labels = [this.#label, didYouKnowWords.fact, didYouKnowWords.tip];
    // The publisher's own "Did you know?" is not said twice.
    const isSaid = hasLeadIn(`${visibleText(intro)} ${first?.text ?? ''}`, labels);
    return html`${isSaid ? nothing : html`<p class="label" part="label">${this.#label}</p>`}
      <div class="stack">
        ${list ? html`<slot></slot>` : nothing}
        ${repeat(
          list ? this.#entries.slice(entries.length) : this.#entries,
          ({ key }) => key,
          (entry) => this.#renderEntry(entry),
        )}
        ${first || !this.src ? nothing : this.#renderWaiting()}
      </div>
      <slot></slot>${this.#renderControls()}`;
  }

  #renderEntry(entry: Entry): TemplateResult {
    const { fact } = entry;
    // Facts that came while the reader was looking take no space until the reader asks for one.
    const isSpare = fact && this.#written.entries.length && !this.#hasActed;
    return html`<div class=${entry === this.#shown ? '' : isSpare ? 'spare' : 'hidden'}>
      ${fact ? this.#renderFact(fact) : html`<slot></slot>`}
    </div>`;
  }

  #renderFact({ text, source, url }: Fact): TemplateResult {
    const name = this.#words.t('source', { source: source ?? (url ? new URL(url).hostname : '') });
    const cite = url ? html`<a href=${url}>${name}</a>` : source && name;
    return html`<p dir="auto">${text}</p>
      ${cite ? html`<cite class="muted" dir="auto">${cite}</cite>` : nothing}`;
  }

  #renderControls(): TemplateResult | typeof nothing {
    const total = this.#entries.length;
    // Their place is kept while the pool may still grow.
    if (total < 2) return this.src && this.#request.status !== 'complete' ? html`<div class="controls"></div>` : nothing;
    return html`<div class="controls" part="controls">
      <button type="button" class="plain" @click=${this.previous}>${this.#words.t('previous')}</button>
      <span class="count muted">${this.#position}</span>
      <button type="button" class="plain" @click=${this.next}>${this.#words.t('next')}</button>
    </div>`;
  }

  #renderWaiting(): TemplateResult {
    return html`<div class="waiting">
      ${
        this.#request.status === 'failed'
          ? html`<p class="error">${this.#words.t('failed')}</p>
              <button type="button" @click=${this.#load}>${this.#words.t('retry')}</button>`
          : html`<p class="muted">${this.#words.t('loading')}</p>`
      }
    </div>`;
  }

  get #position(): string {
    return this.#words.t('position', { n: this.index + 1, total: this.#entries.length });
  }

  get #label(): string {
    return this.label || this.#words.t((this.#shown?.fact?.kind ?? this.kind) === 'tip' ? 'tip' : 'fact');
  }

  /** Tells pools apart. */
  get #pool(): string {
    return this.src || pageIdentity().url;
  }

  get #texts(): string[] {
    return this.#entries.map(({ text }) => text);
  }

  #readEntries(): void {
    this.#isStale = false;
    const before = this.#shown?.text;
    this.#written = readPool(this);
    this.#loaded = this.#request.value;
    const written = this.#written.entries;
    const loaded = (this.#loaded ?? []).filter((fact) => !written.some(({ text }) => text === fact.text));
    this.#entries = [...written, ...loaded.map((fact) => ({ text: fact.text, key: fact, fact }))];
    // What the reader looks at stays.
    const same = this.#hasActed || (this.hasUpdated && isSeen(this)) ? this.#texts.indexOf(before!) : -1;
    this.index = same < 0 ? this.#picked() : same;
    if (this.#visibility.seen) this.#markSeen();
  }

  #picked(): number {
    if (this.pick === 'day') return pickOfTheDay(this.#entries.length, Date.now(), pageIdentity().url);
    return this.pick === 'unseen' ? pickUnseen(this.#texts, seenFacts(this.#pool)) : 0;
  }

  #markSeen(): void {
    if (this.pick === 'unseen' && this.#shown) markSeen(this.#pool, this.#texts, this.#shown.text);
  }

  #appeared(): void {
    this.#markSeen();
    void this.#load();
  }

  readonly #load = async (): Promise<void> => {
    if (!this.src || this.#isKept) return;
    this.status = '';
    await this.#request.run(async (signal) => DidYouKnowElement.loadFacts!(this.src, signal));
    const { error } = this.#request;
    if (!error) return;
    tellDeveloper(this, `could not load its src: ${error.message}`, error);
    if (!this.#entries.length) this.status = this.#words.t('failed');
    this.dispatchEvent(new DidYouKnowErrorEvent(error));
  };

  #contentChanged(): void {
    this.#isStale = true;
    this.requestUpdate();
  }

  #go(by: 1 | -1): void {
    const total = this.#entries.length;
    if (total < 2) return;
    this.#hasActed = true;
    this.index = (this.index + by + total) % total;
    this.#markSeen();
    const { text } = this.#shown!;
    this.status = `${this.#position}: ${text}`;
    this.dispatchEvent(new DidYouKnowChangedEvent(this.index, total, text));
  }
}
