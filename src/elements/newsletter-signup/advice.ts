import { tellDeveloper } from '../../controllers/console.js';
import { actionOf, emailFields, isLabelled, isVisible } from './publisher-form.js';

/** What a publisher should mend in the wrapped markup. Readers see none of it; most of it still works. */
export function adviseDeveloper(host: HTMLElement, form: HTMLFormElement | undefined, hasBackend: boolean): void {
  if (!form) {
    if (!hasBackend) tellDeveloper(host, 'wraps no <form> and knows no backend: give it a form with an action, or `src`');
    return;
  }
  const fields = emailFields(form);
  const [field] = fields;
  if (!field) {
    tellDeveloper(host, 'wraps a form without an e-mail field, and leaves it to the browser');
    return;
  }
  const shown = fields.filter(isVisible);
  if (shown.length > 1) {
    tellDeveloper(
      host,
      `wraps a form with ${shown.length} e-mail fields; the address is read from the first, "${shown[0]!.name}"`,
    );
  }
  if (!isLabelled(field)) tellDeveloper(host, 'wraps an e-mail field that has no <label>; a placeholder is none');
  const action = actionOf(form);
  if (hasBackend) return;
  if (!action) tellDeveloper(host, 'wraps a form without an action and knows no backend, so it posts to this very page');
  else if (/^mailto:/i.test(action)) {
    tellDeveloper(host, 'wraps a form that posts to mailto:, which does nothing for readers without a mail program');
  }
}
