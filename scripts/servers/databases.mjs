import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findPostgres } from '../setup.mjs';
import { must } from './cache.mjs';
import { freePort, ServerProcess } from './process.mjs';

const run = promisify(execFile);
const isRoot = process.getuid?.() === 0;

/** One MariaDB for WordPress, Ghost and Waline; its data does not outlive the run. */
export async function startMariadb(folder) {
  const data = join(folder, 'mariadb');
  const socket = join(folder, 'mariadb.sock');
  const port = await freePort();
  const user = isRoot ? ['--user=root'] : [];
  await must('mariadb-install-db', [
    '--no-defaults',
    `--datadir=${data}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
    ...user,
  ]);
  const sql = async (statement, database = '') => {
    const { stdout } = await run('mariadb', ['--no-defaults', '-uroot', '-S', socket, '-N', '-B', '-e', statement, database]);
    return stdout.trimEnd();
  };
  const server = new ServerProcess({
    name: 'MariaDB',
    command: 'mariadbd',
    args: [
      '--no-defaults',
      ...user,
      `--datadir=${data}`,
      `--socket=${socket}`,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      `--pid-file=${join(folder, 'mariadb.pid')}`,
      '--skip-log-bin',
      '--skip-name-resolve',
      '--innodb-flush-log-at-trx-commit=0',
    ],
    log: join(folder, 'mariadb.log'),
    ready: async () => existsSync(socket) && (await sql('SELECT 1')) === '1',
  });
  await server.start();
  return { server, socket, port, sql };
}

const AS_POSTGRES = ['--reuid=postgres', '--regid=postgres', '--clear-groups', '--'];

/** A PostgreSQL server for the demo's backend. It refuses to run as root: the Debian package brings a user for it. */
export async function startPostgres(folder) {
  const bin = findPostgres();
  const psql = existsSync(join(bin, 'psql')) ? join(bin, 'psql') : 'psql';
  const home = join(folder, 'postgres');
  await mkdir(home);
  if (isRoot) await chown(home, Number((await run('id', ['-u', 'postgres'])).stdout), -1);
  const as = (program, args) =>
    isRoot ? ['setpriv', [...AS_POSTGRES, join(bin, program), ...args]] : [join(bin, program), args];
  const data = join(home, 'data');
  const port = await freePort();
  await must(...as('initdb', ['-D', data, '-U', 'afterword', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync']));
  const [command, args] = as('postgres', ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', '', '-F']);
  const url = `postgres://afterword@127.0.0.1:${port}/postgres`;
  const sql = async (statement) => {
    const { stdout } = await run(psql, [url, '-At', '-c', statement]);
    return stdout.trimEnd();
  };
  const server = new ServerProcess({
    name: 'PostgreSQL',
    command,
    args,
    log: join(folder, 'postgres.log'),
    // "Immediate": its own processes end too, and give their shared memory back.
    stop: 'QUIT',
    ready: async () => (await sql('SELECT 1')) === '1',
  });
  await server.start();
  return { server, url, sql };
}
