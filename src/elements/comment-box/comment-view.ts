import { html, nothing, type TemplateResult } from 'lit';
import { absoluteTime, isoTime, relativeTime } from '../../content/time.js';
import type { WordsController } from '../../controllers/words-controller.js';
import type { Comment, CommentsPort, ReportReason } from '../../ports/comments.js';
import { renderRichText } from '../rich-text/rich-text.js';
import type { CommentActions, CommentUi } from './comment-actions.js';
import type { CommentBoxWords } from './comment-box.words.js';
import { commentHref } from './comment-link.js';
import type { ComposerDesk } from './composer-desk.js';
import { icons } from './icons.js';
import { keepFromPage } from './keyboard.js';
import { selectedTextIn } from './selection.js';
import type { CommentRow, MoreRow, Row } from './thread-rows.js';
import type { ThreadState } from './thread-state.js';

/** What rendering a row needs to know besides the row. */
export interface CommentView {
  words: WordsController<CommentBoxWords>;
  port: CommentsPort;
  thread: ThreadState;
  actions: CommentActions;
  desk: ComposerDesk;
  /** Milliseconds since the epoch; what relative times are relative to. */
  now: number;
  /** The comment the page's address leads to. */
  target: string | undefined;
  loadReplies: (row: MoreRow) => void;
}

const REASONS: readonly (readonly [ReportReason, keyof CommentBoxWords])[] = [
  ['spam', 'reportSpam'],
  ['abuse', 'reportAbuse'],
  ['off-topic', 'reportOffTopic'],
  ['illegal', 'reportIllegal'],
  ['other', 'reportOther'],
];

export function renderRow(row: Row, view: CommentView): TemplateResult {
  return html`
    <div role="listitem" class="row" aria-level=${row.depth + 1} data-tier=${tier(row.depth)} .style=${`--depth:${row.depth}`}>
      ${row.kind === 'more' ? renderMore(row, view) : renderComment(row, view)}
    </div>
  `;
}

/** How wide the list must be for this depth to be drawn as one; below, the words "in reply to" say it. */
function tier(depth: number): number {
  return depth <= 2 ? 0 : depth <= 4 ? 1 : depth <= 6 ? 2 : 3;
}

export function nameOf(comment: Comment, words: WordsController<CommentBoxWords>): string {
  return comment.author.name.trim() || words.t('anonymous');
}

/** Isolated (Unicode FSI, PDI), for names in the middle of a sentence. */
function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}

function renderComment(row: CommentRow, view: CommentView): TemplateResult {
  const { comment, parent } = row;
  const { words, actions } = view;
  const name = nameOf(comment, words);
  const ui = actions.ui(comment.id);
  const label = parent
    ? words.t('replyBy', { name: isolated(name), parent: isolated(nameOf(parent, words)) })
    : words.t('commentBy', { name: isolated(name) });
  const isGone = comment.status === 'deleted' || Boolean(ui.deleting);
  return html`
    <article
      part="comment"
      tabindex="-1"
      aria-label=${label}
      data-id=${comment.id}
      class=${[isGone ? 'gone' : '', comment.status === 'pending' ? 'pending' : '', view.target === comment.id ? 'target' : ''].join(' ')}
    >
      ${isGone ? renderGone(row, ui, view) : renderPresent(row, name, ui, view)}
    </article>
  `;
}

function renderGone(row: CommentRow, ui: CommentUi, view: CommentView): TemplateResult {
  const { comment } = row;
  const { words, actions } = view;
  if (comment.status === 'deleted') {
    return html`<p class="muted note">${words.t('deleted')} ${renderFold(row, view)}</p>`;
  }
  return html`
    <p class="muted note">
      ${words.t('deletedNow')}
      ${
        ui.deleting === 'undoable'
          ? html`<button class="plain undo" @click=${() => actions.undo(comment.id)}>${words.t('undo')}</button>`
          : nothing
      }
    </p>
  `;
}

function renderPresent(row: CommentRow, name: string, ui: CommentUi, view: CommentView): TemplateResult {
  const { comment } = row;
  const { words, desk } = view;
  return html`
    <header>
      <span class="initial" aria-hidden="true">${initial(name)}</span>
      <span class="by">
        <bdi class="name">${name}</bdi> ${renderBadges(comment, view)} ${renderTime(comment, view)}
        ${renderInReplyTo(row, view)}
      </span>
    </header>
    ${comment.status === 'pending' ? html`<p class="note waiting">${words.t('pending')}</p>` : nothing}
    ${
      ui.panel === 'edit'
        ? renderComposer(desk, () => desk.task('edit', comment), words)
        : html`<div class="rich-text" part="text" dir="auto">${renderRichText(comment.content)}</div>`
    }
    ${renderActions(row, name, ui, view)}
    ${ui.note ? html`<p class=${ui.note.isError ? 'note error' : 'note muted'}>${words.t(ui.note.words)}</p>` : nothing}
    ${ui.panel === 'reply' ? renderComposer(desk, () => desk.task('reply', comment), words) : nothing}
    ${ui.panel === 'report' ? renderReport(comment, ui, view) : nothing}
  `;
}

