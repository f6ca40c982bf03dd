import { htmlToText } from '../../content/html-text.js';
import { AfterwordError } from '../../ports/errors.js';
import type { NewsletterPort, SubscribeOutcome, SubscribeRequest } from '../../ports/newsletter.js';
import { failed, type FailureRow } from '../failures.js';
import { isObject } from '../http.js';
import { withOwn } from './own-fields.js';
import { webAddress } from './rest.js';

/**
 * Runs a script at an address that calls a function with the answer, whose name it adds to the address as `c`. Answers
 * `undefined` where the page lets no such script run, so that nothing was sent; rejects with an `AfterwordError` otherwise.
 */
export type Jsonp = (url: string, signal: AbortSignal) => Promise<unknown>;

export interface MailchimpOptions {
  /** The `action` of the form Mailchimp gives publishers: `https://….list-manage.com/subscribe/post?u=…&id=…`. */
  src: string | URL;
  /** Mailchimp lets no script read its answers but one of its own: without this, the form is the browser's to post. */
  jsonp?: Jsonp | undefined;
}

/** What Mailchimp says to a script, in the list's language: links and numbers are the same in each. */
export const MAILCHIMP_FAILURES: readonly FailureRow[] = [
  { said: /too many|recent signup|5 minutes/i, code: 'rate-limited', retryAfter: 300 },
  { said: /captcha/i, code: 'captcha-needed' },
  { said: /^0 - /, code: 'invalid', field: 'email' },
  // Another field of the list is required, and the page does not ask for it.
  { said: /^\d+ - /, code: 'misconfigured' },
  { said: /list (does not|doesn't) exist|unknown (list|user)/i, code: 'misconfigured' },
  { said: /./, code: 'invalid', field: 'email' },
];
/** Who is on the list already is offered a link to their profile. */
const KNOWN = /\/subscribe\/send-email\?|already subscribed/i;

/** A Mailchimp list, through the address its own embedded form uses. Documented, never run. */
export function mailchimp(options: MailchimpOptions): NewsletterPort {
  const action = webAddress(options.src);
  action.hash = '';
  action.pathname = action.pathname.replace(/\/post-json$/, '/post');
  const [account, list] = ['u', 'id'].map((name) => action.searchParams.get(name));
  if (!/\/subscribe\/post$/.test(action.pathname) || !account || !list)
    throw new AfterwordError(
      'misconfigured',
      `"${action.href}" is not the action of a Mailchimp form (…/subscribe/post?u=…&id=…)`,
    );
  return {
    key: `mailchimp ${action.host} ${account} ${list}`,
    async subscribe(subscription, signal): Promise<SubscribeOutcome> {
      signal.throwIfAborted();
      if (!options.jsonp) return { status: 'unknown', native: true };
      const url = new URL(action);
      url.pathname = url.pathname.replace(/\/post$/, '/post-json');
      for (const [name, value] of toFields(subscription, `b_${account}_${list}`)) url.searchParams.append(name, value);
      const answer = await options.jsonp(url.href, signal);
      signal.throwIfAborted();
      return answer === undefined ? { status: 'unknown', native: true } : toOutcome(answer, subscription);
    },
  };
}

/** `src` is the form's action. */
export function fromSrc(src: URL, jsonp?: Jsonp): NewsletterPort {
  return mailchimp({ src, jsonp });
}

/** The publisher's own fields, and Mailchimp's that they lack. Its trap for robots goes along, as it was found. */
export function toFields(subscription: SubscribeRequest, trap: string): readonly (readonly [string, string])[] {
  const { email, name, topics = [], honeypot, fields } = subscription;
  const own = withOwn(fields, [
    ['EMAIL', email],
    ...(name ? [['FNAME', name] as const] : []),
    ...(topics.length ? [['tags', topics.join()] as const] : []),
  ]);
  return own.some(([field]) => field === trap) ? own : [...own, [trap, honeypot ?? '']];
}

/** What the answer confirms. In a language we do not read, success does not say whether a mail to confirm follows. */
export function toOutcome(answer: unknown, { fields }: Pick<SubscribeRequest, 'fields'> = {}): SubscribeOutcome {
  const { result, msg } = isObject(answer) ? answer : {};
  const message = typeof msg === 'string' ? msg : '';
  if (result === 'error' && KNOWN.test(message)) return { status: 'already-subscribed' };
  // Another field than the address: the reader's to mend where the publisher's form asks for it.
  if (result === 'error' && fields && /^[1-9]\d* - /.test(message))
    throw new AfterwordError('invalid', `Mailchimp answered ${message.slice(0, 500)}`);
  if (result === 'error') throw failed('Mailchimp', MAILCHIMP_FAILURES, message.slice(0, 500) || '(nothing)');
  if (result !== 'success') throw new AfterwordError('unreadable', 'Mailchimp answered something else than a result');
  const text = htmlToText(message.slice(0, 2000));
  if (/confirm(?!ed)/i.test(text)) return { status: 'confirm-by-mail' };
  return { status: /thank you for subscribing|has been confirmed/i.test(text) ? 'subscribed' : 'unknown' };
}
