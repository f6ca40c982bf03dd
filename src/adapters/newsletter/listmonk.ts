import { AfterwordError } from '../../ports/errors.js';
import type { NewsletterPort, SubscribeOutcome, Topic } from '../../ports/newsletter.js';
import { failed, type FailureRow } from '../failures.js';
import { failureFromStatus, isObject, jsonObject, request, type HttpAnswer, type HttpOptions } from '../http.js';

export interface ListmonkOptions {
  /** Address of the listmonk server, whose `security.trusted_urls` must hold the page's origin. */
  src: string;
  /** UUIDs of the public lists to join; what the reader chose of them, in topics or in a form of listmonk's own, counts instead. */
  lists?: readonly string[] | undefined;
  fetch?: typeof fetch;
}

/** What listmonk says with status 400. */
export const LISTMONK_FAILURES: readonly FailureRow[] = [
  // In the server's language.
  {
    said: /e-?mail|corre[ou]|courriel|e-?post|posti|почт|пошт|письм|メール|邮|郵|메일|אימייל|דוא|بريد/i,
    code: 'invalid',
    field: 'email',
  },
  // No list, a private one, or public subscriptions switched off.
  { said: /(?:)/, code: 'misconfigured' },
];

/** Public lists of a listmonk server. Documented, never run: contract read from its source of July 2026. */
export function listmonk(options: ListmonkOptions): NewsletterPort {
  const base = `${options.src.replace(/\/$/, '')}/api/public`;
  const send = (path: string, http: Omit<HttpOptions, 'fetch'>): Promise<HttpAnswer> =>
    request(`${base}/${path}`, { ...http, ...(options.fetch ? { fetch: options.fetch } : {}) });

  return {
    key: `listmonk ${base} ${options.lists?.join(' ') ?? ''}`.trim(),

    async subscribe({ email, name, topics = [], fields = [] }, signal): Promise<SubscribeOutcome> {
      const own = fields.flatMap(([field, value]) => (field === 'l' ? value : []));
      const lists = [own, topics, options.lists ?? []].find(({ length }) => length) ?? [];
      if (!lists.length) throw new AfterwordError('invalid', 'listmonk wants at least one list', { field: 'topics' });
      const answer = await send('subscription', {
        method: 'POST',
        body: { email, name: name ?? '', list_uuids: lists },
        signal,
      });
      if (!answer.ok) throw listmonkFailure(answer);
      const { data } = jsonObject(answer);
      // Older servers answer `true`, which does not say whether a mail follows.
      if (!isObject(data)) return { status: 'unknown' };
      return { status: data['has_optin'] === true ? 'confirm-by-mail' : 'subscribed' };
    },

    async topics(signal): Promise<readonly Topic[]> {
      if (options.lists?.length) return [];
      const answer = await send('lists', { signal });
      if (!answer.ok) throw failureFromStatus(answer);
      if (!Array.isArray(answer.json)) throw new AfterwordError('unreadable', 'listmonk answered without a list of lists');
      return (answer.json as unknown[]).flatMap((list) =>
        isObject(list) && typeof list['uuid'] === 'string' && typeof list['name'] === 'string'
          ? [{ id: list['uuid'], label: list['name'] }]
          : [],
      );
    },
  };
}

/** `src` is the server; the UUIDs of the lists travel as its `list` parameters, one each. */
export function fromSrc(src: URL): NewsletterPort {
  const lists = src.searchParams.getAll('list');
  return listmonk({ src: src.origin + src.pathname, lists: lists.length ? lists : undefined });
}

function listmonkFailure(answer: HttpAnswer): AfterwordError {
  const message = isObject(answer.json) && typeof answer.json['message'] === 'string' ? answer.json['message'] : '';
  return answer.status === 400 ? failed('listmonk', LISTMONK_FAILURES, message, answer) : failureFromStatus(answer);
}
