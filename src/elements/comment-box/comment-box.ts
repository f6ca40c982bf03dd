import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { tellDeveloper } from '../../controllers/console.js';
import { pageIdentity } from '../../controllers/page.js';
import { PortController } from '../../controllers/port-controller.js';
import { SettingsController } from '../../controllers/settings-controller.js';
import { VisibilityController } from '../../controllers/visibility-controller.js';
import { WordsController } from '../../controllers/words-controller.js';
import type { CommentSort, CommentsPort } from '../../ports/comments.js';
import type { AfterwordError } from '../../ports/errors.js';
import type { PageIdentity } from '../../ports/page.js';
import { baseStyles, controlStyles } from '../../styles/base.styles.js';
import { richTextStyles } from '../rich-text/rich-text.styles.js';
import { CommentActions } from './comment-actions.js';
import {
  CommentBoxErrorEvent,
  CommentBoxLoadedEvent,
  CommentBoxLoginEvent,
  type CommentBoxAction,
} from './comment-box.events.js';
import { commentBoxStyles } from './comment-box.styles.js';
import { commentBoxWords } from './comment-box.words.js';
import { renderComposer, renderRow, type CommentView } from './comment-view.js';
import { ComposerDesk, type ComposerLoader } from './composer-desk.js';
import { draftStore, pendingStore } from './device.js';
import { renderBar, renderProblem, SORT_WORDS } from './frame-view.js';
import { LinkController } from './link-controller.js';
import { NewCommentsController } from './new-comments-controller.js';
import { RenderPace } from './render-pace.js';
import type { MoreRow, Row, RowGroup } from './thread-rows.js';
import { ThreadState } from './thread-state.js';

/**
 * The conversation under an article: threaded comments that can be read, written, answered, voted on and linked to, as far
 * as the backend can. Drafts survive a reload, and a comment is never posted twice.
 *
 * @summary The conversation under an article.
 * @tag comment-box
 * @slot - What is shown until the conversation is there, and without JavaScript: server-rendered comments, a real form.
 * @slot heading - The heading, or the question that opens the conversation.
 * @slot guidelines - Rules or a privacy note, above the form.
 * @fires {CommentBoxSubmitEvent} comment-box-submit - Before a text is sent; cancelable.
 * @fires {CommentBoxSubmittedEvent} comment-box-submitted - The backend took a text.
 * @fires {CommentBoxErrorEvent} comment-box-error - Something failed; the reader has been told.
 * @fires {CommentBoxLoginEvent} comment-box-login - The backend wants to know who the reader is; cancelable.
 * @fires {CommentBoxLoadedEvent} comment-box-loaded - A list of comments arrived.
 * @fires {CommentBoxVoteEvent} comment-box-vote - Before a vote is sent; cancelable.
 * @fires {CommentBoxVotedEvent} comment-box-voted - The backend counted a vote.
 * @fires {CommentBoxDeleteEvent} comment-box-delete - Before an own comment disappears; cancelable.
 * @fires {CommentBoxDeletedEvent} comment-box-deleted - The backend deleted a comment.
 * @fires {CommentBoxReportEvent} comment-box-report - Before a report is sent; cancelable.
 * @fires {CommentBoxReportedEvent} comment-box-reported - The backend took a report.
 * @csspart heading - The default heading with the number of comments.
 * @csspart comment - One comment.
 * @csspart text - The text of a comment.
 * @csspart actions - The row of buttons under a comment.
 * @cssprop --comment-box-min-block-size - Space kept for the list before it arrives; 12em.
 * @cssprop --comment-box-scroll-margin - Space above a linked comment, for sticky headers; 5em.
 * @cssprop --comment-box-measure - Longest line of a comment; 42em.
 * @cssstate loading - The first list is on its way.
 * @cssstate live - The conversation is shown.
 * @cssstate failed - The conversation could not be loaded.
 * @cssstate closed - No new comments are accepted.
 * @example <comment-box thread="peace-talks" src="/api"><h2 slot="heading">What do you think?</h2></comment-box>
 */
export class CommentBoxElement extends LitElement {
  static readonly afterword = true;

  static override styles = [baseStyles, controlStyles, richTextStyles, commentBoxStyles];

  /** Brings the form's code when a reader wants to write; a bundle that holds it answers at once. */
  static composerLoader: ComposerLoader = () => import('./comment-composer.js');

