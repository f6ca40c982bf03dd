import { AfterwordError } from '../../ports/errors.js';
import type { NewsletterPort, SubscribeOutcome, SubscribeRequest } from '../../ports/newsletter.js';
import { failed, type FailureRow } from '../failures.js';
import { isObject, request, type HttpAnswer } from '../http.js';
import { textOf } from '../json-values.js';
import { withOwn } from './own-fields.js';

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

/** What it says of values that a reader can change. */
const MENDABLE = /^(REQUIRED_FIELD|VALUE_NOT_IN_FIELD_DEFINITION|INPUT_TOO_LARGE|.*NUMBER.*)$/;

interface HubspotField {
  name: string;
  value: string;
}

/** A HubSpot form over its public submissions API. Documented, never run: contract from HubSpot's documentation. */
export function hubspot(options: HubspotOptions): NewsletterPort {
  const origin = (options.src ?? 'https://api.hsforms.com').replace(/\/$/, '');
  const address = `${origin}/submissions/v3/integration/submit/${encodeURIComponent(options.portal)}/${encodeURIComponent(options.form)}`;
  return {
    key: `hubspot ${address}`,
    async subscribe(subscription, signal): Promise<SubscribeOutcome> {
      const { consent, page } = subscription;
      const send = (fields: readonly HubspotField[]): Promise<HttpAnswer> => {
        const body = {
          fields,
          context: { pageUri: page.url, ...(page.title ? { pageName: page.title } : {}) },
          ...(consent
            ? { legalConsentOptions: { consent: { consentToProcess: consent.given, text: consent.text, communications: [] } } }
            : {}),
        };
        return request(address, { method: 'POST', body, signal, ...(options.fetch ? { fetch: options.fetch } : {}) });
      };
      const fields = toFields(subscription);
      let answer = await send(fields);
      // One field that its form does not have, and it takes none.
      const strange = errorsOf(answer).filter(({ type }) => type === 'FIELD_NOT_IN_FORM_DEFINITION');
      const known = fields.filter(({ name }) => !strange.some(({ message }) => message.includes(`'fields.${name}'`)));
      if (known.length < fields.length) answer = await send(known);
      // It took the form; whether a mail to confirm follows is a setting it does not tell.
      if (answer.ok && isObject(answer.json)) return { status: 'unknown' };
      throw hubspotFailure(answer, subscription);
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

/** The publisher's own fields and ours, as far as they are filled in and have no other place; several values are one here. */
function toFields({ email, name, fields }: SubscribeRequest): HubspotField[] {
  // Its newer forms name the kind of record too, a contact's.
  const theirs = fields?.map(([field, value]) => [field.replace(/^0-1\//, ''), value] as const);
  const values = new Map<string, string>();
  for (const [field, value] of withOwn(theirs, [['email', email], ...(name ? [['firstname', name] as const] : [])])) {
    if (value && field !== 'name' && field !== 'consent')
      values.set(field, values.has(field) ? `${values.get(field)};${value}` : value);
  }
  return [...values].map(([field, value]) => ({ name: field, value }));
}

function errorsOf({ json }: HttpAnswer): { type: string; message: string }[] {
  const errors = isObject(json) && Array.isArray(json['errors']) ? (json['errors'] as unknown[]) : [];
  return errors.filter(isObject).map(({ errorType, message }) => ({ type: textOf(errorType), message: textOf(message) }));
}

function hubspotFailure(answer: HttpAnswer, { fields }: SubscribeRequest): AfterwordError {
  const types = errorsOf(answer).map(({ type }) => type);
  const known = types.find((type) => HUBSPOT_FAILURES.some(({ said }) => said === type));
  const failure = failed('HubSpot', HUBSPOT_FAILURES, known ?? String(answer.status), answer);
  // Another field than the address: the reader's to mend where the publisher's form asks for it.
  const isMendable = fields && failure.code === 'misconfigured' && types.some((type) => MENDABLE.test(type));
  return isMendable ? new AfterwordError('invalid', failure.message, { status: answer.status }) : failure;
}
