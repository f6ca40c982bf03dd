import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesBelow } from '../../scripts/lib/cdn.mjs';
import { hashOf } from '../../scripts/lib/stamp.mjs';
import { buildApps } from './build-apps.js';
import { buildSites } from './build-sites.js';
import { APPS, ROOT } from './install.js';

/** What the apps and sites are made of. */
const SOURCES = ['package.json', 'dist', 'types', 'cdn', 'test/frameworks', 'docs/recipes.md', 'vitest.frameworks.config.ts'];

function node(args: string[]): void {
  // Tests run as NODE_ENV=test, for which Lit's development files would be built in.
  const env = { ...process.env, NODE_ENV: 'production' };
  execFileSync(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** What is packed is what the source says now. */
function buildPackage(): void {
  const built = ['dist/index.js', 'types/jsx.d.ts'].map((file) => join(ROOT, file));
  const isBuilt = built.every((file) => existsSync(file));
  const since = isBuilt ? Math.min(...built.map((file) => statSync(file).mtimeMs)) : 0;
  const isOld = (folder: string): boolean =>
    filesBelow(join(ROOT, folder)).some((file: string) => statSync(join(ROOT, folder, file)).mtimeMs > since);
  const writers = ['scripts/lib/framework-types.mjs', 'custom-elements-manifest.config.mjs'];
  const hasNewWriter = writers.some((file) => statSync(join(ROOT, file)).mtimeMs > since);
  if (hasNewWriter || isOld('src')) node(['scripts/build.mjs', 'package', 'manifest']);
  node(['scripts/build-cdn.mjs', '--if-changed']);
}

function pack(folder: string): string {
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const packed = execFileSync('npm', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  return join(folder, filename);
}

/** Packs, installs and builds, unless nothing has changed since the last time. */
export default async function setup(): Promise<void> {
  buildPackage();
  const stamp = join(APPS, 'stamp');
  const now = hashOf(ROOT, SOURCES);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  rmSync(stamp, { force: true });
  const folder = mkdtempSync(join(tmpdir(), 'afterword-frameworks-'));
  try {
    const tarball = pack(folder);
    // One waits for the network while the other computes.
    await Promise.all([buildApps(tarball), buildSites(tarball)]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  writeFileSync(stamp, now);
}