  /** Identity of the conversation; the page's canonical link when absent. */
  @property() thread = '';
  /** Name of the comments adapter; `rest` when only `src` is given. */
  @property() provider = '';
  /** Address of the backend with its public options as query parameters. */
  @property() src = '';
  /** Order shown first: `best`, `newest`, `oldest` or `replies`, as far as the backend can. */
  @property() sort = '';
  /** A port a developer made; stronger than the attributes. */
  @property({ attribute: false }) port: CommentsPort | undefined;

  @state() private announcement = '';
  @state() private chosenSort: CommentSort | undefined;

  readonly #internals = this.attachInternals();
  readonly #settings = new SettingsController(this, () => this.requestUpdate());
  readonly #words = new WordsController(this, 'comment-box', commentBoxWords, this.#settings);
  readonly #visibility = new VisibilityController(this, () => this.#begin());
  readonly #thread: ThreadState = new ThreadState(this, {
    port: () => this.#ports.port,
    page: () => this.#page,
    pending: pendingStore(),
    onError: (action, error) => this.#report(action, error, () => this.#retry(action)),
  });
  readonly #actions = new CommentActions(this, {
    thread: this.#thread,
    port: () => this.#ports.port,
    page: () => this.#page,
    announce: (words) => this.#announce(this.#words.t(words)),
    onError: (action, error, retry) => this.#report(action, error, retry),
    focus: (id, selector) => void this.#focusComment(id, selector),
    leave: (id) => this.#leave(id),
  });
  readonly #desk = new ComposerDesk(this, {
    thread: this.#thread,
    actions: this.#actions,
    drafts: draftStore(),
    pending: pendingStore(),
    loader: () => (this.constructor as typeof CommentBoxElement).composerLoader,
    port: () => this.#ports.port,
    page: () => this.#page,
    announce: (words) => this.#announce(this.#words.t(words)),
    onError: (action, error, retry) => this.#report(action, error, retry),
    focus: (id, selector) => void this.#focusComment(id, selector),
    focusTop: (selector) => void this.#focusTop(selector),
  });
  readonly #ports = new PortController(this, {
    name: 'comments',
    settings: this.#settings,
    own: () => ({ port: this.port, provider: this.provider, src: this.src }),
    onChange: () => this.#startOver(),
  });
  readonly #link = new LinkController(this, {
    thread: this.#thread,
    reveal: () => this.#visibility.reveal(),
    focus: (id) => this.#focusComment(id),
    onMissing: () => this.#announce(this.#words.t('notThere')),
  });
  readonly #pace = new RenderPace(this);
  readonly #news = new NewCommentsController(this, {
    thread: this.#thread,
    port: () => this.#ports.port,
    page: () => this.#page,
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#begin();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('thread') && changed.get('thread') !== undefined) this.#startOver();
    if (changed.has('sort') && this.#thread.loaded && !this.chosenSort) void this.#thread.load(this.#sort);
    const { error, configured } = this.#ports;
    if (error) tellDeveloper(this, error.message, error.cause);
    const isFailed = Boolean(error) || this.#thread.list.status === 'failed';
    this.#setState('loading', configured && !this.#thread.loaded && !isFailed);
    this.#setState('live', this.#thread.loaded);
    this.#setState('failed', isFailed);
    this.#setState('closed', this.#thread.info.closed === true);
  }

  override render(): TemplateResult {
    const words = this.#words;
    const port = this.#ports.port;
    const { loaded } = this.#thread;
    return html`
      <section aria-label=${words.t('comments')}>
        <slot name="heading"></slot>
        ${this.#renderHeading()}
        <slot name="guidelines"></slot>
        ${loaded && port ? this.#renderTop(port) : nothing}
        <div class="fallback" ?hidden=${loaded}><slot @slotchange=${() => this.requestUpdate()}></slot></div>
        ${renderProblem(this.#ports.error ?? this.#thread.list.error, words, () => this.#retry('list'))}
        ${loaded && port ? this.#renderConversation(port) : this.#renderWaiting()}
        <p class="visually-hidden" role="status">${this.announcement}</p>
      </section>
    `;
  }

  /** The publisher's own heading opens the section; the number is then no heading of its own. */
  #renderHeading(): TemplateResult | typeof nothing {
    return this.#has('heading') ? nothing : html`<h2 part="heading">${this.#count ?? this.#words.t('comments')}</h2>`;
  }

  #renderTop(port: CommentsPort): TemplateResult | typeof nothing {
    const words = this.#words;
    const { info } = this.#thread;
    if (info.closed && !this.#desk.isOpen) return html`<p class="top muted closed">${words.t('closed')}</p>`;
    if (!port.post) return nothing;
    return html`
      <div class="top">
        ${
          this.#desk.isOpen
            ? renderComposer(this.#desk, () => this.#desk.task('comment'), words)
            : html`
                <button
                  class="opener"
                  aria-expanded="false"
                  @pointerenter=${this.#desk.load}
                  @focus=${this.#desk.load}
                  @click=${() => this.#desk.open()}
                >
                  ${words.t('write')}
                </button>
              `
        }
        ${info.moderated ? html`<p class="note muted">${words.t('moderated')}</p>` : nothing}
      </div>
    `;
  }

  #renderWaiting(): TemplateResult | typeof nothing {
    const { configured, error } = this.#ports;
    if (!configured || error || this.#thread.list.error || this.#hasFallback) return nothing;
    return html`<p class="list muted" aria-busy="true">${this.#words.t('loading')}</p>`;
  }

  #renderConversation(port: CommentsPort): TemplateResult {
    const words = this.#words;
    const { groups, cursor, more, list, skipped } = this.#thread;
    return html`
      ${renderBar(words, {
        count: this.#has('heading') ? this.#count : undefined,
        fresh: this.#news.fresh,
        sorts: port.sorts,
        sort: this.#sort,
        showFresh: this.#showNew,
        changeSort: (sort) => void this.#changeSort(sort),
      })}
      ${this.#link.isMissing ? html`<p class="note muted">${words.t('notThere')}</p>` : nothing}
      ${
        groups.length
          ? html`<div class="list settled" role="list" aria-label=${words.t('comments')} aria-busy=${list.status === 'pending'}>
              ${repeat(
                groups,
                (group) => group.key,
                (group, index) => this.#renderGroup(group, index, port),
              )}
            </div>`
          : html`<p class="muted empty">${words.t(port.post && !this.#thread.info.closed ? 'emptyOpen' : 'empty')}</p>`
      }
      ${skipped ? html`<p class="note muted">${words.t('skipped', { n: skipped })}</p>` : nothing}
      <div class="foot">
        ${more.error ? html`<p class="error">${words.t('moreFailed')}</p>` : nothing}
        ${
          cursor
            ? html`<button class="load-more" aria-disabled=${more.status === 'pending'} @click=${this.#loadMore}>
                ${words.t(more.status === 'pending' ? 'loadingMore' : 'loadMore')}
              </button>`
            : nothing
        }
      </div>
    `;
  }

  #renderGroup(group: RowGroup, index: number, port: CommentsPort): TemplateResult {
    const { rows, key } = group;
    const isRendered = this.#pace.allows(index, this.#thread.groups.length);
    const now = this.#pace.now(key);
    const view: CommentView = {
      words: this.#words,
      port,
      thread: this.#thread,
      actions: this.#actions,
      desk: this.#desk,
      now,
      target: this.#link.target,
      loadReplies: (row) => void this.#loadReplies(row),
    };
    const shared = [now, this.#words.lang, port, this.#desk.status, this.#thread.info.closed, this.#words.t('reply')];
    const dependencies = isRendered ? rows.flatMap((row) => this.#dependencies(row)) : [];
    return html`
      <div
        class="group"
        role="presentation"
        .style=${`--rows:${rows.length}`}
        @contentvisibilityautostatechange=${(event: ContentVisibilityAutoStateChangeEvent) => this.#pace.see(key, !event.skipped)}
      >
        ${guard([isRendered, ...shared, ...dependencies], () =>
          isRendered
            ? repeat(
                rows,
                (row) => row.key,
                (row) => renderRow(row, view),
              )
            : nothing,
        )}
      </div>
    `;
  }

  #dependencies(row: Row): readonly unknown[] {
    if (row.kind === 'comment') return [row, this.#actions.ui(row.comment.id), row.comment.id === this.#link.target];
    const { parentId } = row.more;
    return [row, this.#thread.repliesPending.has(parentId), this.#thread.repliesFailed.has(parentId)];
  }

  get #page(): PageIdentity {
    return pageIdentity(this.thread || this.#settings.value.thread);
  }

  get #sort(): CommentSort {
    const sorts = this.#ports.port?.sorts ?? [];
    return this.chosenSort ?? sorts.find((sort) => sort === this.sort) ?? sorts[0] ?? 'newest';
  }

  get #count(): string | undefined {
    const { total } = this.#thread;
    return total ? this.#words.t('count', { n: total }) : undefined;
  }

  #has(slot: string): boolean {
    return [...this.children].some((child) => child.slot === slot);
  }

  get #hasFallback(): boolean {
    return [...this.childNodes].some((node) =>
      node instanceof Element ? !node.slot : node.nodeType === Node.TEXT_NODE && Boolean(node.textContent?.trim()),
    );
  }

  #setState(name: string, isOn: boolean): void {
    if (isOn) this.#internals.states.add(name);
    else this.#internals.states.delete(name);
  }

  #startOver(): void {
    this.#thread.reset();
    this.#actions.reset();
    this.#desk.reset();
    this.#pace.reset();
    this.#begin();
  }

  /** Asks for the first list, once there is somebody to ask and somebody to see it. */
  #begin(): void {
    const { loaded, list } = this.#thread;
    if (!this.#visibility.seen || !this.#ports.port || !this.isConnected || loaded || list.status !== 'idle') return;
    void this.#load();
  }

  async #load(): Promise<void> {
    if (!(await this.#thread.load(this.#sort))) return;
    this.#pace.reset();
    // A reader may have begun in the publisher's own form before this one was there.
    const typed = [...this.querySelectorAll('textarea')].find(
      (field) => field.value.trim() && field.value !== field.defaultValue,
    );
    this.#desk.restore(typed?.value);
    if (typed?.matches(':focus')) void this.#desk.open();
    if (typed) this.#announce(this.#words.t('handedOver'));
    this.dispatchEvent(new CommentBoxLoadedEvent(this.#thread.comments.length, this.#thread.total));
    this.#link.follow();
  }

  #retry(action: CommentBoxAction): void {
    if (this.#ports.error) this.#ports.retry();
    else if (action === 'more') void this.#loadMore();
    else void (this.#thread.loaded ? this.#thread.load(this.#sort) : this.#load());
  }

  #report(action: CommentBoxAction, error: AfterwordError, retry: () => void): void {
    if (action === 'list' && !this.#thread.loaded) this.#announce(this.#words.t('listFailed'));
    if (action === 'more') this.#announce(this.#words.t('moreFailed'));
    if (['server', 'unreadable', 'misconfigured'].includes(error.code)) tellDeveloper(this, error.message, error.cause);
    this.dispatchEvent(new CommentBoxErrorEvent(action, error));
    if (error.code === 'login-needed' || error.code === 'session-expired') {
      this.dispatchEvent(new CommentBoxLoginEvent(error, retry));
    }
  }

  async #focusComment(id: string, selector?: string): Promise<HTMLElement | undefined> {
    this.#pace.reach(this.#thread.groupIndexOf(id));
    await this.updateComplete;
    const article = [...this.renderRoot.querySelectorAll('article')].find((candidate) => candidate.dataset['id'] === id);
    const part = selector ? article?.querySelector<HTMLElement>(selector) : undefined;
    (part ?? article)?.focus();
    return article;
  }

  async #focusTop(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`.top ${selector}`)?.focus();
  }

  #leave(id: string): void {
    const articles = [...this.renderRoot.querySelectorAll('article')];
    const at = articles.findIndex((article) => article.dataset['id'] === id);
    if (articles[at]?.matches(':focus-within')) (articles[at + 1] ?? articles[at - 1])?.focus();
  }

  readonly #loadMore = async (): Promise<void> => {
    this.#sayLoaded(await this.#thread.loadMore());
  };

  async #loadReplies(row: MoreRow): Promise<void> {
    this.#sayLoaded(await this.#thread.loadReplies(row.more));
  }

  #sayLoaded(comments: readonly { id: string }[] | undefined): void {
    if (!comments) return;
    const [first] = comments;
    this.#announce(first ? this.#words.t('loadedMore', { n: comments.length }) : this.#words.t('loadedNone'));
    if (first) void this.#focusComment(first.id);
  }

  readonly #showNew = async (): Promise<void> => {
    const known = new Set(this.#thread.comments.map((comment) => comment.id));
    if (!(await this.#thread.load(this.#sort))) return;
    this.#news.seen();
    this.#desk.restore();
    this.#sayLoaded(this.#thread.comments.filter((comment) => !known.has(comment.id)));
  };

  async #changeSort(sort: CommentSort): Promise<void> {
    const previous = this.chosenSort;
    this.chosenSort = sort;
    this.#pace.reset();
    if (await this.#thread.load(this.#sort)) {
      this.#desk.restore();
      this.#announce(this.#words.t('sorted', { sort: this.#words.t(SORT_WORDS[this.#sort]) }));
    } else if (this.#thread.list.error) {
      this.chosenSort = previous;
    }
  }

  #announce(text: string): void {
    this.announcement = '';
    // The region has to be seen empty for the same words to be said again.
    setTimeout(() => (this.announcement = text), 50);
  }
}
