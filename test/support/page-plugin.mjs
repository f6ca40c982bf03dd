import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findOldScripts } from '../../scripts/lib/browsers.mjs';

const { prototype, mootools, mootoolsMore } = findOldScripts();
/** Libraries of real pages: ones that change what the platform's own objects do, and ones that render the page anew. */
const THEIR_SCRIPTS = {
  'prototype.js': prototype,
  'mootools.js': mootools,
  'mootools-more.js': mootoolsMore,
  'custom-elements-es5-adapter.js': fileURLToPath(
    new URL('../../node_modules/@webcomponents/webcomponentsjs/custom-elements-es5-adapter.js', import.meta.url),
  ),
  'turbo.js': fileURLToPath(new URL('../../node_modules/@hotwired/turbo/dist/turbo.es2017-umd.js', import.meta.url)),
  'htmx.js': fileURLToPath(new URL('../../node_modules/htmx.org/dist/htmx.js', import.meta.url)),
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
 * - `/moved/<file>` is redirected to `/copy/moved/<file>`, as the latest version of a package is
 * - `/flaky/<nonce>/<file>` fails the first time a file is asked for under that nonce, except the loader itself
 * - `/only-loader/<nonce>/<file>` has the loader, and the all-in-one file, and nothing that they load
 * - `/old-script/<file>` is a library that pages load
 * - `/site/<nonce>/<page>` is what the command `site` last put there: a page that changes from request to request
 * - the command `fail-next` lets the next request for a file below `/copy/<name>/` fail
 * - the command `other-origin` answers the address of a server on another origin with the files of `cdn/`
 */
export function pagePlugin() {
  const failedOnce = new Set();
  const failsNext = new Set();
  const site = new Map();
  let other;

  return {
    name: 'page',
    serverStop() {
      other?.close();
    },
    /** In front of the test runner, which would add its own scripts and resolve imports. */
    middleware(context, next) {
      // A frame of no origin loads what the tests are made of, too.
      if (/^\/test\/(embed|support)\//.test(context.path)) context.set('Access-Control-Allow-Origin', '*');
      if (context.path.startsWith('/site/')) {
        const found = site.get(context.path);
        // By hand: see below. A page that changes is asked for every time.
        context.respond = false;
        context.res.writeHead(found === undefined ? 404 : 200, { 'content-type': 'text/html', 'cache-control': 'no-store' });
        context.res.end(found);
        return undefined;
      }
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
      const old = THEIR_SCRIPTS[/^\/old-script\/(.+)$/.exec(context.path)?.[1]];
      if (old) {
        context.type = 'text/javascript';
        context.body = readFileSync(old, 'utf8');
        return undefined;
      }
      if (context.path.startsWith('/moved/')) {
        context.redirect(context.path.replace('/moved/', '/copy/moved/'));
        return undefined;
      }
      const [, kind, name, file] = /^\/(copy|flaky|only-loader)\/([^/]+)\/(.+)$/.exec(context.path) ?? [];
      const content = kind && read(file);
      if (content === undefined) return next();
      const isPart = kind !== 'copy' && !/^(embed|afterword)\.js$/.test(file);
      if (failsNext.delete(name) || (isPart && (kind === 'only-loader' || !failedOnce.has(`${name}/${file}`)))) {
        failedOnce.add(`${name}/${file}`);
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
    async executeCommand({ command, payload }) {
      if (command === 'fail-next') {
        failsNext.add(payload);
        return true;
      }
      if (command === 'site') {
        site.set(payload.path, payload.html);
        return true;
      }
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
