import { css, html, LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { tellDeveloper } from '../../controllers/console.js';
import { pageIdentity } from '../../controllers/page.js';
import { PortController } from '../../controllers/port-controller.js';
import { RequestController } from '../../controllers/request-controller.js';
import { SettingsController } from '../../controllers/settings-controller.js';
import { VisibilityController } from '../../controllers/visibility-controller.js';
import { WordsController } from '../../controllers/words-controller.js';
import type { CommentsPort } from '../../ports/comments.js';
import { commentCountWords } from './comment-count.words.js';
import { countTogether } from './count-batch.js';

/**
 * How many comments a page has, for lists of articles: all the counts of a page are asked for in one request. Shows its
 * own content until the count is known, and when it cannot be known.
 *
 * @summary The number of comments of an article.
 * @tag comment-count
 * @slot - What stands there while the count is not known.
 * @example <a href="/story#comments"><comment-count thread="story-1">Comments</comment-count></a>
 */
export class CommentCountElement extends LitElement {
  static readonly afterword = true;

  static override styles = css`
    :host([hidden]) {
      display: none !important;
    }
    [hidden] {
      display: none;
    }
  `;

  /** Identity of the conversation, as on the article's `<comment-box>`; its address (`url`) or this page when absent. */
  @property() thread = '';
  /** Address of the article, for backends that know conversations by address. */
  @property() url = '';
  /** Name of the comments adapter; the page's setting when absent. */
  @property() provider = '';
  /** Address of the comments backend; the page's setting when absent. */
  @property() src = '';
  /** A comments port a developer made; stronger than the attributes. */
  @property({ attribute: false }) port: CommentsPort | undefined;

  readonly #settings = new SettingsController(this, () => this.requestUpdate());
  readonly #words = new WordsController(this, 'comment-count', commentCountWords, this.#settings);
  readonly #request = new RequestController<number | undefined>(this);
  readonly #visibility = new VisibilityController(this, () => this.#load());
  readonly #port = new PortController(this, {
    name: 'comments',
    settings: this.#settings,
    own: () => ({ port: this.port, provider: this.provider, src: this.src }),
    onChange: () => this.#load(),
  });
  #asked = '';

  protected override updated(): void {
    if (this.#asked !== `${this.thread} ${this.url}`) this.#load();
    if (this.#port.error) tellDeveloper(this, this.#port.error.message, this.#port.error);
    else if (this.#port.port && !this.#port.port.counts) tellDeveloper(this, 'this comments backend cannot count');
    else if (this.#request.error) tellDeveloper(this, this.#request.error.message, this.#request.error);
  }

  override render(): TemplateResult {
    const count = this.#request.value;
    return html`<slot ?hidden=${count !== undefined}></slot
      >${count === undefined ? '' : this.#words.t('comments', { n: count })}`;
  }

  #load(): void {
    const port = this.#port.port;
    if (!port?.counts || !this.#visibility.seen) return;
    this.#asked = `${this.thread} ${this.url}`;
    const page = this.url
      ? { id: this.thread || undefined, url: new URL(this.url, document.baseURI).href }
      : pageIdentity(this.thread);
    void this.#request.run(() => countTogether(port, page));
  }
}
