import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { run } from './lib/run.mjs';
import { setUpDependencies } from './setup.mjs';

/** `npm start` (the demo) and `npm run backend` (its backend for a site of one's own): sets up, builds, serves until it is ended. */
const isBackend = process.argv[2] === 'backend';
const root = fileURLToPath(new URL('..', import.meta.url));
const port = Number(process.env.PORT || 4173);

const ending = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => ending.abort());
// npm passes a signal on to its shell, which may end without a word to us.
const parent = process.ppid;
if (process.env.npm_lifecycle_event) setInterval(() => process.ppid !== parent && ending.abort(), 500).unref();

function fail(message) {
  // What was asked to end has not failed.
  if (!ending.signal.aborted) console.error(message);
  process.exit(1);
}

function checkPort() {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', ({ code, message }) =>
      fail(
        code === 'EADDRINUSE'
          ? `Port ${port} of 127.0.0.1 is taken. Name another one: PORT=${port + 1} npm start`
          : `Port ${port} of 127.0.0.1 cannot be used: ${message}`,
      ),
    );
    probe.listen(port, '127.0.0.1', () => probe.close(resolve));
  });
}

// The backend reads its settings itself, and says what is wrong with them.
if (!isBackend) {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) fail('PORT must be a whole number from 0 to 65535.');
  await checkPort();
}
const { signal } = ending;
try {
  await setUpDependencies({ signal });
} catch (error) {
  fail(error.message);
}
const { code } = await run(process.execPath, ['scripts/build-cdn.mjs', '--if-changed'], { cwd: root, show: true, signal });
if (code !== 0) fail('The build failed; its output above says why.');

const server = spawn(process.execPath, ['--import', 'tsx', isBackend ? 'demo/backend/server.ts' : 'demo/server.ts'], {
  cwd: root,
  env: isBackend ? process.env : { ...process.env, PORT: String(port) },
  stdio: 'inherit',
});
server.once('exit', (code) => process.exit(code ?? (signal.aborted ? 0 : 1)));
const end = () => {
  server.kill('SIGTERM');
  // A server that hangs on to its port is ended for good.
  setTimeout(() => server.kill('SIGKILL'), 3000).unref();
};
if (signal.aborted) end();
else signal.addEventListener('abort', end, { once: true });
