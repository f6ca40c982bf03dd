import { html, nothing, type TemplateResult } from 'lit';
import type * as EmailHelp from '../../content/email.js';
import { adoptStyles } from '../../controllers/adopt-styles.js';
import { tellDeveloper } from '../../controllers/console.js';
import { pageNow } from '../../controllers/page.js';
import { RequestController } from '../../controllers/request-controller.js';
import { WordsController } from '../../controllers/words-controller.js';
import { AfterwordError } from '../../ports/errors.js';
import type { SubscribeOutcome, SubscribeRequest, Topic } from '../../ports/newsletter.js';
import { attributionOf } from './attribution.js';
import { deskStyles } from './desk.styles.js';
import * as views from './desk.views.js';
import { canRetry, errorWord } from './error-words.js';
import type { SignupAccess, SignupDesk } from './features.js';
import {
  NewsletterSignupErrorEvent,
  NewsletterSignupSubmitEvent,
  NewsletterSignupSubmittedEvent,
} from './newsletter-signup-desk.events.js';
import { newsletterSignupDeskWords } from './newsletter-signup-desk.words.js';
import { TITLES, type Outcome } from './outcome.js';
import { hasTopics, setValue, type FormContent } from './publisher-form.js';
import { isReaderAt, SignupFormController } from './signup-form-controller.js';
import { SubmissionController } from './submission-controller.js';

/** Milliseconds in which what moves is an answer to what the reader did, as for the measure of layout shifts. */
const ANSWERS_AT_ONCE = 500;

/** Everything from the reader's first touch of the form on: checks it, sends it, and says what came of it. */
export function desk(access: SignupAccess): SignupDesk {
  return new Desk(access);
}

class Desk implements SignupDesk {
  outcome: SubscribeOutcome['status'] | undefined;
  announcement = '';
  readonly #access: SignupAccess;
  readonly #words: views.DeskWords;
  readonly #form: SignupFormController;
  readonly #submission: SubmissionController;
  readonly #topics: RequestController<readonly Topic[]>;
  /** Typo hints and links to inboxes. */
  #help: typeof EmailHelp | undefined;
  #isResent = false;
  #canTryAgain = false;
  #offersTopics = false;

