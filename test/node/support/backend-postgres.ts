import { execFile } from 'node:child_process';
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface PostgresServer {
  url: string;
  /** As an administrator does it: whoever is connected is cut off. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** A real PostgreSQL server of this test's own, from the system's packages. Fails with what to install where there is none. */
export async function startPostgres(): Promise<PostgresServer> {
  const bin = await findBin();
  const root = process.getuid?.() === 0;
  const as = (program: string, args: readonly string[]) =>
    root ? run('runuser', ['-u', 'postgres', '--', join(bin, program), ...args]) : run(join(bin, program), args);
  const folder = await mkdtemp(join(tmpdir(), 'afterword-postgres-'));
  if (root) {
    // The server refuses to run as root; the package made this user.
    const { stdout } = await run('id', ['-u', 'postgres']);
    await chown(folder, Number(stdout), -1);
  }
  const data = join(folder, 'data');
  const port = await freePort();
  await as('initdb', ['-D', data, '-U', 'afterword', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync']);
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off`;
  const start = () => as('pg_ctl', ['-D', data, '-o', options, '-l', join(folder, 'log'), '-w', '-t', '30', 'start']);
  await start();
  return {
    url: `postgres://afterword@127.0.0.1:${port}/postgres`,
    async restart() {
      await as('pg_ctl', ['-D', data, '-m', 'fast', '-w', 'stop']);
      await start();
    },
    async stop() {
      await as('pg_ctl', ['-D', data, '-m', 'immediate', '-w', 'stop']);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function findBin(): Promise<string> {
  const packages = '/usr/lib/postgresql';
  const versions = await readdir(packages).catch(() => []);
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
  if (newest !== undefined) return join(packages, newest, 'bin');
  // Where it is no Debian package: whatever is on the path knows its own folder.
  const { stdout } = await run('pg_config', ['--bindir']).catch(() => ({ stdout: '' }));
  if (stdout.trim()) return stdout.trim();
  throw new Error(
    'PostgreSQL is needed for this test. Install it: apt-get install postgresql (Debian), brew install postgresql (macOS)',
  );
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
