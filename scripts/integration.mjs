import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowsers } from './lib/browsers.mjs';
import { run } from './lib/run.mjs';
import { readVitest } from './lib/vitest-results.mjs';
import { startControl } from './servers/control.mjs';
import { cdn, startServers } from './servers/index.mjs';
import { stopAll } from './servers/process.mjs';
import { setUpDependencies, setUpTestMachine } from './setup.mjs';

/**
 * The elements in a real Chromium against real servers, each started from nothing: `node scripts/integration.mjs [wordpress]
 * [ghost] [waline] [demo]`. A server that cannot be had is "not run", with the reason, which counts as failed under `CI=true`.
 * `RESULTS_FILE` takes the counts as JSON; with `--serve` the servers run until this is ended, and no test does.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const LANES = { wordpress: 'WordPress', ghost: 'Ghost', waline: 'Waline', demo: 'the demo on PostgreSQL' };

const results = process.env.RESULTS_FILE ?? join(root, '.cache/results/integration.json');
const asked = process.argv.slice(2).filter((word) => word in LANES);
const names = asked.length ? asked : Object.keys(LANES);

// What keeps the servers alive ends with this process, however it ends; a signal must only end it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130));

/** Runs the tests of the lanes whose servers are there. */
function runTests(lanes, control) {
  const report = `${results}.vitest`;
  rmSync(report, { force: true });
  const files = lanes.map((lane) => `test/integration/${lane}`);
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'vitest.integration.config.ts', ...files];
  const tests = spawn(process.execPath, [...args, '--reporter=verbose', '--reporter=json', `--outputFile=${report}`], {
    cwd: root,
    env: { ...process.env, AFTERWORD_SERVERS: control.url, AFTERWORD_CDN: cdn },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  process.once('exit', () => tests.kill('SIGKILL'));
  return new Promise((resolve) => {
    tests.once('exit', (code) => {
      try {
        const outcome = readVitest(JSON.parse(readFileSync(report, 'utf8')), 'real servers');
        resolve({ ...outcome, failed: outcome.failed || (code === 0 ? 0 : 1) });
      } catch {
        resolve({ passed: 0, failed: 1, rows: [] });
      }
    });
  });
}

/** Counts, and the reasons of what was not run. */
async function integrate() {
  await setUpDependencies();
  await setUpTestMachine();
  if (!findBrowsers().chromium)
    return { passed: 0, failed: 0, rows: [], notRun: names.map((name) => `${LANES[name]}: no Chromium here`) };
  if (!process.env.AFTERWORD_CDN) {
    const build = await run(process.execPath, ['scripts/build-cdn.mjs', '--if-changed'], { cwd: root, show: true });
    if (build.code !== 0) return { passed: 0, failed: 1, rows: [], notRun: [] };
  }

  const begin = performance.now();
  const servers = await startServers(names, (name, isWarm, seconds) => {
    console.log(`${name.padEnd(22)} ${seconds.toFixed(1).padStart(6)} s${isWarm ? '' : ', once'}`);
  });
  const notRun = Object.entries(servers.notRun).map(([name, reason]) => `${LANES[name]}: ${reason}`);
  console.log(`All servers             ${((performance.now() - begin) / 1000).toFixed(1).padStart(5)} s\n`);
  const control = await startControl(servers);
  if (process.argv.includes('--serve')) {
    console.log(control.url, servers.started, servers.notRun);
    await new Promise(() => undefined);
  }
  const lanes = names.filter((name) => name in servers.started);
  return { ...(lanes.length ? await runTests(lanes, control) : { passed: 0, failed: 0, rows: [] }), notRun };
}

const begin = performance.now();
const outcome = await integrate().finally(stopAll);
mkdirSync(dirname(results), { recursive: true });
writeFileSync(results, JSON.stringify(outcome));
for (const reason of outcome.notRun) console.log(`not run: ${reason}`);
const failed = outcome.failed + (process.env.CI === 'true' ? outcome.notRun.length : 0);
console.log(
  `\nReal servers: ${outcome.passed} passed, ${outcome.failed} failed, ${outcome.notRun.length} not run, in ${((performance.now() - begin) / 1000).toFixed(0)} s`,
);
process.exit(failed ? 1 : 0);
