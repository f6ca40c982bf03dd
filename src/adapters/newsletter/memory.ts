import { AfterwordError, type ErrorCode } from '../../ports/errors.js';
import type { NewsletterPort, SubscribeOutcome, SubscribeRequest, Topic } from '../../ports/newsletter.js';
import { pause } from '../pause.js';

export interface MemoryNewsletterOptions {
  /** Milliseconds before every answer. */
  delay?: number | undefined;
  /** Fails every subscription so, until it is unset: the options are read anew by every call. */
  failWith?: ErrorCode | AfterwordError | undefined;
  /** What a good address leads to; `confirm-by-mail` by default, as from every backend that is careful with addresses. */
  outcome?: SubscribeOutcome['status'] | undefined;
  topics?: readonly Topic[] | undefined;
  /** Tells lists apart; part of {@link NewsletterPort.key}. */
  list?: string | undefined;
}

export interface MemoryNewsletter extends NewsletterPort {
  /** Every request that arrived, in order, also those that then failed. */
  readonly received: readonly SubscribeRequest[];
}

/** Subscriptions kept in memory: the reference implementation of the port, and the backend of stories and tests. */
export function memory(options: MemoryNewsletterOptions = {}): MemoryNewsletter {
  const received: SubscribeRequest[] = [];
  return {
    key: `memory ${options.list ?? ''}`,
    received,
    async subscribe(subscription, signal) {
      signal.throwIfAborted();
      received.push(subscription);
      if (options.delay) await pause(options.delay, signal);
      fail(options.failWith);
      if (subscription.honeypot) throw new AfterwordError('filtered', 'the honeypot was filled');
      const { email } = subscription;
      const at = email.lastIndexOf('@');
      if (at < 1 || at === email.length - 1) {
        throw new AfterwordError('invalid', `"${email}" has no domain`, { field: 'email' });
      }
      const known = new Set(options.topics?.map((topic) => topic.id));
      if (subscription.topics?.some((topic) => !known.has(topic))) {
        throw new AfterwordError('invalid', 'a topic is not on the list', { field: 'topics' });
      }
      return { status: options.outcome ?? 'confirm-by-mail' };
    },
    ...(options.topics && {
      async topics(signal: AbortSignal) {
        if (options.delay) await pause(options.delay, signal);
        return options.topics ?? [];
      },
    }),
  };
}

/** `?outcome=subscribed&delay=500`, for a page without a backend. */
export function fromSrc(src: URL): NewsletterPort {
  const query = src.searchParams;
  return memory({
    delay: Number(query.get('delay')) || undefined,
    outcome: (query.get('outcome') as SubscribeOutcome['status'] | null) ?? undefined,
    list: query.get('list') ?? undefined,
  });
}

function fail(failWith: ErrorCode | AfterwordError | undefined): void {
  if (!failWith) return;
  throw typeof failWith === 'string' ? new AfterwordError(failWith, `memory() was told to fail with ${failWith}`) : failWith;
}
