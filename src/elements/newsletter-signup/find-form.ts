/** Fields that take an address. */
export const EMAIL = '[type="email"], input:is([type="text"], :not([type]))[name*="mail" i]';

/** The publisher's form: the first wrapped one with an e-mail field, else the first. */
export function findForm(root: Element): HTMLFormElement | undefined {
  const forms = [...root.querySelectorAll('form')];
  return forms.find((form) => form.querySelector(EMAIL)) ?? forms[0];
}

/** Taken from the attribute: a form with `<input name="action">` has no `form.action`. */
export function actionOf(form: HTMLFormElement | undefined): string | undefined {
  return form?.getAttribute('action')?.trim() || undefined;
}

/** Sends the form as a reader would, with the button the reader used. */
export function submitForm(form: HTMLFormElement, submitter: HTMLElement | null = null): void {
  HTMLFormElement.prototype.requestSubmit.call(form, submitter?.isConnected ? submitter : null);
}
