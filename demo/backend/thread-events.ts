import type { Database } from './sql.js';
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
  const opening = new Set<Pick<Stream, 'address'>>();
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

  function stream(key: string, address: string, total: number): Response {
    const encoder = new TextEncoder();
    let own: Stream | undefined;
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
        streams.add((own = opened));
        opened.say(`event: total\ndata: ${total}\n\n`);
        wake();
      },
      cancel() {
        if (own) streams.delete(own);
      },
    });
    return new Response(body, {
      headers: { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' },
    });
  }

  return {
    async open(key, address) {
      if ([...streams, ...opening].filter((open) => open.address === address).length >= MAX_PER_ADDRESS) return undefined;
      const place = { address };
      opening.add(place);
      try {
        return stream(key, address, (await countComments(db, [key]))[key] ?? 0);
      } finally {
        opening.delete(place);
      }
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
      for (const stream of [...streams]) stream.end();
    },
  };
}
