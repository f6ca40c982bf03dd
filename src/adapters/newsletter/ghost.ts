import { AfterwordError, type ErrorCode } from '../../ports/errors.js';
import type { NewsletterPort, SubscribeOutcome } from '../../ports/newsletter.js';
import { failureFromStatus, isObject, request, retryAfter, type HttpAnswer, type HttpOptions } from '../http.js';

export interface GhostNewsletterOptions {
  /** Address of the Ghost site, with its folder when it lives in one. */
  src: string;
  /** Names of the newsletters to sign up for; the site's defaults when absent. */
  newsletters?: readonly string[] | undefined;
  /** Labels the new member gets, to tell where it came from. */
  labels?: readonly string[] | undefined;
  fetch?: typeof fetch;
}

/** Ghost says its reasons in English sentences whatever the site's language; a tuple names the field. */
const MESSAGES: readonly (readonly [RegExp, ErrorCode, string?])[] = [
  [/^email is (not valid|required)/i, 'invalid', 'email'],
  [/email domain|blocked/i, 'invalid', 'email'],
  [/invite-only|paid/i, 'closed'],
  [/newsletters? /i, 'misconfigured'],
];
/** Ghost names the wait in its sentence only; ten minutes is its default. */
const RATE_LIMIT_SECONDS = 600;

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
  const options = { status: answer.status };
  if (answer.status === 429) {
    return new AfterwordError('rate-limited', 'Ghost: too many tries', {
      ...options,
      retryAfter: retryAfter(answer.headers) ?? RATE_LIMIT_SECONDS,
    });
  }
  const known = MESSAGES.find(([pattern]) => pattern.test(message));
  if (known) return new AfterwordError(known[1], `Ghost: ${message}`, { ...options, field: known[2] });
  // "The request could not be understood": the integrity token was not taken, nothing the reader can mend.
  return answer.status === 400 ? new AfterwordError('server', `Ghost: ${message}`, options) : failureFromStatus(answer);
}
