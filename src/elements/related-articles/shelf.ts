import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { adoptStyles } from '../../controllers/adopt-styles.js';
import { tellDeveloper } from '../../controllers/console.js';
import { PageStylesController } from '../../controllers/page-styles-controller.js';
import { onOtherPage, pageIdentity } from '../../controllers/page.js';
import { PortController } from '../../controllers/port-controller.js';
import { onReturn, RequestController } from '../../controllers/request-controller.js';
import { isSeen } from '../../controllers/screen.js';
import { ShownController } from '../../controllers/shown-controller.js';
import { hasContent } from '../../controllers/visible-text.js';
import { WordsController } from '../../controllers/words-controller.js';
import type { Article } from '../../ports/articles.js';
import type { AfterwordError } from '../../ports/errors.js';
import type { RankedArticle } from '../../relevance/rank.js';
import { articleRow } from './article-row.js';
import type { ArticlesAccess, ArticleWords, Shelf, ShelfLoaders, Slots } from './features.js';
import { findArticles, type Answer } from './find-articles.js';
import { isHidden, matchLinks, mayOrder, readOwnLinks, toRules, type OwnLink } from './own-links.js';
import { limitOf, toParts } from './parts.js';
import { relatedArticlesShelfWords } from './related-articles-shelf.words.js';
import { markRead } from './read-articles.js';
import {
  RelatedArticlesErrorEvent,
  RelatedArticlesSelectedEvent,
  RelatedArticlesShownEvent,
} from './related-articles.events.js';
import { shelfStyles } from './shelf.styles.js';

/** Looks for articles once a reader is near, and shows them. */
export function shelf(access: ArticlesAccess, loaders: ShelfLoaders): Shelf {
  return new ArticleShelf(access, loaders);
}

class ArticleShelf implements Shelf {
  slots: Slots = [[], [], []];
  readonly #access: ArticlesAccess;
  readonly #loaders: ShelfLoaders;
  readonly #words: ArticleWords;
  readonly #request: RequestController<Answer>;
  readonly #port: PortController<'articles'>;
  /** Rules for the publisher's own list, in the page's tree. */
  readonly #sheet = new CSSStyleSheet();
  #rules = '';
  #asked = '';
  #wasWaiting: boolean;
  #isLate = false;
  /** Articles shown beyond the limit, because the reader asked for them. */
  #extra = 0;
  /** The publisher's links in the order shown. */
  #own: OwnLink[] = [];
  /** Comparable addresses of those that are not. */
  #hidden: readonly string[] = [];
  /** The articles that could be shown below them. */
  #others: readonly RankedArticle[] = [];

