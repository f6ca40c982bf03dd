import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { adapters, filesBelow, integrity, locales } from './lib/cdn.mjs';
import { minifyCss } from './lib/minify-css.mjs';
import { hashOf } from './lib/stamp.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const cdn = join(root, 'cdn');
const stamp = join(root, '.cache/cdn.sha256');

/** What cdn/ is made of. */
const SOURCES = ['src', 'scripts/build-cdn.mjs', 'scripts/lib', 'vite.config.ts', 'tsconfig.json', 'package-lock.json'];

async function buildCdn() {
  const { build } = await import('vite');
  rmSync(cdn, { recursive: true, force: true });
  const modes = [
    'split',
    'single',
    'enhance',
    'extras',
    ...adapters(root).map(({ port, name, file }) => `adapter:${port}/${name}:${file}`),
    ...locales(root).map((lang) => `locale:${lang}`),
  ];
  for (const mode of modes) await build({ root, configFile: join(root, 'vite.config.ts'), mode, logLevel: 'warn' });

  writeFileSync(join(cdn, 'afterword.css'), minifyCss(readFileSync(join(root, 'src/embed/afterword.css'), 'utf8')));
  // Its licence asks that the notice goes where its code goes.
  copyFileSync(join(root, 'node_modules/lit/LICENSE'), join(cdn, 'lit-license.txt'));
  const hashes = filesBelow(cdn)
    .filter((file) => /\.(js|css)$/.test(file))
    .map((file) => [file, integrity(readFileSync(join(cdn, file)))]);
  writeFileSync(join(cdn, 'integrity.json'), `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`);
}

// Tests run as NODE_ENV=test, for which Lit's development files would be built in.
process.env.NODE_ENV = 'production';

// `--if-changed` makes the second `npm start` quick.
const now = hashOf(root, SOURCES);
const upToDate = existsSync(join(cdn, 'integrity.json')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now;
if (!upToDate || !process.argv.includes('--if-changed')) {
  if (process.argv.includes('--if-changed')) console.log('Building the scripts …');
  rmSync(stamp, { force: true });
  await buildCdn();
  mkdirSync(join(root, '.cache'), { recursive: true });
  writeFileSync(stamp, now);
}
