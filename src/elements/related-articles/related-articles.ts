import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { tellDeveloper } from '../../controllers/console.js';
import { PortController } from '../../controllers/port-controller.js';
import { RequestController } from '../../controllers/request-controller.js';
import { SettingsController } from '../../controllers/settings-controller.js';
import { VisibilityController } from '../../controllers/visibility-controller.js';
import { WordsController } from '../../controllers/words-controller.js';
import type { AfterwordError } from '../../ports/errors.js';
import type { Article, ArticlesPort } from '../../ports/articles.js';
import { comparableUrl } from '../../relevance/comparable-url.js';
import type { RankedArticle } from '../../relevance/rank.js';
import { baseStyles, controlStyles } from '../../styles/base.styles.js';
import { articleRow, noteOf } from './article-row.js';
import { findArticles, type Answer } from './find-articles.js';
import { HeightKeeper } from './height-keeper.js';
import { LinkNotes } from './link-notes.js';
import { assignSlots, hasHeading, hasOtherContent, readOwnLinks, type OwnLink } from './own-links.js';
import {
  RelatedArticlesErrorEvent,
  RelatedArticlesSelectedEvent,
  RelatedArticlesShownEvent,
} from './related-articles.events.js';
import { relatedArticlesStyles } from './related-articles.styles.js';
import { relatedArticlesWords } from './related-articles.words.js';
import { ReturnController } from './return-controller.js';
import { selectArticles, type Selection } from './selection.js';
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
  static override styles = [baseStyles, controlStyles, ...relatedArticlesStyles];

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

  @state() private brokenImages: ReadonlySet<string> = new Set();
  /** Articles shown beyond the limit, because the reader asked for them. */
  @state() private extra = 0;

  @query('.body') private readonly body!: HTMLElement | null;

  readonly #internals = this.attachInternals();
  readonly #settings = new SettingsController(this, () => this.requestUpdate());
  readonly #words = new WordsController(this, 'related-articles', relatedArticlesWords, this.#settings);
  readonly #request = new RequestController<Answer>(this);
  readonly #visibility = new VisibilityController(this, () => void this.#load());
  readonly #port = new PortController(this, {
    name: 'articles',
    settings: this.#settings,
    own: () => ({ port: this.port, provider: this.provider, src: this.src }),
    onChange: () => this.#startOver(),
  });
  readonly #shown = new ShownController(this, () => {
    this.dispatchEvent(new RelatedArticlesShownEvent(this.#selection.articles));
  });
  readonly #return = new ReturnController(this, () => void this.reload());
  readonly #notes = new LinkNotes(this);
  readonly #height = new HeightKeeper(this);
  readonly #lightDom = new MutationObserver(() => this.requestUpdate());
  #own: readonly OwnLink[] = [];
  #selection: Selection = { own: [], rows: [], hasMore: false, articles: [] };
  #ownKey = '';
  #wasWaiting = false;
  #reported: AfterwordError | undefined;
  /** Says failures to screen readers too, once the reader asked for another try. */
  #insists = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#lightDom.observe(this, { childList: true, subtree: true, characterData: true, attributeFilter: ['href', 'slot'] });
    this.addEventListener('click', this.#onOwnLink);
    this.addEventListener('auxclick', this.#onOwnLink);
    document.addEventListener('DOMContentLoaded', this.#onParsed, { once: true });
    // Moved while it waited: the move aborted the request.
    if (this.hasUpdated && !this.#request.value) void this.#load();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#lightDom.disconnect();
    this.removeEventListener('click', this.#onOwnLink);
    this.removeEventListener('auxclick', this.#onOwnLink);
    document.removeEventListener('DOMContentLoaded', this.#onParsed);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#own = readOwnLinks(this);
    const key = this.#own.map(({ article }) => article.url).join('\n');
    if ((key !== this.#ownKey || changed.has('links')) && !this.#port.configured) void this.#load();
    this.#ownKey = key;
    this.#selection = selectArticles({
      own: this.#own,
      ranked: this.#request.value?.ranked,
      ranksOwn: !this.#port.configured,
      limit: this.#limit() + this.extra,
    });
    if (this.#wasWaiting && !this.#isWaiting() && this.body) this.#height.keep(this.body);
    this.#wasWaiting = this.#isWaiting();
  }

  protected override updated(): void {
    const { own, articles } = this.#selection;
    assignSlots(
      this,
      own.map(({ link }) => link),
    );
    const isRanked = !this.#port.configured && this.#request.value;
    this.#notes.show(
      own.map(({ link, known }, order) => ({
        href: link.anchor.getAttribute('href') ?? '',
        note: known ? noteOf(known, this.#words) : '',
        order: isRanked ? order : undefined,
        current: comparableUrl(link.article.url) === this.#request.value?.current,
      })),
    );
    const { states } = this.#internals;
    states.clear();
    if (this.#isWaiting()) states.add('loading');
    this.#return.wanted = Boolean(this.#error());
    if (this.#return.wanted) states.add('failed');
    if (this.#isEmpty()) states.add('empty');
    this.#shown.watch(this.#isWaiting() ? '' : articles.map(({ url }) => url).join('\n'));
    const { error } = this.#port;
    if (error && error !== this.#reported) void this.#load();
    if (this.#isEmpty() && !this.#port.configured && document.readyState !== 'loading') {
      tellDeveloper(this, 'has nothing to show: give it a src, a port, or links of its own');
    }
  }

  /** Asks for the list again. */
  async reload(): Promise<void> {
    this.#height.release();
    if (this.#port.error) this.#port.retry();
    await this.#load();
  }

  override render(): TemplateResult {
    const { rows, hasMore } = this.#selection;
    const waiting = this.#isWaiting();
    const layout = ['compact', 'cards'].includes(this.layout) ? this.layout : 'list';
    return html`
      <slot name="heading">${this.#renderHeading()}</slot>
      <slot name="before"></slot>
      <div class="own"><slot></slot></div>
      <div
        class="body ${layout}"
        aria-busy=${waiting ? 'true' : 'false'}
        .style=${this.#height.height ? `min-block-size: ${this.#height.height}px` : ''}
      >
        ${waiting ? this.#renderWaiting() : rows.length ? this.#renderRows(rows) : nothing}
        ${this.#failsVisibly() ? this.#renderFailed() : nothing}
        ${
          this.more && hasMore && !waiting
            ? html`<button class="more" type="button" @click=${this.#showMore}>${this.#words.t('showMore')}</button>`
            : nothing
        }
      </div>
      <p class="visually-hidden" role="status">${this.#status()}</p>
      <slot name="after"></slot>
    `;
  }

  #renderHeading(): TemplateResult | typeof nothing {
    if (hasHeading(this)) return nothing;
    const text = this.#words.t('heading');
    const level = Math.round(this.headingLevel);
    return level >= 1 && level <= 6
      ? html`<div class="heading" part="heading" role="heading" aria-level=${level}>${text}</div>`
      : html`<p class="heading" part="heading">${text}</p>`;
  }

  #renderRows(rows: readonly RankedArticle[]): TemplateResult {
    const media = this.layout !== 'compact' && rows.some(({ article }) => article.image);
    return html`<ul part="list">
      ${repeat(
        rows,
        ({ article }) => article.url,
        (row, index) =>
          articleRow(row, {
            words: this.#words,
            media,
            brokenImages: this.brokenImages,
            onBroken: (image) => (this.brokenImages = new Set([...this.brokenImages, image])),
            onSelect: (event) => this.#select(event, row.article, this.#own.length + index),
          }),
      )}
    </ul>`;
  }

  /** The places of the articles to come. */
  #renderWaiting(): TemplateResult {
    return html`<ul class="waiting" aria-hidden="true">
      ${Array.from(
        { length: this.#places() },
        () =>
          html`<li>
            <div class="text"><span></span><span></span></div>
          </li>`,
      )}
    </ul>`;
  }

  #renderFailed(): TemplateResult {
    return html`<div class="failed muted">
      <p>${this.#failure()}</p>
      ${
        this.#error()?.code === 'misconfigured'
          ? nothing
          : html`<button class="plain" type="button" @click=${this.#tryAgain}>${this.#words.t('tryAgain')}</button>`
      }
    </div>`;
  }

  #failure(): string {
    return this.#words.t(navigator.onLine ? 'failed' : 'offline');
  }

  #status(): string {
    if (this.#isWaiting()) return this.#insists ? this.#words.t('loading') : '';
    if (this.#insists && this.#failsVisibly()) return this.#failure();
    return this.extra ? this.#words.t('shown', { n: this.#selection.articles.length }) : '';
  }

  #error(): AfterwordError | undefined {
    return this.#port.error ?? this.#request.error ?? this.#request.value?.error;
  }

  #isWaiting(): boolean {
    if (!this.#port.configured || this.#port.error) return false;
    return this.#request.status === 'pending' || (this.#request.status === 'idle' && !this.#request.value);
  }

  /** A reader is told of a failure only when it leaves nothing to read. */
  #failsVisibly(): boolean {
    return Boolean(this.#error()) && !this.#isWaiting() && !this.#own.length && !this.#selection.rows.length;
  }

  #isEmpty(): boolean {
    if (this.#own.length || this.#selection.rows.length || this.#isWaiting() || this.#failsVisibly()) return false;
    const toCome = document.readyState === 'loading' || (this.links && !this.#request.value && !this.#port.configured);
    return !toCome && !hasOtherContent(this);
  }

  #limit(): number {
    return this.limit >= 1 ? Math.floor(this.limit) : DEFAULT_LIMIT;
  }

  #places(): number {
    return Math.min(Math.max(0, this.#limit() - this.#own.length), 20);
  }

  #startOver(): void {
    this.#request.reset();
    this.extra = 0;
    void this.#load();
  }

  async #load(): Promise<void> {
    const port = this.#port.port;
    const unusable = this.#port.error;
    if (unusable && unusable !== this.#reported) this.#report(unusable);
    if (!this.#visibility.seen || (this.#port.configured && !port && !unusable)) return;
    const search = {
      host: this,
      port,
      own: this.#own.map(({ article }) => article),
      links: this.links,
      thread: this.#settings.value.thread,
    };
    const answer = await this.#request.run((signal) => findArticles(search, signal));
    if (answer?.error) this.#report(answer.error);
  }

  #report(error: AfterwordError): void {
    this.#reported = error;
    tellDeveloper(this, error.message, error);
    this.dispatchEvent(new RelatedArticlesErrorEvent(error));
  }

  #select(event: Event, article: Article, position: number): void {
    // The right button opens a menu, which is no choice yet.
    if (event.type === 'auxclick' && (event as MouseEvent).button !== 1) return;
    this.dispatchEvent(new RelatedArticlesSelectedEvent(article, position));
  }

  readonly #onOwnLink = (event: Event): void => {
    const path = event.composedPath();
    const position = this.#selection.own.findIndex(({ link }) => path.includes(link.anchor));
    if (position >= 0) this.#select(event, this.#selection.own[position]!.link.article, position);
  };

  readonly #tryAgain = async (): Promise<void> => {
    this.#insists = true;
    await this.reload();
    await this.updateComplete;
    // The button that had the focus is gone.
    this.body?.querySelector<HTMLElement>('a[href], button')?.focus();
  };

  readonly #showMore = async (): Promise<void> => {
    const before = this.#selection.rows.length;
    this.extra += this.#limit();
    await this.updateComplete;
    this.body?.querySelectorAll<HTMLElement>('a[part]')[before]?.focus();
  };

  readonly #onParsed = (): void => this.requestUpdate();
}
