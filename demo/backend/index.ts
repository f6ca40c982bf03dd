import { randomBytes } from 'node:crypto';
import { origins, originOf } from './access.js';
import { createApi } from './api.js';
import { createComments } from './comments.js';
import { openDatabase } from './db.js';
import type { Database } from './sql.js';
import { forLog } from './failures.js';
import { createMailer } from './mails.js';
import { createModeration } from './moderation.js';
import { createModerationApp } from './moderation-app.js';
import { createOutbox } from './outbox.js';
import { createRateLimit, noRateLimit } from './rate-limit.js';
import { seed } from './seed.js';
import { createSubscribers } from './subscribers.js';
import { createSubscriptions } from './subscriptions.js';
import { createThreadEvents } from './thread-events.js';
import type { Backend, BackendOptions } from './types.js';

export type { Backend, BackendOptions, SeedComment } from './types.js';

/** Milliseconds. No query of a reader's takes so long, but waiting for an import of a large thread may. */
const QUERY_TIMEOUT = 30_000;

/** The demo's backend over an embedded or a real Postgres: comments, moderation and mailing list. */
export async function createBackend(options: BackendOptions): Promise<Backend> {
  const now = options.now ?? Date.now;
  const onError = (error: unknown) => {
    console.error('Afterword backend:', forLog(error));
  };
  const db = await openDatabase({ ...options, queryTimeout: QUERY_TIMEOUT });
  const limits = options.rateLimit === false ? noRateLimit : createRateLimit(db, now, await secretOf(db));
  const mailer = createMailer({
    db,
    smtpUrl: options.smtpUrl || undefined,
    from: options.mailFrom ?? 'Afterword <afterword@localhost>',
    now,
    onError,
  });
  const events = createThreadEvents(db, onError);
  const trustProxy = options.trustProxy ?? false;
  const ownOrigins = () => [options.siteUrl(), originOf(options.publicUrl()) ?? ''];
  const shared = { db, now, onError, trustProxy };

  let closing: Promise<void> | undefined;
  return {
    api: createApi({
      ...shared,
      events,
      comments: createComments(db, limits, now, { timeTrap: options.rateLimit !== false }),
      subscriptions: createSubscriptions({
        db,
        limits,
        mailer,
        now,
        topics: options.topics ?? [],
        publicUrl: options.publicUrl,
        takesSubscribers: options.takesSubscribers ?? true,
      }),
      origins: origins(options.allowedOrigins ?? [], ownOrigins),
      siteUrl: options.siteUrl,
    }),
    moderation: createModerationApp({
      ...shared,
      moderation: createModeration(db, now),
      subscribers: createSubscribers(db, onError),
      token: options.moderationToken,
      publicUrl: options.publicUrl,
      limits,
    }),
    outbox: createOutbox(mailer),
    seed: (comments) => seed(db, comments),
    close: () =>
      (closing ??= (async () => {
        events.close();
        await mailer.close();
        await db.close();
      })()),
  };
}

/** What hashes of addresses are salted with, one for all processes that share the database. */
async function secretOf(db: Database): Promise<string> {
  await db.query(`INSERT INTO settings (key, value) VALUES ('secret', to_jsonb($1::text)) ON CONFLICT (key) DO NOTHING`, [
    randomBytes(32).toString('base64url'),
  ]);
  const [row] = await db.query<{ secret: string }>(`SELECT value #>> '{}' AS secret FROM settings WHERE key = 'secret'`);
  return row?.secret ?? '';
}
