import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import type { Hono } from 'hono';
import { sentenceOf } from './backend/failures.js';
import { createBackend } from './backend/index.js';
import { DEMO_COMMENTS } from './comments.js';
import { endWithSignals } from './end-with-signals.js';
import { createSite } from './site.js';

/**
 * The demo: `PORT` (4173; 0 for any free one), `AFTERWORD_DATA` (a folder, or `memory`), `DATABASE_URL` (a PostgreSQL server
 * instead), `SMTP_URL` (else mail goes to /outbox), `MODERATION_TOKEN` (else a new one each start), `AFTERWORD_RATE_LIMIT=off`.
 */
const { env } = process;

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

const port = Number(env['PORT'] || 4173);
if (!Number.isInteger(port) || port < 0 || port > 65_535) fail('PORT must be a whole number from 0 to 65535.');
const moderationToken = env['MODERATION_TOKEN'] || randomBytes(9).toString('base64url');

let siteIsReady: (site: Hono) => void;
const site = new Promise<Hono>((resolve) => (siteIsReady = resolve));

// The port first: that it is taken is known at once, while a database needs a moment. Early requests wait for it.
const server = serve({ hostname: '127.0.0.1', port, fetch: async (request) => (await site).fetch(request) }) as Server;
server.on('error', (error: NodeJS.ErrnoException) => {
  fail(
    error.code === 'EADDRINUSE'
      ? `Port ${port} is in use. Stop what uses it, or choose another: PORT=4180 npm start`
      : `Port ${port} cannot be used: ${error.message}`,
  );
});
await once(server, 'listening');
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

const starting = createBackend({
  data: env['AFTERWORD_DATA'] || fileURLToPath(new URL('.data', import.meta.url)),
  databaseUrl: env['DATABASE_URL'],
  smtpUrl: env['SMTP_URL'],
  moderationToken,
  publicUrl: () => new URL('/api', address).href,
  siteUrl: () => address,
  rateLimit: env['AFTERWORD_RATE_LIMIT'] !== 'off',
}).catch((error: unknown) => fail(`The database did not open: ${sentenceOf(error)}`));
endWithSignals(server, async () => (await starting).close());

const backend = await starting;
await backend.seed(DEMO_COMMENTS);
siteIsReady!(await createSite(backend));
if (!env['MODERATION_TOKEN']) console.log(`Moderators sign in at /moderation with the token ${moderationToken}`);
console.log(address);
