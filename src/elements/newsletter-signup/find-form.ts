/** Fields that take an address. */
export const EMAIL = '[type="email"], input:is([type="text"], :not([type]))[name*="mail" i]';

/** The publisher's form: the first wrapped one with an e-mail field, else the first. */
export function findForm(root: Element): HTMLFormElement | undefined {
  const forms = formsIn(root);
  return forms.find((form) => form.querySelector(EMAIL)) ?? forms[0];
}

/** Also those that a slot among the nodes shows: a component of the page's may wrap us around its own content. */
export function formsIn(root: Element): HTMLFormElement[] {
  return [root, ...root.querySelectorAll<HTMLElement>('form, slot')].flatMap((each) =>
    each instanceof HTMLFormElement ? each : ((each as Partial<HTMLSlotElement>).assignedElements?.().flatMap(formsIn) ?? []),
  );
}

/** Taken from the attribute: a form with `<input name="action">` has no `form.action`. */
export function actionOf(form: HTMLFormElement | undefined): string | undefined {
  return form?.getAttribute('action')?.trim() || undefined;
}

/** Sends the form as a reader would, with the button the reader used. */
export function submitForm(form: HTMLFormElement, submitter: HTMLElement | null = null): void {
  HTMLFormElement.prototype.requestSubmit.call(form, submitter?.isConnected ? submitter : null);
}

/**
 * Keeps the browser from posting a form, and calls back once every handler of the page was asked, unless one of them stopped it
 * too: that one sends the form itself. What only looks whether somebody stopped it, as routers do, leaves it to us.
 */
export function takeOver(event: Event, send: () => void): void {
  event.preventDefault();
  event.preventDefault = () => (send = () => undefined);
  setTimeout(() => send());
}
