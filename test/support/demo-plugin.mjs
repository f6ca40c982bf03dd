import { spawn } from 'node:child_process';
import { request as httpRequest } from 'node:http';
import { createInterface } from 'node:readline';

/** What the demo server answers; everything else is a file of the project. */
const DEMO_PATHS = /^\/(api|cdn|articles|moderation|outbox)(\/|$)|^\/(feed\.json|article\.html|archive\.html|site\.css)$/;
const FAULT = /^\/fault\/([^/]+)(\/.*)$/;

/**
 * Gives browser tests the real demo site and its real backend (in memory) on their own origin, and the same behind faults:
 * `/fault/<mode>/api/…` where mode is one of
 *
 * - `status.<code>` · `retry.<code>.<Retry-After>`: answers that status, the backend never hears of it
 * - `html`: a certificate page with status 200 · `empty`: status 200 and no body · `truncated`: half of the real answer
 * - `hang`: never answers · `slow.<ms>`: the real answer, later
 * - `refuse`: closes the connection before the backend hears of it · `cut`: lets the backend answer, then closes the connection
 *
 * `writes.<mode>` leaves reads alone; `once.<nonce>.<mode>` lets everything through after the first fault under that nonce.
 */
export function demoPlugin() {
  let demo;
  let port;
  let starting;
  const spent = new Set();

  return {
    name: 'demo',
    async serverStop() {
      demo?.kill('SIGTERM');
    },
    async serve(context) {
      const fault = FAULT.exec(context.url);
      if (!fault && !DEMO_PATHS.test(context.path)) return;
      // Only tests that use the demo wait for it to start.
      ({ demo, port } = await (starting ??= startDemo()));
      context.respond = false;
      if (fault) answerWithFault(fault[1], fault[2], context.req, context.res, port, spent);
      else forward(context.url, context.req, context.res, port, (answer) => pipe(answer, context.res));
      // The answer is under way by now. Whatever came after this would look for a file of that name too, or keep an empty copy.
      return new Promise(() => undefined);
    },
  };
}

async function startDemo() {
  const demo = spawn(process.execPath, ['--import', 'tsx', 'demo/server.ts'], {
    env: {
      ...process.env,
      PORT: '0',
      AFTERWORD_DATA: 'memory',
      MODERATION_TOKEN: 'test-moderator',
      AFTERWORD_RATE_LIMIT: 'off',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.once('exit', () => demo.kill('SIGTERM'));
  for await (const line of createInterface({ input: demo.stdout })) {
    const address = /http:\/\/127\.0\.0\.1:(\d+)/.exec(line);
    if (address) {
      demo.stdout.resume();
      return { demo, port: Number(address[1]) };
    }
  }
  throw new Error('The demo server stopped before it said its address');
}

function forward(path, req, res, port, onAnswer) {
  const upstream = httpRequest({ host: '127.0.0.1', port, path, method: req.method, headers: req.headers }, onAnswer);
  upstream.on('error', () => res.destroy());
  // A stream of events ends with the page that listens, or the backend would count it for ever.
  res.on('close', () => upstream.destroy());
  req.pipe(upstream);
}

function pipe(answer, res) {
  res.writeHead(answer.statusCode, answer.headers);
  answer.pipe(res);
}

function answerWithFault(spec, path, req, res, port, spent) {
  const pass = () => forward(path, req, res, port, (answer) => pipe(answer, res));
  let [mode, ...args] = spec.split('.');
  if (mode === 'writes') {
    if (req.method === 'GET') return pass();
    [mode, ...args] = args;
  }
  if (mode === 'once') {
    const [nonce, ...rest] = args;
    if (req.method === 'GET' || spent.has(nonce)) return pass();
    spent.add(nonce);
    [mode, ...args] = rest;
  }
  switch (mode) {
    case 'status':
    case 'retry':
      req.resume();
      res.writeHead(Number(args[0]), { 'content-type': 'application/json', ...(args[1] ? { 'retry-after': args[1] } : {}) });
      return res.end('{}');
    case 'html':
      req.resume();
      res.writeHead(200, { 'content-type': 'text/html' });
      return res.end('<!doctype html><title>Sign in to the Wi-Fi</title><p>Accept the terms');
    case 'empty':
      req.resume();
      return res.writeHead(200).end();
    case 'hang':
      return req.resume();
    case 'refuse':
      return req.socket.destroy();
    case 'slow':
      return setTimeout(pass, Number(args[0]));
    case 'cut':
      return forward(path, req, res, port, (answer) => answer.resume().on('end', () => res.destroy()));
    case 'truncated':
      return forward(path, req, res, port, async (answer) => {
        const chunks = [];
        for await (const chunk of answer) chunks.push(chunk);
        const body = Buffer.concat(chunks);
        res.writeHead(answer.statusCode, { 'content-type': 'application/json' });
        res.end(body.subarray(0, body.length / 2));
      });
    default:
      return res.writeHead(500).end(`unknown fault ${spec}`);
  }
}
