import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../demo/backend/db.js';
import { forLog, sentenceOf } from '../../demo/backend/failures.js';
import { readSettings, SETTING_NAMES } from '../../demo/backend/settings.js';
import { createSubscribers } from '../../demo/backend/subscribers.js';
import { until } from '../support/wait.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const NEEDED = {
  PUBLIC_URL: 'https://talk.example.org/',
  SITE_URL: 'https://news.example',
  MODERATION_TOKEN: 'sixteen-or-more-characters',
};

describe('the settings of a backend of one’s own', () => {
  it('are three, and the rest has values that work', () => {
    expect(readSettings({ ...NEEDED, SMTP_URL: '', PATH: '/bin' })).toEqual({
      ...NEEDED,
      PUBLIC_URL: 'https://talk.example.org',
      HOST: '127.0.0.1',
      PORT: 4173,
      AFTERWORD_DATA: 'afterword-data',
      TRUST_PROXY: 'no',
    });
  });

  it('are read as people write them', () => {
    const settings = readSettings({
      ...NEEDED,
      ALLOWED_ORIGINS: 'https://a.example, https://b.example:8443/ ,',
      TOPICS: 'science=Science, every week; space=From orbit',
      PORT: '8080',
    });
    expect(settings.ALLOWED_ORIGINS).toEqual(['https://a.example', 'https://b.example:8443']);
    expect(settings.PORT).toBe(8080);
    expect(settings.TOPICS).toEqual([
      { id: 'science', label: 'Science, every week' },
      { id: 'space', label: 'From orbit' },
    ]);
  });

  it('that are missing or wrong are all named at once', () => {
    const wrong = {
      SITE_URL: 'news.example',
      MODERATION_TOKEN: 'short',
      ALLOWED_ORIGINS: 'https://a.example, b',
      PORT: 'http',
      SMTP_URL: 'mail.example.org',
      TOPICS: 'science',
      TRUST_PROXY: 'maybe',
    };
    const message = () => {
      try {
        readSettings(wrong);
      } catch (error) {
        return (error as Error).message.split('\n').map((line) => line.replace(/ .*/, ''));
      }
      return [];
    };
    expect(message()).toEqual(['PUBLIC_URL', ...Object.keys(wrong), 'MAIL_FROM']);
    expect(() => readSettings({})).toThrow(/^PUBLIC_URL is missing\nSITE_URL is missing\nMODERATION_TOKEN is missing$/);
    expect(() => readSettings({ ...NEEDED, SMTP_URL: 'smtp://localhost' })).toThrow(/^MAIL_FROM is needed with SMTP_URL/);
    for (const address of [
      'https:talk.example.org',
      'https://a.example/?b',
      'https://a.example/path',
      'https://me@a.example',
      'https://*.a.example',
    ]) {
      expect(() => readSettings({ ...NEEDED, PUBLIC_URL: address }), address).toThrow(/^PUBLIC_URL must be/);
    }
    expect(() => readSettings({ ...NEEDED, TOPICS: 'a=A; a=B' })).toThrow(/^TOPICS must not name a topic twice$/);
  });

  it('are all in the manual, and no others', () => {
    const manual = readFileSync(join(ROOT, 'docs/backend.md'), 'utf8');
    expect([...manual.matchAll(/^\| `([A-Z_]+)` +\|/gm)].map(([, name]) => name)).toEqual(SETTING_NAMES);
  });
});

