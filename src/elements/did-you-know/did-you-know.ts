import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { hasLeadIn } from '../../content/facts.js';
import { pickOfTheDay } from '../../content/pick-of-the-day.js';
import { webUrl } from '../../content/urls.js';
import { tellDeveloper } from '../../controllers/console.js';
import { PageStylesController } from '../../controllers/page-styles-controller.js';
import { pageIdentity } from '../../controllers/page.js';
import { RequestController } from '../../controllers/request-controller.js';
import { isSeen, spaceIsReserved } from '../../controllers/screen.js';
import { SettingsController } from '../../controllers/settings-controller.js';
import { assignSlots } from '../../controllers/slots.js';
import { visibleText } from '../../controllers/visible-text.js';
import { VisibilityController } from '../../controllers/visibility-controller.js';
import { WordsController } from '../../controllers/words-controller.js';
import { AfterwordError } from '../../ports/errors.js';
import type { Fact } from '../../ports/facts.js';
import { baseStyles, controlStyles } from '../../styles/base.styles.js';
import { DidYouKnowChangedEvent, DidYouKnowErrorEvent } from './did-you-know.events.js';
import { didYouKnowStyles, ListPosition, listStyles } from './did-you-know.styles.js';
import { didYouKnowWords } from './did-you-know.words.js';
import { icon } from './icon.js';
import { readPool, type WrittenFact, type WrittenPool } from './pool.js';
import { SeenFacts } from './seen-facts.js';

