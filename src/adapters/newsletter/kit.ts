import { AfterwordError } from '../../ports/errors.js';
import type { NewsletterPort, SubscribeOutcome } from '../../ports/newsletter.js';
import { failed, type FailureRow } from '../failures.js';
import { failureFromStatus, isObject, jsonObject, request } from '../http.js';
import { textOf } from '../json-values.js';
import { withOwn } from './own-fields.js';

export interface KitOptions {
  /** Number of the form, as in the address of its own page. */
  form: string;
  /** Address of the service, for accounts on the old name. */
  src?: string | undefined;
  fetch?: typeof fetch;
}

export const KIT_FAILURES: readonly FailureRow[] = [
  // Its guard wants to see a person on a page of its own before it takes the address.
  { said: 'quarantined', code: 'captcha-needed' },
  { said: 'failed', code: 'invalid', field: 'email' },
];

/** A form of Kit (formerly ConvertKit). Documented, never run: read in the wild and in its documentation of 2026. */
export function kit(options: KitOptions): NewsletterPort {
  const address = `${(options.src ?? 'https://app.kit.com').replace(/\/$/, '')}/forms/${encodeURIComponent(options.form)}/subscriptions`;
  return {
    key: `kit ${address}`,
    async subscribe({ email, name, topics = [], fields }, signal): Promise<SubscribeOutcome> {
      const own = withOwn(fields, [
        ['email_address', email],
        ...(name ? [['fields[first_name]', name] as const] : []),
        ...topics.map((topic) => ['tags[]', topic] as const),
      ]);
      const body = new URLSearchParams(own.map(([field, value]) => [field, value]));
      const answer = await request(address, {
        method: 'POST',
        body,
        signal,
        ...(options.fetch ? { fetch: options.fetch } : {}),
      });
      if (!answer.ok && !isObject(answer.json)) throw failureFromStatus(answer);
      const { status, errors } = isObject(answer.json) ? answer.json : jsonObject(answer);
      if (status === 'success') return { status: 'confirm-by-mail' };
      const refused = JSON.stringify(errors) ?? '';
      // Another field than the address: the reader's to mend where the publisher's form asks for it.
      if (isObject(errors) && Array.isArray(errors['fields']) && !/mail/i.test(refused))
        throw new AfterwordError(fields ? 'invalid' : 'misconfigured', `Kit refused ${refused.slice(0, 500)}`);
      const said = errors ? 'failed' : textOf(status);
      if (KIT_FAILURES.some((row) => row.said === said)) throw failed('Kit', KIT_FAILURES, said, answer);
      if (!answer.ok) throw failureFromStatus(answer);
      return { status: 'unknown' };
    },
  };
}

/** `src` is the address of the form, `https://app.kit.com/forms/1234`. */
export function fromSrc(src: URL): NewsletterPort {
  const form = /\/forms\/(\d+)/.exec(src.pathname)?.[1];
  if (form === undefined)
    throw new AfterwordError('misconfigured', `"${src.href}" is not the address of a Kit form (…/forms/1234)`);
  return kit({ form, src: src.origin });
}
