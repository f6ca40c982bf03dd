/** One backend as a process of its own, for tests that kill it or run several on one database. */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { createBackend } from '../../../demo/backend/index.js';

const { env } = process;
let origin = '';
const backend = await createBackend({
  data: env['AFTERWORD_DATA'] ?? 'memory',
  databaseUrl: env['DATABASE_URL'],
  publicUrl: () => `${origin}/api`,
  siteUrl: () => `${origin}/`,
  moderationToken: 'test-moderator',
  trustProxy: true,
});
const app = new Hono();
app.route('/api', backend.api).route('/moderation', backend.moderation).route('/outbox', backend.outbox);
serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, (info) => {
  origin = `http://127.0.0.1:${info.port}`;
  console.log(origin);
});
