import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type * as EmailHelp from '../../content/email.js';
import { isSet, type PortSetting } from '../../context/settings.js';
import { tellDeveloper } from '../../controllers/console.js';
import { pageIdentity } from '../../controllers/page.js';
import { PortController } from '../../controllers/port-controller.js';
import { RequestController } from '../../controllers/request-controller.js';
import { SettingsController } from '../../controllers/settings-controller.js';
import { assignSlots } from '../../controllers/slots.js';
import { VisibilityController } from '../../controllers/visibility-controller.js';
import { WordsController } from '../../controllers/words-controller.js';
import { AfterwordError } from '../../ports/errors.js';
import type { NewsletterPort, SubscribeOutcome, SubscribeRequest, Topic } from '../../ports/newsletter.js';
import { baseStyles } from '../../styles/base.styles.js';
import { controlStyles } from '../../styles/control.styles.js';
import { adviseDeveloper } from './advice.js';
import { groupNodes } from './group-nodes.js';
import { ListMemoryController } from './list-memory-controller.js';
import {
  NewsletterSignupErrorEvent,
  NewsletterSignupSubmitEvent,
  NewsletterSignupSubmittedEvent,
} from './newsletter-signup.events.js';
import { newsletterSignupStyles } from './newsletter-signup.styles.js';
import * as views from './newsletter-signup.views.js';
import { newsletterSignupWords } from './newsletter-signup.words.js';
import { canRetry, errorWord, OUTCOME_WORDS, type Outcome } from './outcome-words.js';
import { hasTopics, setValue, type FormContent } from './publisher-form.js';
import { SignupFormController } from './signup-form-controller.js';
import { SubmissionController } from './submission-controller.js';

/**
 * Makes the publisher's own form answer in place. The form, its fields and its action stay as they are and keep working
 * without JavaScript; what is said around it is only what the backend confirmed. Without a backend the form posts as ever.
 *
 * @summary A newsletter sign-up around a real form.
 * @tag newsletter-signup
 * @slot - The publisher's form and what belongs to it. What stands before the form stays above, what follows it below.
 * @slot heading - The heading.
 * @slot note - A note on privacy.
 * @fires {NewsletterSignupSubmitEvent} newsletter-signup-submit - Before the address is sent; cancel it to keep it.
 * @fires {NewsletterSignupSubmittedEvent} newsletter-signup-submitted - The backend took it; `status` says what it confirmed.
 * @fires {NewsletterSignupErrorEvent} newsletter-signup-error - Sending failed; what was typed is still there.
 * @csspart form - The element's own form, when the publisher wrapped none.
 * @csspart field - Its e-mail field.
 * @csspart button - Its button.
 * @csspart feedback - The line under the form.
 * @csspart message - What is shown in place of the form.
 * @csspart title - The first line of that message.
 * @cssprop --afterword-accent - Button, link to the inbox, focus.
 * @cssprop --afterword-danger - Errors.
 * @cssstate sending - An address is on its way.
 * @cssstate done - The form was replaced by an outcome.
 * @cssstate remembered - This browser remembers an earlier outcome.
 * @cssstate failed - The last try failed.
 * @example <newsletter-signup src="/api"><form method="post" action="/api/subscriptions"><label>E-mail <input type="email" name="email" autocomplete="email" required></label> <button>Subscribe</button></form></newsletter-signup>
 */
