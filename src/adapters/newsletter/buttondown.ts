import { AfterwordError } from '../../ports/errors.js';
import type { NewsletterPort, SubscribeOutcome } from '../../ports/newsletter.js';
import { webAddress } from './rest.js';

export interface ButtondownOptions {
  /** The `action` of the form Buttondown gives publishers: `https://buttondown.com/api/emails/embed-subscribe/<name>`. */
  src: string | URL;
}

/**
 * A Buttondown newsletter. Buttondown takes forms and no requests of scripts, so this sends nothing and always leaves the form
 * to the browser. Documented, never run.
 */
export function buttondown(options: ButtondownOptions): NewsletterPort {
  const src = webAddress(options.src);
  const name = /\/embed-subscribe\/([\w.-]+)\/?$/.exec(src.pathname)?.[1];
  if (!name)
    throw new AfterwordError(
      'misconfigured',
      `"${src.href}" is not the action of a Buttondown form (…/embed-subscribe/<name>)`,
    );
  return {
    key: `buttondown ${name}`,
    async subscribe(_subscription, signal): Promise<SubscribeOutcome> {
      signal.throwIfAborted();
      return { status: 'unknown', native: true };
    },
  };
}

/** `src` is the form's action. */
export function fromSrc(src: URL): NewsletterPort {
  return buttondown({ src });
}