type Entry = { written: WrittenFact; text: string } | { loaded: Fact; text: string };

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
  static override styles = [baseStyles, controlStyles, didYouKnowStyles];

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

  @state() private acted = false;
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
  readonly #position = new ListPosition();
  #written: WrittenPool = { intro: [], outro: [], facts: [] };
  #entries: readonly Entry[] = [];
  #stale = true;
  /** The loaded pool that the entries are made of. */
  #read: readonly Fact[] | undefined;
  #kept = false;
  /** Facts that came while the reader was looking take no space until the reader asks for one. */
  #spare = false;

  constructor() {
    super();
    new PageStylesController(this, () => this.#position.sheet);
    new PageStylesController(this, listStyles);
  }

  override connectedCallback(): void {
    // Before there is a shadow root, the page can still be measured as the reader sees it.
    if (!this.hasUpdated) {
      this.#kept = this.#wasOnPage && isSeen(this) && !spaceIsReserved(this) && visibleText([this]) !== '';
    }
    super.connectedCallback();
    this.#observer.observe(this, { childList: true, subtree: true, characterData: true });
    document.addEventListener('DOMContentLoaded', this.#contentChanged, { once: true });
    if (this.hasUpdated) this.#contentChanged();
    // Removing the element stopped what was under way.
    if (this.#visibility.seen && this.#request.status === 'idle' && !this.#request.value) this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
    document.removeEventListener('DOMContentLoaded', this.#contentChanged);
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
      this.#stale = true;
      if (this.#visibility.seen) this.#load();
    }
    if (this.#stale || this.#request.value !== this.#read) this.#readEntries();
    else if (changed.has('pick')) this.index = this.#picked();
  }

  protected override updated(): void {
    this.#assignSlots();
    const isEmpty = !this.#entries.length && (!this.src || this.#request.status === 'complete');
    if (isEmpty && document.readyState !== 'loading') {
      tellDeveloper(this, 'has nothing to show: write a fact into it, or give it a src');
    }
    const wanted = new Set<string>();
    if (isEmpty) wanted.add('empty');
    if (!this.#kept) wanted.add('designed');
    if (!this.#kept && this.#written.list) {
      const shown = this.#entries[this.index];
      const items = [...this.#written.list.children].filter((child) => child.localName === 'li');
      wanted.add('list').add(this.#position.state);
      this.#position.show(shown && 'written' in shown ? items.indexOf(shown.written.key as Element) + 1 : 0);
    }
    const states = this.#internals.states;
    for (const each of [...states]) if (!wanted.has(each)) states.delete(each);
    for (const each of wanted) states.add(each);
  }

  override render(): TemplateResult {
    const shown = this.#entries[this.index];
    const kind = this.#kindOf(shown);
    return html`<div
        class="note ${kind} ${this.#kept ? 'kept' : 'designed'}"
        role="note"
        part="note"
        aria-label=${this.#labelOf(kind)}
      >
        ${this.#kept ? html`<div class="as-written"><slot></slot></div>` : this.#renderPool()}
      </div>
      <div class="visually-hidden" role="status">${this.status}</div>`;
  }

  #renderPool(): TemplateResult {
    const { intro, outro, list } = this.#written;
    return html`${intro.length ? html`<div class="text"><slot></slot></div>` : nothing}
      <div class="stack">
        ${list ? this.#renderList() : nothing}
        ${repeat(
          this.#entries,
          (entry) => ('written' in entry ? entry.written.key : entry.loaded),
          (entry, index) => this.#renderEntry(entry, index),
        )}
        ${this.#entries.length ? nothing : this.#renderWaiting()}
      </div>
      ${outro.length ? html`<div class="text"><slot></slot></div>` : nothing} ${this.#renderControls()}`;
  }

  #renderList(): TemplateResult {
    const shown = this.#entries[this.index];
    const isShown = shown && 'written' in shown;
    return html`<div class="text ${isShown ? '' : 'hidden'}">
      ${this.#renderLabel(this.#entries[0]!)}
      <slot></slot>
    </div>`;
  }

  #renderEntry(entry: Entry, index: number): TemplateResult | typeof nothing {
    if ('written' in entry && this.#written.list) return nothing;
    const isShown = index === this.index;
    const hiding = isShown ? '' : this.#spare && 'loaded' in entry ? 'spare' : 'hidden';
    return html`<div class="text ${hiding}" ?inert=${!isShown}>
      ${this.#renderLabel(entry)}${'written' in entry ? html`<slot></slot>` : this.#renderFact(entry.loaded)}
    </div>`;
  }

  #renderFact({ text, source, url }: Fact): TemplateResult {
    const name = source ? this.#words.t('source', { source }) : this.#words.t('sourceLink');
    return html`<p dir="auto">${text}</p>
      ${
        url
          ? html`<cite class="muted" dir="auto"><a href=${url}>${name}</a></cite>`
          : source
            ? html`<cite class="muted" dir="auto">${name}</cite>`
            : nothing
      }`;
  }

  #renderLabel(entry: Entry): TemplateResult | typeof nothing {
    const kind = this.#kindOf(entry);
    const label = this.#labelOf(kind);
    const labels = [label, this.#words.t(kind), didYouKnowWords[kind]];
    // The publisher's own "Did you know?" is not said twice.
    if (hasLeadIn(entry.text, labels) || hasLeadIn(visibleText(this.#written.intro), labels)) return nothing;
    return html`<p class="label" part="label">${icon(kind)}<span>${label}</span></p>`;
  }

  #renderControls(): TemplateResult | typeof nothing {
    const total = this.#entries.length;
    if (total < 2) return this.src && this.#request.status !== 'complete' ? html`<div class="controls"></div>` : nothing;
    const t = this.#words.t.bind(this.#words);
    return html`<div class="controls" part="controls">
      <button type="button" class="plain" @click=${this.previous}>${t('previous')}</button>
      <span class="count muted">${t('position', { n: this.index + 1, total })}</span>
      <button type="button" class="plain" @click=${this.next}>${t('next')}</button>
    </div>`;
  }

  #renderWaiting(): TemplateResult {
    if (!this.src) return html``;
    const { status, error } = this.#request;
    if (status !== 'failed') {
      return html`<div class="waiting">
        ${this.#renderLabel({ loaded: { text: '' }, text: '' })}
        ${status === 'pending' ? html`<p class="muted">${this.#words.t('loading')}</p>` : nothing}
      </div>`;
    }
    return html`<div class="waiting failed">
      <p class="error">${this.#words.t(error?.code === 'offline' || error?.code === 'timeout' ? 'offline' : 'failed')}</p>
      <button type="button" @click=${this.#retry}>${this.#words.t('retry')}</button>
    </div>`;
  }

  #kindOf(entry: Entry | undefined): 'fact' | 'tip' {
    const own = entry && 'loaded' in entry ? entry.loaded.kind : undefined;
    return (own ?? this.kind) === 'tip' ? 'tip' : 'fact';
  }

  #labelOf(kind: 'fact' | 'tip'): string {
    return this.label || this.#words.t(kind);
  }

  #readEntries(): void {
    this.#stale = false;
    const before = this.#entries[this.index];
    this.#written = readPool(this);
    const written = this.#written.facts.map((fact) => ({ written: fact, text: fact.text }));
    const known = new Set(written.map(({ text }) => text));
    this.#read = this.#request.value;
    const loaded = (this.#read ?? []).filter(({ text }) => !known.has(text));
    this.#entries = [...written, ...loaded.map((fact) => ({ loaded: fact, text: fact.text }))];
    const isWatched = this.hasUpdated && before !== undefined && (this.acted || isSeen(this));
    const same = this.#entries.findIndex(({ text }) => text === before?.text);
    this.#spare = isWatched && !this.acted;
    this.index = isWatched && same >= 0 ? same : this.#picked();
    if (this.#visibility.seen) this.#markSeen();
  }

  #picked(): number {
    const texts = this.#entries.map(({ text }) => text);
    if (this.pick === 'day') return pickOfTheDay(texts.length, Date.now(), pageIdentity().url);
    return this.pick === 'unseen' ? this.#seenFacts().pick(texts) : 0;
  }

  #seenFacts(): SeenFacts {
    return new SeenFacts(this.src || pageIdentity().url);
  }

  #markSeen(): void {
    if (this.pick !== 'unseen' || this.#entries.length < 2) return;
    const texts = this.#entries.map(({ text }) => text);
    this.#seenFacts().mark(texts, this.index);
  }

  #appeared(): void {
    this.#markSeen();
    if (this.#request.status === 'idle') this.#load();
  }

  #load(): void {
    if (this.src && !this.#kept) void this.#request.run((signal) => this.#loadFacts(signal)).then(() => this.#loaded());
  }

  async #loadFacts(signal: AbortSignal): Promise<readonly Fact[]> {
    const url = webUrl(this.src, document.baseURI);
    if (!url) throw new AfterwordError('misconfigured', `src="${this.src}" is not an address`);
    if (!DidYouKnowElement.loadFacts) throw new AfterwordError('misconfigured', 'has no loadFacts to load its src with');
    return DidYouKnowElement.loadFacts(url, signal);
  }

  #loaded(): void {
    const { status, error } = this.#request;
    if (status !== 'failed' || !error) return;
    tellDeveloper(this, `could not load its src: ${error.message}`, error);
    if (!this.#entries.length) this.status = this.#words.t('failed');
    this.dispatchEvent(new DidYouKnowErrorEvent(error));
  }

  readonly #retry = (): void => {
    this.status = this.#words.t('loading');
    this.#load();
  };

  readonly #contentChanged = (): void => {
    this.#stale = true;
    this.requestUpdate();
  };

  #go(by: 1 | -1): void {
    const total = this.#entries.length;
    if (total < 2) return;
    this.acted = true;
    this.#spare = false;
    this.index = (this.index + by + total) % total;
    this.#markSeen();
    const { text } = this.#entries[this.index]!;
    this.status = this.#words.t('announce', { n: this.index + 1, total, text });
    this.dispatchEvent(new DidYouKnowChangedEvent(this.index, total, text));
  }

  #assignSlots(): void {
    const { intro, outro, list, facts } = this.#written;
    const pool = list ? [[list]] : facts.map(({ nodes }) => nodes);
    const parts = [...(intro.length ? [intro] : []), ...pool, ...(outro.length ? [outro] : [])];
    assignSlots(this.renderRoot, this.#kept ? [[...this.childNodes]] : parts);
  }
}
