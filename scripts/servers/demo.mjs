import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answers, freePort, ServerProcess } from './process.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The demo's site and backend on a real PostgreSQL, sending real mail. */
export async function startDemo({ folder, postgres, mail }) {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const server = new ServerProcess({
    name: 'the demo',
    command: process.execPath,
    args: ['--import', 'tsx', 'demo/server.ts'],
    cwd: root,
    env: {
      PORT: String(port),
      DATABASE_URL: postgres.url,
      SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
      MODERATION_TOKEN: 'test-moderator',
      AFTERWORD_RATE_LIMIT: 'off',
    },
    log: join(folder, 'demo.log'),
    ready: () => answers(`${origin}/article.html`),
  });
  await server.start();
  return { server, origin };
}