export class NewsletterSignupElement extends LitElement {
  static readonly afterword = true;

  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, slotAssignment: 'manual' };
  static override styles = [baseStyles, controlStyles, newsletterSignupStyles];

  /** Name of the newsletter adapter: `rest` when only a source is given. */
  @property() provider = '';
  /** Address of the backend with its public options; with a `provider` alone, the wrapped form's own `action`. */
  @property() src = '';
  /** A port a developer made; stronger than the attributes. */
  @property({ attribute: false }) port: NewsletterPort | undefined;
  /** Text of a consent box, shown unticked, for forms that have none of their own. */
  @property({ attribute: 'consent-text' }) consentText = '';
  /** The form is sent only when that box is ticked. */
  @property({ type: Boolean, attribute: 'consent-required' }) consentRequired = false;
  /** Address the confirmation comes from, so that the link to the inbox can search for it. */
  @property() sender = '';
  /** Offers "No, thanks", which is remembered for a season. */
  @property({ type: Boolean }) dismissible = false;
  /** Seconds until the mail can be asked for again. */
  @property({ type: Number, attribute: 'resend-after' }) resendAfter = 30;

  readonly #internals = this.attachInternals();
  readonly #settings = new SettingsController(this, () => this.requestUpdate());
  readonly #words = new WordsController(this, 'newsletter-signup', newsletterSignupWords, this.#settings);
  readonly #port = new PortController(this, {
    name: 'newsletter',
    settings: this.#settings,
    own: () => this.#ownSetting(),
    onChange: () => {
      this.#startOver();
      this.#topics.reset();
      this.#loadTopics();
    },
  });
  readonly #visible = new VisibilityController(this, () => {
    this.#since = performance.now();
    this.#loadTopics();
  });
  readonly #form = new SignupFormController(this, this.#words, this.#port, (content) => this.#submit(content));
  readonly #memory = new ListMemoryController(this, this.#port);
  readonly #submission = new SubmissionController(this, this.#port);
  readonly #topics = new RequestController<readonly Topic[]>(this);
  readonly #lightDom = new MutationObserver(() => this.requestUpdate());
  /** Typo hints and links to inboxes, from the reader's first touch on. */
  #help: typeof EmailHelp | undefined;
  /** What came of what the reader sent. */
  #outcome: SubscribeOutcome['status'] | undefined;
  /** Said to screen readers when the reader is elsewhere on the page. */
  #announcement = '';
  #isResent = false;
  #isTouched = false;
  #since = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#lightDom.observe(this, { childList: true, subtree: true });
    if (document.readyState === 'loading') {
      document.addEventListener('DOMContentLoaded', () => this.requestUpdate(), { once: true });
    }
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#lightDom.disconnect();
  }

  protected override updated(): void {
    const form = this.#form.publishers;
    assignSlots(this.renderRoot, groupNodes(this, form));
    const { states } = this.#internals;
    states.clear();
    if (this.#submission.isPending) states.add('sending');
    if (this.#outcome) states.add('done');
    else if (this.#memory.outcome) states.add('remembered');
    if (this.#form.complaint) states.add('failed');
    for (const { error } of [this.#port, this.#topics, this.#submission]) if (error) tellDeveloper(this, error.message, error);
    if (document.readyState !== 'loading') adviseDeveloper(this, form, this.#port.configured);
  }

  /** Shows the form again and forgets what this browser remembers of the list. */
  reset(): void {
    // What the backend forbade it still forbids; the wait for a second mail is over.
    if (!this.#form.complaint) this.#submission.wait(0);
    this.#startOver();
    this.#memory.remember();
  }

  override render(): TemplateResult {
    const words = this.#words;
    const { isPending } = this.#submission;
    const form = this.#form.publishers;
    const shown = this.#outcome ?? this.#memory.outcome;
    const ownsField = !form && this.#port.configured && document.readyState !== 'loading';
    const topics = this.#isTouched && !hasTopics(form) && this.#topics.value;
    return html`
      <slot name="heading"></slot>
      <slot name="lead"></slot>
      <div class="stage">
        <div
          ?inert=${shown !== undefined}
          @focusin=${this.#onFocusIn}
          @input=${this.#form.onInput}
          @focusout=${() => this.requestUpdate()}
          @invalid=${this.#form.onInvalid}
          @submit=${this.#form.onSubmit}
        >
          <slot></slot>
          <form part="form">
            ${ownsField ? views.renderField(words, isPending, this.#form.culprit?.id === 'email') : nothing}
            <div class="feedback" part="feedback" id="feedback">${this.#outcome ? nothing : this.#renderFeedback()}</div>
            ${topics && topics.length ? views.renderTopics(words, topics) : nothing}
            ${this.consentText ? views.renderConsent(this.consentText, this.consentRequired) : nothing}
            ${views.renderHoneypot()}
          </form>
          <slot name="note"></slot>
          ${this.dismissible && this.#port.port ? views.renderButton(words.t('dismiss'), this.#dismiss) : nothing}
        </div>
        ${shown ? this.#renderMessage(shown) : nothing}
      </div>
      <p class="visually-hidden" role="status">${this.#announcement}</p>
    `;
  }

  #renderMessage(outcome: Outcome): TemplateResult {
    const words = this.#words;
    const [title, text, again] = OUTCOME_WORDS[outcome];
    const email = this.#submission.request?.email ?? '';
    const { isPending, left } = this.#submission;
    const isFresh = this.#outcome !== undefined;
    return html`
      <div class="message" part="message" tabindex="-1">
        <p class=${isFresh ? 'title' : 'muted'} part="title">${words.t(title)}</p>
        ${isFresh && text ? views.renderWithAddress(words, text, this.#readable(email)) : nothing}
        <div class="actions">
          ${isFresh && again === 'resend' ? views.renderInbox(words, this.#help?.inboxOf(email, this.sender)) : nothing}
          ${isFresh && !again ? nothing : views.renderButton(words.t(isFresh ? 'change' : 'showForm'), this.#change)}
          ${isFresh && again ? views.renderButton(words.t(again), this.#resend, isPending, left) : nothing}
        </div>
        <div class="feedback">${isFresh ? this.#renderFeedback() : nothing}</div>
      </div>
    `;
  }

  /** What is wrong and what can be done, else what is going on. */
  #renderFeedback(): TemplateResult {
    const words = this.#words;
    const { isPending, left, error } = this.#submission;
    const { complaint } = this.#form;
    const canTryAgain = complaint && !this.#outcome && error && canRetry(error.code);
    const remedy = canTryAgain ? views.renderButton(words.t('tryAgain'), () => this.#form.submit(), false, left) : nothing;
    const status = isPending ? words.t('sending') : this.#isResent ? words.t('resent') : this.#renderHint();
    return views.renderFeedback(complaint, remedy, status);
  }

  #renderHint(): TemplateResult | typeof nothing {
    const address = this.#suggestion;
    if (!address) return nothing;
    const label = this.#words.t('didYouMean', { address: this.#readable(address) });
    return views.renderButton(label, this.#takeSuggestion);
  }

  #readable(address: string): string {
    return this.#help?.readableAddress(address) ?? address;
  }

  /** What the reader probably meant, once they have left the field. */
  get #suggestion(): string | undefined {
    if (!this.#help) return undefined;
    const { field } = this.#form;
    const address = this.#outcome ? this.#submission.request!.email : !field?.matches(':focus') && field?.value;
    return address ? this.#help.suggestAddress(address) : undefined;
  }

  /** With a `provider` alone, its address is where the wrapped form posts to. */
  #ownSetting(): PortSetting<NewsletterPort> {
    const own = { port: this.port, provider: this.provider, src: this.src };
    const setting = isSet(own) ? own : (this.#settings.value.newsletter ?? own);
    if (setting.port || setting.src || !setting.provider) return own;
    return { provider: setting.provider, src: this.#form.action };
  }

  #onFocusIn(): void {
    this.#isTouched = true;
    this.#visible.reveal();
    this.requestUpdate();
    if (!this.#help) void this.#loadHelp();
  }

  async #loadHelp(): Promise<void> {
    try {
      this.#help = await import('../../content/email.js');
      this.requestUpdate();
    } catch {
      // Signing up works without hints; the next touch tries again.
    }
  }

  #submit(content: FormContent): void {
    if (this.#outcome || !this.#submission.canSend) return;
    const elapsed = Math.round(performance.now() - this.#since);
    const request = { ...content, page: pageIdentity(), elapsed };
    if (this.dispatchEvent(new NewsletterSignupSubmitEvent(request))) void this.#send(request);
  }

  async #send(request: SubscribeRequest): Promise<void> {
    this.#isResent = false;
    this.#form.complain('');
    const outcome = await this.#submission.send(request);
    const { error } = this.#submission;
    const isForBrowser = outcome?.native || error?.code === 'captcha-needed' || this.#port.error;
    if (isForBrowser && this.#form.action) {
      // What comes of it is not ours to know.
      this.#show('unknown', request);
      this.#form.postNatively();
    } else if (outcome?.native) this.#fail(new AfterwordError('misconfigured', 'this service needs a form of the page'));
    else if (outcome) this.#show(outcome.status, request);
    else if (error) this.#fail(error);
  }

  #show(outcome: SubscribeOutcome['status'], request: SubscribeRequest): void {
    this.#isResent = this.#outcome !== undefined;
    if (!this.#isResent) this.#bringTo(outcome);
    this.#outcome = outcome;
    this.#submission.wait(this.resendAfter);
    this.#memory.remember(outcome);
    this.dispatchEvent(new NewsletterSignupSubmittedEvent(outcome, request));
  }

  #fail(error: AfterwordError): void {
    const field = error.code === 'invalid' && error.field === 'email' && !this.#outcome ? this.#form.field : undefined;
    const complaint = this.#words.t(errorWord(error.code));
    // Until it is changed: the same address would be refused again.
    field?.setCustomValidity(complaint);
    this.#form.complain(complaint, field);
    this.dispatchEvent(new NewsletterSignupErrorEvent(error));
  }

  /** Takes the reader's focus along to the message; one who went on reading is told, not pulled back. */
  #bringTo(outcome: Outcome): void {
    if (this.matches(':focus-within') || document.activeElement === document.body) {
      this.requestUpdate();
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.message')?.focus());
    } else this.#announcement = this.#words.t(OUTCOME_WORDS[outcome][0]);
  }

  async #bringToField(): Promise<void> {
    await this.updateComplete;
    this.#form.field?.focus();
    this.#form.field?.select();
  }

  #change(): void {
    this.reset();
    void this.#bringToField();
  }

  #takeSuggestion(): void {
    const address = this.#suggestion;
    if (this.#outcome) this.reset();
    const { field } = this.#form;
    if (address && field) setValue(field, address);
    void this.#bringToField();
  }

  #resend(): void {
    if (this.#submission.canSend) void this.#send(this.#submission.request!);
  }

  #dismiss(): void {
    this.#bringTo('dismissed');
    this.#memory.remember('dismissed');
  }

  #startOver(): void {
    this.#submission.reset();
    this.#outcome = undefined;
    this.#announcement = '';
    this.#isResent = false;
    this.#form.complain('');
    this.#memory.recall();
  }

  #loadTopics(): void {
    const { port } = this.#port;
    if (!this.#visible.seen || !port?.topics || hasTopics(this.#form.publishers)) return;
    void this.#topics.run((signal) => port.topics!(signal));
  }
}
