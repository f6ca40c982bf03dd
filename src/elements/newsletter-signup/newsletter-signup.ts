import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { isSet, type PortSetting } from '../../context/settings.js';
import { tellDeveloper } from '../../controllers/console.js';
import { FeatureController } from '../../controllers/feature-controller.js';
import { PortController } from '../../controllers/port-controller.js';
import { mustKeepHeight } from '../../controllers/screen.js';
import { SettingsController } from '../../controllers/settings-controller.js';
import { ShownController } from '../../controllers/shown-controller.js';
import { assignSlots } from '../../controllers/slots.js';
import { WordsController } from '../../controllers/words-controller.js';
import type { NewsletterPort } from '../../ports/newsletter.js';
import { baseStyles } from '../../styles/base.styles.js';
import { controlStyles } from '../../styles/control.styles.js';
import { wasOnPage } from '../define.js';
import { flag } from '../flag.js';
import type { SignupAccess, SignupDesk, SignupFeatureLoaders, SignupFeatures } from './features.js';
import { actionOf, EMAIL, findForm, submitForm, takeOver } from './find-form.js';
import { groupNodes } from './group-nodes.js';
import { ListMemoryController } from './list-memory-controller.js';
import { NewsletterSignupFocusedEvent, NewsletterSignupViewedEvent } from './newsletter-signup.events.js';
import { newsletterSignupStyles } from './newsletter-signup.styles.js';
import * as views from './newsletter-signup.views.js';
import { newsletterSignupWords } from './newsletter-signup.words.js';
import { TITLES, type Outcome } from './outcome.js';

/** Milliseconds for which a form that was sent is held until there is what sends it; longer, and it counts as not to be had. */
const PATIENCE = 10_000;

/**
 * Makes the publisher's own form answer in place. The form, its fields and its action stay as they are and keep working
 * without JavaScript; what is said around it is only what the backend confirmed. Without a backend the form posts as ever.
 *
 * @summary A newsletter sign-up around a real form.
 * @tag newsletter-signup
 * @slot - The publisher's form and what belongs to it. What stands before the form stays above, what follows it below.
 * @slot heading - The heading.
 * @slot note - A note on privacy.
 * @fires {NewsletterSignupViewedEvent} newsletter-signup-viewed - Half of it was on the screen for a second.
 * @fires {NewsletterSignupFocusedEvent} newsletter-signup-focused - The reader went into the form for the first time.
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
 * @cssstate kept - It stays as the page laid it out, because a reader was looking at it when the script came.
 * @example <newsletter-signup src="/api"><form method="post" action="/api/subscriptions"><label>E-mail <input type="email" name="email" autocomplete="email" required></label> <button>Subscribe</button></form></newsletter-signup>
 */
