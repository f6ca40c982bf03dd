import { cpSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cached, must } from './cache.mjs';
import { answers, freePort, ServerProcess } from './process.mjs';

const here = fileURLToPath(new URL('waline/', import.meta.url));

/** Waline as npm has it, from a lock file of its own. */
export async function fetchWaline() {
  const lock = await readFile(join(here, 'package-lock.json'), 'utf8');
  return cached('waline', lock, async (folder) => {
    for (const name of ['package.json', 'package-lock.json']) cpSync(join(here, name), join(folder, name));
    await must('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder });
  });
}

/** Three servers on one database, for what Waline only takes from its environment: open, moderated, and slow to take more. */
export async function startWaline({ folder, mariadb }) {
  const installed = await fetchWaline();
  await mariadb.sql(await readFile(join(here, 'tables.sql'), 'utf8'));
  const start = async (name, env) => {
    const port = await freePort();
    const origin = `http://127.0.0.1:${port}`;
    const server = new ServerProcess({
      name: `Waline (${name})`,
      command: process.execPath,
      args: [join(here, 'run.mjs'), installed],
      env: {
        PORT: String(port),
        MYSQL_HOST: '127.0.0.1',
        MYSQL_PORT: String(mariadb.port),
        MYSQL_DB: 'waline',
        MYSQL_USER: 'waline',
        MYSQL_PASSWORD: 'waline',
        JWT_TOKEN: 'for tests only',
        SITE_NAME: 'The Daily Reef',
        SITE_URL: origin,
        DISABLE_REGION: 'true',
        IPQPS: '0',
        ...env,
      },
      log: join(folder, `waline-${name}.log`),
      ready: () => answers(`${origin}/api/comment?path=/&pageSize=1&page=1`),
    });
    await server.start();
    return { server, origin };
  };
  const [open, moderated, slow] = await Promise.all([
    start('open', {}),
    start('moderated', { COMMENT_AUDIT: 'true' }),
    start('slow', { IPQPS: '60' }),
  ]);
  return { ...open, moderated, slow };
}
