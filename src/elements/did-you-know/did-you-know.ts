import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { hasLeadIn } from '../../content/lead-in.js';
import { tellDeveloper } from '../../controllers/console.js';
import { FeatureController } from '../../controllers/feature-controller.js';
import { PageStylesController } from '../../controllers/page-styles-controller.js';
import { isSeen, mustKeepHeight } from '../../controllers/screen.js';
import { SettingsController } from '../../controllers/settings-controller.js';
import { assignSlots } from '../../controllers/slots.js';
import { visibleText } from '../../controllers/visible-text.js';
import { WordsController } from '../../controllers/words-controller.js';
import type { Fact } from '../../ports/facts.js';
import type { FeedbackPort } from '../../ports/feedback.js';
import { articleTextStyles, baseStyles } from '../../styles/base.styles.js';
import { buttonStyles } from '../../styles/button.styles.js';
import { wasOnPage } from '../define.js';
import { flag } from '../flag.js';
import { DidYouKnowChangedEvent } from './did-you-know.events.js';
import { didYouKnowStyles, listRules } from './did-you-know.styles.js';
import { didYouKnowWords } from './did-you-know.words.js';
import type { NoteAccess, NoteFeatureLoaders, NoteFeatures } from './features.js';
import { readPool, type Entry, type WrittenPool } from './pool.js';

let elements = 0;

/** Whether this browser keeps what is read in its place when something above the screen changes its height. */
const holdsPlace = (): boolean => CSS.supports('overflow-anchor', 'auto');

