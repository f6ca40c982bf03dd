import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { Database } from './sql.js';
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
  /** Forgets an address, what waits to be sent to it and every link that was mailed to it. Repeating it is ok. */
  remove(id: string): Promise<void>;
}

function oneCell(text: string): string {
  return text.replaceAll(';', ',').replace(/\s+/g, ' ');
}

/** Those who confirmed, for the publisher: to write to them, or to move to another service with them. */
export function createSubscribers(db: Database, onError: (error: unknown) => void, pageSize = 500): Subscribers {
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
      subscribers = await page(pageSize, last);
      yield* subscribers;
      last = subscribers.at(-1)?.id;
    } while (subscribers.length === pageSize);
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
        record_delimiter: 'windows',
        columns: [
          'email',
          'name',
          'topics',
          'confirmed',
          'consent',
          'consent_version',
          'consent_time',
          'page',
          'widget',
          'placement',
          'campaign',
        ],
        // What a reader typed must not run as a formula where the file is opened; below, nor begin a cell or a row of its own in
        // those countries where a semicolon begins a cell, and no quote that stands inside of one keeps its line breaks.
        escape_formulas: true,
      });
      pipeline(
        async function* () {
          for await (const { email, name, topics, confirmedAt, consent, page: from, attribution } of all()) {
            yield {
              email,
              name: name && oneCell(name),
              topics: topics.join(' '),
              confirmed: confirmedAt.toISOString(),
              consent: consent?.given ? oneCell(consent.text) : null,
              consent_version: consent?.given && consent.version ? oneCell(consent.version) : null,
              consent_time: consent?.given ? consent.time : null,
              page: from && oneCell(from.replaceAll(';', '%3B')),
              widget: attribution?.widget && oneCell(attribution.widget),
              placement: attribution?.placement,
              campaign: new URLSearchParams(attribution?.campaign).toString(),
            };
          }
        },
        file,
        // A failure ends the answer before its end, which the browser calls a failed download. Nobody failed who does not want it any more.
        (error) => {
          if (error && !['ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR'].includes(error.code ?? '')) onError(error);
        },
      );
      return Readable.toWeb(file) as ReadableStream;
    },

    remove: (id) =>
      db.transaction(async (tx) => {
        await tx.query('DELETE FROM subscribers WHERE address = $1', [id]);
        await tx.query('DELETE FROM mail_tokens WHERE address = $1', [id]);
        await tx.query('DELETE FROM mails WHERE address = $1', [id]);
      }),
  };
}