/** First letter as a reader sees it, without the marks that may be stacked on it. */
function initial(name: string): string {
  const first = /[\p{L}\p{N}]/u.exec(name)?.[0] ?? name[0] ?? '';
  return first.toLocaleUpperCase();
}

function renderBadges(comment: Comment, { words }: CommentView): TemplateResult {
  const { badge } = comment.author;
  return html`
    ${badge ? html`<span class="badge strong">${words.t(badge)}</span>` : nothing}
    ${comment.own ? html`<span class="badge">${words.t('you')}</span>` : nothing}
    ${comment.pinned ? html`<span class="badge">${icons.pin} ${words.t('pinned')}</span>` : nothing}
  `;
}

function renderTime(comment: Comment, { words, now }: CommentView): TemplateResult {
  const { createdAt, editedAt } = comment;
  const text = createdAt === undefined ? '' : relativeTime(createdAt, now, words.lang);
  const edited = editedAt === undefined ? '' : words.t('editedAt', { time: absoluteTime(editedAt, words.lang) });
  return html`
    <a class="time muted" href=${commentHref(comment.id)}>
      ${
        text
          ? html`<time datetime=${isoTime(createdAt!) ?? nothing} title=${absoluteTime(createdAt!, words.lang)}>${text}</time>`
          : words.t('link')
      }</a
    >
    ${edited ? html`<span class="muted edited" title=${edited}>${words.t('edited')}</span>` : nothing}
  `;
}

function renderInReplyTo(row: CommentRow, { words }: CommentView): TemplateResult | typeof nothing {
  const { parent, missingParent, comment } = row;
  if (missingParent && comment.parentId !== undefined) {
    return html`<a class="in-reply-to always muted" href=${commentHref(comment.parentId)}>${words.t('inReplyToMissing')}</a>`;
  }
  if (!parent || tier(row.depth) === 0) return nothing;
  return html`
    <a class="in-reply-to muted" href=${commentHref(parent.id)}
      >${words.t('inReplyTo', { name: isolated(nameOf(parent, words)) })}</a
    >
  `;
}

function renderActions(row: CommentRow, name: string, ui: CommentUi, view: CommentView): TemplateResult {
  const { comment } = row;
  const { words, port, thread, actions, desk, now } = view;
  const isPublished = comment.status === 'published';
  const left = (comment.editableUntil ?? 0) - now;
  const canChange = Boolean(comment.own) && left > 0;
  const minutes = Math.max(1, Math.floor(left / 60_000));
  const canReport = Boolean(port.report) && isPublished && !comment.own;
  return html`
    <div class="actions" part="actions">
      ${isPublished ? renderVote(comment, name, view) : nothing}
      ${
        port.post && isPublished && !thread.info.closed
          ? html`<button
              class="plain reply"
              aria-label=${words.t('replyTo', { name: isolated(name) })}
              aria-expanded=${ui.panel === 'reply'}
              @pointerenter=${desk.load}
              @click=${(event: Event) => desk.openAt(comment, 'reply', true, quotable(event, port))}
            >
              ${words.t('reply')}
            </button>`
          : nothing
      }
      ${
        port.edit && canChange
          ? html`<button class="plain edit" aria-expanded=${ui.panel === 'edit'} @click=${() => desk.openAt(comment, 'edit')}>
              ${minutes <= 60 ? words.t('editLeft', { n: minutes }) : words.t('edit')}
            </button>`
          : nothing
      }
      ${
        port.remove && canChange
          ? html`<button class="plain delete" @click=${() => actions.delete(comment.id)}>${words.t('delete')}</button>`
          : nothing
      }
      ${
        isPublished
          ? html`<button
              class="plain more"
              aria-label=${words.t('moreFor', { name: isolated(name) })}
              aria-expanded=${Boolean(ui.isMoreOpen)}
              @click=${() => actions.toggleMore(comment.id)}
            >
              ${icons.more}
            </button>`
          : nothing
      }
      ${
        ui.isMoreOpen && isPublished
          ? html`<button class="plain" @click=${() => actions.copyLink(comment)}>${words.t('copyLink')}</button> ${
                canReport
                  ? html`<button
                      class="plain report"
                      aria-expanded=${ui.panel === 'report'}
                      @click=${() => actions.openReport(comment.id)}
                    >
                      ${words.t('report')}
                    </button>`
                  : nothing
              }`
          : nothing
      }
      ${renderFold(row, view)}
    </div>
  `;
}

/** What of this comment is selected: the beginning of an answer to it. */
function quotable(event: Event, port: CommentsPort): string {
  const text = (event.currentTarget as Element).closest('article')?.querySelector('.rich-text');
  return text && port.composer?.formatting === 'markdown' ? selectedTextIn(text) : '';
}

