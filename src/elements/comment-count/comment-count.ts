import { css, html, LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { tellDeveloper } from '../../controllers/console.js';
import { pageOf } from '../../controllers/page.js';
import { PortController } from '../../controllers/port-controller.js';
import { RequestController } from '../../controllers/request-controller.js';
import { SettingsController } from '../../controllers/settings-controller.js';
import { VisibilityController } from '../../controllers/visibility-controller.js';
import { WordsController } from '../../controllers/words-controller.js';
import type { CommentsPort } from '../../ports/comments.js';
import { AfterwordError } from '../../ports/errors.js';
import type { PageIdentity } from '../../ports/page.js';
import { commentCountWords } from './comment-count.words.js';
import { countTogether, waiting } from './count-batch.js';

const CHANGES = ['comment-box-submitted', 'comment-box-deleted'];

/**
 * How many comments a page has, for lists of articles: all the counts of a page are asked for in one request, when the first of them
 * comes near the screen. Shows its own content until the count is known, and when it cannot be known. What a reader writes or deletes
 * in a `<comment-box>` of the same page is counted again. There is no `loading="click"`: whoever wants no request before a click
 * writes a plain link to the comments.
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
  /** A comments port a developer made; stronger than the attributes. Made anew with the same `key`, it changes nothing that is shown. */
  @property({ attribute: false }) port: CommentsPort | undefined;

  readonly #settings = new SettingsController(this, () => this.requestUpdate());
  readonly #words = new WordsController(this, 'comment-count', commentCountWords, this.#settings);
  readonly #request = new RequestController<number | undefined>(this);
  readonly #visibility = new VisibilityController(this, () => this.#load());
  readonly #port = new PortController(this, {
    name: 'comments',
    settings: this.#settings,
    own: () => ({ port: this.port, provider: this.provider, src: this.src }),
    onChange: () => this.#startOver(),
  });
  /** What the count is of that is shown or on its way; empty before anything was asked. */
  #asked = '';

  override connectedCallback(): void {
    super.connectedCallback();
    for (const change of CHANGES) document.addEventListener(change, this.#recount);
    waiting.add(this.#join);
    // Of what was on its way when the element was moved, nothing comes any more.
    if (this.#request.status !== 'idle') return;
    this.#asked = '';
    this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const change of CHANGES) document.removeEventListener(change, this.#recount);
    waiting.delete(this.#join);
  }

  protected override updated(): void {
    if (this.#asked && this.#asked !== this.#wanted) this.#startOver();
    const { port, error = this.#request.error } = this.#port;
    const fault = port && !port.counts ? 'this comments backend cannot count' : error?.message;
    // All the counts of a page fail together.
    if (fault) tellDeveloper(this, fault, error, document.documentElement);
  }

  override render(): TemplateResult {
    const count = this.#request.value;
    return html`<slot ?hidden=${count !== undefined}></slot
      >${count === undefined ? '' : this.#words.t('comments', { n: count })}`;
  }

  readonly #recount = (): void => {
    if (this.#asked) this.#ask();
  };

  readonly #join = (key: string): void => {
    if (!this.#asked && this.#port.port?.key === key) this.#ask();
  };

  get #wanted(): string {
    return `${this.thread} ${this.url}`;
  }

  /** Another conversation, of which the number that is shown says nothing. */
  #startOver(): void {
    this.#asked = '';
    this.#request.reset();
    this.#load();
  }

  #load(): void {
    if (this.#visibility.seen && !this.#asked) this.#ask();
  }

  #ask(): void {
    const { port } = this.#port;
    if (!port?.counts) return;
    this.#asked = this.#wanted;
    void this.#request.run(async () => countTogether(port, this.#page()));
  }

  #page(): PageIdentity {
    const { thread, url } = this;
    if (!url) return pageOf(this.#settings, thread);
    if (!URL.canParse(url, document.baseURI)) throw new AfterwordError('misconfigured', `url="${url}" is no address`);
    return { id: thread || undefined, url: new URL(url, document.baseURI).href };
  }
}
