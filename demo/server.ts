import { serve } from '@hono/node-server';
import { Hono } from 'hono';

const server = serve(
  { fetch: new Hono().fetch, hostname: '127.0.0.1', port: Number(process.env['PORT'] ?? 4173) },
  (address) => {
    console.log(`http://127.0.0.1:${address.port}/`);
  },
);
process.once('SIGTERM', () => server.close());
