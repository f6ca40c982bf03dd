import { AfterwordError } from '../../ports/errors.js';
import type { NewsletterPort, SubscribeOutcome } from '../../ports/newsletter.js';
import { failed, type FailureRow } from '../failures.js';
import { failureFromStatus, isObject, request, type HttpAnswer, type HttpOptions } from '../http.js';

export interface GhostNewsletterOptions {
  /** Address of the Ghost site, with its folder when it lives in one. */
  src: string;
  /** Names of the newsletters to sign up for; the site's defaults when absent. */
  newsletters?: readonly string[] | undefined;
  /** Labels the new member gets, to tell where it came from. */
  labels?: readonly string[] | undefined;
  fetch?: typeof fetch;
}

/** Ghost says its reasons in English sentences whatever the site's language. The wait it names only there; ten minutes is its default. */
export const GHOST_FAILURES: readonly FailureRow[] = [
  { said: /^too many/i, code: 'rate-limited', retryAfter: 600 },
  { said: /^email is (not valid|required)/i, code: 'invalid', field: 'email' },
  { said: /email domain|blocked/i, code: 'invalid', field: 'email' },
  { said: /invite-only|paid/i, code: 'closed' },
  { said: /newsletters? /i, code: 'misconfigured' },
  // The integrity token was not taken, nothing the reader can mend.
  { said: /could not be understood/i, code: 'server' },
];

/**
 * Members of a Ghost site (5 and 6), over the same two requests its own sign-up form makes. Double opt-in always; Ghost never
 * says whether an address is known.
 */
export function ghost(options: GhostNewsletterOptions): NewsletterPort {
  const base = `${options.src.replace(/\/$/, '')}/members/api`;
  const send = (path: string, http: Omit<HttpOptions, 'fetch'>): Promise<HttpAnswer> =>
    request(`${base}/${path}/`, { ...http, ...(options.fetch ? { fetch: options.fetch } : {}) });

  return {
    key: `ghost ${base}`,

    async subscribe({ email, name, honeypot, page }, signal): Promise<SubscribeOutcome> {
      // Lives five minutes, so one is fetched for each try. Version 5 can do without, version 6 cannot.
      const token = await send('integrity-token', { signal, headers: { Accept: 'text/plain' } });
      if (!token.ok) throw failureFromStatus(token);
      const url = new URL(page.url);
      const body = {
        email,
        name: name || undefined,
        emailType: 'signup',
        integrityToken: token.text.trim() || undefined,
        honeypot: honeypot || undefined,
        labels: options.labels,
        newsletters: options.newsletters?.map((newsletter) => ({ name: newsletter })),
        urlHistory: [{ path: url.pathname, time: Date.now(), referrerSource: url.hostname }],
      };
      const answer = await send('send-magic-link', { method: 'POST', body, signal });
      // Version 6 answers JSON, version 5 the word "Created."
      if (answer.status === 201 && (isObject(answer.json) || answer.text.trim() === 'Created.'))
        return { status: 'confirm-by-mail' };
      throw ghostFailure(answer);
    },
  };
}

/** `src` is the site; `newsletters` and `labels` (repeatable) travel as its query parameters. */
export function fromSrc(src: URL): NewsletterPort {
  const newsletters = src.searchParams.getAll('newsletters');
  const labels = src.searchParams.getAll('labels');
  return ghost({
    src: src.origin + src.pathname,
    newsletters: newsletters.length ? newsletters : undefined,
    labels: labels.length ? labels : undefined,
  });
}

function ghostFailure(answer: HttpAnswer): AfterwordError {
  const errors = isObject(answer.json) && Array.isArray(answer.json['errors']) ? (answer.json['errors'] as unknown[]) : [];
  const message = isObject(errors[0]) && typeof errors[0]['message'] === 'string' ? errors[0]['message'] : '';
  const failure = failed('Ghost', GHOST_FAILURES, message, answer);
  // What it says of a request it did not take is not about the address.
  return failure.code === 'invalid' && !failure.field
    ? new AfterwordError('server', failure.message, { status: answer.status })
    : failure;
}
