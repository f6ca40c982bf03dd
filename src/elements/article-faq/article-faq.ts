import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { hashId } from '../../content/slug.js';
import { PageStylesController } from '../../controllers/page-styles-controller.js';
import { mustKeepHeight } from '../../controllers/screen.js';
import { SettingsController } from '../../controllers/settings-controller.js';
import { assignSlots } from '../../controllers/slots.js';
import { WordsController } from '../../controllers/words-controller.js';
import { articleTextStyles, baseStyles } from '../../styles/base.styles.js';
import { buttonStyles } from '../../styles/button.styles.js';
import { ArticleFaqToggledEvent, ArticleFaqToggleEvent } from './article-faq.events.js';
import { articleFaqStyles, pageStyles } from './article-faq.styles.js';
import { articleFaqWords } from './article-faq.words.js';
import { matches } from './filter.js';
import { holds, rank, readFaq, type Block, type Faq, type Question } from './questions.js';
import { moveBetween } from './roving.js';
import { describe } from './structured-data.js';
import { coverTerms, foldTerm } from './terms.js';

/** From this many questions on, all of them can be opened at once. */
const EXPAND_ALL_FROM = 3;
/** From this many on, they can be searched. */
const SEARCH_FROM = 8;

/**
 * Questions that open their answers. Reads `<details>`, headings followed by text, or a `<dl>` from its own content, and
 * leaves every node of it where it is.
 *
 * @summary Questions and answers that can be linked, searched and printed.
 * @tag article-faq
 * @slot - The questions and answers as plain HTML; anything else is shown as it is.
 * @fires {ArticleFaqToggleEvent} article-faq-toggle - The reader asks to open or close an answer; can be cancelled.
 * @fires {ArticleFaqToggledEvent} article-faq-toggled - An answer was opened or closed.
 * @csspart bar - The row with the search and the button for all answers.
 * @csspart item - A question with its answer.
 * @csspart question - The button of a question.
 * @csspart marker - The sign that says whether the answer is open.
 * @csspart answer - What opens.
 * @cssprop --afterword-reserved - 1 where the page sized the element before it was defined, so that it may fold on screen.
 * @cssstate designed - It draws its own lines and spacing; absent while it keeps the height the page gave it.
 * @example <article-faq><h2>FAQ</h2><h3>Why?</h3><p>Because.</p></article-faq>
 */
