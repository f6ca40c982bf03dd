import { spawn } from 'node:child_process';

/** Path of a tool that npm installed; run with this Node, so that no shell or PATH is in between. */
export const tool = (file) => [process.execPath, [`node_modules/${file}`]];

/**
 * Runs a command to its end and answers its exit code and output. `show` lets the output through as it comes. A command that
 * outlives `timeout` milliseconds is ended with all it started; so is one whose `signal` (an AbortSignal) says so, after a moment
 * to end by itself.
 */
export function run(command, args, { cwd, env, show = false, timeout = 0, signal: ending } = {}) {
  if (ending?.aborted) return Promise.resolve({ code: 1, output: '' });
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
      // A process group of its own, which can be ended as one.
      detached: timeout > 0 || ending !== undefined,
    });
    let output = '';
    let timer;
    const endAll = (signal = 'SIGKILL') => {
      try {
        process.kill(-child.pid, signal);
      } catch {
        // already gone
      }
    };
    const onExit = () => endAll();
    const onEnding = () => {
      endAll('SIGTERM');
      setTimeout(endAll, 3000).unref();
    };
    ending?.addEventListener('abort', onEnding, { once: true });
    if (timeout > 0) {
      timer = setTimeout(() => {
        output += `\nended after ${timeout / 1000} s\n`;
        endAll();
      }, timeout);
    }
    if (timeout > 0 || ending) process.once('exit', onExit);
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ code: 127, output: `${output}${error.message}\n` });
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      process.off('exit', onExit);
      ending?.removeEventListener('abort', onEnding);
      // What it started may not have listened.
      if (ending?.aborted) endAll();
      resolve({ code: code ?? 1, output: signal ? `${output}ended by ${signal}\n` : output });
    });
  });
}
