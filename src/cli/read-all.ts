import type { Entry, Source } from './sources/source.js';
import { inParallel } from './pool.js';
import { messageOf, UsageError } from './failure.js';
import type { Terminal } from './terminal.js';
import { UnreadableError } from './web.js';

export interface ReadOptions {
  terminal: Terminal;
  concurrency: number;
  limit: number;
  signal: AbortSignal;
  /** Which entries are of interest; those already known are passed over quickly. */
  wants: (entry: Entry) => boolean;
  read: (entry: Entry) => Promise<void>;
  /** Told of each that could not be read. */
  failed: (entry: Entry, reason: string, status: number | undefined) => void;
}

export interface Heard {
  /** Keys of all entries the source lists. */
  keys: ReadonlySet<string>;
  /** Why each unreadable page, or list of pages, could not be read. */
  failures: readonly { key: string; reason: string }[];
  /** True when all of the source was heard, to its end. */
  whole: boolean;
}

/** Goes through a source; a page that cannot be read is noted, and never stops the others. */
export async function readAll(source: Source, options: ReadOptions): Promise<Heard> {
  const { terminal, limit, signal, wants, read, failed } = options;
  const keys = new Set<string>();
  const failures: { key: string; reason: string }[] = [];
  let whole = true;
  async function* entries(): AsyncGenerator<Entry> {
    for await (const entry of source.entries()) {
      signal.throwIfAborted();
      if ('gap' in entry) {
        const { key, gap: reason } = entry;
        terminal.warn(`${key} ${reason}`);
        failures.push({ key, reason });
        whole = false;
        continue;
      }
      if (keys.size >= limit) {
        whole = false;
        return;
      }
      if (keys.has(entry.key)) continue;
      keys.add(entry.key);
      terminal.progress('Reading', keys.size, Math.min(source.count ?? 0, limit));
      if (wants(entry)) yield entry;
    }
  }
  await inParallel(entries(), options.concurrency, async (entry) => {
    try {
      await read(entry);
    } catch (thrown) {
      signal.throwIfAborted();
      if (thrown instanceof UsageError) throw thrown;
      const reason = thrown instanceof UnreadableError ? thrown.message : `could not be understood (${messageOf(thrown)})`;
      failures.push({ key: entry.key, reason });
      failed(entry, reason, thrown instanceof UnreadableError ? thrown.status : undefined);
    }
  });
  terminal.end();
  return { keys, failures: failures.sort((a, b) => (a.key < b.key ? -1 : 1)), whole };
}

/** The pages that could not be read, for the end of a run. */
export function listFailures(failures: Heard['failures'], most = 20): string {
  const lines = failures.slice(0, most).map(({ key, reason }) => `  ${key} ${reason}`);
  if (failures.length > most) lines.push(`  … and ${failures.length - most} more`);
  return `${failures.length} ${failures.length === 1 ? 'page' : 'pages'} could not be read:\n${lines.join('\n')}`;
}
