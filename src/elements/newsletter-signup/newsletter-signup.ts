import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { suggestAddress } from '../../content/email.js';
import { isSet, type PortSetting } from '../../context/settings.js';
import { tellDeveloper } from '../../controllers/console.js';
import { pageIdentity } from '../../controllers/page.js';
import { PortController } from '../../controllers/port-controller.js';
import { RequestController } from '../../controllers/request-controller.js';
import { SettingsController } from '../../controllers/settings-controller.js';
import { assignSlots } from '../../controllers/slots.js';
import { VisibilityController } from '../../controllers/visibility-controller.js';
import { WordsController } from '../../controllers/words-controller.js';
import type { AfterwordError } from '../../ports/errors.js';
import type { NewsletterPort, SubscribeRequest, Topic } from '../../ports/newsletter.js';
import { baseStyles, controlStyles } from '../../styles/base.styles.js';
import { adviseDeveloper } from './advice.js';
import { CountdownController } from './countdown-controller.js';
import { groupNodes } from './group-nodes.js';
import { ListMemoryController } from './list-memory-controller.js';
import {
  NewsletterSignupErrorEvent,
  NewsletterSignupSubmitEvent,
  NewsletterSignupSubmittedEvent,
} from './newsletter-signup.events.js';
import { newsletterSignupStyles } from './newsletter-signup.styles.js';
import * as views from './newsletter-signup.views.js';
import { newsletterSignupWords, type NewsletterSignupWord } from './newsletter-signup.words.js';
import { canRetry, complaintAbout, errorWord, RESULT_WORDS, type Complaint, type Result } from './outcome-words.js';
import {
  actionOf,
  emailFields,
  findForm,
  firstInvalid,
  hasTopics,
  readForm,
  setValue,
  type Control,
} from './publisher-form.js';

import { SubmissionController, type Sending } from './submission-controller.js';

