import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Where the apps are installed and built; kept from one run to the next. */
export const APPS = join(ROOT, '.cache/frameworks');

/** Runs what must succeed; what it printed is in the error. */
export async function must(command: string, args: string[], cwd: string, env: Record<string, string> = {}): Promise<void> {
  try {
    await promisify(execFile)(command, args, { cwd, env: { ...process.env, ...env }, timeout: 300_000 });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${args.join(' ')} failed:\n${stdout}${stderr}`, { cause: error });
  }
}

/** The dependencies as the lock in `from` says, and the packed package the way npm unpacks one. */
export async function install(from: string, into: string, tarball: string): Promise<void> {
  mkdirSync(into, { recursive: true });
  const [installed, lock] = [into, join(ROOT, from)].map((folder) => join(folder, 'package-lock.json')) as [string, string];
  // npm writes this file when it has finished.
  const isThere = existsSync(join(into, 'node_modules/.package-lock.json'));
  if (!isThere || !existsSync(installed) || readFileSync(installed, 'utf8') !== readFileSync(lock, 'utf8')) {
    for (const file of ['package.json', 'package-lock.json']) cpSync(join(ROOT, from, file), join(into, file));
    // The peers, vite and TypeScript above all, are those of the project.
    const flags = ['--legacy-peer-deps', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund'];
    await must('npm', ['ci', ...flags], into);
  }
  const target = join(into, 'node_modules/afterword');
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  await must('tar', ['-xzf', tarball, '-C', target, '--strip-components=1'], into);
}
