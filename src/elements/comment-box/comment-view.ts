import { html, nothing, type TemplateResult } from 'lit';
import { absoluteTime, isoTime, relativeTime } from '../../content/time.js';
import { tellDeveloper } from '../../controllers/console.js';
import type { Comment } from '../../ports/comments.js';
import type { RichText } from '../../ports/rich-text.js';
import { renderRichText } from '../rich-text/rich-text.js';
import type { SubmissionKind } from './comment-box.events.js';
import type { Conversation, WordKey } from './conversation.js';
import { mayFocus } from './may-focus.js';
import type { Row } from './thread-rows.js';

type Part = TemplateResult | typeof nothing;

const UP = html`<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3 10.5 8 5.5l5 5" /></svg>`;
const DOWN = html`<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3 5.5l5 5 5-5" /></svg>`;
const HEART = html`<svg viewBox="0 0 16 16" aria-hidden="true">
  <path d="M8 13.2 2.9 8.1a3.1 3.1 0 0 1 4.4-4.4l.7.7.7-.7a3.1 3.1 0 0 1 4.4 4.4z" />
</svg>`;
const DOTS = html`<svg class="dots" viewBox="0 0 16 16" aria-hidden="true"><path d="M3.5 8h.01M8 8h.01M12.5 8h.01" /></svg>`;

/**
 * @param now milliseconds since the epoch; what relative times are relative to
 * @param hasButtons false while no reader is near: what they can do is left out, its room is kept
 */
export function renderRow(talk: Conversation, row: Row, now: number, hasButtons: boolean): TemplateResult {
  return html`
    <div role="listitem" class="row" aria-level=${row.depth + 1} data-tier=${tier(row.depth)} .style=${`--depth:${row.depth}`}>
      ${row.more ? renderMore(talk, row) : renderComment(talk, row, now, hasButtons)}
    </div>
  `;
}

/** How wide the list must be for this depth to be drawn as one; below, the words "in reply to" say it. */
function tier(depth: number): number {
  return Math.min(3, Math.max(0, Math.ceil(depth / 2) - 1));
}

function isolatedName(talk: Conversation, comment: Comment): string {
  return talk.isolated(nameOf(talk, comment));
}

function nameOf({ words }: Conversation, comment: Comment): string {
  return comment.author.name.trim() || words.t('anonymous');
}

function renderComment(talk: Conversation, row: Row, now: number, hasButtons: boolean): TemplateResult {
  const { comment, parent, ui } = row;
  const { words } = talk;
  const name = isolatedName(talk, comment);
  const isGone = Boolean(ui.isGone) || (!comment.own && talk.hidden.has(comment.author.name));
  const isDeleted = comment.status === 'deleted';
  return html`
    <article
      part="comment"
      tabindex="-1"
      aria-label=${isDeleted ? words.t('deleted') : parent ? words.t('replyBy', { name, parent: isolatedName(talk, parent) }) : words.t('commentBy', { name })}
      data-id=${comment.id}
      class="${comment.status} ${ui.isTarget ? 'target' : ''}"
    >
      ${
        isGone || isDeleted
          ? html`<p class="muted note">
              ${isDeleted ? words.t('deleted') : talk.actions?.renderGone(comment)}${' '}
              ${ui.isGone ? nothing : renderFold(talk, row)}
            </p>`
          : renderPresent(talk, row, name, now, hasButtons)
      }
      ${ui.panel === 'reply' || (isDeleted && ui.panel === 'edit') ? renderComposer(talk, ui.panel, comment) : nothing}
    </article>
  `;
}

function renderPresent(talk: Conversation, row: Row, name: string, now: number, hasButtons: boolean): TemplateResult {
  const { comment, ui } = row;
  const isEdited = ui.panel === 'edit';
  return html`
    ${
      talk.adopted.has(comment.id) && !isEdited
        ? html`<slot data-id=${comment.id}></slot> ${renderInReplyTo(talk, row)}`
        : html`${renderHeader(talk, row, now)}
          ${isEdited ? renderComposer(talk, 'edit', comment) : renderContent(talk, comment)}`
    }
    ${hasButtons ? renderActions(talk, row, name, now) : html`<div class="later"></div>`}
    ${ui.error ? html`<p class="note error">${ui.error}</p>` : nothing}
    ${ui.note ? html`<p class="note muted">${ui.note}</p>` : nothing}
    ${ui.panel === 'report' ? talk.actions?.renderReport(comment) : nothing}
  `;
}

