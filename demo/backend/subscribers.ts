import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { Database } from './db.js';
import type { Wanted } from './subscriptions.js';

export interface Subscriber extends Wanted {
  /** The address as it is compared, which is no other's. */
  id: string;
  confirmedAt: Date;
}

export interface Subscribers {
  count(): Promise<number>;
  /** In the order of their ids; `after` is the id of the last one of the page before. */
  page(limit: number, after?: string): Promise<Subscriber[]>;
  /** All of them as a CSV file (RFC 4180), read page by page while it is sent. */
  csv(): ReadableStream;
}

const PAGE_SIZE = 500;

/** Those who confirmed, for the publisher: to write to them, or to move to another service with them. */
export function createSubscribers(db: Database): Subscribers {
  const page: Subscribers['page'] = (limit, after) =>
    db.query<Subscriber>(
      `SELECT address AS id, email, name, topics, consent, page, attribution, confirmed_at AS "confirmedAt" FROM subscribers
       WHERE address > $2 ORDER BY address LIMIT $1`,
      [limit, after ?? ''],
    );

  async function* all(): AsyncGenerator<Subscriber> {
    let subscribers: Subscriber[];
    let last: string | undefined;
    do {
      subscribers = await page(PAGE_SIZE, last);
      yield* subscribers;
      last = subscribers.at(-1)?.id;
    } while (subscribers.length === PAGE_SIZE);
  }

  return {
    async count() {
      const [row] = await db.query<{ count: number }>('SELECT count(*)::int AS count FROM subscribers');
      return row?.count ?? 0;
    },
    page,
    csv() {
      const file = stringify({
        header: true,
        columns: [
          'email',
          'name',
          'topics',
          'confirmed',
          'consent',
          'consent_version',
          'page',
          'widget',
          'placement',
          'campaign',
        ],
        // What a reader typed must not run as a formula where the file is opened.
        escape_formulas: true,
      });
      pipeline(
        async function* () {
          for await (const { email, name, topics, confirmedAt, consent, page: from, attribution } of all()) {
            yield {
              email,
              name,
              topics: topics.join(' '),
              confirmed: confirmedAt.toISOString(),
              consent: consent?.given ? consent.text : null,
              consent_version: consent?.given ? consent.version : null,
              page: from,
              widget: attribution?.widget,
              placement: attribution?.placement,
              campaign: new URLSearchParams(attribution?.campaign).toString(),
            };
          }
        },
        file,
        // A failure ends the answer before its end, which the browser calls a failed download.
        () => undefined,
      );
      return Readable.toWeb(file) as ReadableStream;
    },
  };
}
