import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

/**
 * Runs a server in a process group of its own and ends the whole group as soon as its standard input ends: when it is asked
 * to, and when this process ends in whatever way, so that none is left behind.
 */
const KEEPER = `
exec 3<&0
setsid "$@" >"$LOG" 2>&1 </dev/null 3<&- &
group=$!
echo "$group"
exec >/dev/null
{ cat <&3; kill -s "$STOP" "$group"; [ "$STOP" = KILL ] || sleep 5; kill -s KILL -- "-$group"; } 2>/dev/null &
wait "$group"
kill -s KILL -- "-$group" 2>/dev/null
`;

const running = new Set();

/** Ends every server that runs. */
export async function stopAll() {
  await Promise.all([...running].map((server) => server.stop()));
}

/** A child process with everything it started. */
export class ServerProcess {
  /** Its process group, to which signals go. */
  group = 0;
  hasEnded = false;
  #keeper;
  #ended = Promise.resolve();
  #options;

  /**
   * @param {{ name: string, command: string, args: string[], env?: Record<string, string>, cwd?: string, log: string,
   *   ready: () => Promise<boolean>, stop?: 'KILL' | 'QUIT' }} options `ready` is asked until it answers true
   */
  constructor(options) {
    this.#options = options;
  }

  get name() {
    return this.#options.name;
  }

  async start() {
    const { name, command, args, env, cwd, log, ready, stop = 'KILL' } = this.#options;
    this.hasEnded = false;
    const keeper = spawn('sh', ['-c', KEEPER, 'sh', command, ...args], {
      cwd,
      env: { ...process.env, ...env, LOG: log, STOP: stop },
      stdio: ['pipe', 'pipe', 'ignore'],
      detached: true,
    });
    this.#keeper = keeper;
    running.add(this);
    keeper.stdin.on('error', () => undefined);
    this.#ended = new Promise((resolve) =>
      keeper.once('exit', () => {
        this.hasEnded = true;
        running.delete(this);
        keeper.stdin.destroy();
        resolve();
      }),
    );
    this.group = await new Promise((resolve, reject) => {
      keeper.once('error', reject);
      createInterface({ input: keeper.stdout }).once('line', (line) => resolve(Number(line)));
    });
    const end = Date.now() + 240_000;
    while (!(await ready().catch(() => false))) {
      if (this.hasEnded) throw new Error(`${name} ended instead of answering:\n${excerpt(log)}`);
      if (Date.now() > end) throw new Error(`${name} did not answer in four minutes:\n${excerpt(log)}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** Stops the group in its tracks: connections are taken and nothing answers. */
  pause() {
    process.kill(-this.group, 'SIGSTOP');
  }

  resume() {
    process.kill(-this.group, 'SIGCONT');
  }

  /** Ends it; connections are refused from then on. */
  async stop() {
    this.#keeper?.stdin.end();
    await this.#ended;
  }
}

/** How it began and how it ended. */
function excerpt(log) {
  const lines = readFileSync(log, 'utf8').split('\n');
  return (lines.length > 40 ? [...lines.slice(0, 15), '…', ...lines.slice(-25)] : lines).join('\n');
}

const given = new Set();

/**
 * A port nobody listens on, given to nobody else here. Below those that systems give to outgoing connections, where another
 * program's connection may take it before the server does.
 */
export async function freePort() {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    return port;
  }
}

function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

/** Whether something answers at this address with a status below 500. */
export async function answers(url) {
  const response = await fetch(url, { signal: AbortSignal.timeout(30_000), redirect: 'manual' });
  await response.arrayBuffer();
  return response.status < 500;
}
