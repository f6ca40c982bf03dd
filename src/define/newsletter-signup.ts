import { define } from '../elements/define.js';
import { NewsletterSignupElement } from '../elements/newsletter-signup/newsletter-signup.js';
import './newsletter-adapters.js';

// Only a reader who touches the form pays for what sends it.
NewsletterSignupElement.features ??= {
  advice: async () => (await import('../elements/newsletter-signup/advice.js')).advice,
  desk: async () => (await import('../elements/newsletter-signup/desk.js')).desk,
  placement: async () => (await import('../elements/newsletter-signup/placement.js')).placement,
};

define('newsletter-signup', NewsletterSignupElement);

declare global {
  interface HTMLElementTagNameMap {
    'newsletter-signup': NewsletterSignupElement;
  }
}
