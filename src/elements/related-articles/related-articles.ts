import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { tellDeveloper } from '../../controllers/console.js';
import { PageStylesController } from '../../controllers/page-styles-controller.js';
import { PortController } from '../../controllers/port-controller.js';
import { RequestController } from '../../controllers/request-controller.js';
import { SettingsController } from '../../controllers/settings-controller.js';
import { assignSlots } from '../../controllers/slots.js';
import { VisibilityController } from '../../controllers/visibility-controller.js';
import { WordsController } from '../../controllers/words-controller.js';
import type { AfterwordError } from '../../ports/errors.js';
import type { Article, ArticlesPort } from '../../ports/articles.js';
import type { RankedArticle } from '../../relevance/rank.js';
import { baseStyles } from '../../styles/base.styles.js';
import { buttonStyles } from '../../styles/button.styles.js';
import { articleRow, emptyRow, noteOf } from './article-row.js';
import { findArticles, type Answer } from './find-articles.js';
import { matchLinks, readOwnLinks, toRules, toSlots, type OwnLink } from './own-links.js';
import {
  RelatedArticlesErrorEvent,
  RelatedArticlesSelectedEvent,
  RelatedArticlesShownEvent,
} from './related-articles.events.js';
import { relatedArticlesStyles } from './related-articles.styles.js';
import { relatedArticlesWords } from './related-articles.words.js';
import { ShownController } from './shown-controller.js';

const DEFAULT_LIMIT = 3;

/**
 * What to read next, chosen for the article it stands under: the publisher's own links first, then the articles of a feed
 * that are nearest to what this one says. Everything is worked out in the reader's browser.
 *
 * @summary The next read, ranked for this article, with the reason.
 * @tag related-articles
 * @slot - The publisher's own links, in a list or as they are; always shown, with the same nodes.
 * @slot heading - The heading; a leading heading element needs no slot name.
 * @fires {RelatedArticlesShownEvent} related-articles-shown - Half of it was in view for a second; once for each set of articles.
 * @fires {RelatedArticlesSelectedEvent} related-articles-selected - The reader follows one of the articles.
 * @fires {RelatedArticlesErrorEvent} related-articles-error - The list could not be had; other links are shown where there are any.
 * @csspart heading - The heading, when the page gave none.
 * @csspart list - The list of articles.
 * @csspart item - One article.
 * @csspart media - The place of its picture.
 * @csspart link - Its title.
 * @csspart meta - Section, date and reading time.
 * @csspart reason - Why it is here.
 * @cssprop --related-articles-link - Colour of the titles; the text's own by default.
 * @cssprop --related-articles-ratio - Ratio of the pictures, `3 / 2` by default.
 * @cssprop --afterword-space - Space above and below each article.
 * @cssstate loading - The list is on its way; the place of its articles is kept.
 * @cssstate failed - The list could not be had.
 * @cssstate empty - There is nothing to show; the element takes no space.
 * @example <related-articles src="/feed.json" limit="3"><h2>You may also like</h2></related-articles>
 */
