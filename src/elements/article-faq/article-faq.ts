import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { uniqueSlugs } from '../../content/slug.js';
import { tellDeveloper } from '../../controllers/console.js';
import { PageStylesController } from '../../controllers/page-styles-controller.js';
import { isSeen, spaceIsReserved } from '../../controllers/screen.js';
import { SettingsController } from '../../controllers/settings-controller.js';
import { assignSlots } from '../../controllers/slots.js';
import { visibleText, withoutLabel } from '../../controllers/visible-text.js';
import { WordsController } from '../../controllers/words-controller.js';
import { baseStyles, controlStyles } from '../../styles/base.styles.js';
import { ArticleFaqToggledEvent, ArticleFaqToggleEvent } from './article-faq.events.js';
import { articleFaqStyles, pageStyles } from './article-faq.styles.js';
import { articleFaqWords } from './article-faq.words.js';
import { copyLink } from './copy-link.js';
import { matches } from './filter.js';
import { HashController } from './hash-controller.js';
import { heading } from './heading.js';
import { foldInPlace, foldsInPlace, InPlaceController } from './in-place.js';
import { PrintController } from './print-controller.js';
import { isInteractive, readFaq, type Faq, type Loose, type Question } from './questions.js';
import { moveBetween } from './roving.js';
import { StructuredDataController } from './structured-data.js';

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
 * @csspart marker - The arrow that says whether the answer is open.
 * @csspart answer - What opens.
 * @cssprop --afterword-reserved - 1 where the page sized the element before it was defined, so that it may fold on screen.
 * @cssstate designed - It draws its own lines and spacing; absent while it keeps the height the page gave it.
 * @example <article-faq><h2>FAQ</h2><h3>Why?</h3><p>Because.</p></article-faq>
 */
