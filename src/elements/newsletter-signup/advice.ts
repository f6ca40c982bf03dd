import { tellDeveloper } from '../../controllers/console.js';
import { WordsController } from '../../controllers/words-controller.js';
import type { SignupAccess, SignupAdvice } from './features.js';
import { actionOf, findForm } from './find-form.js';
import { newsletterSignupAdviceWords } from './newsletter-signup-advice.words.js';
import { CONSENT, emailFields, isVisible } from './publisher-form.js';

/** What a publisher should mend in the wrapped markup. Readers see none of it; most of it still works. */
export function advice({ host, port, settings }: SignupAccess): SignupAdvice {
  const words = new WordsController(host, 'newsletter-signup-advice', newsletterSignupAdviceWords, settings);
  host.addController({ hostUpdated: () => advise(host, findForm(host), port.configured) });
  return {
    get consent() {
      return findForm(host)?.querySelector(CONSENT) ? '' : words.t('consent');
    },
  };
}

function advise(host: SignupAccess['host'], form: HTMLFormElement | undefined, hasBackend: boolean): void {
  const tell = (message: string): void => tellDeveloper(host, message);
  if (host.consentRequired && !host.consentText && !form?.querySelector(CONSENT)) {
    tell('`consent-required` needs `consent-text`: readers agree to a general wording of ours instead');
  }
  if (!form) {
    if (!hasBackend) tell('wraps no <form> and has no `src`');
    return;
  }
  const fields = emailFields(form);
  const shown = fields.filter(isVisible).length;
  if (!fields.length) tell('wraps a form without an e-mail field');
  if (shown > 1) tell(`wraps a form with ${shown} e-mail fields and reads the first, "${fields[0]!.name}"`);
  if (!hasBackend && /^mailto:/i.test(actionOf(form) ?? '')) {
    tell('wraps a form that posts to mailto:, which many readers cannot send');
  }
}