function renderHeader(talk: Conversation, row: Row, now: number): TemplateResult {
  const { comment } = row;
  const { words } = talk;
  const { badge } = comment.author;
  const name = nameOf(talk, comment);
  return html`
    <header>
      <span class="initial" part="initial" aria-hidden="true">${/[\p{L}\p{N}]/u.exec(name)?.[0].toLocaleUpperCase()}</span>
      <span class="by">
        <bdi class="name" part="author">${name}</bdi>
        ${badge === 'author' || badge === 'staff' ? renderBadge(words.t(badge), 'badge strong') : nothing}
        ${comment.own ? renderBadge(words.t('you')) : nothing} ${comment.pinned ? renderBadge(words.t('pinned')) : nothing}
        ${renderTime(talk, comment, now)} ${renderInReplyTo(talk, row)}
      </span>
    </header>
    ${comment.status === 'pending' ? html`<p class="note waiting">${words.t('pending')}</p>` : nothing}
  `;
}

function renderBadge(text: string, kind = 'badge'): TemplateResult {
  return html`<span class=${kind}>${text}</span>`;
}

/** A moderation service's label, such as `graphic-media`; anything else is words of the author. */
const MACHINE_LABEL = /^!?[a-z]+(-[a-z]+)*$/;

function renderContent({ words, host }: Conversation, { id, content, warning }: Comment): TemplateResult {
  const text = html`<div class="rich-text" part="text">${renderText(host, id, content)}</div>`;
  if (!warning) return text;
  const label = MACHINE_LABEL.test(warning) ? words.t('sensitive', { label: warning }) : warning;
  return html`<details>
    <summary dir="auto">${label}</summary>
    ${text}
  </details>`;
}

/** One text that is none must not take all others away. */
function renderText(host: Element, id: string, content: RichText): Part {
  try {
    return renderRichText(content);
  } catch (cause) {
    tellDeveloper(host, `the content of comment ${id} is not the formatted text that the port promises`, cause);
    return nothing;
  }
}

function renderTime({ words, href }: Conversation, { id, createdAt = NaN, editedAt }: Comment, now: number): TemplateResult {
  const { lang } = words;
  const text = relativeTime(createdAt, now, lang);
  return html`
    <a class="time muted" href=${href(id)}
      >${text ? html`<time datetime=${isoTime(createdAt)} title=${absoluteTime(createdAt, lang)}>${text}</time>` : words.t('link')}</a
    >
    ${
      editedAt == null
        ? nothing
        : html`<span class="muted edited" title=${words.t('editedAt', { time: absoluteTime(editedAt, lang) })}
            >${words.t('edited')}</span
          >`
    }
  `;
}

function renderInReplyTo(talk: Conversation, { parent, missingParent, comment, depth }: Row): Part {
  const id = missingParent ? comment.parentId : depth > 2 ? parent?.id : undefined;
  if (id === undefined) return nothing;
  return html`
    <a class="in-reply-to muted ${parent ? '' : 'always'}" href=${talk.href(id)}
      >${parent ? talk.words.t('inReplyTo', { name: isolatedName(talk, parent) }) : talk.words.t('inReplyToMissing')}</a
    >
  `;
}

