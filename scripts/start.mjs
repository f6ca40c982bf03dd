import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { run } from './lib/run.mjs';
import { setUpDependencies } from './setup.mjs';

/** `npm start` (the demo) and `npm run backend` (its backend for a site of one's own): sets up, builds, serves until it is ended. */
const isBackend = process.argv[2] === 'backend';
const root = fileURLToPath(new URL('..', import.meta.url));
const port = Number(process.env.PORT || 4173);

function portIsFree() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error)));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

// The backend reads its settings itself, and says what is wrong with them.
if (!isBackend && !(await portIsFree()))
  fail(`Port ${port} of 127.0.0.1 is taken. Name another one: PORT=${port + 1} npm start`);
try {
  await setUpDependencies();
} catch (error) {
  fail(error.message);
}
const { code } = await run(process.execPath, ['scripts/build-cdn.mjs', '--if-changed'], { cwd: root, show: true });
if (code !== 0) fail('The build failed; its output above says why.');

const server = spawn(process.execPath, ['--import', 'tsx', isBackend ? 'demo/backend/server.ts' : 'demo/server.ts'], {
  cwd: root,
  env: isBackend ? process.env : { ...process.env, PORT: String(port) },
  stdio: 'inherit',
});
server.once('exit', (code, signal) => process.exit(signal ? 0 : (code ?? 1)));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    server.kill('SIGTERM');
    // A server that hangs on to its port is ended for good.
    setTimeout(() => server.kill('SIGKILL'), 3000).unref();
  });
}
