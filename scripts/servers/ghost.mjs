import { cpSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cached, must, NotRun } from './cache.mjs';
import { answers, freePort, ServerProcess } from './process.mjs';

const GHOST = '6.65.0';
/** Ghost 6 refuses Node 20, and its SQLite module breaks on Node 24. */
const NODE = '22.23.3';
const PNPM = '12.4.2';
const EDITOR = { name: 'Ed Itor', email: 'editor@example.test', password: 'Correct-Horse-9-Battery' };

/** Ghost as npm has it, with its own Node, installed from Ghost's own lock file and without any install script. */
export function fetchGhost() {
  return cached('ghost', `${GHOST} ${NODE} ${PNPM}`, async (folder) => {
    const cwd = folder;
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    const packages = [`node-${process.platform}-${process.arch}@${NODE}`, `pnpm@${PNPM}`];
    await Promise.all([
      must('npm', ['install', '--save-exact', '--ignore-scripts', '--no-audit', '--no-fund', ...packages], { cwd }),
      must('npm', ['pack', '--silent', `ghost@${GHOST}`], { cwd }).then(() =>
        must('tar', ['xzf', `ghost-${GHOST}.tgz`], { cwd }),
      ),
    ]);
    rmSync(join(folder, `ghost-${GHOST}.tgz`));
    const { node, path } = programs(folder);
    const pnpm = join(folder, 'node_modules/.bin/pnpm');
    if (!existsSync(node)) throw new NotRun(`npm has no Node ${NODE} for this machine`);
    const store = join(folder, 'store');
    await must(
      pnpm,
      ['install', '--prod', '--frozen-lockfile', '--ignore-scripts', '--store-dir', store, '--reporter', 'append-only'],
      { cwd: join(folder, 'package'), env: { PATH: path, CI: 'true' } },
    );
    // What is in use is linked out of it.
    rmSync(store, { recursive: true, force: true });
  });
}

function programs(folder) {
  const bin = join(folder, `node_modules/node-${process.platform}-${process.arch}/bin`);
  return { node: join(bin, 'node'), path: `${bin}:${process.env.PATH}` };
}

/** A site with a theme that carries our tags, an editor, a content key and articles. */
export async function startGhost({ folder, mariadb, mail, cdn, theme }) {
  const installed = await fetchGhost();
  const content = join(folder, 'ghost');
  cpSync(join(installed, 'package/content'), content, { recursive: true, dereference: true });
  theme(join(content, 'themes/casper'), join(content, 'themes/lab'));
  // Ghost takes no theme with links in it.
  cpSync(cdn, join(content, 'themes/lab/assets/afterword'), { recursive: true });

  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  await mariadb.sql('CREATE DATABASE ghost CHARACTER SET utf8mb4');

  const server = new ServerProcess({
    name: 'Ghost',
    command: programs(installed).node,
    args: [join(installed, 'package/index.js')],
    // Where it is started is where it looks for itself.
    cwd: join(installed, 'package'),
    env: {
      NODE_ENV: 'production',
      PATH: programs(installed).path,
      ...asVariables(configuration({ origin, port, mariadb, mail, content })),
    },
    log: join(folder, 'ghost.log'),
    ready: () => answers(`${origin}/ghost/api/admin/site/`),
  });
  await server.start();
  return { server, origin, ...(await setUp(origin)) };
}

function configuration({ origin, port, mariadb, mail, content }) {
  return {
    url: origin,
    server: { host: '127.0.0.1', port },
    database: {
      client: 'mysql2',
      connection: { socketPath: mariadb.socket, user: 'root', password: '', database: 'ghost' },
    },
    mail: {
      transport: 'SMTP',
      from: 'noreply@example.test',
      options: { host: '127.0.0.1', port: mail.port, secure: false },
    },
    logging: { transports: ['stdout'], level: 'warn' },
    paths: { contentPath: content },
    // Nothing leaves this machine.
    privacy: { useUpdateCheck: false, useGravatar: false, useRpcPing: false, useStructuredData: true, useTinfoil: true },
    security: { staffDeviceVerification: false },
    process: 'local',
    // All readers of these tests have one address, which Ghost would stop after eight of them.
    spam: { member_login: { freeRetries: 60 } },
  };
}

/** Options as Ghost reads them from its environment: `mail__options__port`. */
function asVariables(options, prefix = '') {
  return Object.fromEntries(
    Object.entries(options).flatMap(([key, value]) =>
      typeof value === 'object' && !Array.isArray(value)
        ? Object.entries(asVariables(value, `${prefix}${key}__`))
        : [[prefix + key, typeof value === 'string' ? value : JSON.stringify(value)]],
    ),
  );
}

/** What an editor does in Ghost's admin on the first day. */
async function setUp(origin) {
  const admin = `${origin}/ghost/api/admin`;
  let cookie = '';
  const call = async (method, path, body) => {
    const response = await fetch(`${admin}/${path}`, {
      method,
      headers: { Origin: origin, 'Content-Type': 'application/json', 'Accept-Version': 'v6.0', Cookie: cookie },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`Ghost: ${method} ${path} answered ${response.status}: ${text.slice(0, 500)}`);
    cookie ||= response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    return text.startsWith('{') ? JSON.parse(text) : {};
  };
  await call('POST', 'authentication/setup/', { setup: [{ ...EDITOR, blogTitle: 'The Daily Reef' }] });
  cookie = '';
  await call('POST', 'session/', { username: EDITOR.email, password: EDITOR.password });
  const { integrations } = await call('POST', 'integrations/?include=api_keys', { integrations: [{ name: 'widgets' }] });
  await call('PUT', 'settings/', {
    settings: [
      { key: 'comments_enabled', value: 'all' },
      { key: 'members_signup_access', value: 'all' },
    ],
  });
  await call('PUT', 'themes/lab/activate/', {});
  return {
    cookie,
    contentKey: integrations[0].api_keys.find(({ type }) => type === 'content').secret,
    version: GHOST,
  };
}
