import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../support/wait.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Says who it is, in a file of that name, and never ends by itself. */
const STAYS = (name: string) =>
  `(await import('node:fs')).writeFileSync('${name}', String(process.pid)); setInterval(() => {}, 1e6);`;

let folder: string;
const children = new Set<ChildProcess>();
const names = ['server', 'npm-ci', 'script-of-a-package'];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'afterword-start-'));
  for (const file of ['start.mjs', 'setup.mjs', 'lib/run.mjs', 'lib/browsers.mjs']) {
    mkdirSync(dirname(join(folder, 'scripts', file)), { recursive: true });
    cpSync(join(ROOT, 'scripts', file), join(folder, 'scripts', file));
  }
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  write('package.json', '{ "type": "module", "scripts": { "start": "node scripts/start.mjs" } }');
  write('package-lock.json', '{ "packages": { "node_modules/tsx": { "version": "1.0.0" } } }');
  write('node_modules/.package-lock.json', '{ "packages": { "node_modules/tsx": { "version": "1.0.0" } } }');
  symlinkSync(join(ROOT, 'node_modules/tsx'), join(folder, 'node_modules/tsx'));
  write('scripts/build-cdn.mjs', '');
  write('demo/server.ts', STAYS('server'));
});
afterEach(() => {
  for (const name of names) if (isRunning(name)) process.kill(pidOf(name), 'SIGKILL');
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const pidOf = (name: string) => Number(readFileSync(join(folder, name), 'utf8'));

function isRunning(name: string): boolean {
  // Its file may be there before its number is in it, and 0 would be ourselves.
  if (!existsSync(join(folder, name)) || !pidOf(name)) return false;
  try {
    process.kill(pidOf(name), 0);
    return true;
  } catch {
    return false;
  }
}

function start(command: string, args: string[], env: Record<string, string> = {}): { child: ChildProcess; said: () => string } {
  const child = spawn(command, args, { cwd: folder, env: { ...process.env, npm_lifecycle_event: '', PORT: '0', ...env } });
  children.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return { child, said: () => output };
}
const startAlone = (env?: Record<string, string>) => start(process.execPath, ['scripts/start.mjs'], env);

async function codeOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
  return child.exitCode;
}

/** An installation that takes its time, with a script of a package under way. */
function slowInstall(): Record<string, string> {
  rmSync(join(folder, 'node_modules/.package-lock.json'));
  const npm = join(folder, 'bin/npm');
  mkdirSync(dirname(npm));
  writeFileSync(
    npm,
    `#!${process.execPath}\nimport('node:child_process').then(async ({ spawn }) => {\n` +
      `spawn(process.execPath, ['--input-type=module', '-e', ${JSON.stringify(`process.on('SIGTERM', () => {}); ${STAYS('script-of-a-package')}`)}], { stdio: 'inherit' });\n${STAYS('npm-ci')}\n});`,
  );
  chmodSync(npm, 0o755);
  return { PATH: `${dirname(npm)}:${process.env['PATH'] ?? ''}` };
}

describe('npm start', { timeout: 60_000 }, () => {
  it.each(['http', '70000', '-1', '4173.5'])('says in one sentence that %s is no port', async (port) => {
    const { child, said } = startAlone({ PORT: port });
    expect(await codeOf(child)).toBe(1);
    expect(said()).toBe('PORT must be a whole number from 0 to 65535.\n');
  });

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'ends the installation it started, and its scripts, on %s',
    async (signal) => {
      const { child, said } = startAlone(slowInstall());
      await until(() => isRunning('npm-ci') && isRunning('script-of-a-package'), 'the installation');
      child.kill(signal);
      await once(child, 'exit');
      await until(() => !isRunning('npm-ci') && !isRunning('script-of-a-package'), 'the end of all it started', 10_000);
      expect(said(), 'nothing failed').not.toMatch(/failed/);
    },
  );

  it('ends its server when npm is asked to end', async () => {
    const { child } = start('npm', ['start']);
    await until(() => isRunning('server'), 'the server');
    child.kill('SIGTERM');
    await until(() => !isRunning('server'), 'the end of the server', 10_000);
  });

  it('ends with success when it is asked to, and without when its server is killed', async () => {
    const asked = startAlone().child;
    await until(() => isRunning('server'), 'the server');
    asked.kill('SIGTERM');
    expect(await codeOf(asked)).toBe(0);
    rmSync(join(folder, 'server'));

    const killed = startAlone().child;
    await until(() => isRunning('server'), 'the second server');
    process.kill(pidOf('server'), 'SIGKILL');
    expect(await codeOf(killed)).toBe(1);
  });
});
