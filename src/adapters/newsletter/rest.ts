import { AfterwordError, ERROR_CODES, type ErrorCode } from '../../ports/errors.js';
import type { NewsletterPort, SubscribeOutcome, SubscribeRequest, Topic } from '../../ports/newsletter.js';
import { failureFromStatus, isObject, jsonObject, request, retryAfter, type HttpAnswer } from '../http.js';

export interface RestNewsletterOptions {
  /** Address under which `/subscriptions` lies, without a trailing slash or with one: `https://example.org/api`. */
  src: string | URL;
  /** For tests and servers; the platform's `fetch` by default. */
  fetch?: typeof fetch;
}

const STATUSES = ['subscribed', 'confirm-by-mail', 'already-subscribed'] as const;

/** A backend that speaks the neutral REST contract, `docs/rest-api.yaml`. Throws `misconfigured` for a `src` that is not a web address. */
export function rest(options: RestNewsletterOptions): NewsletterPort {
  const src = webAddress(options.src);
  const address = (path: string): string => {
    const url = new URL(src);
    url.hash = '';
    url.pathname = url.pathname.replace(/\/+$/, '') + path;
    return url.href;
  };
  const common = options.fetch ? { fetch: options.fetch } : {};
  return {
    key: `rest ${address('')}`,
    async subscribe(subscription, signal) {
      const answer = await request(address('/subscriptions'), {
        ...common,
        method: 'POST',
        body: toBody(subscription),
        signal,
      });
      if (!answer.ok) throw toFailure(answer);
      return toOutcome(jsonObject(answer));
    },
    async topics(signal) {
      const answer = await request(address('/subscriptions/topics'), { ...common, signal });
      // A backend without topics is one without this resource.
      if (answer.status === 404) return [];
      if (!answer.ok) throw toFailure(answer);
      return toTopics(jsonObject(answer));
    },
  };
}

export function fromSrc(src: URL): NewsletterPort {
  return rest({ src });
}

/** The address as a URL; throws `misconfigured` for one that scripts cannot fetch. */
export function webAddress(src: string | URL): URL {
  if (URL.canParse(src)) {
    const url = new URL(src);
    if (/^https?:$/.test(url.protocol)) return url;
  }
  throw new AfterwordError('misconfigured', `the newsletter backend "${src}" is not an absolute http(s) address`);
}

/** The body of `POST /subscriptions`. The honeypot is called `website` there, which a publisher's own field may be, too. */
export function toBody(subscription: SubscribeRequest): Record<string, unknown> {
  const { email, name, topics, consent, honeypot, elapsed, attribution, page } = subscription;
  return {
    email,
    name: name || undefined,
    topics: topics?.length ? topics : undefined,
    consent: consent && {
      text: consent.text,
      given: consent.given,
      version: consent.version,
      time: consent.time === undefined ? undefined : new Date(consent.time).toISOString(),
    },
    attribution,
    page: page.url,
    website: honeypot || undefined,
    elapsed,
  };
}

/** What the backend confirmed; a status we do not know confirms nothing. */
export function toOutcome(answer: Record<string, unknown>): SubscribeOutcome {
  return { status: STATUSES.find((status) => status === answer['status']) ?? 'unknown' };
}

/** Topics that have an id and a label; others cannot be offered. */
export function toTopics(answer: Record<string, unknown>): Topic[] {
  const { topics } = answer;
  if (!Array.isArray(topics)) throw new AfterwordError('unreadable', 'the list of topics is not a list');
  const seen = new Set<string>();
  return topics.flatMap((topic: unknown) => {
    if (!isObject(topic) || typeof topic['id'] !== 'string' || typeof topic['label'] !== 'string') return [];
    const { id, label } = topic as { id: string; label: string };
    if (!id || !label.trim() || seen.has(id)) return [];
    seen.add(id);
    return [{ id, label }];
  });
}

/** The failure a problem document names (RFC 9457 with our `code` and `field`), else what the status says. */
export function toFailure(answer: HttpAnswer): AfterwordError {
  const problem = isObject(answer.json) ? answer.json : {};
  const code = ERROR_CODES.find((known: ErrorCode) => known === problem['code']);
  if (!code) return failureFromStatus(answer);
  return new AfterwordError(code, `${answer.url} answered ${answer.status} ${code}`, {
    status: answer.status,
    field: typeof problem['field'] === 'string' ? problem['field'] : undefined,
    retryAfter: retryAfter(answer.headers),
  });
}