export class ArticleFaqElement extends LitElement {
  static readonly afterword = true;
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, slotAssignment: 'manual' };
  static override styles = [baseStyles, controlStyles, articleFaqStyles];

  /** All answers start open. A `<details>` starts as the page wrote it. */
  @property({ type: Boolean }) open = false;
  /** Opening an answer closes the others. */
  @property({ type: Boolean }) exclusive = false;
  /** Describes the questions to search engines (schema.org `FAQPage`), unless the page does so itself. */
  @property({ type: Boolean, attribute: 'structured-data' }) structuredData = false;

  @state() private acted = false;
  @state() private query = '';
  @state() private status = '';
  @state() private copied: Question | undefined;

  readonly #settings = new SettingsController(this, () => this.requestUpdate());
  readonly #words = new WordsController(this, 'article-faq', articleFaqWords, this.#settings);
  readonly #internals = this.attachInternals();
  /** True for an element the page had before the element was defined: a reader may be looking at it. */
  readonly #wasOnPage = this.isConnected;
  readonly #isOpen = new WeakMap<Node, boolean>();
  readonly #margins = new WeakMap<Node, string>();
  readonly #observer = new MutationObserver(() => this.#contentChanged());
  readonly #hash = new HashController(this, {
    questions: () => this.#questions,
    idOf: (question) => this.#idOf(question),
    open: (question) => {
      this.query = '';
      this.#set(question, true);
    },
    controlOf: (question) => this.#controlOf(question),
  });
  #faq: Faq | undefined;
  #slugs: readonly string[] | undefined;
  /** True while the layout stays the page's own, see {@link isSeen}. */
  #kept = false;

  constructor() {
    super();
    new PageStylesController(this, pageStyles);
    new StructuredDataController(this, () => (this.structuredData ? this.#questions : []));
    new InPlaceController(this, () => this.#questions.filter(foldsInPlace));
    new PrintController(this, () => this.#questions.filter((question) => question.kind === 'details'), this.#isOpen);
  }

  get #questions(): readonly Question[] {
    return this.#faq?.questions ?? [];
  }

  get #foldable(): readonly Question[] {
    return this.#questions.filter((question) => question.kind !== 'fixed' || foldsInPlace(question));
  }

  override connectedCallback(): void {
    // Before there is a shadow root, the page can still be measured as the reader sees it.
    if (!this.hasUpdated && this.#wasOnPage && isSeen(this) && !spaceIsReserved(this)) this.#keepLayout();
    super.connectedCallback();
    this.#observer.observe(this, { childList: true, subtree: true, characterData: true });
    this.addEventListener('toggle', this.#detailsToggled, true);
    this.addEventListener('click', this.#summaryClicked);
    this.addEventListener('keydown', this.#moveBetweenQuestions);
    this.addEventListener('article-faq-toggled', this.#nestedToggled);
    this.addEventListener('beforematch', this.#found);
    if (this.hasUpdated) this.#contentChanged();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
    this.removeEventListener('toggle', this.#detailsToggled, true);
    this.removeEventListener('click', this.#summaryClicked);
    this.removeEventListener('keydown', this.#moveBetweenQuestions);
    this.removeEventListener('article-faq-toggled', this.#nestedToggled);
    this.removeEventListener('beforematch', this.#found);
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
    if (changed.has('open') && this.hasUpdated) {
      for (const question of this.#questions) if (question.kind === 'pair') this.#set(question, this.open);
    }
    if (this.#faq) return;
    this.#faq = readFaq(this);
    this.#slugs = undefined;
    for (const { kind, node } of this.#questions) {
      if (this.#isOpen.has(node)) continue;
      const isOpen =
        kind === 'details'
          ? (node as HTMLDetailsElement).open
          : kind === 'fixed' || this.open || (this.#kept && !this.hasUpdated);
      this.#isOpen.set(node, isOpen);
    }
  }

  protected override firstUpdated(): void {
    if (!this.#kept) this.#internals.states.add('designed');
    void this.#hash.follow();
  }

  protected override updated(): void {
    this.#assignSlots();
    if (!this.#questions.length && document.readyState !== 'loading') {
      tellDeveloper(this, 'found no question: write <details>, headings followed by text, or a <dl> into it');
    }
  }

  override render(): TemplateResult {
    const blocks = this.#faq?.blocks ?? [];
    const hasIntro = blocks[0]?.kind === 'loose' && blocks.length > 1;
    return html`<div class=${this.#kept ? 'kept' : 'designed'}>
        ${hasIntro ? nothing : this.#renderBar()}
        ${repeat(
          blocks,
          (block) => (block.kind === 'loose' ? block.answer[0] : block.node),
          (block, index) => html`${this.#renderBlock(block)}${hasIntro && index === 0 ? this.#renderBar() : nothing}`,
        )}
      </div>
      <div class="visually-hidden" role="status">${this.status}</div>`;
  }

  #renderBlock(block: Question | Loose): TemplateResult {
    switch (block.kind) {
      case 'loose':
        return html`<div class="loose">${this.#renderInPlace(block)}<slot></slot></div>`;
      case 'details':
        return this.#renderDetails(block);
      default:
        return this.#renderPair(block);
    }
  }

  #renderDetails(question: Question): TemplateResult {
    const isOpen = this.#isOpen.get(question.node);
    return html`<div class="item native ${isOpen ? 'open' : ''}" part="item" ?hidden=${!this.#isFound(question)}>
      <slot></slot><span class="marker" part="marker"></span>${this.#renderLink(question)}
    </div>`;
  }

  #renderPair(question: Question): TemplateResult {
    const isOpen = this.#isOpen.get(question.node) ?? false;
    const beside = isInteractive(question.question);
    const marker = html`<span class="marker" part="marker"></span>`;
    const name = html`<slot></slot>`;
    const button = html`<button
      type="button"
      class="question"
      part="question"
      aria-expanded=${isOpen}
      aria-label=${beside ? question.text : nothing}
      @click=${() => this.#askedToToggle(question)}
    >
      ${beside ? marker : html`${name}${marker}`}
    </button>`;
    return html`<div
      class="item ${isOpen ? 'open' : ''} ${beside ? 'beside' : ''}"
      part="item"
      ?hidden=${!this.#isFound(question)}
    >
      ${
        beside
          ? html`<div class="heading">${name}${button}</div>`
          : heading(question.level, button, this.#kept ? this.#margins.get(question.node) : undefined)
      }
      ${this.#renderLink(question)}
      <div class="panel" hidden=${isOpen ? nothing : 'until-found'} @beforematch=${() => this.#set(question, true)}>
        <div class="answer" part="answer"><slot></slot></div>
      </div>
    </div>`;
  }

  /** Buttons on top of questions that are deep inside what a slot shows. */
  #renderInPlace({ answer }: Loose): unknown {
    const inside = this.#foldable.filter(({ kind, node }) => kind === 'fixed' && answer.some((each) => each.contains(node)));
    return repeat(
      inside,
      ({ node }) => node,
      (question) => {
        const isOpen = this.#isOpen.get(question.node) ?? true;
        return html`<button
          type="button"
          class="question in-place ${isInteractive(question.question) ? 'end' : ''} ${isOpen ? 'open' : ''}"
          part="question"
          data-in-place
          aria-expanded=${isOpen}
          aria-label=${question.text}
          @click=${() => this.#askedToToggle(question)}
        >
          <span class="marker" part="marker"></span>
        </button>`;
      },
    );
  }

  #renderLink(question: Question): TemplateResult {
    return html`<button
      type="button"
      class="plain link"
      aria-label=${this.#words.t('copyLink', { question: question.text })}
      @click=${() => void this.#copyLink(question)}
      @blur=${() => (this.copied = undefined)}
    >
      ${this.copied === question ? '✓' : '#'}
    </button>`;
  }

  #renderBar(): TemplateResult | typeof nothing {
    const foldable = this.#foldable;
    const mayExpand = !this.exclusive && foldable.length >= EXPAND_ALL_FROM;
    const maySearch = foldable.length >= SEARCH_FROM && foldable.every(({ kind }) => kind !== 'fixed');
    // Where the layout is kept, a new row would move what the reader looks at.
    if ((!mayExpand && !maySearch) || (this.#kept && !this.acted)) return nothing;
    const allOpen = foldable.every(({ node }) => this.#isOpen.get(node));
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
    const n = this.#foldable.filter((question) => this.#isFound(question)).length;
    return html`<search class="search">
      <label>
        <span class="visually-hidden">${this.#words.t('filterLabel')}</span>
        <input
          type="search"
          autocomplete="off"
          placeholder=${this.#words.t('filterLabel')}
          .value=${live(this.query)}
          @input=${this.#search}
          @keydown=${this.#keepTyping}
        />
      </label>
      <span class="count muted" role="status">
        ${this.query ? this.#words.t(n ? 'filterCount' : 'filterNone', { n }) : nothing}
      </span>
    </search>`;
  }

  #isFound({ text, answer }: Question): boolean {
    return !this.query || matches(this.query, `${text} ${visibleText(answer)}`);
  }

  readonly #search = (event: Event): void => {
    this.query = (event.target as HTMLInputElement).value.trim();
  };

  /** Letters typed here are no shortcuts of the page. */
  readonly #keepTyping = (event: KeyboardEvent): void => {
    if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
  };

  /** Notes the spacing of the page's headings, which a button around them would otherwise change. */
  #keepLayout(): void {
    this.#kept = true;
    for (const { question, node } of readFaq(this).questions) {
      const { marginBlockStart, marginBlockEnd } = getComputedStyle(question);
      this.#margins.set(node, `margin-block: ${marginBlockStart} ${marginBlockEnd}`);
    }
  }

  #contentChanged(): void {
    this.#faq = undefined;
    this.requestUpdate();
  }

  #assignSlots(): void {
    const groups = (this.#faq?.blocks ?? []).flatMap((block) => {
      if (block.kind === 'pair') return [[block.question], block.answer];
      return [block.kind === 'details' ? [block.node] : block.answer];
    });
    assignSlots(this.renderRoot, groups);
  }

  #askedToToggle(question: Question): void {
    const isOpen = !this.#isOpen.get(question.node);
    this.acted = true;
    if (this.#mayToggle(question, isOpen)) this.#set(question, isOpen);
  }

  #mayToggle(question: Question, isOpen: boolean): boolean {
    return this.dispatchEvent(new ArticleFaqToggleEvent(question.text, this.#idOf(question), isOpen));
  }

  #set(question: Question, isOpen: boolean): void {
    const { kind, node } = question;
    if (this.#isOpen.get(node) === isOpen) return;
    this.#isOpen.set(node, isOpen);
    if (kind === 'fixed') foldInPlace(question, isOpen);
    if (kind === 'details') (node as HTMLDetailsElement).open = isOpen;
    if (isOpen && this.exclusive) {
      for (const other of this.#foldable) if (other !== question) this.#set(other, false);
    }
    this.requestUpdate();
    this.dispatchEvent(new ArticleFaqToggledEvent(question.text, this.#idOf(question), isOpen));
  }

  #setAll(isOpen: boolean): void {
    this.acted = true;
    for (const question of this.#foldable) this.#set(question, isOpen);
  }

  readonly #detailsToggled = (event: Event): void => {
    const question = this.#questions.find(({ node }) => node === event.target);
    if (question?.kind === 'details') this.#set(question, (question.node as HTMLDetailsElement).open);
  };

  readonly #summaryClicked = (event: Event): void => {
    const path = event.composedPath();
    const question = this.#questions.find((each) => each.kind === 'details' && path.includes(each.question));
    if (!question || event.defaultPrevented) return;
    this.acted = true;
    if (!this.#mayToggle(question, !(question.node as HTMLDetailsElement).open)) event.preventDefault();
  };

  /** The browser's own search, or a link to a text, is about to show an answer. */
  readonly #found = (event: Event): void => {
    const [target] = event.composedPath();
    const question = this.#questions.find(({ answer }) => answer.some((node) => node.contains(target as Node)));
    if (question) this.#set(question, true);
  };

  /** An answer that holds another FAQ opens with what a link or a search opened in there. */
  readonly #nestedToggled = (event: ArticleFaqToggledEvent): void => {
    if (event.target === this || !event.open) return;
    const around = this.#questions.find((question) => question.answer.some((node) => node.contains(event.target as Node)));
    if (around) this.#set(around, true);
  };

  readonly #moveBetweenQuestions = (event: KeyboardEvent): void => {
    moveBetween(
      this.#foldable.filter((question) => this.#isFound(question)).map((question) => this.#controlOf(question)),
      event,
    );
  };

  /** What is pressed to open the answer: a button of ours, or the page's own `<summary>`. */
  #controlOf(question: Question): HTMLElement | undefined {
    if (question.kind === 'details') return question.question;
    const ours = this.#foldable.filter(({ kind }) => kind !== 'details');
    return this.renderRoot.querySelectorAll<HTMLElement>('.question')[ours.indexOf(question)];
  }

  #idOf(question: Question): string {
    this.#slugs ??= uniqueSlugs(this.#questions.map(({ text }) => withoutLabel(text)));
    return question.question.id || question.node.id || this.#slugs[this.#questions.indexOf(question)]!;
  }

  async #copyLink(question: Question): Promise<void> {
    this.status = '';
    const isCopied = await copyLink(this.#idOf(question));
    if (isCopied) this.copied = question;
    this.status = this.#words.t(isCopied ? 'linkCopied' : 'linkNotCopied');
  }
}
