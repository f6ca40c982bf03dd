import { AfterwordError } from '../../ports/errors.js';
import type { NewsletterPort, SubscribeOutcome, SubscribeRequest } from '../../ports/newsletter.js';
import { failureFromStatus, isObject, request, type HttpAnswer } from '../http.js';
import { toFailure, webAddress } from './rest.js';

export interface FormNewsletterOptions {
  /** The `action` of the form the service gave the publisher. */
  src: string | URL;
  /** As in the service's form; `POST` by default. */
  method?: 'GET' | 'POST';
  /**
   * `cors` (default) sends only where the answer can be read; elsewhere the outcome is `native` and nothing was sent.
   * `no-cors` sends blindly, so that the outcome is always `unknown`.
   */
  mode?: 'cors' | 'no-cors';
  /** Origin of the page, to tell a foreign service from the publisher's own; the platform's by default. */
  origin?: string;
  /** For tests and servers; the platform's `fetch` by default. */
  fetch?: typeof fetch;
}

/**
 * Any service that gives publishers a plain HTML form. Its own fields are posted to its own address; only what its answer
 * really confirms is reported, and a page of HTML confirms nothing. Throws `misconfigured` for an address that is not a web address.
 */
export function form(options: FormNewsletterOptions): NewsletterPort {
  const {
    method = 'POST',
    mode = 'cors',
    origin = (globalThis as { location?: { origin: string } }).location?.origin,
  } = options;
  const action = webAddress(options.src);
  action.hash = '';
  const foreign = action.origin !== origin;
  const asksFirst = foreign && mode === 'cors';
  return {
    key: `form ${action.href}`,
    async subscribe(subscription, signal) {
      const body = new URLSearchParams(toFields(subscription).map(([name, value]) => [name, value]));
      const url = new URL(action);
      if (method === 'GET') for (const [name, value] of body) url.searchParams.append(name, value);
      let answer: HttpAnswer;
      try {
        answer = await request(url, {
          method,
          ...(method === 'POST' && { body }),
          mode,
          // A header of ours makes the browser ask the service first. One that does not answer scripts then never gets the
          // address from us, and posting the form natively afterwards does not send it twice.
          ...(asksFirst && { headers: { 'X-Requested-With': 'XMLHttpRequest' } }),
          signal,
          ...(options.fetch && { fetch: options.fetch }),
        });
      } catch (thrown) {
        const offline = (globalThis as { navigator?: { onLine?: boolean } }).navigator?.onLine === false;
        if (asksFirst && !offline && thrown instanceof AfterwordError && thrown.code === 'offline') {
          return { status: 'unknown', native: true };
        }
        throw thrown;
      }
      return toOutcome(answer);
    },
  };
}

/** `src` is the form's action. Its query belongs to the service, so our own option is in the fragment: `#mode=no-cors`. */
export function fromSrc(src: URL): NewsletterPort {
  const own = new URLSearchParams(src.hash.slice(1));
  return form({
    src,
    mode: own.get('mode') === 'no-cors' ? 'no-cors' : 'cors',
    method: own.get('method')?.toUpperCase() === 'GET' ? 'GET' : 'POST',
  });
}

/** The publisher's own fields, else ours under the names most services know. */
export function toFields(subscription: SubscribeRequest): readonly (readonly [string, string])[] {
  const { email, name, topics = [], consent, honeypot, fields } = subscription;
  const address = ['email', email] as const;
  // The browser would post a field without a name just as little.
  const own = (fields?.some(([, value]) => value.trim() === email) ? fields : fields && [address, ...fields]) ?? [
    address,
    ...(name ? [['name', name] as const] : []),
    ...topics.map((topic) => ['topics', topic] as const),
    ...(consent?.given ? [['consent', consent.text] as const] : []),
  ];
  return honeypot ? [...own, ['website', honeypot]] : own;
}

/** What the answer confirms. That a service took a form does not say whether the reader is subscribed or must confirm. */
export function toOutcome(answer: HttpAnswer): SubscribeOutcome {
  // An opaque answer has no status at all.
  if (answer.status === 0) return { status: 'unknown' };
  if (!answer.ok) {
    const failure = isObject(answer.json) ? toFailure(answer) : failureFromStatus(answer);
    if (failure.code !== 'invalid' || failure.field) throw failure;
    throw new AfterwordError('invalid', failure.message, { field: 'email', status: answer.status });
  }
  if (!isObject(answer.json)) return { status: 'unknown' };
  const { status, success, ok, result, errors, error } = answer.json;
  if (status === 'subscribed' || status === 'confirm-by-mail' || status === 'already-subscribed') return { status };
  const isRefused =
    [status, success, ok, result].some((value) => /^(false|error|fail(ed|ure)?)$/i.test(wordOf(value))) ||
    [success, ok].some((value) => wordOf(value) === '0') ||
    (typeof errors === 'object' ? Object.keys(errors ?? {}).length : errors);
  if (isRefused || error) {
    throw new AfterwordError('invalid', `${answer.url} refused the form`, { field: 'email', status: answer.status });
  }
  return { status: 'unknown' };
}

function wordOf(value: unknown): string {
  return typeof value === 'object' ? '' : String(value);
}
