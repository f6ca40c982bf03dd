import { EXIT, refusal, UsageError } from './failure.js';
import { HELP } from './help.js';
import { runIndex } from './index-command.js';
import { runScan } from './scan-command.js';
import { runScripts } from './scripts-command.js';

const COMMANDS: Readonly<Record<string, (args: readonly string[], signal: AbortSignal) => Promise<number>>> = {
  index: runIndex,
  scan: runScan,
  scripts: runScripts,
};

async function main([name = '--help', ...args]: readonly string[]): Promise<number> {
  if (name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(HELP);
    return EXIT.done;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new UsageError(`There is no command "${name}": index, scan or scripts?\n\n${HELP}`);
  const controller = new AbortController();
  const stop = (): void => {
    // The second time at once.
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort(new UsageError('stopped'));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  try {
    return await command(args, controller.signal);
  } catch (thrown) {
    if (!controller.signal.aborted) throw thrown;
    process.stderr.write('\nStopped. The same command goes on from here.\n');
    return EXIT.interrupted;
  }
}

// Whoever reads the output may stop (`| head`); the work goes on, because it is kept in files.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (thrown) {
  const said = thrown instanceof UsageError ? thrown.message : refusal(thrown);
  process.stderr.write(`${said ?? `Something broke in afterword itself:\n${String((thrown as Error).stack)}`}\n`);
  process.exitCode = said === undefined ? EXIT.failed : EXIT.usage;
}
