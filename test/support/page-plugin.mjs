import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findOldScripts } from '../../scripts/lib/browsers.mjs';

const { prototype, mootools, mootoolsMore } = findOldScripts();
/** Libraries of real pages that change what the platform's own objects do. */
const OLD_SCRIPTS = {
  'prototype.js': prototype,
  'mootools.js': mootools,
  'mootools-more.js': mootoolsMore,
  'custom-elements-es5-adapter.js': fileURLToPath(
    new URL('../../node_modules/@webcomponents/webcomponentsjs/custom-elements-es5-adapter.js', import.meta.url),
  ),
};

const corpus = fileURLToPath(new URL('../enhance/corpus/', import.meta.url));
const cdn = fileURLToPath(new URL('../../cdn', import.meta.url));
const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.txt': 'text/plain' };

/**
 * Pages as publishers have them, for tests of the built files:
 *
 * - `/page?html=…&csp=…&type=…` is that HTML under that Content-Security-Policy, `type` being another than HTML's
 * - `/whole-page/<kind>/<slug>?head=…&end=…` is a page of the corpus with that HTML at the start of its head and at the end of its story;
 *   what it would load from elsewhere is not loaded
 * - `/copy/<name>/<file>` is a file of `cdn/` at another address, as a second copy of the library would be
 * - `/flaky/<nonce>/<file>` fails the first time a file is asked for under that nonce, except the loader itself
 * - `/old-script/<file>` is a library that old pages load
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
        const { html, csp, type } = context.query;
        if (csp) context.set('Content-Security-Policy', csp);
        context.type = type || 'html';
        // A frame in a sandbox is of another origin, and asks for modules as such.
        context.set('Access-Control-Allow-Origin', '*');
        context.body = html;
        return undefined;
      }
      const [, page] = /^\/whole-page\/([\w/-]+)$/.exec(context.path) ?? [];
      if (page) {
        const { head, end } = context.query;
        context.set('Content-Security-Policy', "default-src 'self' 'unsafe-inline' data:");
        context.type = 'html';
        context.body = withParts(readFileSync(join(corpus, `${page}.html`), 'utf8'), head, end);
        return undefined;
      }
      const old = OLD_SCRIPTS[/^\/old-script\/(.+)$/.exec(context.path)?.[1]];
      if (old) {
        context.type = 'text/javascript';
        context.body = readFileSync(old, 'utf8');
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
      context.set('Access-Control-Allow-Origin', '*');
      context.body = content;
      return undefined;
    },
    async executeCommand({ command }) {
      // The first pages whose story is a whole: what publishers' systems wrote, from every kind.
      if (command === 'whole-pages') {
        const names = ['positives', 'traps'].flatMap((kind) =>
          readdirSync(join(corpus, kind)).flatMap((name) => (name.endsWith('.html') ? [`${kind}/${name.slice(0, -5)}`] : [])),
        );
        return names.filter((_name, index) => index % 6 === 0);
      }
      if (command !== 'other-origin') return undefined;
      other ??= await serveElsewhere();
      return `http://127.0.0.1:${other.address().port}`;
    },
  };
}

function withParts(html, head, end) {
  const story = ['</article>', '</main>', '</body>'].find((tag) => html.includes(tag));
  const at = story ? html.lastIndexOf(story) : html.length;
  const whole = html.slice(0, at) + end + html.slice(at);
  return /<head[^>]*>/i.test(whole) ? whole.replace(/<head[^>]*>/i, (tag) => tag + head) : head + whole;
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
