import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

/**
 * Answers as a CDN does: everything compressed with brotli, beforehand. `answer` is asked once for each address, for
 * `[extension, content]`, `undefined` where there is nothing.
 */
export async function serve(answer) {
  const ready = new Map();
  const prepare = (url) => {
    const [extension, content] = answer(url) ?? ['.json', '{}'];
    return { type: TYPES[extension] ?? 'application/octet-stream', body: brotliCompressSync(content) };
  };
  const server = createServer((req, res) => {
    const url = new URL(req.url, 'http://localhost');
    const found = ready.get(req.url) ?? ready.set(req.url, prepare(url)).get(req.url);
    res.writeHead(200, { 'content-type': found.type, 'content-encoding': 'br', 'cache-control': 'no-store' });
    res.end(found.body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** A file as an answer; `undefined` where there is none. */
export function file(path) {
  return existsSync(path) ? [extname(path), readFileSync(path)] : undefined;
}