function renderActions(talk: Conversation, row: Row, name: string, now: number): TemplateResult {
  const { comment, ui } = row;
  const { words, port } = talk;
  const { id, own, status } = comment;
  const left = ((own && comment.editableUntil) || 0) - now;
  const minutes = Math.max(1, Math.floor(left / 60_000));
  const isPublished = status === 'published';
  const button = (kind: string, text: unknown, act: () => unknown, label?: string, isOpen?: boolean): TemplateResult => html`
    <button
      class="plain ${kind}"
      aria-label=${label ?? nothing}
      aria-expanded=${isOpen ?? nothing}
      @pointerenter=${kind === 'reply' ? talk.loadWriter : nothing}
      @click=${act}
    >
      ${text}
    </button>
  `;
  return html`
    <div class="actions" part="actions">
      ${isPublished ? renderVote(talk, comment, name) : nothing}
      ${
        port?.post && isPublished && !talk.info.closed
          ? button(
              'reply',
              words.t('reply'),
              () => talk.compose('reply', comment),
              words.t('replyTo', { name }),
              ui.panel === 'reply',
            )
          : nothing
      }
      ${
        port?.edit && left > 0
          ? button(
              'edit',
              minutes > 60 ? words.t('edit') : words.t('editLeft', { n: minutes }),
              () => talk.compose('edit', comment),
              undefined,
              ui.panel === 'edit',
            )
          : nothing
      }
      ${port?.remove && left > 0 ? button('delete', words.t('delete'), () => talk.act(id, (actions) => actions.remove(id))) : nothing}
      ${
        isPublished
          ? button(
              'more',
              DOTS,
              () => talk.act(id, () => talk.set(id, { isMoreOpen: !ui.isMoreOpen, note: undefined })),
              words.t('moreFor', { name }),
              Boolean(ui.isMoreOpen),
            )
          : nothing
      }
      ${isPublished && ui.isMoreOpen ? talk.actions?.renderMenu(comment) : nothing} ${renderFold(talk, row)}
    </div>
  `;
}

function renderVote(talk: Conversation, { id, own, score = 0, vote: given }: Comment, name: string): Part {
  const { port, words } = talk;
  const hasDownVotes = port?.lowestVote === -1;
  if (!port?.vote || own) {
    return score ? html`<span class="muted">${words.t(hasDownVotes ? 'score' : 'likes', { n: score })}</span>` : nothing;
  }
  const number = words.number(score);
  const likes = score && !hasDownVotes ? ` (${words.t('likes', { n: score })})` : '';
  const button = (choice: 1 | -1, label: WordKey, content: unknown): TemplateResult => html`
    <button
      class="plain vote"
      aria-label=${words.t(label, { name }) + likes}
      aria-pressed=${given === choice}
      @click=${() => talk.act(id, (actions) => actions.vote(id, choice))}
    >
      ${content}
    </button>
  `;
  return hasDownVotes
    ? html`
        <span class="votes">
          ${button(1, 'voteUpFor', UP)}<span class="score">${number}</span>${button(-1, 'voteDownFor', DOWN)}
        </span>
      `
    : button(1, 'likeFor', html`${HEART}<span>${score ? number : words.t('like')}</span>`);
}

function renderFold(talk: Conversation, { below, ui, comment }: Row): Part {
  if (!below) return nothing;
  return html`
    <button class="plain fold" aria-expanded=${!ui.isFolded} @click=${() => talk.set(comment.id, { isFolded: !ui.isFolded })}>
      ${talk.words.t(ui.isFolded ? 'showReplies' : 'hideReplies', { n: below })}
    </button>
  `;
}

function renderMore(talk: Conversation, { more, ui }: Row): TemplateResult {
  const { words } = talk;
  const n = more?.remaining;
  return html`
    <button class="plain more-replies" aria-disabled=${Boolean(ui.isBusy)} @click=${() => talk.loadMore(more)}>
      ${ui.isBusy ? words.t('loadingMore') : n === undefined ? words.t('moreRepliesUnknown') : words.t('moreReplies', { n })}
    </button>
    ${ui.error ? html`<p class="note error">${ui.error}</p>` : nothing}
  `;
}

/** The form, or what is said while its code is on its way. */
export function renderComposer(talk: Conversation, kind: SubmissionKind, comment?: Comment): TemplateResult {
  const { words, writer } = talk;
  if (writer)
    return html`<comment-composer
      exportparts="form, field, button"
      .task=${writer.task(kind, comment)}
      .talk=${talk}
    ></comment-composer>`;
  if (!talk.isWriterLost) return html`<p class="muted composer-wait" tabindex="-1">${words.t('composerLoading')}</p>`;
  const tryAgain = async (): Promise<void> => {
    talk.announce('');
    const loading = talk.loadWriter();
    await talk.focus(comment?.id, '.composer-wait');
    await loading;
    if (mayFocus(talk.host, (focused) => focused.matches('.composer-wait')))
      void talk.focus(comment?.id, 'comment-composer, .error + button');
  };
  return html`
    <p class="error">${words.t('composerFailed')}</p>
    <button @click=${tryAgain}>${words.t('retry')}</button>
  `;
}
