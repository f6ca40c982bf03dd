import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { hashOf } from './lib/stamp.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'cli');
const stamp = join(root, '.cache/cli.sha256');

/** What the command is made of. */
const SOURCES = ['src', 'scripts/build-cli.mjs', 'package-lock.json'];

/** The command line in one file, with everything it needs inside: who installs the elements does not install its parsers. */
async function buildCli() {
  rmSync(folder, { recursive: true, force: true });
  const packages = new Set();
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    plugins: [
      {
        name: 'afterword:packages',
        generateBundle(_options, bundle) {
          for (const { moduleIds = [] } of Object.values(bundle)) {
            for (const id of moduleIds) packages.add(/^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0]);
          }
        },
      },
    ],
    build: {
      ssr: join(root, 'src/cli/main.ts'),
      outDir: folder,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        output: { entryFileNames: 'afterword.js', codeSplitting: false, banner: '#!/usr/bin/env node' },
      },
    },
  });
  chmodSync(join(folder, 'afterword.js'), 0o755);
  const notices = [...packages].filter(Boolean).sort().map(notice);
  writeFileSync(join(folder, 'licenses.txt'), notices.join(`\n${'-'.repeat(80)}\n\n`));
}

/** A licence asks that its notice goes where its code goes. */
function notice(path) {
  const { name, version, license } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  const file = readdirSync(path).find((entry) => /^licen[cs]e/i.test(entry));
  return `${name} ${version} (${license})\n\n${file ? readFileSync(join(path, file), 'utf8').trim() : ''}\n`;
}

// `--if-changed` for tests, which run the built command.
const now = hashOf(root, SOURCES);
const upToDate = existsSync(join(folder, 'afterword.js')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now;
if (!upToDate || !process.argv.includes('--if-changed')) {
  await buildCli();
  mkdirSync(join(root, '.cache'), { recursive: true });
  writeFileSync(stamp, now);
}
