import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contractPage } from '../../bench/comments/pages.mjs';
import { LEAK_LIMIT, measureLeaks, ownScript } from '../../bench/page/instances.mjs';
import { openPage } from '../../bench/page/measure.mjs';
import { shell } from '../../bench/page/pages.mjs';
import { CHROMIUM_FLAGS, findBrowsers } from '../../scripts/lib/browsers.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const COMMENTS = 20;
const MINUTE = 60_000;
/** Nodes or listeners that may stay: those of the last of 200 elements at most, and not one of each. */
const FEW = 60;

const TALK = shell(
  '<script type="module" src="/cdn/afterword.js"></script>',
  '<comment-box thread="bench" src="/api"></comment-box>',
);

let asked = 0;

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

/** The built scripts, and a backend whose readers write a comment between any two questions. */
const server: Server = createServer((request, response) => {
  void (async () => {
    const { pathname } = new URL(request.url!, 'http://localhost');
    const send = (type: string, body: string | Buffer): void => void response.setHeader('content-type', type).end(body);
    if (pathname === '/own-script') return send('text/html', ownScript);
    if (pathname === '/talk') return send('text/html', TALK);
    if (pathname === '/api/comments') return send('application/json', contractPage(COMMENTS));
    if (pathname === '/api/counts') {
      asked++;
      const { threads } = JSON.parse(await bodyOf(request)) as { threads: string[] };
      const counts = Object.fromEntries(threads.map((thread) => [thread, COMMENTS + asked]));
      return send('application/json', JSON.stringify({ counts }));
    }
    const file = join(root, pathname);
    if (!pathname.startsWith('/cdn/') || !existsSync(file)) return send('application/json', '{}');
    return send(file.endsWith('.js') ? 'text/javascript' : 'text/css', readFileSync(file));
  })();
});

describe('in the long run', () => {
  let browser: Browser;
  let origin: string;

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await chromium.launch({ executablePath: findBrowsers().chromium ?? '', args: CHROMIUM_FLAGS });
  });
  afterAll(async () => {
    await browser.close();
    server.close();
  });

  it(
    'an element that comes and goes 200 times leaves no heap, no node and no listener behind',
    { timeout: 300_000 },
    async () => {
      const found = await measureLeaks(browser, origin);
      expect(found).toHaveLength(5);
      for (const { tag, bytes, nodes, listeners } of found) {
        expect(bytes, `bytes of <${tag}>`).toBeLessThan(LEAK_LIMIT);
        expect(nodes, `nodes of <${tag}>`).toBeLessThan(FEW);
        expect(listeners, `listeners of <${tag}>`).toBeLessThan(FEW);
      }
    },
  );

  it(
    'an hour of others’ comments leaves the page as large as it was, and asks once a minute',
    { timeout: 120_000 },
    async () => {
      const { page, session, heap, close } = await openPage(browser, { slowdown: 1 });
      try {
        await page.clock.install();
        await page.goto(`${origin}/talk`);
        await expect
          .poll(async () => {
            await page.clock.runFor(100);
            return page.locator('comment-box article').count();
          })
          .toBe(COMMENTS);
        asked = 0;
        const after = async (minutes: number): Promise<{ bytes: number; nodes: number; asked: number }> => {
          for (let minute = 0; minute < minutes; minute++) {
            const before = asked;
            await page.clock.runFor(MINUTE);
            await expect.poll(() => asked).toBe(before + 1);
          }
          await expect.poll(() => page.locator('comment-box .new').textContent()).toContain(String(asked));
          const { nodes } = (await session.send('Memory.getDOMCounters')) as { nodes: number };
          return { bytes: await heap(), nodes, asked };
        };
        const early = await after(5);
        const late = await after(55);
        expect(late.asked).toBe(60);
        expect(late.bytes - early.bytes).toBeLessThan(LEAK_LIMIT);
        expect(late.nodes - early.nodes).toBeLessThan(FEW);
      } finally {
        await close();
      }
    },
  );
});
