import { AfterwordError } from '../../ports/errors.js';
import type { NewsletterPort, SubscribeOutcome } from '../../ports/newsletter.js';
import { failed, type FailureRow } from '../failures.js';
import { isObject, request, type HttpAnswer } from '../http.js';
import { textOf } from '../json-values.js';

export interface HubspotOptions {
  /** The account's Hub ID. */
  portal: string;
  /** GUID of the form. */
  form: string;
  /** Address of the forms service, for accounts in another region. */
  src?: string | undefined;
  fetch?: typeof fetch;
}

/** Fifty requests in ten seconds, then the address waits a minute (HubSpot's documentation). */
export const HUBSPOT_FAILURES: readonly FailureRow[] = [
  { said: '429', code: 'rate-limited', retryAfter: 60 },
  { said: 'INVALID_EMAIL', code: 'invalid', field: 'email' },
  { said: 'BLOCKED_EMAIL', code: 'invalid', field: 'email' },
  { said: 'FORM_HAS_RECAPTCHA_ENABLED', code: 'captcha-needed' },
  { said: 'REQUIRED_FIELD', code: 'misconfigured' },
  // Unknown or missing required fields are the form's settings, not the reader's mistake.
  { said: '400', code: 'misconfigured' },
];

/** A HubSpot form over its public submissions API. Documented, never run: contract from HubSpot's documentation. */
export function hubspot(options: HubspotOptions): NewsletterPort {
  const origin = (options.src ?? 'https://api.hsforms.com').replace(/\/$/, '');
  const address = `${origin}/submissions/v3/integration/submit/${encodeURIComponent(options.portal)}/${encodeURIComponent(options.form)}`;
  return {
    key: `hubspot ${address}`,
    async subscribe({ email, name, consent, page }, signal): Promise<SubscribeOutcome> {
      const body = {
        fields: [{ name: 'email', value: email }, ...(name ? [{ name: 'firstname', value: name }] : [])],
        context: { pageUri: page.url, ...(page.title ? { pageName: page.title } : {}) },
        ...(consent
          ? { legalConsentOptions: { consent: { consentToProcess: consent.given, text: consent.text, communications: [] } } }
          : {}),
      };
      const answer = await request(address, {
        method: 'POST',
        body,
        signal,
        ...(options.fetch ? { fetch: options.fetch } : {}),
      });
      // It took the form; whether a mail to confirm follows is a setting it does not tell.
      if (answer.ok && isObject(answer.json)) return { status: 'unknown' };
      throw hubspotFailure(answer);
    },
  };
}

/** `src` is the submit address HubSpot shows: `…/submissions/v3/integration/submit/<portal>/<form>`. */
export function fromSrc(src: URL): NewsletterPort {
  const [, portal, form] = /\/submit\/(\d+)\/([\w-]+)/.exec(src.pathname) ?? [];
  if (portal === undefined || form === undefined) {
    throw new AfterwordError(
      'misconfigured',
      `"${src.href}" does not name a HubSpot portal and form (…/submit/<portal>/<form>)`,
    );
  }
  return hubspot({ portal, form, src: src.origin });
}

function hubspotFailure(answer: HttpAnswer): AfterwordError {
  const errors = isObject(answer.json) && Array.isArray(answer.json['errors']) ? (answer.json['errors'] as unknown[]) : [];
  const types = errors.map((error) => (isObject(error) ? textOf(error['errorType']) : ''));
  const known = types.find((type) => HUBSPOT_FAILURES.some(({ said }) => said === type));
  return failed('HubSpot', HUBSPOT_FAILURES, known ?? String(answer.status), answer);
}
