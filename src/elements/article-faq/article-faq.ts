import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { FeatureController } from '../../controllers/feature-controller.js';
import { PageStylesController } from '../../controllers/page-styles-controller.js';
import { mustKeepHeight } from '../../controllers/screen.js';
import { SettingsController } from '../../controllers/settings-controller.js';
import { assignSlots } from '../../controllers/slots.js';
import { WordsController } from '../../controllers/words-controller.js';
import type { FeedbackPort } from '../../ports/feedback.js';
import { articleTextStyles, baseStyles } from '../../styles/base.styles.js';
import { buttonStyles } from '../../styles/button.styles.js';
import { wasOnPage } from '../define.js';
import { flag } from '../flag.js';
import { ArticleFaqToggledEvent, ArticleFaqToggleEvent } from './article-faq.events.js';
import { articleFaqStyles, pageStyles } from './article-faq.styles.js';
import { articleFaqWords } from './article-faq.words.js';
import type { FaqAccess, FaqFeatureLoaders, FaqFeatures } from './features.js';
import { keepPlace } from './keep-place.js';
import { holds, rank, readFaq, type Block, type Faq, type Question } from './questions.js';

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
 * @fires {ArticleFaqVoteEvent} article-faq-vote - The reader says whether an answer was helpful; can be cancelled.
 * @fires {ArticleFaqVotedEvent} article-faq-voted - What the reader said was taken.
 * @fires {ArticleFaqErrorEvent} article-faq-error - What the reader said could not be sent.
 * @csspart bar - The row with the search and the button for all answers.
 * @csspart item - A question with its answer.
 * @csspart question - The button of a question.
 * @csspart marker - The sign that says whether the answer is open.
 * @csspart answer - What opens.
 * @csspart helpful - "Was this helpful?" under an answer.
 * @cssprop --afterword-reserved - 1 where the page sized the element before it was defined, so that it may fold on screen.
 * @cssstate designed - It draws its own lines and spacing; absent while it keeps the height the page gave it.
 * @example <article-faq><h2>FAQ</h2><h3>Why?</h3><p>Because.</p></article-faq>
 */
