import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Inbox } from '../../content/email.js';
import type { WordsController } from '../../controllers/words-controller.js';
import type { Topic } from '../../ports/newsletter.js';
import type { newsletterSignupDeskWords, SignupDeskWord } from './newsletter-signup-desk.words.js';

export { renderButton } from './newsletter-signup.views.js';

export type DeskWords = WordsController<typeof newsletterSignupDeskWords>;

export function renderTopics(words: DeskWords, topics: readonly Topic[]): TemplateResult {
  return html`
    <fieldset>
      <legend>${words.t('topics')}</legend>
      ${repeat(
        topics,
        ({ id }) => id,
        ({ id, label }) => html`<label class="box"><input type="checkbox" name="topics" .value=${id} />${label}</label>`,
      )}
    </fieldset>
  `;
}

export function renderInbox(words: DeskWords, inbox: Inbox | undefined): TemplateResult | typeof nothing {
  if (!inbox) return nothing;
  return html`<a href=${inbox.url} target="_blank" rel="noopener noreferrer"
    >${words.t('openInbox', { provider: inbox.name })}</a
  >`;
}

/** The address in its own direction, so that neither it nor the sentence around it is turned over. */
export function renderWithAddress(words: DeskWords, word: SignupDeskWord, address: string): TemplateResult {
  const [before, after] = words.t(word, { address: '\0' }).split('\0');
  return html`<p>${before}<bdi>${address}</bdi>${after}</p>`;
}
