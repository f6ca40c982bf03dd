import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { herePath } from '../../context/places.js';
import { tellDeveloper } from '../../controllers/console.js';
import { keepFromPage } from '../../controllers/keyboard.js';
import { onOtherPage, pageOf } from '../../controllers/page.js';
import { PortController } from '../../controllers/port-controller.js';
import { onReturn } from '../../controllers/request-controller.js';
import { SettingsController } from '../../controllers/settings-controller.js';
import { assignSlot } from '../../controllers/slots.js';
import { VisibilityController } from '../../controllers/visibility-controller.js';
import { WordsController } from '../../controllers/words-controller.js';
import type { CommentSort, CommentsPort, GetToken } from '../../ports/comments.js';
import type { AfterwordError } from '../../ports/errors.js';
import { baseStyles } from '../../styles/base.styles.js';
import { controlStyles } from '../../styles/control.styles.js';
import { richTextStyles } from '../rich-text/rich-text.styles.js';
import { renderLoadButton } from '../load-button.js';
import { flag } from '../flag.js';
import { CommentBoxLoadedEvent } from './comment-box.events.js';
import { commentBoxStyles } from './comment-box.styles.js';
import { commentBoxWords } from './comment-box.words.js';
import { LinkController } from './comment-links.js';
import { renderComposer, renderRow } from './comment-view.js';
import { Conversation, type ComposerLoader, type Loaders, type WordKey } from './conversation.js';
import { LiveController } from './live-controller.js';
import { mayFocus } from './may-focus.js';
import type { ListPart } from './thread-rows.js';

const SORT_WORDS: Readonly<Record<CommentSort, WordKey>> = {
  best: 'sortBest',
  newest: 'sortNewest',
  oldest: 'sortOldest',
  replies: 'sortReplies',
};

/** Milliseconds in which a page’s scripts have set what they want to set. */
const SETTLED = 2000;

const PROBLEM_WORDS: Readonly<Record<string, WordKey>> = {
  misconfigured: 'listMisconfigured',
  offline: 'listOffline',
  timeout: 'listTimeout',
};

