import { define } from '../elements/define.js';
import { NewsletterSignupElement } from '../elements/newsletter-signup/newsletter-signup.js';
import './newsletter-adapters.js';

define('newsletter-signup', NewsletterSignupElement);

declare global {
  interface HTMLElementTagNameMap {
    'newsletter-signup': NewsletterSignupElement;
  }
}