const DEFAULT_RESEND = 30;

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
  @property({ type: Number, attribute: 'resend-after' }) resendAfter = DEFAULT_RESEND;

  @state() private result: (Sending & { status: Result }) | undefined;
  @state() private complaint: Complaint | undefined;
  @state() private suggestion: string | undefined;
  /** Said to screen readers when the reader is elsewhere on the page. */
  @state() private announcement: NewsletterSignupWord | undefined;
  @state() private isResent = false;
  @state() private isTouched = false;

  @query('.message') private readonly message!: HTMLElement | null;
  @query('#email') private readonly ownField!: HTMLInputElement | null;
  @query('#consent') private readonly consentBox!: HTMLInputElement | null;
  @query('.empty input') private readonly honeypot!: HTMLInputElement | null;

  readonly #internals = this.attachInternals();
  readonly #settings = new SettingsController(this, () => this.requestUpdate());
  readonly #words = new WordsController(this, 'newsletter-signup', newsletterSignupWords, this.#settings);
  readonly #port = new PortController(this, {
    name: 'newsletter',
    settings: this.#settings,
    own: () => this.#ownSetting(),
    onChange: () => this.#startOver(),
  });
  readonly #visible = new VisibilityController(this, () => {
    this.#since ||= performance.now();
    this.#loadTopics();
  });
  readonly #memory = new ListMemoryController(this, {
    list: () => this.#port.port?.key,
    isBusy: () => Boolean(this.result) || this.matches(':focus-within'),
  });
  readonly #submission = new SubmissionController(this, {
    port: this.#port,
    onTaken: (status, sending) => this.#showResult(status, sending),
    onHandedOver: (sending) => this.#showResult('handed-over', sending),
    onFailed: (error, sending) => this.#showFailure(error, sending),
  });
  readonly #topics = new RequestController<readonly Topic[]>(this);
  readonly #resendWait = new CountdownController(this);
  readonly #lightDom = new MutationObserver(() => this.requestUpdate());
  #listening = new AbortController();
  #form: HTMLFormElement | undefined;
  #failed: Sending | undefined;
  #since = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.addEventListener('submit', this.#onSubmit, { signal });
    // It does not bubble.
    this.addEventListener('invalid', this.#onInvalid, { signal, capture: true });
    this.addEventListener('input', this.#onInput, { signal });
    this.addEventListener('change', this.#onChange, { signal });
    this.addEventListener('focusin', this.#onFocusIn, { signal });
    document.addEventListener('DOMContentLoaded', () => this.requestUpdate(), { signal });
    this.#lightDom.observe(this, { childList: true, subtree: true });
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#listening.abort();
    this.#lightDom.disconnect();
  }

  protected override willUpdate(): void {
    this.#form = findForm(this);
  }

  protected override updated(): void {
    assignSlots(this.renderRoot, groupNodes(this, this.#form));
    const { states } = this.#internals;
    states.clear();
    if (this.#submission.isPending) states.add('sending');
    if (this.result) states.add('done');
    else if (this.#memory.state) states.add('remembered');
    if (this.complaint) states.add('failed');
    if (this.#port.error) tellDeveloper(this, this.#port.error.message);
    if (document.readyState !== 'loading') adviseDeveloper(this, this.#form, this.#port.configured);
  }

  /** Shows the form again and forgets what this browser remembers of the list. */
  reset(): void {
    this.#startOver();
    this.#memory.forget();
  }

  override render(): TemplateResult {
    const words = this.#words;
    const { result, complaint } = this;
    const remembered = this.#memory.state;
    const isAway = Boolean(result ?? remembered);
    const { isPending } = this.#submission;
    const suggestion = views.renderSuggestion(words, this.suggestion, this.#takeSuggestion);
    return html`
      <slot name="heading"></slot>
      <slot name="lead"></slot>
      <div class="stage">
        <div class="form ${isAway ? 'away' : ''}" ?inert=${isAway}>
          <slot></slot>
          ${
            this.#needsOwnForm
              ? views.renderOwnForm(words, {
                  isPending,
                  isInvalid: Boolean(complaint && complaint.control === this.ownField),
                  onSubmit: this.#onOwnSubmit,
                  onChange: this.#onChange,
                })
              : nothing
          }
          ${
            result
              ? views.renderFeedback(words, undefined, nothing, nothing)
              : views.renderFeedback(
                  words,
                  complaint,
                  this.#renderRemedy(),
                  isPending ? views.renderMuted(words.t('sending')) : suggestion,
                )
          }
          ${this.isTouched && this.#offersTopics ? views.renderTopics(words, this.#topics.value ?? []) : nothing}
          ${this.consentText ? views.renderConsent(this.consentText, this.consentRequired, this.#onChange) : nothing}
          ${views.renderHoneypot(words)}
          <slot name="note"></slot>
          ${this.dismissible && this.#port.port ? views.renderButton(words.t('dismiss'), this.#dismiss) : nothing}
        </div>
        ${
          result
            ? views.renderResult(words, {
                status: result.status,
                email: result.request.email,
                sender: this.sender,
                complaint,
                suggestion,
                resendIn: Math.max(this.#resendWait.left, this.#submission.wait.left),
                isPending,
                isResent: this.isResent,
                onChange: this.#change,
                onResend: this.#resend,
              })
            : remembered
              ? views.renderRemembered(words, remembered, this.#change)
              : nothing
        }
      </div>
      <p class="visually-hidden" role="status">${this.announcement ? words.t(this.announcement) : nothing}</p>
    `;
  }

  /** What can be done about a failure: wait, try again, or go where the service asks for a proof. */
  #renderRemedy(): TemplateResult | typeof nothing {
    const { error, wait } = this.#submission;
    if (!error || !this.complaint) return nothing;
    if (wait.left > 0) return views.renderMuted(this.#words.t('waitSeconds', { n: wait.left }));
    if (error.code === 'captcha-needed' && this.#form && actionOf(this.#form)) {
      return views.renderButton(this.#words.t('goOn'), this.#goOn);
    }
    return canRetry(error) ? views.renderButton(this.#words.t('tryAgain'), this.#tryAgain) : nothing;
  }

  /** With a `provider` alone, its address is where the wrapped form posts to. */
  #ownSetting(): PortSetting<NewsletterPort> {
    const own = { port: this.port, provider: this.provider, src: this.src };
    const setting = isSet(own) ? own : (this.#settings.value.newsletter ?? own);
    if (setting.port || setting.src || !setting.provider) return own;
    return { provider: setting.provider, src: this.#form && actionOf(this.#form) };
  }

  get #needsOwnForm(): boolean {
    return !this.#form && this.#port.configured && document.readyState !== 'loading';
  }

  get #offersTopics(): boolean {
    return Boolean(this.#topics.value?.length) && !(this.#form && hasTopics(this.#form));
  }

  /** The field of the address: the publisher's, else ours. */
  get #field(): HTMLInputElement | undefined {
    return this.#form ? emailFields(this.#form)[0] : (this.ownField ?? undefined);
  }

  /** Whether the wrapped form is sent by us; without a backend, or with one that cannot be had, the browser posts it as ever. */
  #takesOver(form: HTMLFormElement | null): form is HTMLFormElement {
    if (!form || form !== this.#form || !this.#port.configured || !emailFields(form).length) return false;
    return !this.#port.error || !actionOf(form);
  }

  readonly #onFocusIn = (): void => {
    this.#since ||= performance.now();
    this.isTouched = true;
    this.#visible.reveal();
  };

  readonly #onInput = (event: Event): void => {
    if (event.composedPath()[0] !== this.#field) return;
    this.#field?.setCustomValidity('');
    this.suggestion = undefined;
    if (this.complaint?.control === this.#field) this.complaint = undefined;
  };

  readonly #onChange = (event: Event): void => {
    const control = event.composedPath()[0];
    if (control === this.#field) this.suggestion = suggestAddress(this.#field?.value ?? '');
    else if (this.complaint && this.complaint.control === control) this.complaint = undefined;
  };

  readonly #onInvalid = (event: Event): void => {
    const control = event.target as Control;
    if (!this.#takesOver(control.form)) return;
    // Our own words, in the page's language and style, instead of the browser's bubble.
    event.preventDefault();
    if (control === firstInvalid(control.form)) this.#refuse(control);
  };

  readonly #onSubmit = (event: SubmitEvent): void => {
    const form = event.target as HTMLFormElement;
    // A page's own script that stopped the form had its reasons.
    if (this.#submission.lettingThrough || event.defaultPrevented || !this.#takesOver(form)) return;
    event.preventDefault();
    this.#submit(form, event.submitter);
  };

  readonly #onOwnSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    this.#submit(event.target as HTMLFormElement, null);
  };

  #submit(form: HTMLFormElement, submitter: HTMLElement | null): void {
    if (!this.#submission.canSend) return;
    const invalid = firstInvalid(form) ?? (this.consentBox?.validity.valid === false ? this.consentBox : undefined);
    if (invalid) {
      this.#refuse(invalid);
      return;
    }
    const isPublishers = form === this.#form;
    const request = this.#read(isPublishers ? form : undefined, submitter);
    if (!this.dispatchEvent(new NewsletterSignupSubmitEvent(request))) return;
    this.#send({ request, form: isPublishers ? form : undefined, submitter });
  }

  /** What the publisher's form says, and where it is silent, what our own fields say. */
  #read(form: HTMLFormElement | undefined, submitter: HTMLElement | null): SubscribeRequest {
    const content = form && readForm(form, submitter);
    const ticked = [...this.renderRoot.querySelectorAll<HTMLInputElement>('[name="topics"]:checked')].map(({ value }) => value);
    const topics = content?.topics.length ? content.topics : ticked;
    const { consentBox } = this;
    const now = performance.now();
    return {
      email: this.#field?.value.trim() ?? '',
      name: content?.name,
      topics: topics.length ? topics : undefined,
      consent:
        content?.consent ?? (consentBox ? { text: this.consentText, given: consentBox.checked, time: Date.now() } : undefined),
      fields: content?.fields,
      page: pageIdentity(),
      honeypot: this.honeypot?.value || undefined,
      elapsed: Math.round(now - (this.#since || now)),
    };
  }

  #send(sending: Sending): void {
    this.complaint = undefined;
    this.isResent = false;
    void this.#submission.send(sending);
  }

  #showResult(status: Result, sending: Sending): void {
    this.isResent = Boolean(this.result);
    this.suggestion = suggestAddress(sending.request.email);
    if (status === 'subscribed' || status === 'already-subscribed') this.#memory.remember('subscribed');
    else if (status === 'confirm-by-mail') this.#memory.remember('pending');
    const isNew = !this.result;
    this.result = { ...sending, status };
    if (isNew) this.#bringToMessage(RESULT_WORDS[status][0]);
    this.#resendWait.start(Number.isFinite(this.resendAfter) ? this.resendAfter : DEFAULT_RESEND);
    this.dispatchEvent(new NewsletterSignupSubmittedEvent(status === 'handed-over' ? 'unknown' : status, sending.request));
  }

  #showFailure(error: AfterwordError, sending: Sending): void {
    this.#failed = sending;
    const field = error.code === 'invalid' && error.field === 'email' && !this.result ? this.#field : undefined;
    this.complaint = { word: errorWord(error), control: field };
    if (field) {
      // Until it is changed: the same address would be refused again.
      field.setCustomValidity(this.#words.t('emailRefused'));
      field.focus();
    } else if (error.code !== 'rate-limited' && error.code !== 'captcha-needed') {
      tellDeveloper(this, `could not subscribe (${error.code}): ${error.message}`, error);
    }
    this.dispatchEvent(new NewsletterSignupErrorEvent(error));
  }

  #refuse(control: Control): void {
    this.complaint = complaintAbout(control, this.#field, this.consentBox ?? undefined);
    control.focus();
  }

  /** Takes the reader's focus along to the message; one who went on reading is told, not pulled back. */
  #bringToMessage(title: NewsletterSignupWord): void {
    const isHere = this.matches(':focus-within') || document.activeElement === document.body;
    this.announcement = isHere ? undefined : title;
    if (isHere) void this.updateComplete.then(() => this.message?.focus());
  }

  async #bringToField(): Promise<void> {
    await this.updateComplete;
    this.#field?.focus();
    this.#field?.select();
  }

  readonly #change = (): void => {
    this.reset();
    void this.#bringToField();
  };

  readonly #takeSuggestion = (): void => {
    const field = this.#field;
    const { suggestion } = this;
    if (!field || !suggestion) return;
    if (this.result) this.reset();
    setValue(field, suggestion);
    void this.#bringToField();
  };

  readonly #resend = (): void => {
    if (this.result && this.#submission.canSend) this.#send(this.result);
  };

  readonly #tryAgain = (): void => {
    const form = this.#failed?.form ?? this.ownField?.form;
    if (form) this.#submit(form, this.#failed?.submitter ?? null);
  };

  readonly #goOn = (): void => {
    if (this.#failed) this.#submission.handOver(this.#failed);
  };

  readonly #dismiss = (): void => {
    this.#bringToMessage('rememberedDismissed');
    this.#memory.remember('dismissed');
  };

  #startOver(): void {
    this.#submission.reset();
    this.result = this.complaint = this.suggestion = this.announcement = this.#failed = undefined;
    this.isResent = false;
    this.#topics.reset();
    this.#memory.recall();
    if (this.#visible.seen) this.#loadTopics();
  }

  #loadTopics(): void {
    const { port } = this.#port;
    if (!port?.topics || this.#topics.status !== 'idle' || (this.#form && hasTopics(this.#form))) return;
    void this.#topics
      .run((signal) => port.topics?.(signal) ?? Promise.resolve([]))
      .then(() => {
        const { error } = this.#topics;
        if (error) tellDeveloper(this, `could not load the topics (${error.code}): ${error.message}`, error);
      });
  }
}