describe('subscribers of a large list', () => {
  it('are all in the file and on the pages, each once, however many fit on one', async () => {
    const db = await openDatabase({ data: 'memory' });
    const emails = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}@example.org`);
    for (const email of emails) {
      await db.query(`INSERT INTO subscribers (address, email, topics, confirmed_at) VALUES ($1, $1, '[]', now())`, [email]);
    }
    const subscribers = createSubscribers(db, (error) => expect.unreachable(String(error)), 2);
    const lines = (await new Response(subscribers.csv()).text()).trim().split('\r\n');
    expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(emails);
    const second = await subscribers.page(2, emails[1]);
    expect(second.map(({ id }) => id)).toEqual(emails.slice(2, 4));
    expect(await subscribers.count()).toBe(5);
    await db.close();
  });

  it('are no failure when nobody wants them any more', async () => {
    const db = await openDatabase({ data: 'memory' });
    for (let n = 0; n < 50; n++) {
      await db.query(`INSERT INTO subscribers (address, email, topics, page, confirmed_at) VALUES ($1, $1, '[]', $2, now())`, [
        `${n}@example.org`,
        'x'.repeat(20_000),
      ]);
    }
    const failures: unknown[] = [];
    const file = createSubscribers(db, (error) => failures.push(error), 2)
      .csv()
      .getReader();
    await file.read();
    await file.cancel();
    await db.close();
    await new Promise((resolve) => setImmediate(resolve));
    expect(failures).toEqual([]);
  });
});

describe('a failure', () => {
  const failure = Object.assign(
    new Error('invalid input for "ada@example.org"', { cause: new Error("550 <o'bob@post.example>") }),
    {
      code: '22P05',
      params: ['carl@example.org', 'What Carl wrote'],
      detail: 'Key (address)=(dora@example.org) is there.',
    },
  );

  it('is logged with its reason and place, and without what readers wrote and their addresses', () => {
    const line = forLog(failure);
    expect(line).toContain('invalid input for "(an e-mail address)"');
    expect(line).toContain('550 <(an e-mail address)>');
    expect(line).toMatch(/backend-server\.test\.ts:\d+/);
    expect(line).toContain('code 22P05');
    expect(line).not.toMatch(/ada|bob|carl|dora|wrote/i);
    expect(forLog('thrown for eve@example.org')).toBe('thrown for (an e-mail address)');
    const place = 'at file:///srv/node_modules/@hono/node-server/index.mjs:1:2';
    expect(forLog(Object.assign(new Error('x'), { stack: place }))).toBe(place);
  });

  it('of a host with several addresses is told as one sentence', () => {
    const refused = new AggregateError([new Error('connect ECONNREFUSED ::1:5432'), new Error('another')]);
    expect(sentenceOf(refused)).toBe('connect ECONNREFUSED ::1:5432');
    expect(sentenceOf(new Error('two\nlines'))).toBe('two lines');
  });
});

describe('npm run backend', () => {
  const folder = mkdtempSync(join(tmpdir(), 'afterword-backend-'));
  const children = new Set<ChildProcess>();
  afterAll(() => {
    for (const child of children) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  function start(env: Record<string, string>): { child: ChildProcess; said: () => string } {
    const child = spawn(process.execPath, ['--import', 'tsx', 'demo/backend/server.ts'], {
      cwd: ROOT,
      env: { PATH: process.env['PATH'] ?? '', PORT: '0', AFTERWORD_DATA: folder, ...env },
    });
    children.add(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    return { child, said: () => output };
  }

  const ended = (child: ChildProcess): Promise<number | null> =>
    new Promise((resolve) => (child.exitCode === null ? child.once('exit', resolve) : resolve(child.exitCode)));

  it('says what it lacks and ends, with a port that is none, too', async () => {
    const { child, said } = start({ PORT: 'http' });
    expect(await ended(child)).toBe(1);
    expect(said()).toContain(
      'PUBLIC_URL is missing\nSITE_URL is missing\nMODERATION_TOKEN is missing\nPORT must be a whole number from 0 to 65535\n' +
        'docs/backend.md explains each setting.\n',
    );
  });

  it('serves a site elsewhere: prints the tag for its template, takes its comments, refuses the pages of others', async () => {
    const { child, said } = start(NEEDED);
    const origin = await until(() => /^http:\/\/127\.0\.0\.1:\d+/.exec(said())?.[0], 'the address');
    expect(said()).toContain(
      '<script type="module" src="https://talk.example.org/cdn/embed.js" data-comments-src="https://talk.example.org/api"></script>',
    );
    // It comes by another stream, and maybe later.
    await until(() => said().includes('Without SMTP_URL'), 'the word that nobody can subscribe');

    const script = await fetch(`${origin}/cdn/embed.js`, { headers: { 'Accept-Encoding': 'gzip' } });
    expect(script.status).toBe(200);
    expect([script.headers.get('Access-Control-Allow-Origin'), script.headers.get('Content-Encoding')]).toEqual(['*', 'gzip']);

    const thread = 'https://news.example/story';
    const post = (from: string) =>
      fetch(`${origin}/api/comments`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Origin: from, Authorization: `Bearer guest.${'a'.repeat(43)}` },
        body: JSON.stringify({ id: randomUUID(), thread, url: thread, name: 'Ada', text: `From ${from}`, elapsed: 9000 }),
      });
    const ours = await post('https://news.example');
    expect([ours.status, ours.headers.get('Access-Control-Allow-Origin')]).toEqual([201, 'https://news.example']);
    const preflight = await fetch(`${origin}/api/comments`, {
      method: 'OPTIONS',
      headers: { Origin: 'https://other.example', 'Access-Control-Request-Method': 'POST' },
    });
    expect(preflight.headers.get('Access-Control-Allow-Origin'), 'the browser stops the page of another').toBe(null);

    const subscription = await fetch(`${origin}/api/subscriptions`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: 'https://news.example' },
      body: JSON.stringify({ email: 'ada@example.org' }),
    });
    expect([subscription.status, await subscription.json()], 'no mail is promised that cannot be sent').toMatchObject([
      403,
      { code: 'closed' },
    ]);

    const withoutScripts = await fetch(`${origin}/api/subscriptions`, {
      method: 'POST',
      headers: { Origin: 'https://news.example' },
      body: new URLSearchParams({ email: 'ada@example.org' }),
    });
    expect(await withoutScripts.text()).toContain('This list takes no new readers at the moment.');

    // Mails with links that confirm are nobody's to read, and the demo's pages and comments are not here.
    for (const path of ['/outbox', '/', '/article.html']) expect((await fetch(origin + path)).status, path).toBe(404);
    const list = await (await fetch(`${origin}/api/comments?thread=${encodeURIComponent(thread)}`)).json();
    expect(list).toMatchObject({ comments: [{ text: 'From https://news.example' }], thread: { total: 1 } });

    const withSlash = await fetch(`${origin}/moderation/?filter=all`, { redirect: 'manual' });
    expect([withSlash.status, withSlash.headers.get('Location')]).toEqual([308, '/moderation?filter=all']);

    child.kill('SIGTERM');
    expect(await ended(child)).toBe(0);
  });
});
