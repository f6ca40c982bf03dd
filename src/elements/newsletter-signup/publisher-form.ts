import type { SubscribeRequest } from '../../ports/newsletter.js';
import { EMAIL } from './find-form.js';
import { HONEYPOT } from './honeypot.js';

/**
 * The publisher's own form, read and never written. Its properties are taken from the prototypes where a field may carry their
 * name: a form with `<input name="action">` has no `form.action`.
 */

export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement | HTMLButtonElement;

/** A box of the publisher's that asks for consent. */
export const CONSENT = '[type="checkbox"][name="consent"]';

/** What publishers call a trap for robots, as the contract of our own backend does; one that people see is a question. */
const TRAP = '[name="website"]:not([type="hidden"])';

/** Boxes of the publisher's that ask for topics; listmonk's own forms call them `l`. */
const TOPICS = '[name^="topic"], [name="l"]';

/** The fields a reader may type an address into, those that can be seen first: another one is somebody's trap for robots. */
export function emailFields(form: HTMLFormElement): HTMLInputElement[] {
  const fields = [...form.querySelectorAll<HTMLInputElement>(EMAIL)];
  return fields.sort((a, b) => Number(isVisible(b)) - Number(isVisible(a)));
}

export function isVisible(control: HTMLElement): boolean {
  return control.tabIndex >= 0 && control.checkVisibility({ opacityProperty: true, visibilityProperty: true });
}

export function hasTopics(form: HTMLFormElement | undefined): boolean {
  return Boolean(form?.querySelector(TOPICS));
}

/** What a form says of a subscription. */
export type FormContent = Omit<SubscribeRequest, 'page' | 'elapsed' | 'attribution'>;

/** What the publisher's form says, and ours around it. With `fields` as the browser would post them, when the form is the publisher's. */
export function readForms(
  field: HTMLInputElement,
  form: HTMLFormElement,
  own: HTMLFormElement,
  submitter: HTMLElement | null,
): FormContent {
  const fields = form === own ? undefined : entries(form, submitter);
  const all = [...(fields ?? []), ...entries(own)];
  const valueOf = (name: string): string | undefined => all.find(([field]) => field === name)?.[1].trim() || undefined;
  const topics = all.filter(([field]) => field.startsWith('topic')).map(([, value]) => value);
  const trap = form.querySelector<HTMLInputElement>(TRAP);
  const box = form.querySelector<HTMLInputElement>(CONSENT) ?? own.querySelector<HTMLInputElement>(CONSENT);
  return {
    email: field.value.trim(),
    name: valueOf('name'),
    topics: topics.length ? topics : undefined,
    consent: box
      ? {
          text: (box.labels?.[0]?.textContent ?? '').replace(/\s+/g, ' ').trim(),
          given: box.checked,
          time: Date.now(),
        }
      : undefined,
    fields,
    honeypot: valueOf(HONEYPOT) ?? (trap && !isVisible(trap) ? trap.value : undefined),
  };
}

export function isValid(form: HTMLFormElement): boolean {
  return HTMLFormElement.prototype.checkValidity.call(form);
}

/** The first field that keeps the form from being sent. */
export function firstInvalid(form: HTMLFormElement): Control | null {
  return form.querySelector<Control>(':invalid:not(fieldset)');
}

/** Types for the reader, past the setter that a framework may have put on the field, and tells that framework. */
export function setValue(field: HTMLInputElement, value: string): void {
  Reflect.set(HTMLInputElement.prototype, 'value', value, field);
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
}

function entries(form: HTMLFormElement, submitter: HTMLElement | null = null): [name: string, value: string][] {
  return [...new FormData(form, submitter)].filter((entry): entry is [string, string] => typeof entry[1] === 'string');
}
