import { randomUUID } from 'node:crypto';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { expect } from 'chai';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { createComments } from '../../demo/backend/comments.js';
import { openDatabase } from '../../demo/backend/db.js';
import type { Database } from '../../demo/backend/sql.js';
import { createModeration } from '../../demo/backend/moderation.js';
import { noRateLimit, type RateLimit } from '../../demo/backend/rate-limit.js';
import { startPostgres, type PostgresServer } from './support/backend-postgres.js';

const failed = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: Error) => error.message,
  );

describe('a PostgreSQL server', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(async () => {
    await server.stop();
  });

  const works = async (db: Database) => (await db.query<{ n: number }>('SELECT 1 AS n'))[0]?.n === 1;

  it('keeps no report of a comment that its author deletes meanwhile', async () => {
    const db = await openDatabase({ data: 'unused', databaseUrl: server.url });
    const ada = { author: 'ada', address: '' };
    const eve = { author: 'eve', address: '' };
    const id = randomUUID();
    let deletes = false;
    const limits: RateLimit = {
      ...noRateLimit,
      // Between the first look at the comment and the report.
      async spend() {
        if (!deletes) return;
        deletes = false;
        await comments.remove(ada, id);
      },
    };
    const comments = createComments(db, limits, Date.now, { timeTrap: false });
    const post = { thread: 'x', url: 'https://news.example/', name: 'Ada' };
    await comments.post(ada, { ...post, id, text: 'Regretted' });
    await comments.post(eve, { ...post, id: randomUUID(), text: 'A reply, so that it stays as a tombstone', parentId: id });
    deletes = true;
    const problem: unknown = await comments.report(eve, id, { reason: 'spam' }).catch((thrown: unknown) => thrown);
    const { reported } = await createModeration(db, Date.now).counts();
    await db.close();
    expect(problem).to.include({ code: 'not-found' });
    expect(reported).to.equal(0);
  });

  it('ends what was under way and nothing else, when it restarts', async () => {
    const db = await openDatabase({ data: 'unused', databaseUrl: server.url });
    let begun: () => void;
    const isBegun = new Promise<void>((resolve) => (begun = resolve));
    const lost = failed(
      db.transaction(async (tx) => {
        await tx.query('SELECT 1');
        begun();
        await tx.query('SELECT pg_sleep(60)');
      }),
    );
    await isBegun;
    await server.restart();
    expect(await lost).to.match(/terminat/);
    expect(await works(db)).to.equal(true);
    await db.close();
  });

  it('is not waited for without end when its connections fall silent', async () => {
    const sockets = new Set<Socket>();
    let isSilent = false;
    const proxy = createServer((client) => {
      const upstream = connect(Number(new URL(server.url).port), '127.0.0.1');
      for (const [from, to] of [
        [client, upstream],
        [upstream, client],
      ] as const) {
        sockets.add(from);
        const wasSilent = isSilent;
        from.on('data', (chunk) => void (isSilent === wasSilent && to.write(chunk)));
        from.on('error', () => undefined);
      }
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const databaseUrl = server.url.replace(/:\d+\//, `:${(proxy.address() as AddressInfo).port}/`);
    const db = await openDatabase({ data: 'unused', databaseUrl, queryTimeout: 300 });
    expect(await works(db)).to.equal(true);
    isSilent = true;
    expect(await failed(db.query('SELECT 1'))).to.include('timeout');
    expect(await works(db), 'by a new connection').to.equal(true);
    isSilent = false;
    expect(await failed(db.transaction((tx) => tx.query('SELECT 1')))).to.include('timeout');
    // What makes the tables takes as long as it takes.
    await db.script('SELECT pg_sleep(1)');
    for (const socket of sockets) socket.destroy();
    proxy.close();
    await db.close();
  });
});
