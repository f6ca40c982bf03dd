import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesBelow } from './lib/cdn.mjs';
import { run, tool } from './lib/run.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');

async function must([command, args], ...more) {
  const { code } = await run(command, [...args, ...more], { cwd: root, show: true });
  if (code !== 0) process.exit(code);
}

/** The npm package: plain tsc, one file per module. */
async function buildPackage() {
  rmSync(dist, { recursive: true, force: true });
  await must(tool('typescript/bin/tsc'), '-p', 'tsconfig.build.json');
  const contracts = join(root, '.cache/contracts');
  rmSync(contracts, { recursive: true, force: true });
  await must(tool('typescript/bin/tsc'), '-p', 'tsconfig.contracts.json');
  const target = join(dist, 'contracts');
  cpSync(join(contracts, 'test/contracts'), target, { recursive: true });
  for (const file of filesBelow(target).filter((name) => /\.(js|d\.ts)$/.test(name))) {
    const text = readFileSync(join(target, file), 'utf8');
    writeFileSync(join(target, file), text.replaceAll('../../src/', '../'));
  }
}

const STEPS = {
  package: buildPackage,
  cdn: () => must([process.execPath, ['scripts/build-cdn.mjs']]),
  cli: () => must([process.execPath, ['scripts/build-cli.mjs']]),
  manifest: () => must(tool('@custom-elements-manifest/analyzer/cem.js'), 'analyze', '--quiet'),
};

const wanted = process.argv.slice(2);
for (const step of wanted.length ? wanted : Object.keys(STEPS)) await STEPS[step]();
