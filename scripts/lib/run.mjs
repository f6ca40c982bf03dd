import { spawn } from 'node:child_process';

/** Path of a tool that npm installed; run with this Node, so that no shell or PATH is in between. */
export const tool = (file) => [process.execPath, [`node_modules/${file}`]];

/**
 * Runs a command to its end and answers its exit code and output. `show` lets the output through as it comes. A command that
 * outlives `timeout` milliseconds is ended with all it started.
 */
export function run(command, args, { cwd, env, show = false, timeout = 0 } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
      detached: timeout > 0,
    });
    let output = '';
    let timer;
    const endAll = () => {
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        // already gone
      }
    };
    if (timeout > 0) {
      timer = setTimeout(() => {
        output += `\nended after ${timeout / 1000} s\n`;
        endAll();
      }, timeout);
      process.once('exit', endAll);
    }
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ code: 127, output: `${output}${error.message}\n` });
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      process.off('exit', endAll);
      resolve({ code: code ?? 1, output: signal ? `${output}ended by ${signal}\n` : output });
    });
  });
}
