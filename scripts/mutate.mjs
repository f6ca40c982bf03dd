import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mutations } from './lib/faults.mjs';
import { run } from './lib/run.mjs';

/**
 * `npm run test:mutate [-- area, row or test file …]`: makes each small wrong change of test/mutations/*.json in a copy of the project, runs the test
 * file that is to notice it (in Chromium, or in Node for `"node": true`, with the `config` of vitest it names; after building what
 * script tags load for `"cdn": true`) and expects it to fail. A change that nothing notices is printed and fails the run.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const wanted = process.argv.slice(2);
const chosen = mutations(root).filter(
  (mutation) => !wanted.length || ['area', 'row', 'test'].some((by) => wanted.includes(mutation[by])),
);

const copy = mkdtempSync(join(tmpdir(), 'afterword-mutate-'));
process.on('exit', () => rmSync(copy, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130));
for (const name of readdirSync(root)) {
  if (!['node_modules', '.git', '.cache'].includes(name)) cpSync(join(root, name), join(copy, name), { recursive: true });
}
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));

/** Whether the test file passes as things are, and what it printed. */
async function passes({ test, node, cdn, config }) {
  if (cdn) {
    const built = await run(process.execPath, ['scripts/build-cdn.mjs'], { cwd: copy, timeout: 120_000 });
    if (built.code !== 0) throw new Error(built.output);
  }
  const args = node
    ? ['node_modules/vitest/vitest.mjs', 'run', test, ...(config ? ['--config', config] : [])]
    : ['node_modules/@web/test-runner/dist/bin.js', '--files', test];
  const { code, output } = await run(process.execPath, args, {
    cwd: copy,
    timeout: 300_000,
    env: { BROWSERS: 'chromium' },
  });
  return { passed: code === 0, output };
}

const counts = { red: 0, green: 0, broken: 0 };
const healthy = new Map();
for (const mutation of chosen) {
  const { area, row, says, file, find, replace, also = [], test } = mutation;
  // Where two guards stand behind one another, both must fall.
  const edits = [{ file, find, replace }, ...also].map((edit) => ({ file, ...edit }));
  const name = `${area} ${row} ${says}`;
  const sources = new Map(edits.map((edit) => [edit.file, readFileSync(join(copy, edit.file), 'utf8')]));
  const lost = edits.find((edit) => sources.get(edit.file).split(edit.find).length !== 2);
  if (lost) {
    counts.broken++;
    console.log(`? ${name}: ${lost.file} does not hold the text exactly once`);
    continue;
  }
  if (!healthy.has(test)) healthy.set(test, (await passes(mutation)).passed);
  if (!healthy.get(test)) {
    counts.broken++;
    console.log(`? ${name}: ${test} fails without it`);
    continue;
  }
  for (const edit of edits) {
    const path = join(copy, edit.file);
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace(edit.find, () => edit.replace),
    );
  }
  const { passed, output } = await passes(mutation);
  for (const [changed, source] of sources) writeFileSync(join(copy, changed), source);
  counts[passed ? 'green' : 'red']++;
  const failing = /(?:𐄂|×|FAIL)\s*(.+)/.exec(output)?.[1]?.trim();
  console.log(passed ? `✗ ${name}: nobody noticed (${test})` : `✓ ${name}${failing ? `: ${failing}` : ''}`);
}
console.log(`\n${counts.red} noticed, ${counts.green} not noticed, ${counts.broken} could not be tried, of ${chosen.length}`);
process.exitCode = counts.green || counts.broken || !chosen.length ? 1 : 0;
