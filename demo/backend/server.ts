import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { endWithSignals } from '../end-with-signals.js';
import { sendFile } from '../files.js';
import { sentenceOf } from './failures.js';
import { createBackend } from './index.js';
import { withoutSlash } from './pages.js';
import { readSettings, type Settings } from './settings.js';

/** `npm run backend`: the backend and the scripts for a publisher's own site, without the demo's pages and comments. */
const CDN = new URL('../../cdn/', import.meta.url);

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

function settingsOrEnd(): Settings {
  try {
    return readSettings(process.env);
  } catch (error) {
    return fail(`${(error as Error).message}\ndocs/backend.md explains each setting.`);
  }
}

const settings = settingsOrEnd();
const backend = await createBackend({
  data: settings.AFTERWORD_DATA,
  databaseUrl: settings.DATABASE_URL,
  smtpUrl: settings.SMTP_URL,
  mailFrom: settings.MAIL_FROM,
  moderationToken: settings.MODERATION_TOKEN,
  publicUrl: () => `${settings.PUBLIC_URL}/api`,
  siteUrl: () => `${settings.SITE_URL}/`,
  allowedOrigins: settings.ALLOWED_ORIGINS,
  topics: settings.TOPICS,
  takesSubscribers: settings.SMTP_URL !== undefined,
  trustProxy: settings.TRUST_PROXY === 'yes',
}).catch((error: unknown) => fail(`The database did not open: ${sentenceOf(error)}`));

const app = new Hono();
withoutSlash(app, '/moderation');
app.route('/api', backend.api);
app.route('/moderation', backend.moderation);
app.use('/cdn/*', compress());
app.get('/cdn/:path{.+}', (c) => sendFile(c, CDN, c.req.param('path')));

const server = serve({ hostname: settings.HOST, port: settings.PORT, fetch: app.fetch }) as Server;
server.on('error', (error) => fail(`Port ${settings.PORT} of ${settings.HOST}: ${error.message}`));
await once(server, 'listening');

const { address, port } = server.address() as AddressInfo;
const api = `${settings.PUBLIC_URL}/api`;
// Without mail the list is closed: a form for it would only disappoint.
const newsletter = settings.SMTP_URL ? ` data-newsletter-src="${api}"` : '';
console.log(`http://${address.includes(':') ? `[${address}]` : address}:${port}/ answers for ${settings.PUBLIC_URL}. Into the template of your site:

<script type="module" src="${settings.PUBLIC_URL}/cdn/embed.js" data-comments-src="${api}"${newsletter}></script>

Moderators sign in at ${settings.PUBLIC_URL}/moderation`);
if (!settings.SMTP_URL) {
  console.warn(
    'Without SMTP_URL no mail can be sent, so nobody can subscribe: the list answers that it is closed, and the tag leaves it out.',
  );
}

endWithSignals(server, () => backend.close());
