import { html, type TemplateResult } from 'lit';
import type { WordsController } from '../../controllers/words-controller.js';
import { keepFromPage } from '../../controllers/keyboard.js';
import { HONEYPOT } from './honeypot.js';
import type { newsletterSignupWords } from './newsletter-signup.words.js';

export type SignupWords = WordsController<typeof newsletterSignupWords>;

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
        @keypress=${keepFromPage}
        @keyup=${keepFromPage}
      />
      <button class="main" part="button" aria-disabled=${isPending}><span>${words.t('subscribe')}</span></button>
    </div>
  `;
}

/**
 * A button that looks like a link and waits until it may be used again, with the seconds that are `left` beside its name: a name
 * that changes is read out each time.
 */
export function renderButton(label: string, onClick: () => void, isBusy = false, left = 0): TemplateResult {
  return html`<button class="plain" type="button" aria-disabled=${isBusy || left > 0} @click=${onClick}>
    <span .textContent=${label}></span><span aria-hidden="true" .textContent=${left > 0 ? ` (${left})` : ''}></span>
  </button>`;
}

export function renderConsent(text: string, isRequired: boolean): TemplateResult {
  return html`<label class="box"><input type="checkbox" name="consent" ?required=${isRequired} />${text}</label>`;
}

/** Named like nothing that autofill knows; out of reach of people, keys and screen readers. */
export function renderHoneypot(): TemplateResult {
  return html`<div class="visually-hidden" aria-hidden="true">
    <input tabindex="-1" autocomplete="off" name=${HONEYPOT} />
  </div>`;
}
