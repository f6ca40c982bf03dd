import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { inboxOf, readableAddress } from '../../content/email.js';
import type { WordsController } from '../../controllers/words-controller.js';
import type { Topic } from '../../ports/newsletter.js';
import type { ListState } from './list-memory-controller.js';
import type { NewsletterSignupWord, newsletterSignupWords } from './newsletter-signup.words.js';
import { RESULT_WORDS, type Complaint, type Result } from './outcome-words.js';

type SignupWords = WordsController<typeof newsletterSignupWords>;
type View = TemplateResult | typeof nothing;

export function renderOwnForm(
  words: SignupWords,
  {
    isPending,
    isInvalid,
    onSubmit,
    onChange,
  }: { isPending: boolean; isInvalid: boolean; onSubmit: (event: SubmitEvent) => void; onChange: (event: Event) => void },
): TemplateResult {
  return html`
    <form class="own" part="form" novalidate @submit=${onSubmit}>
      <label for="email">${words.t('emailLabel')}</label>
      <div class="row">
        <input
          id="email"
          part="field"
          type="email"
          name="email"
          autocomplete="email"
          inputmode="email"
          autocapitalize="none"
          spellcheck="false"
          required
          aria-invalid=${isInvalid ? 'true' : 'false'}
          aria-describedby="complaint"
          @change=${onChange}
          @keydown=${keepFromPage}
        />
        <button class="main" part="button" aria-disabled=${isPending ? 'true' : nothing}>
          <span>${words.t('subscribe')}</span>
        </button>
      </div>
    </form>
  `;
}

/** The line under the form: what is wrong and what can be done, else what is going on. */
export function renderFeedback(
  words: SignupWords,
  complaint: Complaint | undefined,
  remedy: View,
  status: View,
): TemplateResult {
  return html`
    <div class="feedback" part="feedback">
      <p role="alert" id="complaint" class=${complaint ? 'error' : ''}>${sayComplaint(words, complaint)}</p>
      ${remedy}
      <div role="status">${status}</div>
    </div>
  `;
}

export function renderMuted(text: string | TemplateResult): TemplateResult {
  return html`<p class="muted">${text}</p>`;
}

export function renderButton(label: string, onClick: () => void, isBusy = false): TemplateResult {
  return html`<button class="plain" type="button" aria-disabled=${isBusy ? 'true' : nothing} @click=${onClick}>
    ${label}
  </button>`;
}

export function renderSuggestion(words: SignupWords, suggestion: string | undefined, onTake: () => void): View {
  return suggestion ? renderButton(words.t('didYouMean', { address: readableAddress(suggestion) }), onTake) : nothing;
}

export function renderTopics(words: SignupWords, topics: readonly Topic[]): TemplateResult {
  return html`
    <fieldset>
      <legend>${words.t('topics')}</legend>
      <div class="choices">
        ${repeat(
          topics,
          ({ id }) => id,
          ({ id, label }) =>
            html`<label class="choice"><input type="checkbox" name="topics" .value=${id} /><span>${label}</span></label>`,
        )}
      </div>
    </fieldset>
  `;
}

export function renderConsent(text: string, isRequired: boolean, onChange: (event: Event) => void): TemplateResult {
  return html`<label class="choice consent">
    <input id="consent" type="checkbox" ?required=${isRequired} @change=${onChange} /><span>${text}</span>
  </label>`;
}

/** Named like nothing that autofill knows; out of reach of people, keys and screen readers. */
export function renderHoneypot(words: SignupWords): TemplateResult {
  return html`<div class="empty" aria-hidden="true">
    <label>${words.t('leaveEmpty')}<input tabindex="-1" autocomplete="off" name="leave-this-empty" /></label>
  </div>`;
}

export interface ResultView {
  status: Result;
  email: string;
  sender: string;
  complaint: Complaint | undefined;
  suggestion: View;
  /** Seconds until the mail can be asked for again. */
  resendIn: number;
  isPending: boolean;
  isResent: boolean;
  onChange: () => void;
  onResend: () => void;
}

export function renderResult(words: SignupWords, view: ResultView): TemplateResult {
  const { status, email, complaint } = view;
  const [title, text] = RESULT_WORDS[status];
  const isDone = status === 'subscribed' || status === 'already-subscribed';
  const inbox = status === 'confirm-by-mail' ? inboxOf(email, view.sender) : undefined;
  return html`
    <div class="message" part="message" tabindex="-1">
      <p class="title" part="title">${words.t(title)}</p>
      <p class="text">${renderWithAddress(words, text, email)}</p>
      <div class="actions">
        ${
          inbox
            ? html`<a href=${inbox.url} target="_blank" rel="noopener noreferrer"
                >${words.t('openInbox', { provider: inbox.name })}</a
              >`
            : nothing
        }
        ${isDone ? nothing : renderButton(words.t(status === 'handed-over' ? 'showForm' : 'change'), view.onChange)}
        ${status === 'confirm-by-mail' ? renderResend(words, view) : nothing}
        ${status === 'unknown' ? renderButton(words.t('tryAgain'), view.onResend, view.isPending) : nothing}
      </div>
      <div class="feedback">
        ${status === 'confirm-by-mail' ? view.suggestion : nothing}
        <p role="alert" class=${complaint ? 'error' : ''}>${sayComplaint(words, complaint)}</p>
        <div role="status">
          ${
            view.isPending
              ? renderMuted(words.t('sending'))
              : view.isResent
                ? renderMuted(renderWithAddress(words, 'resent', email))
                : nothing
          }
        </div>
      </div>
    </div>
  `;
}

function renderResend(words: SignupWords, { resendIn, isPending, onResend }: ResultView): TemplateResult {
  return resendIn > 0
    ? renderMuted(words.t('resendIn', { n: resendIn }))
    : renderButton(words.t('resend'), onResend, isPending);
}

const REMEMBERED_WORDS = {
  subscribed: 'rememberedSubscribed',
  pending: 'rememberedPending',
  dismissed: 'rememberedDismissed',
  arrived: 'rememberedArrived',
} as const satisfies Record<ListState | 'arrived', NewsletterSignupWord>;

export function renderRemembered(words: SignupWords, remembered: ListState | 'arrived', onChange: () => void): TemplateResult {
  const isWithout = remembered === 'dismissed' || remembered === 'arrived';
  return html`
    <div class="message quiet" part="message" tabindex="-1">
      ${renderMuted(words.t(REMEMBERED_WORDS[remembered]))}
      ${renderButton(words.t(isWithout ? 'showForm' : 'changeRemembered'), onChange)}
    </div>
  `;
}

/** The address in its own direction, so that neither it nor the sentence around it is turned over. */
function renderWithAddress(words: SignupWords, word: NewsletterSignupWord, email: string): TemplateResult {
  const [before = '', after = ''] = words.t(word, { address: '\0' }).split('\0');
  return html`${before}<bdi>${readableAddress(email)}</bdi>${after}`;
}

function sayComplaint(words: SignupWords, complaint: Complaint | undefined): string | typeof nothing {
  if (!complaint) return nothing;
  return 'word' in complaint ? words.t(complaint.word) : complaint.text;
}

/** Typing in a shadow root looks to the page like typing on the host, and would trigger its single-key shortcuts. */
function keepFromPage(event: KeyboardEvent): void {
  if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
}
