import type { Server } from 'node:http';

/** Ends the server and then what it stands on, once, when the process is asked to end. */
export function endWithSignals(server: Server, close: () => Promise<void>): void {
  let isEnding = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (isEnding) return;
      isEnding = true;
      server.close();
      server.closeAllConnections();
      void close().then(() => process.exit(0));
    });
  }
}