/**
 * The conversation under an article: threaded comments that can be read, written, answered, voted on and linked to, as far
 * as the backend can. Drafts survive a reload, and a comment is never posted twice.
 *
 * @summary The conversation under an article.
 * @tag comment-box
 * @slot - What is shown until the conversation is there, and without JavaScript: server-rendered comments, a real form. A child
 *   whose `id` is `comment-` and a comment's id, and which says what that comment says, stays on the page in its place. Numbered
 *   comments (`comment-7`) of which the backend knows none are another system's, and stay above the new ones.
 * @slot heading - The heading, or the question that opens the conversation.
 * @slot guidelines - Rules or a privacy note, above the form.
 * @fires {CommentBoxSubmitEvent} comment-box-submit - Before a text is sent; cancelable.
 * @fires {CommentBoxSubmittedEvent} comment-box-submitted - The backend took a text.
 * @fires {CommentBoxErrorEvent} comment-box-error - Something failed; the reader has been told.
 * @fires {CommentBoxLoginEvent} comment-box-login - The backend wants to know who the reader is; cancelable.
 * @fires {CommentBoxLoadedEvent} comment-box-loaded - The first list of a conversation arrived.
 * @fires {CommentBoxVoteEvent} comment-box-vote - Before a vote is sent; cancelable.
 * @fires {CommentBoxVotedEvent} comment-box-voted - The backend counted a vote.
 * @fires {CommentBoxDeleteEvent} comment-box-delete - Before an own comment disappears; cancelable.
 * @fires {CommentBoxDeletedEvent} comment-box-deleted - The backend deleted a comment.
 * @fires {CommentBoxReportEvent} comment-box-report - Before a report is sent; cancelable.
 * @fires {CommentBoxReportedEvent} comment-box-reported - The backend took a report.
 * @csspart heading - The default heading with the number of comments.
 * @csspart comment - One comment.
 * @csspart initial - The first letter of its author's name.
 * @csspart author - The name.
 * @csspart text - The text of a comment.
 * @csspart actions - The row of buttons under a comment.
 * @csspart form - The form in which a reader writes.
 * @csspart field - Its fields.
 * @csspart button - What opens the form, sends it, or brings more comments.
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

  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, slotAssignment: 'manual' };

  static override styles = [baseStyles, controlStyles, richTextStyles, commentBoxStyles];

  /** Brings the form's code when a reader wants to write; a bundle that holds it answers at once. */
  static composerLoader: ComposerLoader = async () => (await import('./comment-composer.js')).CommentComposerElement;
  /** Brings what a reader can do to a comment: vote, delete, report, hide. */
  static actionsLoader: Loaders['actionsLoader'] = async () => (await import('./comment-actions.js')).CommentActions;

  /** Identity of the conversation; the page's canonical link when absent. */
  @property() thread = '';
  /** Name of the comments adapter; `rest` when only `src` is given. */
  @property() provider = '';
  /** Address of the backend with its public options as query parameters. */
  @property() src = '';
  /** Order shown first: `best`, `newest`, `oldest` or `replies`, as far as the backend can. */
  @property() sort = '';
  /** When the backend is asked: as the reader comes near (`lazy`), or not before the reader wants it (`click`). */
  @property() loading: 'lazy' | 'click' = 'lazy';
  /** Describes the conversation to search engines, unless the page does so itself. */
  @property({ type: Boolean, converter: flag, attribute: 'structured-data' }) structuredData = false;
  /** A port a developer made; stronger than the attributes. */
  @property({ attribute: false }) port: CommentsPort | undefined;
  /** The publisher's own login: answers the token of the reader who is signed in, nothing for a guest. Asked before each request. */
  @property({ attribute: false }) getToken: GetToken | undefined;
  /** Where readers sign in; linked where the backend wants to know who they are. Their text is kept meanwhile. */
  @property({ attribute: 'login-url' }) loginUrl = '';

  @state() private chosenSort = '';

  readonly #internals = this.attachInternals();
  readonly #settings = new SettingsController(this, () => this.requestUpdate());
  readonly #words = new WordsController(this, 'comment-box', commentBoxWords, this.#settings);
  readonly #visibility = new VisibilityController(
    this,
    () => {
      this.#begin();
      this.#settling = setTimeout(this.#tellUnconfigured, SETTLED);
    },
    () => this.loading === 'click',
  );
  readonly #talk: Conversation = new Conversation(this, this.#words, this.#settings);
  readonly #ports = new PortController(this, {
    name: 'comments',
    settings: this.#settings,
    own: () => ({ port: this.port, provider: this.provider, src: this.src, getToken: this.getToken }),
    onChange: () => this.#startOver(),
    onSwap: (port) => {
      this.#talk.port = port;
    },
  });
  readonly #live = new LiveController(this, this.#talk);
  readonly #link = new LinkController(this, this.#talk, () => this.#visibility.reveal());

  readonly #children = new MutationObserver(() => this.#talk.adoptAgain());
  #slots: readonly HTMLSlotElement[] | undefined;
  #description: HTMLScriptElement | undefined;
  #isStepping = false;
  /** The button that had the focus goes away meanwhile. */
  #isTryingAgain = false;
  /** The order a reader chose and did not get. */
  #lostSort: string | undefined;
  /** What the page has been told of. */
  #told: AfterwordError | undefined;
  #earlier: readonly Node[] | undefined;
  #settling: ReturnType<typeof setTimeout> | undefined;
  /** Its own or the page's, empty where neither says. */
  #thread = '';

  constructor() {
    super();
    onOtherPage(this, () => {
      if (this.#thread) return;
      this.#settings.path = herePath();
      this.#startOver();
    });
    onReturn(this, () => {
      if (this.#ports.error || this.#talk.list.error) this.#retry();
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('pagehide', this.#leave);
    document.addEventListener('visibilitychange', this.#leave);
    this.#children.observe(this, { childList: true });
    this.#begin();
    void this.#describe();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('pagehide', this.#leave);
    document.removeEventListener('visibilitychange', this.#leave);
    this.#children.disconnect();
    clearTimeout(this.#settling);
    this.#description?.remove();
    // An element that is only moved is connected again by then.
    queueMicrotask(() => {
      if (!this.isConnected) this.#leave();
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { loaded, list, info } = this.#talk;
    this.#talk.loginUrl = this.loginUrl;
    this.#earlier = loaded ? (this.#earlier ?? this.#findEarlier()) : undefined;
    const thread = this.thread || this.#settings.value.thread || '';
    if (thread !== this.#thread) {
      this.#thread = thread;
      this.#startOver();
    }
    if (changed.has('sort') && loaded && !this.chosenSort) void this.#loadSorted();
    const { error, configured } = this.#ports;
    if (error && error !== this.#told) this.#talk.fail('list', error, this.#retry);
    this.#told = error;
    const isFailed = Boolean(error) || list.status === 'failed';
    const states = {
      loading: configured && !loaded && !isFailed && !this.#visibility.isHeld,
      live: loaded,
      failed: isFailed,
      closed: info.closed,
    };
    for (const [name, isOn] of Object.entries(states)) this.#internals.states[isOn ? 'add' : 'delete'](name);
  }

  protected override updated(): void {
    const root = this.renderRoot;
    const { adopted, loaded, list } = this.#talk;
    if (this.#isTryingAgain && (this.#ports.error || list.error || (loaded && list.status === 'complete'))) {
      this.#isTryingAgain = false;
      const place = root.querySelector<HTMLElement>('.problem button, article') ?? root.querySelector<HTMLElement>('.opener');
      if (mayFocus(this, () => false)) place?.focus();
    }
    const own = new Set<Node>(adopted.values());
    // The first three stand before the list: looking for more of them would be a walk through thousands of comments.
    const slots = (this.#slots ??= [...root.querySelectorAll('slot')]);
    for (const slot of slots) {
      assignSlot(
        slot,
        [...this.childNodes].filter(
          (child) => slotOf(child) === slot.name && !own.has(child) && (slot.name || this.#stays(child)),
        ),
      );
    }
    if (adopted.size)
      for (const slot of root.querySelectorAll<HTMLSlotElement>('slot[data-id]'))
        assignSlot(slot, [adopted.get(slot.dataset['id']!)!]);
  }

  override render(): TemplateResult {
    const words = this.#words;
    const { loaded, said, theirs, isWriterLost } = this.#talk;
    return html`
      <section aria-label=${words.t('comments')} tabindex=${this.loading === 'click' ? -1 : nothing}>
        <slot name="heading"></slot>
        ${this.#has('heading') || !this.#ports.configured ? nothing : html`<h2 part="heading">${this.#count ?? words.t('comments')}</h2>`}
        <slot name="guidelines"></slot>
        ${loaded ? this.#renderTop() : nothing}
        <div class="fallback" ?hidden=${loaded && !this.#earlier?.length && !theirs.length && !isWriterLost}><slot></slot></div>
        ${this.#renderProblem()} ${loaded ? this.#renderConversation() : nothing}
        <p class="visually-hidden" role="status">${said}</p>
      </section>
    `;
  }

  #renderTop(): TemplateResult | typeof nothing {
    const words = this.#words;
    const talk = this.#talk;
    const { closed, moderated, elsewhere } = talk.info;
    const isOpen = talk.ui(undefined).panel;
    if (closed && !isOpen) return html`<p class="top muted">${words.t('closed')}</p>`;
    if (!talk.port?.post && !isOpen) {
      if (!elsewhere) return nothing;
      return html`<p class="top">
        <a href=${elsewhere.url} rel="noopener">${words.t('elsewhere', { name: elsewhere.name })}</a>
      </p>`;
    }
    return html`
      <div class="top">
        ${
          isOpen
            ? renderComposer(talk, 'comment')
            : html`<button
                class="opener"
                part="button"
                aria-expanded="false"
                @pointerenter=${talk.loadWriter}
                @focus=${talk.loadWriter}
                @click=${() => talk.compose('comment')}
              >
                ${words.t('write')}
              </button>`
        }
        ${moderated ? html`<p class="note muted">${words.t('moderated')}</p>` : nothing}
      </div>
    `;
  }

  /** Why the list is not there, or that it is on its way. */
  #renderProblem(): TemplateResult | typeof nothing {
    const words = this.#words;
    const { loaded, list } = this.#talk;
    const error = this.#ports.error ?? list.error;
    if (error) {
      return html`
        <div class="problem">
          <p class="error">${words.t(PROBLEM_WORDS[error.code] ?? 'listFailed')}</p>
          ${error.code === 'misconfigured' ? nothing : html`<button @click=${this.#tryAgain}>${words.t('retry')}</button>`}
        </div>
      `;
    }
    if (loaded || !this.#ports.configured) return nothing;
    if (this.#visibility.isHeld) return renderLoadButton(this.#visibility, words.t('load'));
    if (this.#hasFallback) return nothing;
    return html`<p class="list muted" aria-busy="true">${words.t('loading')}</p>`;
  }

  #renderConversation(): TemplateResult {
    const words = this.#words;
    const talk = this.#talk;
    const { groups, cursor, skipped, port, info } = talk;
    const { isBusy = false, error } = talk.ui(undefined);
    const { fresh } = this.#live;
    if (talk.limit < groups.length) this.#step();
    return html`
      <div class="bar">
        ${this.#count && this.#has('heading') ? html`<p class="count" part="heading">${this.#count}</p>` : nothing}
        ${
          fresh > 0
            ? html`<button class="plain new" @click=${this.#showNew}>${words.t('newComments', { n: fresh })}</button>`
            : nothing
        }
        ${groups.length && port!.sorts?.length > 1 ? this.#renderSort(port!.sorts) : nothing}
      </div>
      ${this.#link.isMissing ? html`<p class="note muted">${words.t('notThere')}</p>` : nothing}
      ${
        groups.length
          ? html`<div
              class=${talk.isLong ? 'long' : 'short'}
              role="list"
              aria-label=${words.t('comments')}
              aria-busy=${talk.list.status === 'pending'}
            >
              ${repeat(
                talk.parts,
                ({ key }) => key,
                (part) => this.#renderPart(part),
              )}
            </div>`
          : this.#earlier?.length
            ? nothing
            : html`<p class="muted">${words.t(port!.post && !info.closed ? 'emptyOpen' : 'empty')}</p>`
      }
      ${skipped ? html`<p class="note muted">${words.t('skipped', { n: skipped })}</p>` : nothing}
      ${error ? html`<p class="error">${error}</p>` : nothing}
      ${
        cursor
          ? html`<button class="load-more" part="button" aria-disabled=${isBusy} @click=${() => talk.loadMore()}>
              ${words.t(isBusy ? 'loadingMore' : 'loadMore')}
            </button>`
          : nothing
      }
    `;
  }

  #renderSort(sorts: readonly CommentSort[]): TemplateResult {
    const words = this.#words;
    return html`
      <label class="sort">
        <span>${words.t('sortBy')}</span>
        <select
          .value=${live(this.#sort)}
          @change=${({ currentTarget }: Event) => this.#changeSort((currentTarget as HTMLSelectElement).value)}
          @keydown=${keepFromPage}
          @keypress=${keepFromPage}
          @keyup=${keepFromPage}
        >
          ${sorts.map((sort) => html`<option value=${sort} ?selected=${sort === this.#sort}>${words.t(SORT_WORDS[sort])}</option>`)}
        </select>
      </label>
    `;
  }

  #renderPart({ key, rows, isRendered, waiting }: ListPart): TemplateResult {
    const talk = this.#talk;
    const now = this.#live.nowIn(key);
    const hasButtons = this.#live.hasButtons(key);
    const { port, writer, isWriterLost, info, actions, hidden, adopted } = talk;
    const shared = [
      isRendered,
      now,
      hasButtons,
      port,
      writer,
      isWriterLost,
      adopted,
      info.closed,
      actions,
      hidden,
      this.#words.lang,
      this.#words.t('reply'),
    ];
    return html`
      <div
        class=${rows.length ? 'group' : 'rest'}
        role="presentation"
        .style=${`--rows:${waiting}`}
        @contentvisibilityautostatechange=${({ skipped }: ContentVisibilityAutoStateChangeEvent) =>
          this.#live.see(key, !skipped)}
      >
        ${guard([...shared, ...rows], () =>
          isRendered
            ? repeat(
                rows,
                (row) => row.key,
                (row) => renderRow(talk, row, now, hasButtons),
              )
            : nothing,
        )}
      </div>
    `;
  }

  get #sort(): CommentSort {
    const sorts = this.#talk.port?.sorts ?? [];
    return sorts.find((sort) => sort === (this.chosenSort || this.sort)) ?? sorts[0] ?? 'newest';
  }

  get #count(): string | undefined {
    const { total } = this.#talk;
    return total ? this.#words.t('count', { n: total }) : undefined;
  }

  #has(slot: string): boolean {
    return [...this.childNodes].some((child) => slotOf(child) === slot);
  }

  /** The page's own comments where the backend knows none of them: those of another system, from before. They stay. */
  #findEarlier(): readonly Node[] {
    const known = /^(li-)?comment-(?=\d)/;
    const comments = (node: Node): Element[] =>
      node instanceof Element ? [node, ...node.querySelectorAll('[id]')].filter(({ id }) => known.test(id)) : [];
    const isKnown = comments(this).some(({ id }) => this.#talk.comment(id.replace(known, '')));
    return isKnown
      ? []
      : [...this.childNodes].filter((node) => comments(node).length && !(node as Element).querySelector('form'));
  }

  /** Whether the page's own content is shown beside the conversation. */
  #stays(child: Node): boolean {
    const { theirs, isWriterLost } = this.#talk;
    if (isWriterLost && child instanceof Element && child.querySelector('textarea')) return true;
    return !this.#earlier || this.#earlier.includes(child) || theirs.some((field) => child.contains(field));
  }

  get #hasFallback(): boolean {
    return [...this.childNodes].some((node) => slotOf(node) === '' && node.textContent?.trim());
  }

  #startOver(): void {
    this.#leave();
    this.#lostSort = undefined;
    this.#talk.port = this.#ports.port;
    this.#talk.reset();
    this.#begin();
  }

  /** Asks for the first list, once there is somebody to ask and somebody to see it. */
  #begin(): void {
    const { port, loaded, list } = this.#talk;
    if (this.#visibility.seen && port && this.isConnected && !loaded && list.status === 'idle') void this.#load();
  }

  async #load(): Promise<void> {
    const talk = this.#talk;
    talk.page = pageOf(this.#settings, this.thread);
    if (!(await this.#loadSorted())) return;
    this.dispatchEvent(new CommentBoxLoadedEvent(talk.comments.length, talk.total));
    void this.#link.follow();
    void this.#describe();
  }

  /** Tells search engines what is shown. */
  async #describe(): Promise<void> {
    if (!this.structuredData || !this.#talk.loaded) return;
    const { describe } = await import('./structured-data.js');
    if (this.isConnected) this.#description = describe(this.#talk, this.#description);
  }

  async #loadSorted(): Promise<boolean> {
    const isLoaded = await this.#talk.load(this.#sort, this.#retry);
    if (isLoaded) this.#live.restart();
    return isLoaded;
  }

  readonly #retry = (): void => {
    if (this.#ports.error) this.#ports.retry();
    else if (!this.#talk.loaded) void this.#load();
    else void (this.#lostSort ? this.#changeSort(this.#lostSort) : this.#loadSorted());
  };

  readonly #tryAgain = (): void => {
    this.#talk.said = '';
    this.#isTryingAgain = true;
    this.#retry();
  };

  readonly #showNew = async (): Promise<void> => {
    await this.#talk.loadNew(this.#live.fresh);
    if (!this.#talk.ui(undefined).error) this.#live.restart();
  };

  async #changeSort(sort: string): Promise<void> {
    const previous = this.chosenSort;
    this.chosenSort = sort;
    this.#lostSort = undefined;
    if (await this.#loadSorted()) this.#talk.say('sorted', { sort: this.#words.t(SORT_WORDS[this.#sort]) });
    else if (this.#talk.list.error) {
      this.chosenSort = previous;
      this.#lostSort = sort;
    }
  }

  readonly #tellUnconfigured = (): void => {
    if (!this.#ports.configured) tellDeveloper(this, 'has no `provider`, `src` or `port`, nor has the page');
  };

  readonly #leave = (): void => this.#talk.actions?.leave();

  /** Renders the next groups while the browser is idle. */
  #step(): void {
    if (this.#isStepping) return;
    this.#isStepping = true;
    const next = (): void => {
      this.#isStepping = false;
      this.#talk.limit++;
      this.requestUpdate();
    };
    // Safari has no idle callback.
    if ('requestIdleCallback' in window) requestIdleCallback(next, { timeout: 200 });
    else setTimeout(next, 30);
  }
}

/** The slot a light-DOM node asks for; none for what is not shown. */
function slotOf(node: Node): string | undefined {
  return node instanceof Element ? node.slot : node instanceof Text ? '' : undefined;
}
