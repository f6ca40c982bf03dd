import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Inbox } from '../../content/email.js';
import type { WordsController } from '../../controllers/words-controller.js';
import type { Topic } from '../../ports/newsletter.js';
import type { NewsletterSignupWord, newsletterSignupWords } from './newsletter-signup.words.js';
import { HONEYPOT } from './publisher-form.js';

export type SignupWords = WordsController<typeof newsletterSignupWords>;
export type View = TemplateResult | typeof nothing;

export function renderField(words: SignupWords, isPending: boolean, isInvalid: boolean): TemplateResult {
  return html`
    <label for="email">${words.t('emailLabel')}</label>
    <div class="row">
      <input
        id="email"
        part="field"
        type="email"
        name="email"
        autocomplete="email"
        required
        aria-invalid=${isInvalid}
        aria-describedby="feedback"
        @keydown=${keepFromPage}
      />
      <button class="main" part="button" aria-disabled=${isPending}><span>${words.t('subscribe')}</span></button>
    </div>
  `;
}

/** What is wrong and what can be done, else what is going on. */
export function renderFeedback(complaint: string, remedy: View, status: string | View): TemplateResult {
  return html`
    <p role="alert" class=${complaint && 'error'}>${complaint}</p>
    ${remedy}
    <p role="status" class="muted">${status}</p>
  `;
}

/** A button that looks like a link and waits, with the seconds that are `left`, until it may be used again. */
export function renderButton(label: string, onClick: () => void, isBusy = false, left = 0): TemplateResult {
  return html`<button class="plain" type="button" aria-disabled=${isBusy || left > 0} @click=${onClick}>
    ${label}${left > 0 ? ` (${left})` : nothing}
  </button>`;
}

export function renderTopics(words: SignupWords, topics: readonly Topic[]): TemplateResult {
  return html`
    <fieldset>
      <legend>${words.t('topics')}</legend>
      ${repeat(
        topics,
        ({ id }) => id,
        ({ id, label }) => html`<label><input type="checkbox" name="topics" .value=${id} />${label}</label>`,
      )}
    </fieldset>
  `;
}

export function renderConsent(text: string, isRequired: boolean): TemplateResult {
  return html`<label class="consent"><input type="checkbox" name="consent" ?required=${isRequired} />${text}</label>`;
}

/** Named like nothing that autofill knows; out of reach of people, keys and screen readers. */
export function renderHoneypot(): TemplateResult {
  return html`<div class="visually-hidden" aria-hidden="true">
    <input tabindex="-1" autocomplete="off" name=${HONEYPOT} />
  </div>`;
}

export function renderInbox(words: SignupWords, inbox: Inbox | undefined): View {
  if (!inbox) return nothing;
  return html`<a href=${inbox.url} target="_blank" rel="noopener noreferrer"
    >${words.t('openInbox', { provider: inbox.name })}</a
  >`;
}

/** The address in its own direction, so that neither it nor the sentence around it is turned over. */
export function renderWithAddress(words: SignupWords, word: NewsletterSignupWord, address: string): TemplateResult {
  const [before, after] = words.t(word, { address: '\0' }).split('\0');
  return html`<p>${before}<bdi>${address}</bdi>${after}</p>`;
}

/** Typing in a shadow root looks to the page like typing on the host, and would trigger its single-key shortcuts. */
function keepFromPage(event: KeyboardEvent): void {
  if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
}
