import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface DemoSite {
  /** `http://127.0.0.1:<port>`, without a slash. */
  origin: string;
  /** Everything it printed so far. */
  output: string[];
  /** Sends the signal and answers the exit code and how many milliseconds it took. */
  stop(signal?: NodeJS.Signals): Promise<{ code: number | null; took: number }>;
}

/** Starts the demo as `npm start` does, on a free port unless one is named, with its data in memory. Node only. */
export async function startDemoSite(env: Record<string, string> = {}): Promise<DemoSite> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'demo/server.ts'], {
    env: { ...process.env, PORT: '0', AFTERWORD_DATA: 'memory', AFTERWORD_RATE_LIMIT: 'off', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  const exit = once(child, 'exit');
  const origin = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => output.push(line));
    createInterface({ input: child.stdout }).on('line', (line) => {
      output.push(line);
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(line);
      if (found) resolve(found[0]);
    });
    child.once('close', () => reject(new Error(output.join('\n') || 'the demo stopped without a word')));
  });
  return {
    origin,
    output,
    async stop(signal = 'SIGTERM') {
      const start = performance.now();
      child.kill(signal);
      const [code] = (await exit) as [number | null];
      return { code, took: performance.now() - start };
    },
  };
}
