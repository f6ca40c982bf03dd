import { openSync, readSync, closeSync } from 'node:fs';

/** One complete line of a file, and where it stands. */
export interface Line {
  text: string;
  /** Bytes from the start of the file. */
  at: number;
  /** Bytes of the line without its end. */
  length: number;
}

const CHUNK = 1 << 20;

/** The lines of a file one after another; what stands after the last line end was cut off, and is left out. */
export function* linesOf(file: string): Generator<Line> {
  const descriptor = openSync(file, 'r');
  try {
    let rest = Buffer.alloc(0);
    let at = 0;
    for (;;) {
      const chunk = Buffer.allocUnsafe(CHUNK);
      const read = readSync(descriptor, chunk, 0, CHUNK, at + rest.length);
      if (!read) return;
      const bytes = rest.length ? Buffer.concat([rest, chunk.subarray(0, read)]) : chunk.subarray(0, read);
      let start = 0;
      for (let end; (end = bytes.indexOf(10, start)) >= 0; start = end + 1) {
        yield { text: bytes.toString('utf8', start, end), at: at + start, length: end - start };
      }
      rest = bytes.subarray(start);
      at += start;
    }
  } finally {
    closeSync(descriptor);
  }
}
