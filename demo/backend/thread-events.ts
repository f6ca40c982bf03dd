import type { Database } from './db.js';
import { countComments } from './listing.js';

/** Milliseconds between two looks at the totals of every thread that somebody watches: one query for all of them. */
const LOOK_EVERY = 1000;
/** Milliseconds between two signs of life, shorter than what proxies wait for. */
const SIGN_EVERY = 25_000;
/** Nobody holds more open; further pages of theirs ask once a minute instead. */
const MAX_PER_ADDRESS = 20;

interface Stream {
  key: string;
  address: string;
  total: number;
  saidAt: number;
  say(text: string): void;
  end(): void;
}

export interface ThreadEvents {
  /** A `text/event-stream` of the thread's total, now and whenever it changes; `undefined` when this address has too many. */
  open(key: string, address: string): Promise<Response | undefined>;
  close(): void;
}

/**
 * Tells readers of new comments while they have a page open. It looks at the database instead of being told by who writes, so
 * that it sees what other processes on the same database do; nobody watching means no query.
 */
export function createThreadEvents(db: Database, onError: (error: unknown) => void): ThreadEvents {
  const streams = new Set<Stream>();
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  async function look(): Promise<void> {
    const keys = [...new Set([...streams].map(({ key }) => key))];
    try {
      const totals = await countComments(db, keys);
      for (const stream of streams) {
        const total = totals[stream.key] ?? stream.total;
        if (total !== stream.total) stream.say(`event: total\ndata: ${(stream.total = total)}\n\n`);
        else if (Date.now() - stream.saidAt > SIGN_EVERY) stream.say(':\n\n');
      }
    } catch (thrown) {
      onError(thrown);
      // Browsers come back by themselves.
      for (const stream of [...streams]) stream.end();
    }
    timer = undefined;
    wake();
  }

  function wake(): void {
    if (streams.size && !isClosed) timer ??= setTimeout(() => void look(), LOOK_EVERY).unref();
  }

  return {
    async open(key, address) {
      if ([...streams].filter((open) => open.address === address).length >= MAX_PER_ADDRESS) return undefined;
      const total = (await countComments(db, [key]))[key] ?? 0;
      const encoder = new TextEncoder();
      let stream: Stream | undefined;
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          const opened: Stream = {
            key,
            address,
            total,
            saidAt: 0,
            say(text) {
              opened.saidAt = Date.now();
              controller.enqueue(encoder.encode(text));
            },
            end() {
              if (streams.delete(opened)) controller.close();
            },
          };
          streams.add((stream = opened));
          opened.say(`event: total\ndata: ${total}\n\n`);
          wake();
        },
        cancel() {
          if (stream) streams.delete(stream);
        },
      });
      return new Response(body, {
        headers: { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' },
      });
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
      for (const stream of [...streams]) stream.end();
    },
  };
}
