import type { Consent } from '../../ports/newsletter.js';

/**
 * The publisher's own form, read and never written. Its properties are taken from the prototypes where a field may carry their
 * name: a form with `<input name="action">` has no `form.action`.
 */

/** The first wrapped form with an e-mail field, else the first form. */
export function findForm(root: Element): HTMLFormElement | undefined {
  const forms = [...root.querySelectorAll('form')];
  return forms.find((form) => emailFields(form).length > 0) ?? forms[0];
}

/** The fields a reader may type an address into, the likeliest first. */
export function emailFields(form: HTMLFormElement): HTMLInputElement[] {
  const inputs = controls(form).filter((control): control is HTMLInputElement => control instanceof HTMLInputElement);
  const typed = inputs.filter((input) => input.type === 'email');
  const found = typed.length ? typed : inputs.filter((input) => input.type === 'text' && /\bemail\b/i.test(input.autocomplete));
  const named = found.length ? found : inputs.filter((input) => input.type === 'text' && /e-?mail/i.test(input.name));
  // A second field that nobody can see is somebody's trap for robots.
  return named.sort((a, b) => Number(isVisible(b)) - Number(isVisible(a)));
}

export function isVisible(input: HTMLElement): boolean {
  const style = getComputedStyle(input);
  return style.visibility !== 'hidden' && input.getClientRects().length > 0 && input.tabIndex >= 0 && style.opacity !== '0';
}

export function actionOf(form: HTMLFormElement): string | undefined {
  return form.getAttribute('action')?.trim() || undefined;
}

/** Whether assistive technology can name the field; a placeholder is no label. */
export function isLabelled(input: HTMLInputElement): boolean {
  return Boolean(
    input.labels?.length || input.getAttribute('aria-label') || input.getAttribute('aria-labelledby') || input.title,
  );
}

export function hasTopics(form: HTMLFormElement): boolean {
  return controls(form).some((control) => /^topics?(\[\])?$/.test((control as HTMLInputElement).name));
}

export interface FormContent {
  name: string | undefined;
  topics: string[];
  consent: Consent | undefined;
  fields: [name: string, value: string][];
}

/** What the browser would post, and what of it we know the meaning of. */
export function readForm(form: HTMLFormElement, submitter: HTMLElement | null): FormContent {
  const data = new FormData(form, submitter);
  const fields = [...data].filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const all = controls(form);
  const name = all.find(
    (control): control is HTMLInputElement =>
      control instanceof HTMLInputElement &&
      control.type === 'text' &&
      (control.name === 'name' || control.autocomplete === 'name'),
  );
  const box = all.find(
    (control): control is HTMLInputElement =>
      control instanceof HTMLInputElement && control.type === 'checkbox' && control.name === 'consent',
  );
  return {
    name: name?.value.trim() || undefined,
    topics: fields.filter(([field]) => /^topics?(\[\])?$/.test(field)).map(([, value]) => value),
    consent: box && { text: labelText(box), given: box.checked, time: Date.now() },
    fields,
  };
}

/** The first field that keeps the form from being sent. */
export function firstInvalid(form: HTMLFormElement): Control | undefined {
  return controls(form).find((control) => control.willValidate && !control.validity.valid);
}

/** Types for the reader, past the setter that a framework may have put on the field, and tells that framework. */
export function setValue(field: HTMLInputElement, value: string): void {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
}

/** Posts the form as if we were not there, with the button the reader used. */
export function postNatively(form: HTMLFormElement, submitter: HTMLElement | null): void {
  HTMLFormElement.prototype.requestSubmit.call(form, submitter?.isConnected ? submitter : null);
}

export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement | HTMLButtonElement;

function controls(form: HTMLFormElement): Control[] {
  const getElements = Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, 'elements')!.get!;
  return Array.prototype.filter.call(
    getElements.call(form),
    (element: Element) =>
      'willValidate' in element && !(element instanceof HTMLFieldSetElement || element instanceof HTMLOutputElement),
  ) as Control[];
}

function labelText(box: HTMLInputElement): string {
  const label = box.labels?.[0]?.textContent ?? box.getAttribute('aria-label') ?? '';
  return label.replace(/\s+/g, ' ').trim();
}
