import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowsers, findOldScripts } from './lib/browsers.mjs';
import { run } from './lib/run.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What the three engines, a display for WebKitGTK, the PostgreSQL test and the tests of old pages need, as Debian names it. */
const DEBIAN = {
  chromium: ['chromium'],
  firefox: ['firefox-esr'],
  webkitDriver: ['webkit2gtk-driver'],
  miniBrowser: ['webkit2gtk-driver'],
  xvfb: ['xvfb', 'xauth'],
  postgres: ['postgresql'],
  prototype: ['libjs-prototype'],
  mootools: ['libjs-mootools'],
};

/** What the servers of the integration tests need besides npm packages and PostgreSQL, as Debian names it. */
const DEBIAN_SERVERS = { php: ['php-cli', 'php-mysql'], mariadb: ['mariadb-server-core', 'mariadb-client-core'] };

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Error(`Afterword needs Node 20.19 or newer; this is ${process.versions.node}.`);
}

/** Whether node_modules holds exactly what package-lock.json says; npm keeps its own copy of the lock in there. */
function isInstalled() {
  const installedLock = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installedLock)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedLock, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional, devOptional, peer }]) =>
      path === '' || installed[path]?.version === version || (!installed[path] && (optional || devOptional || peer)),
  );
}

/** Dependencies as locked; a second call costs milliseconds. `signal` ends the installation. */
export async function setUpDependencies({ signal } = {}) {
  checkNode();
  if (isInstalled()) return;
  console.log('Installing dependencies (npm ci) …');
  const { code } = await run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], { cwd: root, show: true, signal });
  if (code !== 0) throw new Error('npm ci failed; its output above says why.');
}

function missing() {
  const found = { ...findBrowsers(), ...findOldScripts(), postgres: findPostgres() };
  return Object.keys(DEBIAN).filter((name) => !found[name]);
}

/** The folder of PostgreSQL's own programs, which Debian keeps out of PATH. */
export function findPostgres() {
  const candidates = ['/usr/bin', '/usr/local/bin', ...[19, 18, 17, 16, 15, 14, 13].map((v) => `/usr/lib/postgresql/${v}/bin`)];
  return process.env.POSTGRES_BIN ?? candidates.find((folder) => existsSync(join(folder, 'initdb')));
}

/** Installs Debian packages where this may be done: as root, on a Debian. */
async function install(packages) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  console.log(`Installing Debian packages: ${packages.join(' ')} …`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const lock = ['-o', 'DPkg::Lock::Timeout=600'];
  await run('apt-get', [...lock, 'update', '-qq'], { env, show: true });
  await run('apt-get', [...lock, '-o', 'Dpkg::Use-Pty=0', 'install', '-y', '-qq', '--no-install-recommends', ...packages], {
    env,
    show: true,
  });
}

/** Browsers and PostgreSQL for the tests. What cannot be had is said, and the tests that need it will fail. */
export async function setUpTestMachine() {
  const lacking = missing();
  if (!lacking.length) return;
  const packages = [...new Set(lacking.flatMap((name) => DEBIAN[name])), 'fonts-liberation'];
  await install(packages);
  const stillLacking = missing();
  if (!stillLacking.length) return;
  console.error(
    [
      `The tests need what this machine lacks: ${stillLacking.join(', ')}.`,
      `On Debian or Ubuntu: sudo apt-get install --no-install-recommends ${packages.join(' ')}`,
      'Elsewhere, name them by CHROMIUM_PATH, FIREFOX_PATH, WEBKIT_DRIVER_PATH, MINIBROWSER_PATH and POSTGRES_BIN.',
    ].join('\n'),
  );
}

async function missingForServers() {
  const works = async (command, args) => (await run(command, args)).code === 0;
  const found = {
    php: await works('php', ['-r', 'exit(extension_loaded("mysqli") ? 0 : 1);']),
    mariadb: (await works('mariadbd', ['--version'])) && (await works('mariadb', ['--version'])),
  };
  return Object.keys(DEBIAN_SERVERS).filter((name) => !found[name]);
}

/** PHP and MariaDB for the integration tests. Answers what cannot be had, each with what would bring it. */
export async function setUpServerMachine() {
  const lacking = await missingForServers();
  if (lacking.length) await install(lacking.flatMap((name) => DEBIAN_SERVERS[name]));
  return Object.fromEntries(
    (lacking.length ? await missingForServers() : []).map((name) => [
      name,
      `no ${name} here: sudo apt-get install --no-install-recommends ${DEBIAN_SERVERS[name].join(' ')}`,
    ]),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await setUpDependencies();
  await setUpTestMachine();
}
