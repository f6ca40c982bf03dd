import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const cdn = fileURLToPath(new URL('../../cdn', import.meta.url));
const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.txt': 'text/plain' };

/**
 * Pages as publishers have them, for tests of the built files:
 *
 * - `/page?html=…&csp=…` is that HTML under that Content-Security-Policy
 * - `/copy/<name>/<file>` is a file of `cdn/` at another address, as a second copy of the library would be
 * - `/flaky/<nonce>/<file>` fails the first time a file is asked for under that nonce, except the loader itself
 * - the command `other-origin` answers the address of a server on another origin with the files of `cdn/`
 */
export function pagePlugin() {
  const failedOnce = new Set();
  let other;

  return {
    name: 'page',
    serverStop() {
      other?.close();
    },
    /** In front of the test runner, which would add its own scripts and resolve imports. */
    middleware(context, next) {
      if (context.path === '/page') {
        const { html, csp } = context.query;
        if (csp) context.set('Content-Security-Policy', csp);
        context.type = 'html';
        context.body = html;
        return undefined;
      }
      const [, kind, name, file] = /^\/(copy|flaky)\/([^/]+)\/(.+)$/.exec(context.path) ?? [];
      const content = kind && read(file);
      if (content === undefined) return next();
      const fails = kind === 'flaky' && file !== 'embed.js' && !failedOnce.has(`${name}/${file}`);
      if (fails) failedOnce.add(`${name}/${file}`);
      if (fails) {
        // By hand: the test runner lets browsers keep every answer for a year, this one too.
        context.respond = false;
        context.res.writeHead(503).end();
        return undefined;
      }
      context.type = TYPES[extname(file)] ?? 'text/plain';
      context.body = content;
      return undefined;
    },
    async executeCommand({ command }) {
      if (command !== 'other-origin') return undefined;
      other ??= await serveElsewhere();
      return `http://127.0.0.1:${other.address().port}`;
    },
  };
}

function read(file) {
  const path = normalize(join(cdn, file));
  return path.startsWith(cdn) && existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function serveElsewhere() {
  return new Promise((resolve) => {
    const server = createServer((request, response) => {
      const file = new URL(request.url, 'http://localhost').pathname.slice(1);
      const content = read(file);
      response.writeHead(content === undefined ? 404 : 200, {
        'content-type': TYPES[extname(file)] ?? 'text/plain',
        'access-control-allow-origin': '*',
      });
      response.end(content);
    }).listen(0, '127.0.0.1', () => resolve(server));
  });
}
