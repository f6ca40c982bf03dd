import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cached, must, NotRun } from './cache.mjs';
import { answers, freePort, ServerProcess } from './process.mjs';

const here = fileURLToPath(new URL('wordpress/', import.meta.url));
/** What a blog needs of it, without the web server and the mail server that its dependencies would bring. */
const PACKAGES = ['wordpress', 'wordpress-theme-twentytwentythree', 'php-getid3', 'libjs-cropper', 'libjs-underscore'];

/** Debian's WordPress, unpacked and not installed. */
export function fetchWordpress() {
  if (!existsSync('/usr/bin/apt-get')) throw new NotRun('WordPress comes from Debian packages, and there is no apt-get here');
  return cached('wordpress', PACKAGES.join(' '), async (folder) => {
    const { code, output } = await must('apt-get', ['download', '-qq', ...PACKAGES], { cwd: folder }).then(
      () => ({ code: 0, output: '' }),
      ({ message }) => ({ code: 1, output: message }),
    );
    // The lists are older than the archive, or there are none yet.
    if (code !== 0) {
      if (process.getuid() !== 0) throw new NotRun(`${output} (sudo apt-get update may help)`);
      await must('apt-get', ['-o', 'DPkg::Lock::Timeout=600', 'update', '-qq']);
      await must('apt-get', ['download', '-qq', ...PACKAGES], { cwd: folder });
    }
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.deb'))) {
      await must('dpkg', ['-x', join(folder, name), join(folder, 'root')]);
      rmSync(join(folder, name));
    }
    const site = join(folder, 'root/usr/share/wordpress');
    for (const name of readdirSync(site, { recursive: true })) {
      const path = join(site, name);
      if (!lstatSync(path).isSymbolicLink()) continue;
      // What is linked to is unpacked beside it, not installed.
      const link = readlinkSync(path);
      const target = isAbsolute(link) ? join(folder, 'root', link) : join(dirname(path), link);
      rmSync(path);
      if (existsSync(target)) cpSync(target, path, { recursive: true });
    }
  });
}

/** A site of its own with articles and comments; see wordpress/seed.php. */
export async function startWordpress({ folder, mariadb, cdn, recipes }) {
  const unpacked = await fetchWordpress();
  const site = join(folder, 'wordpress');
  cpSync(join(unpacked, 'root/usr/share/wordpress'), site, { recursive: true });
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const env = { WORDPRESS_ORIGIN: origin, WORDPRESS_SOCKET: mariadb.socket };
  cpSync(join(here, 'config.php'), join(site, 'wp-config.php'));
  const content = join(site, 'wp-content');
  mkdirSync(join(content, 'mu-plugins'));
  cpSync(join(here, 'guests.php'), join(content, 'mu-plugins/guests.php'));
  for (const [path, text] of Object.entries(recipes)) {
    mkdirSync(join(content, 'themes', path, '..'), { recursive: true });
    writeFileSync(join(content, 'themes', path), text);
  }
  symlinkSync(cdn, join(content, 'afterword'));
  await mariadb.sql('CREATE DATABASE wordpress CHARACTER SET utf8mb4');
  const seeded = await must('php', [join(here, 'seed.php'), site], { env });
  const server = new ServerProcess({
    name: 'WordPress',
    command: 'php',
    args: ['-S', `127.0.0.1:${port}`, '-t', site, join(here, 'router.php')],
    env: { ...env, PHP_CLI_SERVER_WORKERS: '4' },
    log: join(folder, 'wordpress.log'),
    ready: () => answers(`${origin}/wp-json/`),
  });
  await server.start();
  return { server, origin, ...JSON.parse(seeded.slice(seeded.lastIndexOf('\n{') + 1)) };
}