  constructor(access: ArticlesAccess, loaders: ShelfLoaders) {
    const { host, settings } = access;
    this.#access = access;
    this.#loaders = loaders;
    this.#words = new WordsController(host, 'related-articles-shelf', relatedArticlesShelfWords, settings);
    this.#wasWaiting = readOwnLinks(host).every((link) => isHidden(link, host));
    adoptStyles(host, shelfStyles);
    new PageStylesController(host, () => this.#sheet);
    this.#request = new RequestController<Answer>(host);
    this.#port = new PortController(host, {
      name: 'articles',
      settings,
      own: () => host,
      // Links the publisher chose are not added to from a source nobody named.
      discovers: () => !readOwnLinks(host).length,
      onChange: () => {
        this.#request.reset();
        this.#extra = 0;
      },
    });
    host.addController({
      hostConnected: () => this.#listen('addEventListener'),
      hostDisconnected: () => this.#listen('removeEventListener'),
      hostUpdate: () => this.#look(),
      hostUpdated: () => this.#settle(),
    });
    onOtherPage(host, () => void this.reload());
    onReturn(host, () => this.#error && void this.reload());
    new ShownController(host, {
      what: () => (this.isWaiting ? '' : this.#articles.map(({ url }) => url).join('\n')),
      onShown: () => {
        // Who stays down here has read the article.
        if (host.alreadyRead !== 'keep') markRead(pageIdentity().url);
        host.dispatchEvent(new RelatedArticlesShownEvent(this.#articles));
      },
      onMoved: () => this.#releaseHeight(),
    });
  }

  get isWaiting(): boolean {
    // What is shown stays while it is asked for again.
    if (this.#request.value?.ranked.length) return false;
    return this.#port.configured && ['idle', 'pending'].includes(this.#request.status);
  }

  get isDone(): boolean {
    return this.#request.status === 'complete';
  }

  get hasFailed(): boolean {
    return this.#error !== undefined;
  }

  get hasContent(): boolean {
    return this.#articles.length > 0 || this.isWaiting || this.#failsVisibly || this.slots[1].some(hasContent);
  }

  async reload(): Promise<void> {
    if (this.#port.error) this.#port.retry();
    else await this.#load();
  }

  render(): unknown {
    const { host } = this.#access;
    if (this.#isKept) return nothing;
    const words = this.#words;
    const { layout } = host;
    const rows = this.#rows;
    const failure = this.#failsVisibly && this.#error;
    const pictures = layout !== 'compact' && rows.some(({ article }) => article.image) ? layout : undefined;
    return html`${
        rows.length
          ? html`<ul part="list">
              ${repeat(
                rows,
                ({ article }) => article.url,
                (row) => articleRow(row, words, pictures),
              )}
            </ul>`
          : nothing
      }
      <div class="failed">
        <p class="muted" role="status">${failure ? words.t(navigator.onLine ? 'failed' : 'offline') : ''}</p>
        ${failure && failure.code !== 'misconfigured' ? this.#renderButton('tryAgain', () => void this.#tryAgain()) : nothing}
      </div>
      ${
        host.more && this.#others.length > rows.length ? this.#renderButton('showMore', () => void this.#showMore()) : nothing
      }`;
  }

  #renderButton(word: 'tryAgain' | 'showMore', onClick: () => void): TemplateResult {
    const kind = word === 'tryAgain' ? 'plain' : 'more';
    return html`<button class=${kind} type="button" @click=${onClick}>${this.#words.t(word)}</button>`;
  }

  get #body(): HTMLElement {
    return this.#access.host.renderRoot.querySelector('.body')!;
  }

  get #limit(): number {
    return limitOf(this.#access.host);
  }

  get #rows(): readonly RankedArticle[] {
    return this.isWaiting ? [] : this.#others.slice(0, Math.max(0, this.#limit - this.#own.length) + this.#extra);
  }

  get #articles(): readonly Article[] {
    return [...this.#own, ...this.#rows].map(({ article }) => article);
  }

  get #error(): AfterwordError | undefined {
    return this.#request.error ?? this.#request.value?.error;
  }

  /** A reader is told of a failure only when it leaves nothing to read. */
  get #failsVisibly(): boolean {
    return this.hasFailed && !this.isWaiting && !this.#articles.length;
  }

  /** Before the host renders: reads what the publisher wrote, and looks for articles when that is news. */
  #look(): void {
    const { host } = this.#access;
    const { configured, port, error } = this.#port;
    const links = readOwnLinks(host);
    this.#own = links.filter((link) => !isHidden(link, host));
    this.#hidden = links.filter((link) => isHidden(link, host)).map(({ key }) => key);
    const asked = [
      ...[host.links, host.exclude, host.fallback, host.alreadyRead, error?.message, ...this.#hidden],
      ...(configured ? [] : this.#own.map(({ key }) => key)),
    ].join('\n');
    // Idle again: the port is another one, or the element was moved, which aborted the request.
    const isNews = asked !== this.#asked || this.#request.status === 'idle';
    // Also where it was removed, an element updates; it asks when it is back.
    if (isNews && host.isConnected && (port || error || !configured)) {
      this.#asked = asked;
      void this.#load();
    }
    const ranked = this.#request.value?.ranked ?? [];
    const others = matchLinks(this.#own, ranked);
    // Beside links of the publisher's own, only what really is related adds something.
    this.#others = this.#isKept ? [] : this.#own.length ? others.filter(({ score }) => score >= 0) : others;
    const place = ({ known }: OwnLink): number => (known ? ranked.indexOf(known) : ranked.length);
    if (!configured && !this.#isKept && mayOrder(host)) this.#own.sort((a, b) => place(a) - place(b));
    const holders = this.#own.map(({ anchor }) => [...host.children].find((child) => child.contains(anchor))!);
    this.slots = toParts(host, new Set(holders));
    if (this.#wasWaiting && !this.isWaiting) {
      this.#body.style.minBlockSize = `${this.#body.getBoundingClientRect().height}px`;
    }
    this.#wasWaiting = this.isWaiting;
  }

  /** The publisher's own links stay as they are, because a reader was looking at them when the script or the answer came. */
  get #isKept(): boolean {
    return this.#isLate || this.#access.isKept();
  }

  /** After it rendered. */
  #settle(): void {
    this.#releaseHeight();
    if (this.#isKept) return;
    const rules = toRules(this.#own, this.#request.value?.current, this.#words);
    if (rules !== this.#rules) this.#sheet.replaceSync((this.#rules = rules));
  }

  async #load(): Promise<void> {
    const { host } = this.#access;
    const { port, error, configured } = this.#port;
    const search = {
      port,
      error,
      own: configured ? [] : this.#own.map(({ article }) => article),
      isBare: !this.#own.length,
      hidden: this.#hidden,
    };
    const answer = await this.#request.run(async (signal) => {
      const found = await findArticles(this.#access, search, this.#words, this.#loaders, signal);
      this.#isLate = this.#access.wasWritten && this.#own.length > 0 && isSeen(host);
      return found;
    });
    const failure = answer?.error ?? this.#request.error;
    if (!failure) return;
    tellDeveloper(host, failure.message, failure);
    host.dispatchEvent(new RelatedArticlesErrorEvent(failure));
  }

  /** Gives back what was reserved and is not needed, unless the reader has been to its end: what they read would move. */
  #releaseHeight(): void {
    const { style } = this.#body;
    if (style.minBlockSize && this.#access.host.getBoundingClientRect().bottom > innerHeight) style.minBlockSize = '';
  }

  async #tryAgain(): Promise<void> {
    await this.reload();
    const { host } = this.#access;
    await host.updateComplete;
    // The button that had the focus is gone; the reader may be elsewhere by now.
    if (host.matches(':focus-within') || document.activeElement === document.body)
      this.#body.querySelector<HTMLElement>('a[href], button')?.focus();
  }

  async #showMore(): Promise<void> {
    const { host } = this.#access;
    const before = this.#rows.length;
    this.#extra += this.#limit;
    host.requestUpdate();
    await host.updateComplete;
    host.renderRoot.querySelectorAll('a')[before]?.focus();
  }

  #listen(how: 'addEventListener' | 'removeEventListener'): void {
    const { host } = this.#access;
    host[how]('click', this.#onClick);
    host[how]('auxclick', this.#onClick);
  }

  readonly #onClick = (event: Event): void => {
    // The right button opens a menu, which is no choice yet.
    if ((event as MouseEvent).button === 2) return;
    const path = event.composedPath();
    const { host } = this.#access;
    const anchors = [...this.#own.map(({ anchor }) => anchor), ...host.renderRoot.querySelectorAll('a')];
    const position = anchors.findIndex((anchor) => path.includes(anchor));
    const article = this.#articles[position];
    if (article) host.dispatchEvent(new RelatedArticlesSelectedEvent(article, position));
  };
}
