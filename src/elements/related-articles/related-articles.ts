import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { FeatureController } from '../../controllers/feature-controller.js';
import { mustKeepHeight } from '../../controllers/screen.js';
import { SettingsController } from '../../controllers/settings-controller.js';
import { assignSlots } from '../../controllers/slots.js';
import { VisibilityController } from '../../controllers/visibility-controller.js';
import { WordsController } from '../../controllers/words-controller.js';
import type { ArticlesPort } from '../../ports/articles.js';
import { baseStyles } from '../../styles/base.styles.js';
import { buttonStyles } from '../../styles/button.styles.js';
import { wasOnPage } from '../define.js';
import { renderLoadButton } from '../load-button.js';
import { flag } from '../flag.js';
import type { ArticlesAccess, ArticlesFeatureLoaders, ArticlesFeatures, Shelf } from './features.js';
import { limitOf, toParts } from './parts.js';
import { relatedArticlesStyles } from './related-articles.styles.js';
import { relatedArticlesWords } from './related-articles.words.js';

/** Places that are kept at most; a reader asks for more with a button. */
const MOST_PLACES = 20;

/**
 * What to read next, chosen for the article it stands under: the publisher's own links first, then the articles of an index or a
 * feed that are nearest to what this one says. What is worked out and remembered stays in the reader's browser.
 *
 * @summary The next read, ranked for this article, with the reason.
 * @tag related-articles
 * @slot - The publisher's own links, in a list or as they are; always shown, with the same nodes. One that is `hidden` is never offered.
 * @slot heading - The heading; a leading heading element needs no slot name.
 * @fires {RelatedArticlesShownEvent} related-articles-shown - Half of it was in view for a second; once for each set of articles.
 * @fires {RelatedArticlesSelectedEvent} related-articles-selected - The reader follows one of the articles.
 * @fires {RelatedArticlesErrorEvent} related-articles-error - The list could not be had; other links are shown where there are any.
 * @csspart heading - The heading, when the page gave none.
 * @csspart list - The list of articles.
 * @csspart item - One article.
 * @csspart media - The place of its picture.
 * @csspart link - Its title.
 * @csspart meta - Section, author, date and reading time.
 * @csspart reason - Why it is here.
 * @csspart label - "Sponsored".
 * @cssprop --related-articles-link - Colour of the titles; the text's own by default.
 * @cssprop --related-articles-ratio - Ratio of the pictures, `3 / 2` by default.
 * @cssprop --afterword-space - Space above and below each article.
 * @cssstate loading - The list is on its way; the place of its articles is kept.
 * @cssstate failed - The list could not be had.
 * @cssstate empty - There is nothing to show; the element takes no space.
 * @cssstate kept - It stays as the page laid it out, because a reader was looking at it when the script came.
 * @example <related-articles src="/feed.json" limit="3"><h2>You may also like</h2></related-articles>
 */
