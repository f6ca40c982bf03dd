import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setUpServerMachine } from '../setup.mjs';
import { isCached, NotRun } from './cache.mjs';
import { startMariadb, startPostgres } from './databases.mjs';
import { startDemo } from './demo.mjs';
import { fetchGhost, startGhost } from './ghost.mjs';
import { startMail } from './mail.mjs';
import { ghostTheme, wordpressThemes } from './recipes.mjs';
import { fetchWaline, startWaline } from './waline.mjs';
import { fetchWordpress, startWordpress } from './wordpress.mjs';

/** What readers load; `AFTERWORD_CDN` names another folder, say of a published version. */
export const cdn = process.env.AFTERWORD_CDN ?? fileURLToPath(new URL('../../cdn', import.meta.url));

/**
 * Starts the servers named, everything else they need, and answers them with what went wrong in `notRun`: one that cannot be
 * had does not keep the others from being tested. `report` is told how long each took.
 */
export async function startServers(names, report) {
  const folder = mkdtempSync(join(tmpdir(), 'afterword-servers-'));
  // PostgreSQL has a user of its own, who must get to its folder in here.
  chmodSync(folder, 0o711);
  process.once('exit', () => {
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    } catch {
      // a server that is just being ended still writes; it is a temporary folder
    }
  });
  const lacking = await setUpServerMachine();
  const started = {};
  const notRun = {};

  const timed = async (name, isWarm, start) => {
    const from = performance.now();
    const result = await start();
    report(name, isWarm, (performance.now() - from) / 1000);
    return result;
  };
  const wants = (...some) => some.some((name) => names.includes(name));

  // What takes longest goes first; each waits for what it stands on.
  const downloads = {
    ghost: ['Ghost: download', fetchGhost],
    wordpress: ['WordPress: download', fetchWordpress],
    waline: ['Waline: download', fetchWaline],
  };
  const downloaded = Object.fromEntries(
    Object.entries(downloads)
      .filter(([name]) => wants(name))
      .map(([name, [title, fetch]]) => [name, isCached(name) ? fetch() : timed(title, false, fetch)]),
  );
  const mail = startMail();
  const mariadb = wants('wordpress', 'ghost', 'waline')
    ? timed('MariaDB', true, async () => {
        if (lacking.mariadb) throw new NotRun(lacking.mariadb);
        return startMariadb(folder);
      })
    : undefined;
  const postgres = wants('demo') ? timed('PostgreSQL', true, () => startPostgres(folder)) : undefined;
  for (const promise of [...Object.values(downloaded), mail, mariadb, postgres]) promise?.catch(() => undefined);

  const starts = {
    async ghost() {
      const shared = { folder, mariadb: await mariadb, mail: await mail, cdn };
      await downloaded.ghost;
      return timed('Ghost', true, () => startGhost({ ...shared, theme: ghostTheme }));
    },
    async wordpress() {
      if (lacking.php) throw new NotRun(lacking.php);
      await downloaded.wordpress;
      const shared = { folder, mariadb: await mariadb, cdn };
      return timed('WordPress', true, () => startWordpress({ ...shared, recipes: wordpressThemes() }));
    },
    async waline() {
      await downloaded.waline;
      const shared = { folder, mariadb: await mariadb };
      return timed('Waline', true, () => startWaline(shared));
    },
    async demo() {
      const shared = { folder, postgres: await postgres, mail: await mail };
      return timed('the demo', true, () => startDemo(shared));
    },
  };
  await Promise.all(
    names.map(async (name) => {
      try {
        started[name] = await starts[name]();
      } catch (error) {
        notRun[name] = error.message;
      }
    }),
  );
  return {
    started,
    notRun,
    mail: await mail,
    mariadb: await mariadb?.catch(() => undefined),
    postgres: await postgres?.catch(() => undefined),
  };
}