/**
 * A fact or a tip at the side of the article, or one of a pool of them. It never moves by itself.
 *
 * @summary A fact, a tip, or a pool of them that the reader can leaf through.
 * @tag did-you-know
 * @slot - One fact, paragraphs, or a list of facts.
 * @fires {DidYouKnowChangedEvent} did-you-know-changed - The reader went to another fact.
 * @fires {DidYouKnowErrorEvent} did-you-know-error - The pool of `src` could not be loaded, or a vote not be sent.
 * @fires {DidYouKnowShareEvent} did-you-know-share - The reader wants to share a fact; can be cancelled.
 * @fires {DidYouKnowSharedEvent} did-you-know-shared - A fact was shared, or the link to it copied.
 * @fires {DidYouKnowVoteEvent} did-you-know-vote - The reader says whether a fact was helpful; can be cancelled.
 * @fires {DidYouKnowVotedEvent} did-you-know-voted - What the reader said was taken.
 * @csspart note - The whole aside.
 * @csspart label - "Did you know?" or "Pro tip".
 * @csspart controls - Previous, position, next, share.
 * @csspart share - The button that shares.
 * @csspart helpful - "Was this helpful?" under the fact.
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

  /** Where the features come from that only some notes have; set where the element is defined. */
  static features: NoteFeatureLoaders | undefined;
  /** How the pool of `src` is loaded; set where the element is defined. */
  static loadFacts: ((url: string, signal: AbortSignal) => Promise<readonly Fact[]>) | undefined;

  /** What is told: a `fact` or a `tip`. A pool's own kinds are stronger. */
  @property() kind: 'fact' | 'tip' = 'fact';
  /** The label in other words than "Did you know?" or "Pro tip". */
  @property() label = '';
  /** Address of a JSON pool, `{ "facts": [{ "text", "source", "url", "kind" }] }`, added to what is written. */
  @property() src = '';
  /** When the pool of `src` is loaded: as the reader comes near (`lazy`), or not before the reader asks (`click`). */
  @property() loading: 'lazy' | 'click' = 'lazy';
  /** Which of a pool is shown: the `first`, one of the `day` for all readers, or one the reader has not seen (`unseen`). */
  @property() pick: 'first' | 'day' | 'unseen' = 'first';
  /** Offers to share the fact: through the device, else as a link that leads to its words; of a fact of `src`, to the element. */
  @property({ type: Boolean, converter: flag }) share = false;
  /** Asks whether the fact was helpful. */
  @property({ type: Boolean, converter: flag }) helpful = false;
  /** Where the answer to that is posted as JSON; without it, and without a port, it is an event only. */
  @property({ attribute: 'feedback-src' }) feedbackSrc = '';
  /** A port a developer made for it; stronger than the address. */
  @property({ attribute: false }) feedbackPort: FeedbackPort | undefined;

  readonly #settings = new SettingsController(this, () => this.requestUpdate());
  readonly #words = new WordsController(this, 'did-you-know', didYouKnowWords, this.#settings);
  readonly #features = new FeatureController<NoteAccess, NoteFeatures>(
    this,
    {
      host: this,
      settings: this.#settings,
      t: (key, values) => this.#words.t(key, values),
      entries: () => this.#entries,
      shown: () => this.#shown,
      announce: (text) => {
        this.#status = text;
        this.requestUpdate();
      },
      loadFacts: (url, signal) => DidYouKnowElement.loadFacts!(url, signal),
    },
    () => DidYouKnowElement.features,
  );
  readonly #internals = this.attachInternals();
  /** True for an element the page had before the element was defined: a reader may be looking at it. */
  readonly #wasOnPage = wasOnPage(this);
  readonly #observer = new MutationObserver(() => this.#contentChanged());
  /** The custom state by which the rules of {@link listRules} know this element. */
  readonly #name = `list-${++elements}`;
  readonly #listRules = new CSSStyleSheet();
  /** Puts them where the list is, once there is one. */
  #listStyles: PageStylesController | undefined;
  #written: WrittenPool = { intro: [], outro: [], entries: [] };
  #entries: readonly Entry[] = [];
  #isStale = true;
  /** The loaded pool that the entries are made of. */
  #loaded: readonly Fact[] | undefined;
  #isKept = false;
  /** Watches for the moment when that may end. */
  #leaving: IntersectionObserver | undefined;
  /** What a screen reader is told. */
  #status = '';
  #index = 0;
  #hasActed = false;

  get #shown(): Entry | undefined {
    return this.#entries[this.#index];
  }

  override connectedCallback(): void {
    // Before there is a shadow root, the page can still be measured as the reader sees it.
    if (!this.hasUpdated) this.#isKept = this.#wasOnPage && mustKeepHeight(this) && visibleText([this]) !== '';
    super.connectedCallback();
    if (this.#isKept) {
      this.#leaving = new IntersectionObserver(this.#left, { rootMargin: holdsPlace() ? '0px' : '9999999px 0px 0px' });
      this.#leaving.observe(this);
    }
    this.#observer.observe(this, { childList: true, subtree: true, characterData: true });
    this.#contentChanged();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
    this.#leaving?.disconnect();
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
    this.pick ||= 'first';
    const isPicked = this.#index >= 0 || this.#pick === undefined;
    if (this.#isStale || changed.has('pick') || !isPicked || this.#pool?.facts !== this.#loaded) this.#readEntries();
  }

  protected override updated(): void {
    const { intro, outro, list, entries } = this.#written;
    const facts = list ? [[list]] : entries.map(({ nodes }) => nodes!);
    assignSlots(this.renderRoot, this.#isKept ? [[...this.childNodes]] : [intro, ...facts, outro]);
    const isEmpty = !this.#entries.length && !this.#isGrowing;
    if (isEmpty && document.readyState !== 'loading') {
      tellDeveloper(this, 'has nothing to show: write a fact into it, or give it a src that has some');
    }
    const { states } = this.#internals;
    states[isEmpty ? 'add' : 'delete']('empty');
    if (this.#isKept) return;
    states.add('designed');
    states.add(this.#name);
    if (!list) return;
    this.#listRules.replaceSync(listRules(this.#name, [...list.children].indexOf(this.#shown?.key as Element) + 1));
    this.#listStyles ??= new PageStylesController(this, () => this.#listRules);
  }

  override render(): TemplateResult {
    return html`<div
        class="note ${this.#isKept ? 'kept' : 'designed'}"
        role="note"
        part="note"
        aria-label=${this.#label}
        tabindex=${this.src ? -1 : nothing}
      >
        <slot></slot>${this.#isKept ? nothing : this.#renderPool()}
      </div>
      <div class="visually-hidden" role="status" .textContent=${this.#status}></div>`;
  }

  #renderPool(): TemplateResult {
    const { intro, list, entries } = this.#written;
    const [first] = this.#entries;
    const labels = [this.#label, didYouKnowWords.fact, didYouKnowWords.tip];
    // The publisher's own "Did you know?" is not said twice.
    const isSaid = hasLeadIn(`${visibleText(intro)} ${first?.text ?? ''}`, labels);
    return html`${isSaid ? nothing : html`<p class="label" part="label" .textContent=${this.#label}></p>`}
      <div class="stack">
        ${list ? html`<slot></slot>` : nothing}
        ${repeat(
          list ? this.#entries.slice(entries.length) : this.#entries,
          ({ key }) => key,
          (entry) => this.#renderEntry(entry),
        )}
        ${(first && !this.#pool?.isHeld) || !this.src ? nothing : html`<div class="waiting">${this.#pool?.renderWaiting()}</div>`}
      </div>
      <slot></slot>${this.#renderControls()}`;
  }

  #renderEntry(entry: Entry): TemplateResult {
    const { fact } = entry;
    // Facts that came while the reader was looking take no space until the reader asks for one.
    const isSpare = fact && this.#written.entries.length && !this.#hasActed;
    return html`<div class=${entry === this.#shown ? '' : isSpare ? 'spare' : 'hidden'}>
      ${fact ? this.#pool?.renderFact(fact) : html`<slot></slot>`}
    </div>`;
  }

  #renderControls(): TemplateResult | typeof nothing {
    const shown = this.#shown;
    const hasMany = this.#entries.length > 1;
    const row = (content: unknown): TemplateResult => html`<div class="controls" part="controls">${content}</div>`;
    // Their place is kept while the pool may still grow.
    return html`${
      hasMany || this.share || (this.#isGrowing && !this.#pool?.isHeld)
        ? row([hasMany && shown ? this.#renderLeafing() : nothing, this.#features.get('share', this.share && shown)?.render()])
        : nothing
    }${this.helpful ? row(shown && this.#features.get('helpful', true)?.render(shown)) : nothing}`;
  }

  #renderLeafing(): TemplateResult {
    return html`<button type="button" class="plain" @click=${this.previous}>${this.#words.t('previous')}</button>
      <span class="count muted" .textContent=${this.#position}></span>
      <button type="button" class="plain" @click=${this.next}>${this.#words.t('next')}</button>`;
  }

  /** The pool of `src`; a page that is being read gets none. */
  get #pool(): NoteFeatures['pool'] | null | undefined {
    return this.#features.get('pool', this.src && !this.#isKept);
  }

  get #pick(): NoteFeatures['pick'] | null | undefined {
    return this.#features.get('pick', this.pick !== 'first' && !this.#isKept);
  }

  /** Whether more facts may come. */
  get #isGrowing(): boolean {
    return Boolean(this.src) && this.#pool !== null && !this.#pool?.facts;
  }

  get #position(): string {
    return this.#words.t('position', { n: this.#index + 1, total: this.#entries.length });
  }

  get #label(): string {
    return this.label || this.#words.t((this.#shown?.fact?.kind ?? this.kind) === 'tip' ? 'tip' : 'fact');
  }

  #readEntries(): void {
    this.#isStale = false;
    const before = this.#shown;
    this.#written = readPool(this);
    this.#loaded = this.#pool?.facts;
    const written = this.#written.entries;
    // The same words a second time would look as if the button did nothing.
    const texts = new Set(written.map(({ text }) => text));
    const loaded = (this.#loaded ?? []).filter(({ text }) => texts.size < texts.add(text).size);
    this.#entries = [...written, ...loaded.map((fact) => ({ text: fact.text, key: fact, fact }))];
    // What the reader looks at stays, also when a translator puts other words into it.
    const stays = before && (this.#hasActed || (this.hasUpdated && isSeen(this)));
    const same = stays ? this.#entries.findIndex(({ key, text }) => key === before.key || text === before.text) : -1;
    this.#index = same < 0 ? this.#picked() : same;
  }

  /** Nothing is shown until it is known what. */
  #picked(): number {
    if (this.pick === 'first' || this.#isKept) return 0;
    return this.#pick ? this.#pick.pick(this.#entries.map(({ text }) => text)) : this.#pick === null ? 0 : -1;
  }

  /** Off the screen nobody sees it change. */
  readonly #left = (_entries: unknown, observer: IntersectionObserver): void => {
    if (isSeen(this) && !(holdsPlace() && this.getBoundingClientRect().bottom < 0)) return;
    observer.disconnect();
    this.#isKept = false;
    this.#contentChanged();
  };

  #contentChanged(): void {
    this.#isStale = true;
    this.requestUpdate();
  }

  #go(by: 1 | -1): void {
    const total = this.#entries.length;
    if (total < 2) return;
    this.#hasActed = true;
    this.#index = (this.#index + by + total) % total;
    // A page that sets its own list of sheets has dropped ours.
    this.#listStyles?.hostDisconnected();
    this.#listStyles?.hostConnected();
    const { text } = this.#shown!;
    this.#status = `${this.#position}: ${text}`;
    this.requestUpdate();
    this.dispatchEvent(new DidYouKnowChangedEvent(this.#index, total, text));
  }
}
