import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../lib/run.mjs';

const cache = fileURLToPath(new URL('../../.cache/servers', import.meta.url));

/** Why a server is not there, in a sentence for whoever reads the results. */
export class NotRun extends Error {}

/**
 * A folder of `.cache/servers` filled by `fill`, once: its stamp says from what. A fill that did not come to its end is done
 * again from nothing.
 */
export function cached(name, stamp, fill) {
  const filling = running.get(name) ?? fillOnce(name, stamp, fill);
  running.set(name, filling);
  return filling;
}

/** Whether it need not be downloaded. */
export const isCached = (name) => existsSync(join(cache, name, '.stamp'));

const running = new Map();

async function fillOnce(name, stamp, fill) {
  const folder = join(cache, name);
  const mark = join(folder, '.stamp');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === stamp) return folder;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await fill(folder);
  writeFileSync(mark, stamp);
  return folder;
}

/** Runs a command that must succeed; answers what it printed. */
export async function must(command, args, options = {}) {
  const { code, output } = await run(command, args, { timeout: 300_000, ...options });
  if (code !== 0) throw new NotRun(`${command} ${args.slice(0, 3).join(' ')} failed: ${output.trim().slice(-600)}`);
  return output;
}
