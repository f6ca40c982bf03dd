import type { Database, Sql } from './sql.js';
import { sha256 } from './access.js';
import { Problem } from './problems.js';

/** So many hits within so many seconds. */
export interface Limit {
  hits: number;
  seconds: number;
}

export interface RateLimit {
  /** False when `who` already used up the limit; a refused hit does not count. */
  allows(what: string, who: string, limit: Limit): Promise<boolean>;
  /** Throws `rate-limited` instead. In a transaction, the hit counts when that commits. */
  spend(what: string, who: string, limit: Limit, tx?: Sql): Promise<void>;
}

/**
 * A sliding window in the database, so that processes share it. One statement each: the row's lock makes it exact. Hits of a
 * process whose clock is a little ahead count; those of a clock that was wrong do not.
 * Who is hashed with what, so that the table is no list of addresses.
 */
export function createRateLimit(db: Database, now: () => number, secret: string): RateLimit {
  let sweepAt = 0;

  async function hit(sql: Sql, what: string, who: string, limit: Limit): Promise<number> {
    const at = now();
    if (at >= sweepAt) {
      sweepAt = at + 60_000;
      // Aside, because `sql` may be a transaction, and past rows in use, because those hold two: no deadlock.
      db.query(
        'DELETE FROM rate_limits WHERE bucket IN (SELECT bucket FROM rate_limits WHERE expires_at < $1 FOR UPDATE SKIP LOCKED)',
        [new Date(at)],
      ).catch(() => undefined);
    }
    const [row] = await sql.query<{ allowed: boolean; first: Date }>(
      `INSERT INTO rate_limits AS r (bucket, hits, allowed, expires_at)
       VALUES ($1, ARRAY[$2::timestamptz(3)], true, $4)
       ON CONFLICT (bucket) DO UPDATE SET (hits, allowed, expires_at) = (
         SELECT CASE WHEN count(h) < $5::int THEN coalesce(array_agg(h ORDER BY h) FILTER (WHERE h IS NOT NULL), '{}') || $2::timestamptz(3)
                     ELSE array_agg(h ORDER BY h) END,
                count(h) < $5::int,
                $4::timestamptz(3)
         FROM unnest(r.hits) AS h WHERE h > $3 AND h < $4::timestamptz(3)
       )
       RETURNING allowed, hits[1] AS first`,
      [
        sha256(`${secret} ${what} ${who}`),
        new Date(at),
        new Date(at - limit.seconds * 1000),
        new Date(at + limit.seconds * 1000),
        limit.hits,
      ],
    );
    if (!row || row.allowed) return 0;
    return Math.max(1, Math.ceil((row.first.getTime() + limit.seconds * 1000 - at) / 1000));
  }

  return {
    allows: async (what, who, limit) => (await hit(db, what, who, limit)) === 0,
    async spend(what, who, limit, tx = db) {
      const retryAfter = await hit(tx, what, who, limit);
      if (retryAfter > 0) throw new Problem('rate-limited', { retryAfter });
    },
  };
}

/** For tests of everything else. */
export const noRateLimit: RateLimit = { allows: () => Promise.resolve(true), spend: () => Promise.resolve() };
