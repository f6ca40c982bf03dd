import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { faultTable, hostileTable } from './lib/faults.mjs';
import { run, tool } from './lib/run.mjs';
import { readVitest } from './lib/vitest-results.mjs';
import { setUpDependencies, setUpTestMachine } from './setup.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const results = join(root, '.cache/results');
const MINUTES = 60_000;
/** The tests that prove a row of the fault matrix. */
const faults = [];
/** The tests that make up the table of hostile pages. */
const hostile = [];
/** Every test that failed, for the end of the output: a log that is cut keeps its last lines. */
const failures = [];

/** One command that holds or does not. */
const check = (name, [command, args], ...more) => ({
  name,
  async run() {
    const { code, output } = await run(command, [...args, ...more], { cwd: root, timeout: 10 * MINUTES });
    return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output };
  },
});

/**
 * One command that counts its own tests into a JSON file, which `read` understands. Skipped tests count as failed: a condition
 * that cannot be had somewhere belongs in test/support/engines.ts, with its reason.
 */
const suite = (name, file, [command, args], read, env = {}) => ({
  name,
  async run() {
    const path = join(results, file);
    const { code, output } = await run(command, args, {
      cwd: root,
      timeout: 20 * MINUTES,
      env: { ...env, RESULTS_FILE: path },
    });
    if (!existsSync(path)) return { passed: 0, failed: 1, output };
    const { passed, failed, rows = [], cells = [], notRun = [], broken = [] } = read(JSON.parse(readFileSync(path, 'utf8')));
    faults.push(...rows);
    hostile.push(...cells);
    failures.push(...broken.map((text) => `✗ ${name}: ${text}`));
    // A runner that fails without a failed test has still failed.
    return { passed, failed: failed || (code === 0 ? 0 : 1), notRun, output };
  },
});

const node = (file, ...args) => [process.execPath, [file, ...args]];

const vitest = (name, file, ...args) =>
  suite(
    name,
    file,
    node(
      'node_modules/vitest/vitest.mjs',
      'run',
      ...args,
      '--reporter=default',
      '--reporter=json',
      `--outputFile=${join(results, file)}`,
    ),
    (report) => readVitest(report, name),
  );

const ENGINES = ['Chrome', 'Firefox', 'WebKit'];

function readEngines(engines) {
  let passed = 0;
  let failed = 0;
  const rows = [];
  const cells = [];
  const broken = [];
  for (const engine of ENGINES) {
    const totals = engines[engine] ?? { passed: 0, failed: 1, skipped: 0 };
    passed += totals.passed;
    failed += totals.failed + totals.skipped;
    broken.push(...(totals.failures ?? []).map((text) => `${engine}: ${text}`));
    rows.push(...(totals.rows ?? []).map((row) => ({ ...row, runner: engine })));
    cells.push(...(totals.cells ?? []).map((cell) => ({ ...cell, engine })));
  }
  return { passed, failed, rows, cells, broken };
}

/** A server that could not be had is no test that passed; where everything must be there, it is one that failed. */
function readServers({ failed, notRun, ...rest }) {
  return { ...rest, failed: failed + (process.env.CI === 'true' ? notRun.length : 0), notRun };
}

const STEPS = [
  check('format', tool('prettier/bin/prettier.cjs'), '--check', '.'),
  check('lint', tool('eslint/bin/eslint.js'), '.'),
  check('types', tool('typescript/bin/tsc'), '-p', 'tsconfig.json'),
  check('types of the pure folders', tool('typescript/bin/tsc'), '-p', 'tsconfig.pure.json', '--noEmit'),
  check('build: npm package', node('scripts/build.mjs', 'package')),
  check('build: scripts', node('scripts/build.mjs', 'cdn')),
  check('build: command line', node('scripts/build.mjs', 'cli')),
  check('build: manifest', node('scripts/build.mjs', 'manifest')),
  check('publint', node('node_modules/publint/src/cli.js', '--strict', '--pack=false')),
  check('types as consumers see them', tool('@arethetypeswrong/cli/dist/index.js'), '--pack', '.', '--profile', 'esm-only'),
  check('unused code and dependencies', node('node_modules/knip/bin/knip.js')),
  suite('size budgets', 'size.json', node('bench/size.mjs'), (counts) => counts),
  vitest('Node tests', 'node.json'),
  suite('browser tests', 'browsers.json', node('node_modules/@web/test-runner/dist/bin.js'), readEngines),
  vitest('stories', 'stories.json', '--config', 'vitest.stories.config.ts'),
  vitest('frameworks', 'frameworks.json', '--config', 'vitest.frameworks.config.ts'),
  suite('real servers', 'integration.json', node('scripts/integration.mjs'), readServers),
];

function line(name, { passed, failed, seconds }) {
  return `${failed ? '✗' : '✓'} ${name.padEnd(30)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed ${seconds.toFixed(1).padStart(7)} s`;
}

/** The end of a failed step's output, where runners say what failed. */
const tail = (output) => output.split('\n').slice(-400).join('\n');

// So that ending this ends what it started.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130));

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const totals = { passed: 0, failed: 0, notRun: 0 };
const lines = [];
try {
  await setUpDependencies();
  await setUpTestMachine();
  const only = process.argv.slice(2);
  for (const step of STEPS) {
    if (only.length && !only.some((word) => step.name.includes(word))) continue;
    const start = performance.now();
    const outcome = await step.run();
    totals.passed += outcome.passed;
    totals.failed += outcome.failed;
    const text = line(step.name, { ...outcome, seconds: (performance.now() - start) / 1000 });
    const notRun = (outcome.notRun ?? []).map((reason) => `– ${step.name}: not run: ${reason}`);
    totals.notRun += notRun.length;
    lines.push(text, ...notRun);
    console.log([text, ...notRun].join('\n'));
    if (outcome.failed) console.log(tail(outcome.output));
  }
} catch (error) {
  console.error(error.message);
  totals.failed++;
}
if (faults.length)
  console.log(
    `\nFault matrix\n${faultTable(root, faults)
      .map(({ text }) => text)
      .join('\n')}`,
  );
if (hostile.length) console.log(`\nHostile pages\n${hostileTable(root, hostile)}`);
if (failures.length) console.log(`\n${failures.join('\n')}`);
console.log(
  `\n${lines.join('\n')}\n\n${totals.passed} passed, ${totals.failed} failed${totals.notRun ? `, ${totals.notRun} not run` : ''}`,
);
process.exitCode = totals.failed ? 1 : 0;