export class RelatedArticlesElement extends LitElement {
  static readonly afterword = true;
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, slotAssignment: 'manual' };
  static override styles = [baseStyles, buttonStyles, relatedArticlesStyles];

  /** Name of the articles adapter: `json-feed` when only a source is given. */
  @property() provider = '';
  /** Address of the list of articles. */
  @property() src = '';
  /** An articles port a developer made; stronger than the attributes. */
  @property({ attribute: false }) port: ArticlesPort | undefined;
  /** How many articles to show, the publisher's own links included. */
  @property({ type: Number }) limit = DEFAULT_LIMIT;
  /** `list` with small pictures, `compact` in single lines, or `cards`. */
  @property() layout: 'list' | 'compact' | 'cards' = 'list';
  /** Level of the heading the element writes when the page gave none: 1 to 6, or 0 for a line of text. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 0;
  /** Selector of links elsewhere on the page to fall back to when there is nothing else. */
  @property() links = '';
  /** Offers more articles than the limit, as many again each time. */
  @property({ type: Boolean }) more = false;

  readonly #internals = this.attachInternals();
  readonly #settings = new SettingsController(this, () => this.requestUpdate());
  readonly #words = new WordsController(this, 'related-articles', relatedArticlesWords, this.#settings);
  readonly #request = new RequestController<Answer>(this);
  readonly #visibility = new VisibilityController(this, () => this.requestUpdate());
  readonly #port = new PortController(this, {
    name: 'articles',
    settings: this.#settings,
    own: () => this,
    onChange: () => {
      this.#request.reset();
      this.#extra = 0;
    },
  });
  readonly #lightDom = new MutationObserver(() => this.requestUpdate());
  readonly #sheet = new CSSStyleSheet();
  #rules = '';
  #asked = '';
  #wasWaiting = false;
  /** Articles shown beyond the limit, because the reader asked for them. */
  #extra = 0;
  /** The host's nodes: the heading, the links and what stands before them, what follows. */
  #slots: ReturnType<typeof toSlots> = [[], [], []];
  /** The publisher's links in the order shown. */
  #own: OwnLink[] = [];
  /** The articles that could be shown below them. */
  #others: readonly RankedArticle[] = [];

  constructor() {
    super();
    new PageStylesController(this, () => this.#sheet);
    new ShownController(this, {
      what: () => (this.#isWaiting ? '' : this.#articles.map(({ url }) => url).join('\n')),
      onShown: () => this.dispatchEvent(new RelatedArticlesShownEvent(this.#articles)),
      onMoved: () => this.#releaseHeight(),
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#lightDom.observe(this, { childList: true, subtree: true, characterData: true, attributeFilter: ['href', 'slot'] });
    this.addEventListener('click', this.#onClick);
    this.addEventListener('auxclick', this.#onClick);
    window.addEventListener('online', this.#onOnline);
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#lightDom.disconnect();
    this.removeEventListener('click', this.#onClick);
    this.removeEventListener('auxclick', this.#onClick);
    window.removeEventListener('online', this.#onOnline);
  }

  protected override update(changed: PropertyValues<this>): void {
    const { configured, port, error } = this.#port;
    this.#own = readOwnLinks(this);
    const asked = [this.links, error?.message, ...(configured ? [] : this.#own.map(({ key }) => key))].join('\n');
    // Idle again: the port is another one, or the element was moved, which aborted the request.
    const isNews = asked !== this.#asked || this.#request.status === 'idle';
    if (isNews && this.#visibility.seen && (port || error || !configured)) {
      this.#asked = asked;
      void this.#load();
    }
    const ranked = this.#request.value?.ranked ?? [];
    const others = matchLinks(this.#own, ranked);
    // Beside links of the publisher's own, only what really is related adds something.
    this.#others = this.#own.length ? others.filter(({ score }) => score >= 0) : others;
    const place = ({ known }: OwnLink): number => (known ? ranked.indexOf(known) : ranked.length);
    if (!configured) this.#own.sort((a, b) => place(a) - place(b));
    this.#slots = toSlots(this, this.#own);
    if (this.#wasWaiting && !this.#isWaiting) {
      this.#body.style.minBlockSize = `${this.#body.getBoundingClientRect().height}px`;
    }
    this.#wasWaiting = this.#isWaiting;
    super.update(changed);
  }

  protected override updated(): void {
    this.#releaseHeight();
    assignSlots(this.renderRoot, this.#slots);
    const rules = toRules(this.#own, this.#request.value?.current, (known) => noteOf(known, this.#words));
    if (rules !== this.#rules) this.#sheet.replaceSync((this.#rules = rules));
    const { states } = this.#internals;
    states.clear();
    if (this.#isWaiting) states.add('loading');
    if (this.#error) states.add('failed');
    if (!this.#hasContent && this.#request.status === 'complete') states.add('empty');
  }

  /** Asks for the list again. */
  async reload(): Promise<void> {
    if (this.#port.error) this.#port.retry();
    else await this.#load();
  }

  override render(): TemplateResult {
    return html`
      <slot name="heading">${this.#hasContent && !this.#slots[0].length ? this.#renderHeading() : nothing}</slot>
      <div class="own"><slot></slot></div>
      <div class="body ${this.layout}" aria-busy=${this.#isWaiting}>${this.#renderBody()}</div>
      <slot name="after"></slot>
    `;
  }

  #renderHeading(): TemplateResult {
    const level = this.headingLevel || nothing;
    const role = this.headingLevel ? 'heading' : nothing;
    return html`<div class="heading" part="heading" role=${role} aria-level=${level}>${this.#words.t('heading')}</div>`;
  }

  #renderBody(): TemplateResult {
    const { code } = this.#error ?? {};
    const words = this.#words;
    const rows = this.#rows;
    const media = rows.some(({ article }) => article.image);
    // Links of the publisher's own are worth more than a place that may stay empty.
    const places = this.#own.length ? 0 : Math.min(this.#limit, 20);
    return html`${
        this.#isWaiting
          ? html`<ul class="waiting" aria-hidden="true">
              ${Array.from({ length: places }, () => emptyRow)}
            </ul>`
          : rows.length
            ? html`<ul part="list">
                ${repeat(
                  rows,
                  ({ article }) => article.url,
                  (row) => articleRow(row, words, media),
                )}
              </ul>`
            : nothing
      }
      <div class="failed">
        <p class="muted" role="status">${this.#failsVisibly ? words.t(navigator.onLine ? 'failed' : 'offline') : ''}</p>
        ${
          this.#failsVisibly && code !== 'misconfigured'
            ? html`<button class="plain" type="button" @click=${this.#tryAgain}>${words.t('tryAgain')}</button>`
            : nothing
        }
      </div>
      ${
        this.more && this.#others.length > rows.length
          ? html`<button class="more" type="button" @click=${this.#showMore}>${words.t('showMore')}</button>`
          : nothing
      }`;
  }

  get #body(): HTMLElement {
    return this.renderRoot.querySelector('.body')!;
  }

  get #limit(): number {
    return this.limit >= 1 ? this.limit : DEFAULT_LIMIT;
  }

  get #rows(): readonly RankedArticle[] {
    return this.#isWaiting ? [] : this.#others.slice(0, Math.max(0, this.#limit + this.#extra - this.#own.length));
  }

  get #articles(): readonly Article[] {
    return [...this.#own, ...this.#rows].map(({ article }) => article);
  }

  get #error(): AfterwordError | undefined {
    return this.#request.error ?? this.#request.value?.error;
  }

  get #isWaiting(): boolean {
    return this.#port.configured && ['idle', 'pending'].includes(this.#request.status);
  }

  /** A reader is told of a failure only when it leaves nothing to read. */
  get #failsVisibly(): boolean {
    return Boolean(this.#error) && !this.#isWaiting && !this.#articles.length;
  }

  get #hasContent(): boolean {
    return (
      this.#articles.length > 0 ||
      this.#isWaiting ||
      this.#failsVisibly ||
      this.#slots[1].some(({ textContent }) => textContent?.trim())
    );
  }

  async #load(): Promise<void> {
    const { port, error } = this.#port;
    const search = {
      host: this,
      port,
      error,
      own: this.#port.configured ? [] : this.#own.map(({ article }) => article),
      links: this.links,
      thread: this.#settings.value.thread,
    };
    const answer = await this.#request.run((signal) => findArticles(search, signal));
    const failure = answer?.error ?? this.#request.error;
    if (!failure) return;
    tellDeveloper(this, failure.message, failure);
    this.dispatchEvent(new RelatedArticlesErrorEvent(failure));
  }

  /** Gives back what was reserved and is not needed, unless the reader has been to its end: what they read would move. */
  #releaseHeight(): void {
    const { style } = this.#body;
    if (style.minBlockSize && this.getBoundingClientRect().bottom > innerHeight) style.minBlockSize = '';
  }

  async #tryAgain(): Promise<void> {
    await this.reload();
    await this.updateComplete;
    // The button that had the focus is gone.
    this.#body.querySelector<HTMLElement>('a[href], button')?.focus();
  }

  async #showMore(): Promise<void> {
    const before = this.#rows.length;
    this.#extra += this.#limit;
    this.requestUpdate();
    await this.updateComplete;
    this.renderRoot.querySelectorAll('a')[before]?.focus();
  }

  readonly #onClick = (event: MouseEvent): void => {
    // The right button opens a menu, which is no choice yet.
    if (event.button === 2) return;
    const path = event.composedPath();
    const anchors = [...this.#own.map(({ anchor }) => anchor), ...this.renderRoot.querySelectorAll('a')];
    const position = anchors.findIndex((anchor) => path.includes(anchor));
    const article = this.#articles[position];
    if (article) this.dispatchEvent(new RelatedArticlesSelectedEvent(article, position));
  };

  readonly #onOnline = (): void => {
    if (this.#error) void this.reload();
  };
}
