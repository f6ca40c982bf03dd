import { constants } from 'node:buffer';
import { createReadStream, type ReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip, type Gunzip } from 'node:zlib';
import { UnreadableFile } from './source.js';

/** Bytes in which an XML declaration is looked for, with what a server may have printed before it. */
const LONGEST_DECLARATION = 4096;

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

/** Its bytes; what is gzipped is unpacked on the way. */
async function* readBytes(path: string): AsyncGenerator<Buffer> {
  const start = await readStart(path);
  if (start.toString('latin1').startsWith('PK\x03\x04')) {
    throw new UnreadableFile(`${path} is a ZIP archive: unpack it, and import the files in it one by one`);
  }
  let stream: ReadStream | Gunzip = createReadStream(path, { highWaterMark: 256 * 1024 });
  // Errors of the file come out of the end of the pipeline.
  if (start[0] === 0x1f && start[1] === 0x8b) stream = pipeline(stream, createGunzip(), () => undefined);
  try {
    for await (const bytes of stream) yield bytes as Buffer;
  } catch (thrown) {
    throw unreadable(thrown, path);
  }
}

/** A file as text, piece by piece, in the encoding it says it has, or else in UTF-8. */
export async function* readPieces(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(await encodingOf(path));
  for await (const bytes of readBytes(path)) yield decoder.decode(bytes, { stream: true });
  const end = decoder.decode();
  if (end) yield end;
}

/**
 * By its byte order mark, else by what its XML declaration says. That names the encoding a blog once had, below which WordPress
 * writes UTF-8 all the same: what can be read as UTF-8 is.
 */
async function encodingOf(path: string): Promise<string> {
  for await (const bytes of readBytes(path)) {
    if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
    if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
    const start = bytes.toString('latin1', 0, LONGEST_DECLARATION);
    const label = /<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w.:-]+)/.exec(start)?.[1];
    const encoding = label === undefined ? undefined : knownEncoding(label);
    return encoding === undefined || encoding.startsWith('utf-') || (await isUtf8(path)) ? 'utf-8' : encoding;
  }
  return 'utf-8';
}

function knownEncoding(label: string): string | undefined {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}

async function isUtf8(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const bytes of readBytes(path)) {
    try {
      decoder.decode(bytes, { stream: true });
    } catch {
      return false;
    }
  }
  return true;
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
    if (length > constants.MAX_STRING_LENGTH) throw new UnreadableFile(`${path} is too large for one JSON document`);
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
