import { createReadStream, type ReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip, type Gunzip } from 'node:zlib';
import { UnreadableFile } from './source.js';

/** V8 makes no longer strings; a JSON document has to be one. */
const LONGEST_STRING = 512 * 1024 * 1024;

/** The first bytes of a file, for telling formats apart. */
export async function readStart(path: string): Promise<Buffer> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (thrown) {
    throw unreadable(thrown, path);
  }
}

/** A file as text, piece by piece; what is gzipped is unpacked on the way. */
export async function* readPieces(path: string): AsyncGenerator<string> {
  const [first, second] = await readStart(path);
  let stream: ReadStream | Gunzip = createReadStream(path, { highWaterMark: 256 * 1024 });
  // Errors of the file come out of the end of the pipeline.
  if (first === 0x1f && second === 0x8b) stream = pipeline(stream, createGunzip(), () => undefined);
  const decoder = new TextDecoder();
  try {
    for await (const bytes of stream) yield decoder.decode(bytes as Buffer, { stream: true });
  } catch (thrown) {
    throw unreadable(thrown, path);
  }
  const end = decoder.decode();
  if (end) yield end;
}

/** Its lines without their ends. `isWhole` is false for a last line that nothing ended. */
export async function* readLines(path: string): AsyncGenerator<{ line: string; isWhole: boolean }> {
  let rest = '';
  for await (const piece of readPieces(path)) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield { line, isWhole: true };
  }
  if (rest) yield { line: rest, isWhole: false };
}

/** What a line of JSON Lines says; `undefined` where it is none. */
export function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** The file as one JSON value. */
export async function readJsonFile(path: string, what: string): Promise<unknown> {
  const pieces: string[] = [];
  let length = 0;
  for await (const piece of readPieces(path)) {
    length += piece.length;
    if (length > LONGEST_STRING) throw new UnreadableFile(`${path} is too large for one JSON document`);
    pieces.push(piece);
  }
  try {
    return JSON.parse(pieces.join('')) as unknown;
  } catch {
    throw new UnreadableFile(`${path} is no ${what}, or not all of it: it is no JSON document from beginning to end`);
  }
}

function unreadable(thrown: unknown, path: string): unknown {
  const { code, message } = thrown as NodeJS.ErrnoException;
  if (code === 'ENOENT') return new UnreadableFile(`there is no file ${path}`);
  if (code === 'Z_BUF_ERROR') return new UnreadableFile(`${path} ends in the middle: it was not copied whole`);
  if (code !== undefined) return new UnreadableFile(`${path} cannot be read: ${message}`);
  return thrown;
}