export class NewsletterSignupElement extends LitElement {
  static readonly afterword = true;

  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, slotAssignment: 'manual' };
  static override styles = [baseStyles, controlStyles, newsletterSignupStyles];

  /** Where that comes from which only a reader who touches the form needs; set where the element is defined. */
  static features: SignupFeatureLoaders | undefined;

  /** Name of the newsletter adapter: `rest` when only a source is given. */
  @property() provider = '';
  /** Address of the backend with its public options; with a `provider` alone, the wrapped form's own `action`. */
  @property() src = '';
  /** A port a developer made; stronger than the attributes. Made anew with the same `key`, it changes nothing that is shown. */
  @property({ attribute: false }) port: NewsletterPort | undefined;
  /** Text of a consent box, shown unticked, for forms that have none of their own. */
  @property({ attribute: 'consent-text' }) consentText = '';
  /** The form is sent only when that box, or one in it that is named `consent`, is ticked. */
  @property({ type: Boolean, converter: flag, attribute: 'consent-required' }) consentRequired = false;
  /** The publisher's own name for the wording of the consent, kept in its receipt. */
  @property({ attribute: 'consent-version' }) consentVersion = '';
  /**
   * `inline` stays where it is written. `auto` goes to the middle of the text it ends, once, while that is still below the
   * screen: after a paragraph, away from headings, lists and floats; where there is no such place it stays, too.
   */
  @property() placement: 'inline' | 'auto' = 'inline';
  /** Address the confirmation comes from, so that the link to the inbox can search for it. */
  @property() sender = '';
  /** Offers "No, thanks", which is remembered for a season. */
  @property({ type: Boolean, converter: flag }) dismissible = false;
  /** Seconds until the mail can be asked for again. */
  @property({ type: Number, attribute: 'resend-after' }) resendAfter = 30;

  readonly #internals = this.attachInternals();
  readonly #settings = new SettingsController(this, () => this.requestUpdate());
  readonly #words = new WordsController(this, 'newsletter-signup', newsletterSignupWords, this.#settings);
  readonly #port = new PortController(this, {
    name: 'newsletter',
    settings: this.#settings,
    own: () => this.#ownSetting(),
    onChange: () => this.#startOver(),
  });
  readonly #memory = new ListMemoryController(this, this.#port);
  readonly #features = new FeatureController<SignupAccess, SignupFeatures>(
    this,
    {
      host: this,
      settings: this.#settings,
      words: this.#words,
      port: this.#port,
      memory: this.#memory,
      touched: () => this.#touched!,
      acted: () => this.#acted,
      showForm: () => this.#showForm(),
    },
    () => NewsletterSignupElement.features,
  );
  readonly #lightDom = new MutationObserver(() => this.requestUpdate());
  /** True for an element the page had before the element was defined: a reader may be looking at it. */
  readonly #wasOnPage = wasOnPage(this);
  /** Whether the form stays as the page laid it out, see {@link mustKeepHeight}. */
  #isKept = false;
  /** Whether nothing of ours is around it yet, as long as the reader did nothing in it: nothing moves before, nor under a press. */
  #isBare = false;
  /** When they last came into it, pressed, typed or chose something, by `performance.now()`. */
  #acted: number | undefined;
  /** When the reader first touched the form, by `performance.now()`. */
  #touched: number | undefined;
  #hasFocused = false;
  #place: number | undefined;
  /** A form that the reader sent, or tried to, before everything was there that sends it. */
  #held: [form: HTMLFormElement, event: Event] | undefined;
  /** Whether it was held for too long. */
  #isOverdue = false;
  #patience: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    new ShownController(this, {
      what: () => this.localName,
      onShown: () => this.dispatchEvent(new NewsletterSignupViewedEvent(this.widget)),
    });
  }

  /** Names this widget in its events and in what is sent: its `id`, else the place it first had among those of the page. */
  get widget(): string {
    const root = this.getRootNode();
    // Not of the document, whose methods an `<img name>` of the page can shadow.
    const around = root instanceof ShadowRoot ? root : document.documentElement;
    this.#place ??= [...around.querySelectorAll(this.localName)].indexOf(this) + 1;
    return this.id || `signup-${this.#place}`;
  }

  get #desk(): SignupDesk | null | undefined {
    const desk = this.#features.get('desk', this.#touched);
    return desk === undefined && this.#isOverdue ? null : desk;
  }

  override connectedCallback(): void {
    if (!this.hasUpdated) this.#isKept = this.#wasOnPage && mustKeepHeight(this);
    super.connectedCallback();
    this.#lightDom.observe(this, { childList: true, subtree: true });
    document.addEventListener('DOMContentLoaded', this.#parsed);
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#lightDom.disconnect();
    document.removeEventListener('DOMContentLoaded', this.#parsed);
  }

  protected override updated(): void {
    const form = findForm(this);
    const desk = this.#desk;
    assignSlots(this.renderRoot, groupNodes(this, form));
    const { states } = this.#internals;
    states.clear();
    if (this.#isKept) states.add('kept');
    if (desk?.isPending) states.add('sending');
    if (desk?.outcome) states.add('done');
    else if (this.#memory.outcome) states.add('remembered');
    if (desk?.complaint) states.add('failed');
    const { error, configured } = this.#port;
    if (error) tellDeveloper(this, error.message, error);
    if (document.readyState === 'loading') return;
    const isOdd = form ? form.querySelectorAll(EMAIL).length !== 1 || actionOf(form)?.startsWith('mailto:') : !configured;
    this.#features.get('advice', isOdd);
    this.#features.get('placement', this.placement === 'auto');
    this.#release();
  }

  /** Shows the form again and forgets what this browser remembers of the list. */
  reset(): void {
    this.#desk?.stopWaiting();
    this.#startOver();
    this.#memory.remember();
  }

  override render(): TemplateResult {
    const words = this.#words;
    const desk = this.#desk;
    const consent = this.consentText || this.#features.get('advice', this.consentRequired)?.consent;
    const shown = desk?.outcome ?? this.#memory.outcome;
    const ownsField = !findForm(this) && this.#port.configured && document.readyState !== 'loading';
    const isBare = (this.#isBare = this.#isKept && !ownsField && this.#acted === undefined);
    return html`
      <slot name="heading"></slot>
      <slot name="lead"></slot>
      <div class="stage">
        <div
          class=${this.#isKept ? nothing : 'laid-out'}
          ?inert=${shown !== undefined}
          @pointerover=${this.#touch}
          @focusin=${this.#focus}
          @focusout=${() => this.requestUpdate()}
          @click=${this.#act}
          @keydown=${this.#act}
          @input=${this.#input}
          @invalid=${this.#invalid}
          @submit=${this.#submit}
        >
          <slot></slot>
          <form part="form">
            ${ownsField ? views.renderField(words, desk?.isPending ?? false, desk?.isFieldWrong ?? false) : nothing}
            ${this.#renderFeedback(!desk?.outcome)}${desk?.renderTopics()}
            ${consent && !isBare ? views.renderConsent(consent, this.consentRequired) : nothing} ${views.renderHoneypot()}
          </form>
          <slot name="note"></slot>
          ${this.dismissible && this.#port.port && !isBare ? views.renderButton(words.t('dismiss'), this.#dismiss) : nothing}
        </div>
        ${shown ? this.#renderMessage(shown) : nothing}
      </div>
      <p class="visually-hidden" role="status" .textContent=${desk?.announcement}></p>
    `;
  }

  #renderMessage(outcome: Outcome): TemplateResult {
    const fresh = this.#desk?.outcome;
    return html`
      <div class="message" part="message" tabindex="-1" @pointerover=${this.#touch} @focusin=${this.#touch}>
        ${
          fresh
            ? this.#desk!.renderOutcome(fresh)
            : html`<p class="muted" part="title" .textContent=${this.#words.t(TITLES[outcome as keyof typeof TITLES])}></p>
                ${views.renderButton(this.#words.t('showForm'), this.#showForm)}`
        }
        ${this.#renderFeedback(fresh !== undefined)}
      </div>
    `;
  }

  /** What is wrong and what can be done, else what is going on. One line of it is there before its text is. */
  #renderFeedback(isHere: boolean): TemplateResult {
    const desk = isHere ? this.#desk : undefined;
    const complaint = desk === null && this.#held ? this.#words.t('notLoaded') : desk?.complaint;
    const isHeld = desk === undefined && this.#held?.[1].type === 'submit';
    return html`<div class="feedback ${this.#isBare ? 'kept' : ''}" part="feedback" id=${isHere ? 'feedback' : nothing}>
      <p role="alert" class=${complaint ? 'error' : ''} .textContent=${complaint}></p>
      ${' '}${desk?.renderRemedy()}${' '}
      <p role="status" class="muted">
        <span .textContent=${isHeld ? this.#words.t('sending') : desk?.status}></span>${desk?.renderHint()}
      </p>
    </div>`;
  }

  /** With a `provider` alone, its address is where the wrapped form posts to. */
  #ownSetting(): PortSetting<NewsletterPort> {
    const own = { port: this.port, provider: this.provider, src: this.src };
    const setting = isSet(own) ? own : (this.#settings.value.newsletter ?? own);
    if (setting.port || setting.src || !setting.provider) return own;
    return { provider: setting.provider, src: actionOf(findForm(this)) };
  }

  #touch(): void {
    if (this.#touched !== undefined) return;
    this.#touched = performance.now();
    this.requestUpdate();
  }

  #act(): void {
    this.#acted = performance.now();
    this.requestUpdate();
  }

  #input(event: Event): void {
    this.#act();
    this.#desk?.onInput(event);
  }

  #focus(): void {
    this.#touch();
    this.requestUpdate();
    // A press is not over before its click.
    setTimeout(() => {
      if (!this.matches(':active')) this.#act();
    });
    if (this.#hasFocused) return;
    this.#hasFocused = true;
    this.dispatchEvent(new NewsletterSignupFocusedEvent(this.widget));
  }

  #submit(event: SubmitEvent): void {
    // What belongs to the form must have been there.
    if (this.#desk && !this.#isBare) this.#desk.onSubmit(event);
    else this.#hold(event, event.target as HTMLFormElement);
  }

  /** The event does not bubble. */
  readonly #invalid = {
    capture: true,
    handleEvent: (event: Event): void => {
      if (this.#desk) this.#desk.onInvalid(event);
      else this.#hold(event, (event.target as HTMLInputElement).form!);
    },
  };

  /** The reader is faster than the network: the form is looked at as soon as there is who does. */
  #hold(event: Event, form: HTMLFormElement): void {
    const canBePosted = form === findForm(this);
    if (event.defaultPrevented || (canBePosted && (!this.#port.configured || this.#desk === null))) return;
    takeOver(event, () => {
      // Pressed again meanwhile, it is still the same try.
      if (!this.#held || this.#desk === null) {
        this.#isOverdue = false;
        clearTimeout(this.#patience);
        this.#patience = setTimeout(() => {
          this.#isOverdue = true;
          this.requestUpdate();
        }, PATIENCE);
      }
      this.#held = [form, event];
      this.#features.retry('desk');
      this.#touch();
      this.#act();
    });
  }

  #release(): void {
    const desk = this.#desk;
    if (!this.#held || desk === undefined) return;
    const [form, event] = this.#held;
    // Where that cannot be had, the browser posts the publisher's form as ever; ours can only say so.
    if (!desk && form !== findForm(this)) return;
    this.#held = undefined;
    setTimeout(() => {
      if (event instanceof SubmitEvent) submitForm(form, event.submitter);
      // Says what is wrong, and sends nothing that was not sent.
      else HTMLFormElement.prototype.checkValidity.call(form);
    });
  }

  readonly #parsed = (): void => this.requestUpdate();

  readonly #showForm = (): void => {
    this.#touch();
    this.reset();
    void this.updateComplete.then(() => {
      const field = (findForm(this) ?? this.renderRoot).querySelector<HTMLInputElement>(EMAIL);
      field?.focus();
      field?.select();
    });
  };

  readonly #dismiss = (): void => {
    this.#touch();
    this.#desk?.bringTo('dismissed');
    this.#memory.remember('dismissed');
  };

  #startOver(): void {
    this.#desk?.startOver();
    this.#memory.recall();
  }
}
