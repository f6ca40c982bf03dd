import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Context } from 'hono';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};

/** Answers one file of a folder, as a CDN of immutable names would not need to: always asked again, rarely sent again. */
export async function sendFile(c: Context, folder: URL, path: string): Promise<Response> {
  const root = fileURLToPath(folder);
  const file = join(root, path);
  // `join` has resolved every `..`; what left the folder is not ours to give.
  if (!file.startsWith(root.endsWith(sep) ? root : root + sep) || file.includes('\0')) return c.notFound();
  const type = TYPES[extname(file)];
  if (!type) return c.notFound();
  let body: Buffer<ArrayBuffer>;
  try {
    body = await readFile(file);
  } catch {
    return c.notFound();
  }
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const headers = {
    'Content-Type': type,
    'Cache-Control': 'no-cache',
    ETag: etag,
    'X-Content-Type-Options': 'nosniff',
    'Access-Control-Allow-Origin': '*',
    'Cross-Origin-Resource-Policy': 'cross-origin',
  };
  if (c.req.header('If-None-Match')?.includes(etag)) return c.body(null, 304, headers);
  return c.body(body, 200, headers);
}