export class ArticleFaqElement extends LitElement {
  static readonly afterword = true;
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, slotAssignment: 'manual' };
  static override styles = [baseStyles, buttonStyles, articleTextStyles, articleFaqStyles];

  /** All answers start open. A `<details>` starts as the page wrote it. */
  @property({ type: Boolean }) open = false;
  /** Opening an answer closes the others. */
  @property({ type: Boolean }) exclusive = false;
  /** Describes the questions to search engines (schema.org `FAQPage`), unless the page does so itself. */
  @property({ type: Boolean, attribute: 'structured-data' }) structuredData = false;

  @state() private query = '';
  @state() private copied: Question | undefined;

  readonly #settings = new SettingsController(this, () => this.requestUpdate());
  readonly #words = new WordsController(this, 'article-faq', articleFaqWords, this.#settings);
  readonly #internals = this.attachInternals();
  /** True for an element the page had before the element was defined: a reader may be looking at it. */
  readonly #wasOnPage = this.isConnected;
  readonly #isOpen = new WeakMap<Node, boolean>();
  readonly #content = new MutationObserver(() => this.#contentChanged());
  readonly #size = new ResizeObserver(() => this.#coverTerms());
  #faq: Faq = { kind: 'headings', blocks: [], questions: [] };
  #isStale = true;
  #hasActed = false;
  #description: HTMLScriptElement | undefined;
  /** True while the layout stays the page's own, see {@link mustKeepHeight}. */
  #isKept = false;

  constructor() {
    super();
    new PageStylesController(this, pageStyles);
  }

  override connectedCallback(): void {
    // Before there is a shadow root, the page can still be measured as the reader sees it.
    if (!this.hasUpdated) this.#isKept = this.#wasOnPage && mustKeepHeight(this);
    super.connectedCallback();
    window.addEventListener('hashchange', this.#followHash);
    this.#content.observe(this, { childList: true, subtree: true, characterData: true });
    this.#size.observe(this);
    this.#contentChanged();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.#followHash);
    this.#content.disconnect();
    this.#size.disconnect();
    describe([], this.#description);
  }

  /** Opens every answer. */
  expandAll(): void {
    this.#setAll(true);
  }

  /** Closes every answer. */
  collapseAll(): void {
    this.#setAll(false);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('open') && this.hasUpdated) this.#setAll(this.open);
    if (this.#isStale) this.#read();
    if (this.structuredData || this.#description) {
      this.#description = describe(this.structuredData ? this.#faq.questions : [], this.#description);
    }
  }

  protected override firstUpdated(): void {
    if (!this.#isKept) this.#internals.states.add('designed');
    void this.#followHash();
  }

  protected override updated(): void {
    const { kind, blocks } = this.#faq;
    const groups = blocks.flatMap(({ nodes, questions: [asked] }) =>
      kind === 'headings' && asked ? [nodes, asked.answer] : [nodes],
    );
    assignSlots(this.renderRoot, groups);
    this.#coverTerms();
  }

  override render(): TemplateResult {
    const [intro, ...blocks] = this.#faq.blocks;
    return html`<div
        class=${this.#isKept ? 'kept' : 'designed'}
        @click=${this.#summaryClicked}
        @keydown=${this.#moveBetweenQuestions}
        @toggle=${this.#detailsToggled}
        @beforematch=${this.#foundInside}
        @article-faq-toggled=${this.#foundInside}
      >
        ${intro ? this.#renderBlock(intro) : nothing} ${this.#renderBar()}
        ${repeat(
          blocks,
          ({ nodes }) => nodes[0],
          (block) => this.#renderBlock(block),
        )}
      </div>
      <div class="visually-hidden" role="status">${this.copied ? this.#words.t('linkCopied') : nothing}</div>`;
  }

  #renderBlock({ questions }: Block): TemplateResult {
    const { kind } = this.#faq;
    const [question] = questions;
    if (kind === 'terms' || !question) {
      return html`<div class="loose">
        <slot></slot>
        ${repeat(
          questions,
          ({ node }) => node,
          (each) => this.#renderButton(each, true),
        )}
      </div>`;
    }
    return html`<div class="item" part="item" ?hidden=${!matches(this.query, question)}>
      ${kind === 'details' ? html`<slot></slot>` : this.#renderPair(question)} ${this.#renderLink(question)}
    </div>`;
  }

  #renderPair(question: Question): TemplateResult {
    // Where the layout is the page's own, or the question holds something to press, the button lies on top of it.
    const isCovered = this.#isKept || question.question.querySelector('a, button, input') !== null;
    return html`<div
        class="heading"
        role=${isCovered ? nothing : 'heading'}
        aria-level=${isCovered ? nothing : rank(question.node)}
      >
        ${isCovered ? html`<slot></slot>` : nothing}${this.#renderButton(question, isCovered)}
      </div>
      <div
        class="answer"
        part="answer"
        hidden=${this.#isOpen.get(question.node) ? nothing : 'until-found'}
        @beforematch=${() => this.#set(question, true)}
      >
        <slot></slot>
      </div>`;
  }

  #renderButton(question: Question, isCover: boolean): TemplateResult {
    return html`<button
      type="button"
      class="question ${isCover ? 'cover' : ''}"
      part="question"
      aria-expanded=${this.#isOpen.get(question.node) ?? false}
      aria-label=${isCover ? question.text : nothing}
      @click=${() => this.#toggle(question)}
    >
      ${isCover ? nothing : html`<slot></slot>`}<span class="marker" part="marker" aria-hidden="true"></span>
    </button>`;
  }

  #renderLink(question: Question): TemplateResult {
    // In full, because a page's `<base>` would lead a mere fragment elsewhere.
    const url = `${location.href.split('#')[0]!}#${encodeURIComponent(question.id)}`;
    return html`<a
      class="link"
      href=${url}
      aria-label=${this.#words.t('copyLink', { question: question.text })}
      @click=${() => void this.#copy(url, question)}
      >${this.copied === question ? '✓' : '#'}</a
    >`;
  }

  #renderBar(): TemplateResult | typeof nothing {
    const { questions } = this.#faq;
    const mayExpand = !this.exclusive && questions.length >= EXPAND_ALL_FROM;
    const maySearch = questions.length >= SEARCH_FROM && questions.every(({ node }) => node.parentNode === this);
    // Where the layout is kept, a new row would move what the reader looks at.
    if ((!mayExpand && !maySearch) || (this.#isKept && !this.#hasActed)) return nothing;
    const allOpen = questions.every(({ node }) => this.#isOpen.get(node));
    return html`<div class="bar" part="bar">
      ${maySearch ? this.#renderSearch() : nothing}
      ${
        mayExpand
          ? html`<button type="button" class="plain" @click=${() => this.#setAll(!allOpen)}>
              ${this.#words.t(allOpen ? 'collapseAll' : 'expandAll')}
            </button>`
          : nothing
      }
    </div>`;
  }

  #renderSearch(): TemplateResult {
    const n = this.#faq.questions.filter((question) => matches(this.query, question)).length;
    return html`<search>
      <label>
        ${this.#words.t('filterLabel')}
        <input
          type="search"
          autocomplete="off"
          .value=${live(this.query)}
          @input=${(event: Event) => (this.query = (event.target as HTMLInputElement).value.trim())}
          @keydown=${(event: Event) => event.stopPropagation()}
        />
      </label>
      <span class="muted" role="status"> ${this.query ? this.#words.t('filterCount', { n }) : nothing} </span>
    </search>`;
  }

  #read(): void {
    this.#isStale = false;
    const { kind, questions } = (this.#faq = readFaq(this));
    for (const { node } of questions) {
      if (this.#isOpen.has(node)) continue;
      const isShown = kind === 'terms' || this.open || (this.#isKept && !this.hasUpdated);
      this.#isOpen.set(node, node instanceof HTMLDetailsElement ? node.open : isShown);
    }
  }

  #contentChanged(): void {
    this.#isStale = true;
    this.requestUpdate();
  }

  #coverTerms(): void {
    if (this.#faq.kind === 'terms') coverTerms(this.#controls(), this.#faq.questions);
  }

  /** What is pressed to open each answer: buttons of ours, or the page's own `<summary>`s. */
  #controls(): HTMLElement[] {
    const { kind, questions } = this.#faq;
    if (kind === 'details') return questions.map(({ question }) => question);
    return [...this.renderRoot.querySelectorAll<HTMLElement>('.question')];
  }

  /** The reader asks; true when the page does not object. */
  #mayToggle(question: Question, isOpen: boolean): boolean {
    this.#hasActed = true;
    return this.dispatchEvent(new ArticleFaqToggleEvent(question.text, question.id, isOpen));
  }

  #toggle(question: Question): void {
    const isOpen = !this.#isOpen.get(question.node);
    if (this.#mayToggle(question, isOpen)) this.#set(question, isOpen);
  }

  #set(question: Question, isOpen: boolean): void {
    const { node } = question;
    if (this.#isOpen.get(node) === isOpen) return;
    this.#isOpen.set(node, isOpen);
    if (node instanceof HTMLDetailsElement) node.open = isOpen;
    if (this.#faq.kind === 'terms') foldTerm(question, isOpen);
    if (isOpen && this.exclusive) {
      for (const other of this.#faq.questions) if (other !== question) this.#set(other, false);
    }
    this.requestUpdate();
    this.dispatchEvent(new ArticleFaqToggledEvent(question.text, question.id, isOpen));
  }

  #setAll(isOpen: boolean): void {
    this.#hasActed = true;
    for (const question of this.#faq.questions) this.#set(question, isOpen);
  }

  /** `toggle` does not bubble. */
  readonly #detailsToggled = {
    capture: true,
    handleEvent: ({ target }: Event): void => {
      const question = this.#faq.questions.find(({ node }) => node === target);
      if (question) this.#set(question, (target as HTMLDetailsElement).open);
    },
  };

  readonly #summaryClicked = (event: Event): void => {
    if (this.#faq.kind !== 'details' || event.defaultPrevented) return;
    const asked = this.#faq.questions.find(({ question }) => question.contains(event.target as Node));
    if (asked && !this.#mayToggle(asked, !(asked.node as HTMLDetailsElement).open)) event.preventDefault();
  };

  /** The browser's own search is about to show something in an answer, or a FAQ in there was opened. */
  readonly #foundInside = ({ target }: Event): void => {
    const around = this.#faq.questions.find((question) => holds(question, target as Node));
    if (around) this.#set(around, true);
  };

  readonly #moveBetweenQuestions = (event: KeyboardEvent): void => {
    moveBetween(
      this.#controls().filter((control) => control.getClientRects().length),
      event,
    );
  };

  readonly #followHash = async (): Promise<void> => {
    const id = hashId(location.hash);
    await this.updateComplete;
    const target = (this.getRootNode() as Document).getElementById?.(id);
    const { questions } = this.#faq;
    const asked = id && questions.find((each) => (target ? holds(each, target) : each.id === id));
    if (!asked || !this.isConnected) return;
    this.query = '';
    this.#set(asked, true);
    await this.updateComplete;
    // One frame for a FAQ around this one to open too.
    await new Promise(requestAnimationFrame);
    const isAsked = !target || !asked.answer.some((node) => node.contains(target));
    (isAsked ? asked.question : target).scrollIntoView();
    if (isAsked) this.#controls()[questions.indexOf(asked)]?.focus({ preventScroll: true });
  };

  async #copy(url: string, question: Question): Promise<void> {
    try {
      await navigator.clipboard.writeText(url);
      this.copied = question;
    } catch {
      // The clipboard is closed to us; the link is in the address bar.
    }
  }
}