function renderVote(comment: Comment, name: string, { words, port, actions }: CommentView): TemplateResult | typeof nothing {
  const { score, vote = 0 } = comment;
  const isolatedName = isolated(name);
  if (!port.vote || comment.own) {
    if (!score) return nothing;
    return html`<span class="score muted">${words.t(port.lowestVote === -1 ? 'score' : 'likes', { n: score })}</span>`;
  }
  if (port.lowestVote !== -1) {
    return html`
      <button
        class="plain vote"
        aria-label=${words.t('likeFor', { name: isolatedName })}
        aria-pressed=${vote === 1}
        @click=${() => actions.toggleVote(comment.id, 1)}
      >
        ${vote === 1 ? icons.liked : icons.like}<span>${score ? number(score, words.lang) : words.t('like')}</span>
      </button>
    `;
  }
  return html`
    <span class="votes">
      <button
        class="plain vote"
        aria-label=${words.t('voteUpFor', { name: isolatedName })}
        aria-pressed=${vote === 1}
        @click=${() => actions.toggleVote(comment.id, 1)}
      >
        ${icons.up}
      </button>
      <span class="score">${number(score ?? 0, words.lang)}</span>
      <button
        class="plain vote"
        aria-label=${words.t('voteDownFor', { name: isolatedName })}
        aria-pressed=${vote === -1}
        @click=${() => actions.toggleVote(comment.id, -1)}
      >
        ${icons.down}
      </button>
    </span>
  `;
}

const numbers = new Map<string, Intl.NumberFormat>();

function number(value: number, lang: string): string {
  let format = numbers.get(lang);
  if (!format) numbers.set(lang, (format = new Intl.NumberFormat(lang, { notation: 'compact' })));
  return format.format(value);
}

function renderReport(comment: Comment, ui: CommentUi, { words, actions }: CommentView): TemplateResult {
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const reason = data.get('reason') as ReportReason | null;
    if (reason) void actions.report(comment.id, reason, String(data.get('note') ?? ''));
    else actions.set(comment.id, { note: { words: 'reportChoose', isError: true } });
  };
  return html`
    <form
      class="report-form"
      novalidate
      @submit=${send}
      @keydown=${keepFromPage}
      @keypress=${keepFromPage}
      @keyup=${keepFromPage}
    >
      <fieldset>
        <legend>${words.t('reportTitle')}</legend>
        ${REASONS.map(
          ([reason, key]) =>
            html`<label><input type="radio" name="reason" value=${reason} /> <span>${words.t(key)}</span></label>`,
        )}
      </fieldset>
      <label class="report-note"><span>${words.t('reportNote')}</span><input name="note" maxlength="500" dir="auto" /></label>
      <div class="buttons">
        <button type="submit" class="main" aria-disabled=${Boolean(ui.isReporting)}>
          <span>${words.t(ui.isReporting ? 'reportSending' : 'reportSend')}</span>
        </button>
        <button type="button" @click=${() => actions.closePanel(comment.id, '.report')}>${words.t('cancel')}</button>
      </div>
    </form>
  `;
}

function renderFold(row: CommentRow, { words, thread }: CommentView): TemplateResult | typeof nothing {
  if (!row.below) return nothing;
  return html`
    <button class="plain fold" aria-expanded=${!row.folded} @click=${() => thread.toggleFold(row.comment.id)}>
      ${words.t(row.folded ? 'showReplies' : 'hideReplies', { n: row.below })}
    </button>
  `;
}

function renderMore(row: MoreRow, { words, thread, loadReplies }: CommentView): TemplateResult {
  const { parentId, remaining } = row.more;
  const isPending = thread.repliesPending.has(parentId);
  const text = isPending
    ? words.t('loadingMore')
    : remaining === undefined
      ? words.t('moreRepliesUnknown')
      : words.t('moreReplies', { n: remaining });
  return html`
    <button class="plain more-replies" aria-disabled=${isPending} @click=${() => loadReplies(row)}>${text}</button>
    ${thread.repliesFailed.has(parentId) ? html`<p class="note error">${words.t('moreFailed')}</p>` : nothing}
  `;
}

/** The form, or what is said while its code is on its way. */
export function renderComposer(
  desk: ComposerDesk,
  task: () => ReturnType<ComposerDesk['task']>,
  words: WordsController<CommentBoxWords>,
): TemplateResult {
  if (desk.status === 'ready') return html`<comment-composer .task=${task()}></comment-composer>`;
  if (desk.status !== 'failed') return html`<p class="muted composer-wait">${words.t('composerLoading')}</p>`;
  return html`
    <p class="error">${words.t('composerFailed')}</p>
    <button @click=${desk.load}>${words.t('retry')}</button>
  `;
}