export class ArticleFaqElement extends LitElement {
  static readonly afterword = true;
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, slotAssignment: 'manual' };
  static override styles = [baseStyles, buttonStyles, articleTextStyles, articleFaqStyles];

  /** Where the features come from that only some FAQs have; set where the element is defined. */
  static features: FaqFeatureLoaders | undefined;

  /** All answers start open, with `exclusive` the first. A `<details>` starts as the page wrote it. */
  @property({ type: Boolean, converter: flag }) open = false;
  /** Opening an answer closes the others. */
  @property({ type: Boolean, converter: flag }) exclusive = false;
  /** Describes the questions to search engines (schema.org `FAQPage`), unless the page does so itself. */
  @property({ type: Boolean, converter: flag, attribute: 'structured-data' }) structuredData = false;

  /** Keeps what the reader opened through reloads of the page in this tab. */
  @property({ type: Boolean, converter: flag }) remember = false;
  /** Writes the question a reader opens into the address of the page, without a new entry in the history. */
  @property({ type: Boolean, converter: flag, attribute: 'update-url' }) updateUrl = false;
  /** Asks under each answer whether it was helpful. */
  @property({ type: Boolean, converter: flag }) helpful = false;
  /** Where the answer to that is posted as JSON; without it, and without a port, it is an event only. */
  @property({ attribute: 'feedback-src' }) feedbackSrc = '';
  /** A port a developer made for it; stronger than the address. */
  @property({ attribute: false }) feedbackPort: FeedbackPort | undefined;

  readonly #settings = new SettingsController(this, () => this.requestUpdate());
  readonly #words = new WordsController(this, 'article-faq', articleFaqWords, this.#settings);
  readonly #internals = this.attachInternals();
  /** True for an element the page had before the element was defined: a reader may be looking at it. */
  readonly #wasOnPage = wasOnPage(this);
  readonly #isOpen = new WeakMap<Node, boolean>();
  readonly #content = new MutationObserver(() => this.#contentChanged());
  readonly #features = new FeatureController<FaqAccess, FaqFeatures>(
    this,
    {
      host: this,
      settings: this.#settings,
      faq: () => this.#faq,
      holds,
      isOpen: ({ node }) => this.#isOpen.get(node)!,
      set: (question, isOpen) => this.#set(question, isOpen),
      renderCover: (question) => this.#renderButton(question, true),
      t: (key, values) => this.#words.t(key, values),
      search: () => this.#search,
      controls: () => this.#controls(),
    },
    () => ArticleFaqElement.features,
  );
  #faq: Faq = { kind: 'headings', blocks: [], questions: [] };
  #isStale = true;
  #hasActed = false;
  #isReached = false;
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
    this.#contentChanged();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.#followHash);
    this.#content.disconnect();
  }

  /** Opens every answer; with `exclusive`, the first alone. Asks nobody: `article-faq-toggle` is for what the reader does. */
  expandAll(): void {
    this.#setAll(true);
  }

  /** Closes every answer, and asks nobody either. */
  collapseAll(): void {
    this.#setAll(false);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('open') && this.hasUpdated) this.#setAll(this.open);
    if (this.#isStale) this.#read();
    this.#features.get('structuredData', this.structuredData);
    // Before an answer opens, so that it opens with it.
    this.#features.get('helpful', this.helpful);
    this.#features.get('history', this.remember || this.updateUrl);
  }

  /** Only whole children of the element can be hidden. */
  get #maySearch(): boolean {
    const { questions } = this.#faq;
    return questions.length >= SEARCH_FROM && questions.every(({ node }) => node.parentNode === this);
  }

  get #search(): FaqFeatures['search'] | null | undefined {
    return this.#features.get('search', this.#maySearch);
  }

  /** What a reader needs who came near with the pointer or the keyboard. */
  get #reach(): FaqFeatures['reach'] | null | undefined {
    return this.#features.get('reach', this.#isReached);
  }

  get #terms(): FaqFeatures['terms'] | null | undefined {
    return this.#features.get('terms', this.#faq.kind === 'terms');
  }

  protected override firstUpdated(): void {
    if (!this.#isKept) this.#internals.states.add('designed');
    this.#followHash();
  }

  protected override updated(): void {
    const { kind, blocks } = this.#faq;
    const groups = blocks.flatMap(({ nodes, questions: [asked] }) =>
      kind === 'headings' && asked ? [nodes, asked.answer] : [nodes],
    );
    assignSlots(this.renderRoot, groups);
  }

  override render(): TemplateResult {
    const [intro, ...blocks] = this.#faq.blocks;
    return html`<div
        class=${this.#isKept ? 'kept' : 'designed'}
        @click=${this.#summaryClicked}
        @pointerover=${this.#reached}
        @focusin=${this.#reached}
        @keydown=${(event: KeyboardEvent) => this.#reach?.move(event)}
        @toggle=${this.#detailsToggled}
        @beforematch=${this.#foundInside}
        @article-faq-toggled=${this.#foundInside}
      >
        ${this.#renderBlock(intro!)} ${this.#renderBar()}
        ${repeat(
          blocks,
          ({ nodes }) => nodes[0],
          (block) => this.#renderBlock(block),
        )}
      </div>
      <div class="visually-hidden" role="status" .textContent=${this.#reach?.status}></div>`;
  }

  #renderBlock({ questions }: Block): TemplateResult {
    const { kind } = this.#faq;
    const [question] = questions;
    if (kind === 'terms' || !question) {
      return html`<div class="loose"><slot></slot>${this.#terms?.render(questions)}</div>`;
    }
    const isOpen = this.#isOpen.get(question.node);
    return html`<div class="item" part="item" ?hidden=${this.#search?.shows(question) === false}>
      ${kind === 'details' ? html`<slot></slot>` : this.#renderPair(question)} ${this.#reach?.renderLink(question)}
      ${this.#features.get('helpful', this.helpful && isOpen)?.render(question)}
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
      aria-expanded=${this.#isOpen.get(question.node)!}
      aria-label=${isCover ? question.text : nothing}
      @click=${() => this.#toggle(question)}
    >
      ${isCover ? nothing : html`<slot></slot>`}<span class="marker" part="marker" aria-hidden="true"></span>
    </button>`;
  }

  #renderBar(): TemplateResult | typeof nothing {
    const { kind, questions } = this.#faq;
    const maySearch = this.#maySearch;
    const mayExpand = !this.exclusive && questions.length >= EXPAND_ALL_FROM && (kind !== 'terms' || this.#terms);
    // Where the layout is kept, a new row would move what the reader looks at.
    if ((!mayExpand && !maySearch) || (this.#isKept && !this.#hasActed)) return nothing;
    const allOpen = questions.every(({ node }) => this.#isOpen.get(node));
    return html`<div class="bar ${maySearch ? 'tall' : ''}" part="bar">
      ${this.#search?.render()}
      ${
        mayExpand
          ? html`<button type="button" class="plain" @click=${() => this.#toggleAll(!allOpen)}>
              <span .textContent=${this.#words.t(allOpen ? 'collapseAll' : 'expandAll')}></span>
            </button>`
          : nothing
      }
    </div>`;
  }

  #read(): void {
    this.#isStale = false;
    const before = new Map(this.#faq.questions.map(({ node, text }) => [node, text]));
    const known = new Map([...before].map(([node, text]) => [text, this.#isOpen.get(node)]));
    const { kind, questions } = (this.#faq = readFaq(this));
    for (const { node, text, answer } of questions) {
      if (kind === 'terms') {
        this.#isOpen.set(node, !answer.some((each) => (each as HTMLElement).hidden));
        continue;
      }
      const was = before.get(node);
      // A host that renders or morphs anew puts words into other nodes: what was open goes with its words. Words that nobody had
      // before, in place of words that nobody has any more, are those of an editor or translator.
      const isMoved = (): boolean => was !== text && (known.has(text) || questions.some((other) => other.text === was));
      if (this.#isOpen.has(node) && !isMoved()) continue;
      const mayOpen = this.open && !(this.exclusive && node !== questions[0]!.node);
      const isShown = mayOpen || (this.#isKept && !this.hasUpdated);
      this.#isOpen.set(node, node instanceof HTMLDetailsElement ? node.open : (known.get(text) ?? isShown));
    }
  }

  #contentChanged(): void {
    this.#isStale = true;
    this.requestUpdate();
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
    this.#terms?.fold(question, isOpen);
    if (isOpen && this.exclusive) {
      keepPlace(question.question, this);
      for (const other of this.#faq.questions) if (other !== question) this.#set(other, false);
    }
    this.requestUpdate();
    this.dispatchEvent(new ArticleFaqToggledEvent(question.text, question.id, isOpen));
  }

  #setAll(isOpen: boolean): void {
    this.#hasActed = true;
    const { questions } = this.#faq;
    for (const question of isOpen && this.exclusive ? questions.slice(0, 1) : questions) this.#set(question, isOpen);
  }

  /** The page is asked of each before the first opens, so that what follows knows a press for all from one for one. */
  #toggleAll(isOpen: boolean): void {
    const others = this.#faq.questions.filter(({ node }) => this.#isOpen.get(node) !== isOpen);
    for (const question of others.filter((each) => this.#mayToggle(each, isOpen))) this.#set(question, isOpen);
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

  readonly #reached = (): void => {
    this.#isReached = true;
    // Renders when it is there.
    void this.#reach;
  };

  readonly #followHash = (): void => this.#features.get('hash', location.hash)?.follow();
}
