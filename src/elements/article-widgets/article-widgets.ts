import { ContextProvider } from '@lit/context';
import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { provideForDocument, withdrawFromDocument } from '../../context/document-provider.js';
import { mergeSettings, settingsContext, type Settings } from '../../context/settings.js';
import { tellDeveloper } from '../../controllers/console.js';
import { SettingsController } from '../../controllers/settings-controller.js';
import type { ArticlesPort } from '../../ports/articles.js';
import type { CommentsPort, GetToken } from '../../ports/comments.js';
import type { NewsletterPort } from '../../ports/newsletter.js';
import { flag } from '../flag.js';

/**
 * Says once per page which backends its widgets use. Around content it answers for that content; alone and empty in
 * `<body>` it answers for the whole document. It draws nothing.
 *
 * @summary Page-wide settings for all Afterword widgets.
 * @tag article-widgets
 * @attr {string} lang - Language of the words of its elements, a BCP 47 tag: stronger than the page's `lang` and than `data-lang` on the
 *   script tag, weaker than `lang` on an element.
 * @slot - The content whose widgets it sets up; may be empty.
 * @example <article-widgets comments-src="/api" newsletter-src="/api" articles-src="/feed.json"></article-widgets>
 */
export class ArticleWidgetsElement extends LitElement {
  static readonly afterword = true;

  /** Finds what articles say in plain HTML and makes it our elements; brought by the page that wants it. */
  static enhancer: ((root: Document | Element, signal: AbortSignal) => Promise<void>) | undefined;

  static override styles = css`
    :host {
      display: contents;
    }
  `;

  /** Name of the comments adapter: `rest` when only a source is given. */
  @property() comments = '';
  /** Address of the comments backend with its public options as query parameters. */
  @property({ attribute: 'comments-src' }) commentsSrc = '';
  /** A comments port a developer made; stronger than the attributes. */
  @property({ attribute: false }) commentsPort: CommentsPort | undefined;
  /** The publisher's own login for comments: answers the token of the reader who is signed in, nothing for a guest. */
  @property({ attribute: false }) getToken: GetToken | undefined;
  /** Name of the newsletter adapter: `rest` when only a source is given. */
  @property() newsletter = '';
  /** Address of the newsletter backend with its public options as query parameters. */
  @property({ attribute: 'newsletter-src' }) newsletterSrc = '';
  /** A newsletter port a developer made; stronger than the attributes. */
  @property({ attribute: false }) newsletterPort: NewsletterPort | undefined;
  /** Name of the articles adapter: the feed’s own kind when only a source is given. */
  @property() articles = '';
  /** Address of the list of articles. */
  @property({ attribute: 'articles-src' }) articlesSrc = '';
  /** An articles port a developer made; stronger than the attributes. */
  @property({ attribute: false }) articlesPort: ArticlesPort | undefined;
  /** Identity of the conversation; the canonical link of the page when absent. */
  @property() thread = '';

  /** Makes elements of what the page, or the content of this element, says in plain HTML. */
  @property({ type: Boolean, converter: flag }) enhance = false;

  // Created before the provider, so that this element asks the one around it and not itself.
  readonly #outer = new SettingsController(this, () => {
    // Alone, this element hears its own settings from the document; passing them on again would never end.
    if (!this.#alone) this.#provide();
  });
  readonly #inner = new ContextProvider(this, { context: settingsContext, initialValue: {} });

  #alone = false;
  #enhancing: AbortController | undefined;

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang'];
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    if (name === 'lang' && this.hasUpdated) this.#provide();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // While the page is being parsed, what this element will hold is not there yet.
    document.addEventListener('DOMContentLoaded', this.#provide, { once: true });
    this.#provide();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('DOMContentLoaded', this.#provide);
    withdrawFromDocument(this);
    this.#stopEnhancing();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // Of several elements that answer for the document, each hears what the others say.
    if (changed.size) this.#provide();
  }

  override render(): TemplateResult {
    return html`<slot @slotchange=${this.#provide}></slot>`;
  }

  readonly #provide = (): void => {
    const own: Settings = {
      comments: { port: this.commentsPort, provider: this.comments, src: this.commentsSrc, getToken: this.getToken },
      newsletter: { port: this.newsletterPort, provider: this.newsletter, src: this.newsletterSrc },
      articles: { port: this.articlesPort, provider: this.articles, src: this.articlesSrc },
      lang: this.lang,
      thread: this.thread,
    };
    this.#alone = document.readyState !== 'loading' && this.isConnected && !this.firstElementChild;
    if (this.#alone) provideForDocument(this, own);
    else withdrawFromDocument(this);
    // Also alone: what is put into it asks before it is known that something was.
    this.#inner.setValue(mergeSettings(this.#outer.provided, own));
    this.#enhance();
  };

  /** Once what this element holds is there. */
  #enhance(): void {
    if (!this.enhance) this.#stopEnhancing();
    else if (this.isConnected && document.readyState !== 'loading' && !this.#enhancing) {
      this.#enhancing = new AbortController();
      ArticleWidgetsElement.enhancer?.(this.#alone ? document : this, this.#enhancing.signal).catch((cause: unknown) => {
        this.#stopEnhancing();
        tellDeveloper(this, 'could not load what enhances this page, which stays as it is', cause);
      });
    }
  }

  #stopEnhancing(): void {
    this.#enhancing?.abort();
    this.#enhancing = undefined;
  }
}
