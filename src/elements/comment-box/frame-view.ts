import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { WordsController } from '../../controllers/words-controller.js';
import type { CommentSort } from '../../ports/comments.js';
import type { AfterwordError, ErrorCode } from '../../ports/errors.js';
import type { CommentBoxWords } from './comment-box.words.js';

type BoxWords = WordsController<CommentBoxWords>;

export const SORT_WORDS: Readonly<Record<CommentSort, keyof CommentBoxWords>> = {
  best: 'sortBest',
  newest: 'sortNewest',
  oldest: 'sortOldest',
  replies: 'sortReplies',
};

const PROBLEM_WORDS: Partial<Record<ErrorCode, keyof CommentBoxWords>> = {
  misconfigured: 'listMisconfigured',
  offline: 'listOffline',
  timeout: 'listTimeout',
};

/** Why the list is not there. */
export function renderProblem(
  error: AfterwordError | undefined,
  words: BoxWords,
  retry: () => void,
): TemplateResult | typeof nothing {
  if (!error) return nothing;
  return html`
    <div class="problem">
      <p class="error">${words.t(PROBLEM_WORDS[error.code] ?? 'listFailed')}</p>
      ${error.code === 'misconfigured' ? nothing : html`<button @click=${retry}>${words.t('retry')}</button>`}
    </div>
  `;
}

export interface Bar {
  count: string | undefined;
  /** Comments others wrote meanwhile. */
  fresh: number;
  sorts: readonly CommentSort[];
  sort: CommentSort;
  showFresh: () => void;
  changeSort: (sort: CommentSort) => void;
}

/** The line above the list: how many there are, what is new, in which order. */
export function renderBar(words: BoxWords, bar: Bar): TemplateResult | typeof nothing {
  const { count, fresh, sorts, sort } = bar;
  if (sorts.length < 2 && !fresh && !count) return nothing;
  return html`
    <div class="bar">
      ${count ? html`<p class="count" part="heading">${count}</p>` : nothing}
      ${fresh ? html`<button class="plain new" @click=${bar.showFresh}>${words.t('newComments', { n: fresh })}</button>` : nothing}
      ${sorts.length < 2 ? nothing : renderSort(words, sorts, sort, bar.changeSort)}
    </div>
  `;
}

function renderSort(
  words: BoxWords,
  sorts: readonly CommentSort[],
  chosen: CommentSort,
  change: (sort: CommentSort) => void,
): TemplateResult {
  return html`
    <span class="sort">
      <label for="sort">${words.t('sortBy')}</label>
      <select
        id="sort"
        .value=${live(chosen)}
        @change=${(event: Event) => change((event.currentTarget as HTMLSelectElement).value as CommentSort)}
      >
        ${sorts.map((sort) => html`<option value=${sort} ?selected=${sort === chosen}>${words.t(SORT_WORDS[sort])}</option>`)}
      </select>
    </span>
  `;
}
