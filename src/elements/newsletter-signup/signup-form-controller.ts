import type { LitElement } from 'lit';
import type { PortController } from '../../controllers/port-controller.js';
import type { DeskWords } from './desk.views.js';
import { actionOf, findForm, submitForm, takeOver } from './find-form.js';
import { emailFields, firstInvalid, isValid, readForms, type Control, type FormContent } from './publisher-form.js';

/** Checks the form in use, the publisher's or else the element's own, says what is wrong with it, and reads it when the reader sends it. */
export class SignupFormController {
  /** What is wrong, and the control it is about. */
  complaint = '';
  culprit: Control | undefined;
  readonly #host: LitElement;
  readonly #words: DeskWords;
  readonly #port: PortController<'newsletter'>;
  readonly #onSend: (content: FormContent) => void;
  /** The button the reader sent the form with. */
  #submitter: HTMLElement | null = null;
  /** The browser posts the form as if we were not there. */
  #isNative = false;

  constructor(host: LitElement, words: DeskWords, port: PortController<'newsletter'>, onSend: (content: FormContent) => void) {
    this.#host = host;
    this.#words = words;
    this.#port = port;
    this.#onSend = onSend;
  }

  /** The publisher's form. */
  get publishers(): HTMLFormElement | undefined {
    return findForm(this.#host);
  }

  get action(): string | undefined {
    return actionOf(this.publishers);
  }

  /** The field of the address. */
  get field(): HTMLInputElement | undefined {
    return emailFields(this.publishers ?? this.#own)[0];
  }

  /** Our own form: what the publisher's does not ask. */
  get #own(): HTMLFormElement {
    return this.#host.renderRoot.querySelector('form')!;
  }

  /** Whether the form is sent by us; without a backend, or with one that cannot be had, the browser posts it as ever. */
  #takesOver(form: HTMLFormElement): boolean {
    return this.#port.configured && form === this.field?.form && !(this.#port.error && this.action);
  }

  complain(complaint: string, culprit?: Control): void {
    this.complaint = complaint;
    this.culprit = culprit;
    if (isReaderAt(this.#host)) culprit?.focus();
    this.#host.requestUpdate();
  }

  /** Sends the form once more, as the reader did. */
  submit(): void {
    submitForm(this.publishers ?? this.#own, this.#submitter);
  }

  /** Lets the browser post the publisher's form to where its own `target` says. */
  postNatively(): void {
    // Later: while the form's own submit event is still running, the browser ignores another.
    setTimeout(() => {
      this.#isNative = true;
      this.submit();
      this.#isNative = false;
    });
  }

  readonly onInput = ({ target }: Event): void => {
    const { field } = this;
    if (target === field) field?.setCustomValidity('');
    if (target === this.culprit) this.complain('');
  };

  readonly onInvalid = (event: Event): void => {
    const control = event.target as Control;
    const { form, validity } = control;
    if (!form || !(this.#takesOver(form) || form === this.#own)) return;
    // Our own words, in the page's language and style, instead of the browser's bubble.
    event.preventDefault();
    if (control !== (firstInvalid(form) ?? control)) return;
    let complaint = control.validationMessage;
    if (control.name === 'consent') complaint = this.#words.t('consentMissing');
    else if (control === this.field && !validity.customError) complaint = this.#words.t('emailIncomplete');
    this.complain(complaint, control);
  };

  readonly onSubmit = (event: SubmitEvent): void => {
    const form = event.target as HTMLFormElement;
    // A page's own script that stopped the form had its reasons.
    if (this.#isNative || event.defaultPrevented) return;
    if (form === this.#own && this.publishers) {
      // Enter in a box of ours sends the publisher's form.
      event.preventDefault();
      this.submit();
    } else if (this.#takesOver(form)) {
      const content = readForms(this.field!, form, this.#own, event.submitter);
      takeOver(event, () => {
        // Also forms that switched the browser's checks off; `invalid` events say what is wrong.
        if (!isValid(form) || !isValid(this.#own)) return;
        this.#submitter = event.submitter;
        this.#onSend(content);
      });
    }
  };
}

/** Whether the focus may be moved within the host: the reader has it there, or nowhere. */
export function isReaderAt(host: Element): boolean {
  return host.matches(':focus-within') || document.activeElement === document.body;
}