  constructor(access: SignupAccess) {
    const { host, settings, port } = access;
    this.#access = access;
    this.#words = new WordsController(host, 'newsletter-signup-desk', newsletterSignupDeskWords, settings);
    this.#form = new SignupFormController(host, this.#words, port, (content) => this.#submit(content));
    this.#submission = new SubmissionController(host, port);
    this.#topics = new RequestController<readonly Topic[]>(host);
    adoptStyles(host, deskStyles);
    host.addController({ hostUpdate: () => this.#loadTopics(), hostUpdated: () => this.#tellDeveloper() });
    void this.#loadHelp();
  }

  get isPending(): boolean {
    return this.#submission.isPending;
  }

  get complaint(): string {
    return this.#form.complaint;
  }

  get isFieldWrong(): boolean {
    return this.#form.culprit?.id === 'email';
  }

  readonly onInput = (event: Event): void => this.#form.onInput(event);
  readonly onInvalid = (event: Event): void => this.#form.onInvalid(event);
  readonly onSubmit = (event: SubmitEvent): void => this.#form.onSubmit(event);

  renderRemedy(): unknown {
    const { left, error, isPending } = this.#submission;
    // It stays while it tries, and until it is said what came of that, with the reader's focus.
    if (!isPending && (this.complaint || !error)) this.#canTryAgain = Boolean(!this.outcome && error && canRetry(error.code));
    return this.#canTryAgain
      ? views.renderButton(this.#words.t('tryAgain'), () => this.#form.submit(), isPending, left)
      : nothing;
  }

  get status(): string {
    return this.isPending ? this.#access.words.t('sending') : this.#isResent ? this.#words.t('resent') : '';
  }

  renderHint(): unknown {
    const address = this.status ? undefined : this.#suggestion;
    if (!address) return nothing;
    const label = this.#words.t('didYouMean', { address: this.#help!.readableAddress(address) });
    return views.renderButton(label, () => this.#takeSuggestion());
  }

  renderTopics(): unknown {
    const topics = this.#topics.value;
    if (!topics?.length || hasTopics(this.#form.publishers)) return nothing;
    const { host, acted, memory } = this.#access;
    // What is below moves then: as an answer to what the reader did, and never under a pointer that passes by or is pressed.
    this.#offersTopics ||=
      performance.now() - acted()! < ANSWERS_AT_ONCE && !host.matches(':active') && !(this.outcome ?? memory.outcome);
    return this.#offersTopics ? views.renderTopics(this.#words, topics) : nothing;
  }

  renderOutcome(outcome: SubscribeOutcome['status']): TemplateResult {
    const words = this.#words;
    const email = this.#submission.request?.email ?? '';
    const address = this.#help?.readableAddress(email) ?? email;
    const { isPending, left } = this.#submission;
    const text = { 'confirm-by-mail': 'checkInboxText', unknown: 'unknownText' } as const;
    const again = { 'confirm-by-mail': 'resend', unknown: 'tryAgain' } as const;
    const isSure = outcome === 'subscribed' || outcome === 'already-subscribed';
    return html`
      <p class="title" part="title" .textContent=${this.#titleOf(outcome)}></p>
      ${views.renderWithAddress(words, isSure ? 'onList' : text[outcome], address)}
      <div class="actions">
        ${outcome === 'confirm-by-mail' ? views.renderInbox(words, this.#help?.inboxOf(email, this.#access.host.sender)) : nothing}${
          isSure
            ? nothing
            : [
                views.renderButton(words.t('change'), this.#access.showForm),
                views.renderButton(words.t(again[outcome]), () => this.#resend(), isPending, left),
              ]
        }
      </div>
    `;
  }

  bringTo(outcome: Outcome): void {
    const { host } = this.#access;
    if (isReaderAt(host)) {
      host.requestUpdate();
      void host.updateComplete.then(() => host.renderRoot.querySelector<HTMLElement>('.message')?.focus());
    } else this.announcement = this.#titleOf(outcome);
  }

  startOver(): void {
    this.#submission.reset();
    this.outcome = undefined;
    this.announcement = '';
    this.#isResent = false;
    this.#form.complain('');
  }

  stopWaiting(): void {
    // What the backend forbade it still forbids.
    if (!this.complaint) this.#submission.wait(0);
  }

  #titleOf(outcome: Outcome): string {
    return outcome === 'unknown' ? this.#words.t('unknown') : this.#access.words.t(TITLES[outcome]);
  }

  /** What the reader probably meant, once they have left the field. */
  get #suggestion(): string | undefined {
    const { field } = this.#form;
    const address = this.outcome ? this.#submission.request!.email : !field?.matches(':focus') && field?.value;
    return address ? this.#help?.suggestAddress(address) : undefined;
  }

  async #loadHelp(): Promise<void> {
    try {
      this.#help = await import('../../content/email.js');
      this.#access.host.requestUpdate();
    } catch {
      // Signing up works without hints.
    }
  }

  /** Once per port; a form that has topics of its own asks for none. */
  #loadTopics(): void {
    const { port } = this.#access.port;
    if (this.#topics.status !== 'idle' || this.#topics.value || !port?.topics || hasTopics(this.#form.publishers)) return;
    void this.#topics.run(async (signal) =>
      ((await port.topics!(signal)) as readonly (Topic | null)[]).filter((topic): topic is Topic =>
        Boolean(topic?.id && topic.label),
      ),
    );
  }

  #tellDeveloper(): void {
    for (const { error } of [this.#topics, this.#submission]) if (error) tellDeveloper(this.#access.host, error.message, error);
  }

  #submit(content: FormContent): void {
    if (this.outcome || !this.#submission.canSend) return;
    const { host, touched } = this.#access;
    if (host.consentRequired && !content.consent?.given) {
      this.#form.complain(this.#words.t(content.consent ? 'consentMissing' : 'misconfigured'));
      return;
    }
    const elapsed = Math.round(performance.now() - touched());
    const request: SubscribeRequest = {
      ...content,
      page: pageNow(this.#access.settings),
      elapsed,
      attribution: attributionOf(host),
    };
    if (request.consent) request.consent.version = host.consentVersion || undefined;
    if (host.dispatchEvent(new NewsletterSignupSubmitEvent(host.widget, request))) void this.#send(request);
  }

  async #send(request: SubscribeRequest): Promise<void> {
    this.#isResent = false;
    this.#form.complain('');
    const outcome = await this.#submission.send(request);
    const { error } = this.#submission;
    const isForBrowser = outcome?.native || error?.code === 'captcha-needed' || this.#access.port.error;
    if (isForBrowser && this.#form.action) {
      // What comes of it is not ours to know.
      this.#show('unknown', request);
      this.#form.postNatively();
    } else if (outcome?.native) this.#fail(new AfterwordError('misconfigured', 'this service needs a form of the page'));
    else if (outcome) this.#show(outcome.status, request);
    else if (error) this.#fail(error);
  }

  #show(outcome: SubscribeOutcome['status'], request: SubscribeRequest): void {
    const { host, memory } = this.#access;
    this.#isResent = this.outcome !== undefined;
    if (!this.#isResent) this.bringTo(outcome);
    this.outcome = outcome;
    this.#submission.wait(host.resendAfter);
    memory.remember(outcome);
    host.dispatchEvent(new NewsletterSignupSubmittedEvent(host.widget, outcome, request));
  }

  #fail(error: AfterwordError): void {
    const { host } = this.#access;
    const field = error.code === 'invalid' && error.field === 'email' && !this.outcome ? this.#form.field : undefined;
    const complaint = this.#words.t(errorWord(error.code));
    // Until it is changed: the same address would be refused again.
    field?.setCustomValidity(complaint);
    this.#form.complain(complaint, field);
    host.dispatchEvent(new NewsletterSignupErrorEvent(host.widget, error));
  }

  #takeSuggestion(): void {
    const address = this.#suggestion;
    if (this.outcome) this.#access.host.reset();
    const { field } = this.#form;
    if (address && field) setValue(field, address);
    this.#access.showForm();
  }

  #resend(): void {
    if (this.#submission.canSend) void this.#send(this.#submission.request!);
  }
}
