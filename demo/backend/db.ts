import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { migrate } from './migrations.js';
import type { Database, Sql } from './sql.js';

/** Opens the database and brings its tables up to date; safe to call from several processes at once on a server. */
export async function openDatabase(options: {
  data: string;
  databaseUrl?: string | undefined;
  /** Milliseconds until a query to a server fails that is not answered, because a failover may leave connections silent. */
  queryTimeout?: number | undefined;
}): Promise<Database> {
  const database = options.databaseUrl
    ? openServer(options.databaseUrl, options.queryTimeout)
    : await openEmbedded(options.data);
  try {
    await migrate(database);
  } catch (thrown) {
    await database.close();
    throw thrown;
  }
  return database;
}

function openServer(connectionString: string, queryTimeout: number | undefined): Database {
  if (!/^postgres(ql)?:\/\//i.test(connectionString) || !URL.canParse(connectionString))
    throw new Error('DATABASE_URL must be an address like postgres://user:password@host/database');
  const pool = new pg.Pool({ connectionString, max: 8, connectionTimeoutMillis: 5000 });
  // A server that restarts ends idle connections; the pool opens new ones for the next query.
  pool.on('error', () => undefined);
  // It ends those at work as well: their query rejects, which is enough.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const timed = (text: string, values: readonly unknown[] = []) => ({ text, values: [...values], query_timeout: queryTimeout });
  const on = (client: pg.Pool | pg.PoolClient): Sql => ({
    query: async <T extends object>(sql: string, parameters: readonly unknown[] = []) =>
      (await client.query<T & pg.QueryResultRow>(timed(sql, parameters))).rows,
    script: async (sql) => {
      await client.query(sql);
    },
  });
  return {
    ...on(pool),
    async transaction(work) {
      const client = await pool.connect();
      let broken: Error | undefined;
      try {
        await client.query(timed('BEGIN'));
        const result = await work(on(client));
        await client.query(timed('COMMIT'));
        return result;
      } catch (thrown) {
        // A connection that cannot roll back must not go back into the pool.
        await client.query(timed('ROLLBACK')).catch((error: Error) => (broken = error));
        throw thrown;
      } finally {
        client.release(broken);
      }
    },
    close: () => pool.end(),
  };
}

async function openEmbedded(data: string): Promise<Database> {
  const folder = data === 'memory' ? undefined : makeFolder(data);
  const lock = folder === undefined ? undefined : await lockFolder(folder);
  let db: PGlite;
  try {
    const finish = folder === undefined ? undefined : prepare(folder);
    db = await PGlite.create(folder === undefined ? 'memory://' : join(folder, 'pgdata'));
    finish?.();
  } catch (thrown) {
    lock?.close();
    throw thrown;
  }
  const on = (client: Pick<PGlite, 'query' | 'exec'>): Sql => ({
    query: async <T extends object>(sql: string, parameters: readonly unknown[] = []) =>
      (await client.query<T>(sql, [...parameters])).rows,
    script: async (sql) => {
      await client.exec(sql);
    },
  });
  return {
    ...on(db),
    transaction: (work) => db.transaction((tx) => work(on(tx))),
    async close() {
      await db.close();
      lock?.close();
    },
  };
}

function makeFolder(data: string): string {
  try {
    mkdirSync(data, { recursive: true });
    return realpathSync(data);
  } catch (thrown) {
    throw new Error(`${data} cannot be the folder of the database: ${(thrown as Error).message}`);
  }
}

/**
 * A kill during the very first start leaves a half-made database that nobody has written to: its mark says so, and it makes
 * room. Without any mark it may be a copy that lost one, with all its comments. Nothing is deleted. Only for who holds the lock.
 */
function prepare(folder: string): () => void {
  const pgdata = join(folder, 'pgdata');
  const ready = join(folder, 'ready');
  const unfinished = join(folder, 'unfinished');
  if (existsSync(pgdata) && existsSync(unfinished)) {
    const aside = `${pgdata}-unfinished-${new Date().toISOString().replaceAll(':', '-')}`;
    renameSync(pgdata, aside);
    console.warn(`The database was ended while it was made for the first time. What was there is now ${aside}`);
  } else if (existsSync(pgdata) && !existsSync(ready)) {
    throw new Error(
      `${folder} holds a database without the file "ready", so it may be part of a copy, or another program's. ` +
        'If all of it is there and it is yours, make that file, empty; else name another folder by AFTERWORD_DATA',
    );
  }
  if (existsSync(pgdata)) return () => undefined;
  writeFileSync(unfinished, 'The database is being made. Nobody has written to it yet.\n');
  return () => {
    writeFileSync(ready, 'The database is whole. Keep this file with it.\n');
    rmSync(unfinished);
  };
}

/**
 * Two processes in one embedded database destroy it. The lock is a socket, because the system takes that back
 * from a killed process, and a process number may be somebody else's after a restart.
 */
async function lockFolder(folder: string): Promise<Server> {
  const name = `afterword-${createHash('sha256').update(folder).digest('hex').slice(0, 32)}`;
  const path =
    process.platform === 'linux'
      ? `\0${name}`
      : process.platform === 'win32'
        ? `\\\\.\\pipe\\${name}`
        : join(tmpdir(), `${name}.sock`);
  if (process.platform !== 'linux' && process.platform !== 'win32' && !(await answers(path))) rmSync(path, { force: true });
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`${folder} is in use by another process; several processes need DATABASE_URL=postgres://…`)
          : error,
      );
    });
    server.listen(path, () => {
      server.unref();
      resolve(server);
    });
  });
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