export class RelatedArticlesElement extends LitElement {
  static readonly afterword = true;
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, slotAssignment: 'manual' };
  static override styles = [baseStyles, buttonStyles, relatedArticlesStyles];

  /** Where the parts come from that are loaded when a reader is near; set where the element is defined. */
  static features: ArticlesFeatureLoaders | undefined;

  /** Name of the articles adapter: `feed` when only a source is given. */
  @property() provider = '';
  /** Address of the list of articles. */
  @property() src = '';
  /** An articles port a developer made; stronger than the attributes. Made anew with the same `key`, it changes nothing that is shown. */
  @property({ attribute: false }) port: ArticlesPort | undefined;
  /** Address of a feed that is asked where the list cannot be had or has nothing for this page. */
  @property() fallback = '';
  /** How many articles to show, the publisher's own links included. */
  @property({ type: Number }) limit = 3;
  /** `list` with small pictures, `compact` in single lines, or `cards`. */
  @property() layout: 'list' | 'compact' | 'cards' = 'list';
  /** Level of the heading the element writes when the page gave none: 1 to 6, or 0 for a line of text. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 0;
  /** Selector of links elsewhere on the page to fall back to when there is nothing else. */
  @property() links = '';
  /** Addresses that are never offered, with `*` for any characters, separated by spaces. */
  @property() exclude = '';
  /** What becomes of articles this browser has read to the end: they come `last`, or `keep` their place and nothing is remembered. */
  @property({ attribute: 'already-read' }) alreadyRead: 'last' | 'keep' = 'last';
  /** When articles are asked for: as the reader comes near (`lazy`), or not before the reader wants them (`click`). */
  @property() loading: 'lazy' | 'click' = 'lazy';
  /** Offers more articles than the limit, as many again each time. */
  @property({ type: Boolean, converter: flag }) more = false;

  readonly #internals = this.attachInternals();
  /** True for an element the page had before the element was defined: a reader may be looking at it. */
  readonly #wasOnPage = wasOnPage(this);
  /** Whether the publisher's own list stays as the page laid it out, see {@link mustKeepHeight}. */
  #isKept = false;
  readonly #settings = new SettingsController(this, () => this.requestUpdate());
  readonly #words = new WordsController(this, 'related-articles', relatedArticlesWords, this.#settings);
  readonly #visibility = new VisibilityController(
    this,
    () => this.requestUpdate(),
    () => this.loading === 'click',
  );
  readonly #lightDom = new MutationObserver(() => this.requestUpdate());
  readonly #features = new FeatureController<ArticlesAccess, ArticlesFeatures>(
    this,
    { host: this, settings: this.#settings, isKept: () => this.#isKept, wasWritten: this.isConnected },
    () => RelatedArticlesElement.features,
  );

  override connectedCallback(): void {
    if (!this.hasUpdated) this.#isKept = this.#wasOnPage && this.#hasOwn && mustKeepHeight(this);
    super.connectedCallback();
    this.#lightDom.observe(this, {
      childList: true,
      subtree: true,
      characterData: true,
      attributeFilter: ['href', 'slot', 'hidden', 'rel'],
    });
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#lightDom.disconnect();
  }

  protected override willUpdate(): void {
    this.layout ||= 'list';
  }

  protected override updated(): void {
    const shelf = this.#shelf;
    assignSlots(this.renderRoot, shelf?.slots ?? toParts(this));
    const { states } = this.#internals;
    states.clear();
    if (this.#isKept) states.add('kept');
    if (this.#isWaiting) states.add('loading');
    if (shelf?.hasFailed) states.add('failed');
    if (shelf?.isDone && !shelf.hasContent) states.add('empty');
  }

  /** Asks for the list again. */
  async reload(): Promise<void> {
    await this.#shelf?.reload();
  }

  override render(): TemplateResult {
    const shelf = this.#shelf;
    const isWaiting = this.#isWaiting;
    const [heading] = shelf?.slots ?? toParts(this);
    const hasContent = shelf ? shelf.hasContent : this.#visibility.isHeld || isWaiting || this.#hasOwn;
    return html`
      <slot name="heading">${hasContent && !heading.length ? this.#renderHeading() : nothing}</slot>
      <div class=${this.#isKept ? nothing : `own ${this.layout}`}><slot></slot></div>
      <div class="body ${this.layout}" aria-busy=${isWaiting} tabindex=${this.loading === 'click' ? -1 : nothing}>
        ${renderLoadButton(this.#visibility, this.#words.t('load'))}${isWaiting ? this.#renderPlaces() : nothing}${shelf?.render()}
      </div>
      <slot name="after"></slot>
    `;
  }

  #renderHeading(): TemplateResult {
    const level = this.headingLevel || nothing;
    const role = this.headingLevel ? 'heading' : nothing;
    return html`<div class="heading" part="heading" role=${role} aria-level=${level}>${this.#words.t('heading')}</div>`;
  }

  /** Links of the publisher's own are worth more than a place that may stay empty. */
  #renderPlaces(): TemplateResult | typeof nothing {
    if (this.#hasOwn) return nothing;
    const place = html`<li>
      <div class="text">
        <span class="title"></span>
        <p class="meta"></p>
      </div>
      <span class="media"></span>
    </li>`;
    return html`<ul class="waiting" aria-hidden="true">
      ${Array(MOST_PLACES).fill(place).slice(0, limitOf(this))}
    </ul>`;
  }

  get #shelf(): Shelf | null | undefined {
    return this.#features.get('shelf', this.#visibility.seen);
  }

  get #hasOwn(): boolean {
    return this.querySelector('a:not([hidden], [hidden] *)') !== null;
  }

  get #isWaiting(): boolean {
    const shelf = this.#shelf;
    return shelf ? shelf.isWaiting : shelf === undefined && !this.#hasOwn && !this.#visibility.isHeld;
  }
}
