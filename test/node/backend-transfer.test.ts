import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../demo/backend/db.js';
import { transfer } from '../../demo/backend/transfer/command.js';
import { until } from '../support/wait.js';
import { moderate, Reader, startBackend, type TestBackend, type WireComment } from './support/backend.js';
import { startPostgres, type PostgresServer } from './support/backend-postgres.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SITE = 'https://news.example';
const example = (name: string) => join(ROOT, 'test/node/support/transfer', name);

let postgres: PostgresServer;
let databases = 0;
let folder: string;
/** Where the database of a test is: a new one on the server, for most, because it is there at once. */
let env: Record<string, string>;
let running: TestBackend | undefined;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'afterword-transfer-'));
  await useNewDatabase();
});
afterEach(async () => {
  await stopServer();
  rmSync(folder, { recursive: true, force: true });
});

async function query(sql: string, url = env['DATABASE_URL'] ?? ''): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(sql);
  await client.end();
}

async function useNewDatabase(): Promise<void> {
  const name = `transfer_${++databases}`;
  await query(`CREATE DATABASE ${name}`, postgres.url);
  env = { DATABASE_URL: postgres.url.replace(/[^/]+$/, name) };
}

/** The embedded database, in a folder. */
function useFolder(name: string): void {
  env = { AFTERWORD_DATA: join(folder, name) };
}

interface Said {
  code: number;
  out: string;
  error: string;
}

async function run(args: string[]): Promise<Said> {
  const said = { out: '', error: '' };
  const out = new Writable({
    write(chunk: Buffer, _encoding, done) {
      said.out += chunk.toString();
      done();
    },
  });
  const code = await transfer(args, { env, out, error: (line) => (said.error += `${line}\n`) });
  return { code, ...said };
}

const importFile = (path: string, from: string, ...more: string[]) =>
  run(['import', path, '--from', from, ...(from === 'afterword' ? [] : ['--site', SITE]), ...more]);

async function taken(path: string, from: string, ...more: string[]): Promise<string> {
  const { code, out, error } = await importFile(path, from, ...more);
  expect([code, error]).toEqual([0, '']);
  return out;
}

/** What the file says, written down and imported. */
function file(name: string, text: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** The server on what was imported. */
async function served(): Promise<Reader> {
  running = await startBackend({ data: env['AFTERWORD_DATA'] ?? 'unused', databaseUrl: env['DATABASE_URL'], rateLimit: false });
  return new Reader(running.origin);
}

async function stopServer(): Promise<void> {
  await running?.stop();
  running = undefined;
}

const sketch = ({ author, text, status }: WireComment) => [author.name, status, text];

async function exported(): Promise<string> {
  const { code, out } = await run(['export']);
  expect(code).toBe(0);
  return out;
}

interface Line {
  thread?: string;
  id?: string;
  parent?: string | null;
  status?: string;
  text?: string | null;
}
const linesOf = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
const commentsOf = (text: string) => linesOf(text).filter(({ thread }) => thread !== undefined);

const disqus = (...posts: string[]) =>
  `<disqus xmlns:dsq="http://disqus.com/disqus-internals"><thread dsq:id="t"><link>${SITE}/story</link></thread>
  <thread dsq:id="u"><link>${SITE}/other</link></thread>${posts.join('')}</disqus>`;
const post = (id: string, parent?: string, more: { text?: string; name?: string; thread?: string; created?: string } = {}) =>
  `<post dsq:id="${id}"><message><![CDATA[${more.text ?? `<p>Number ${id}</p>`}]]></message>
  <createdAt>${more.created ?? '2020-01-01T10:00:00Z'}</createdAt><author><name>${more.name ?? 'Ada'}</name></author>
  <thread dsq:id="${more.thread ?? 't'}" />${parent === undefined ? '' : `<parent dsq:id="${parent}" />`}</post>`;

describe('an export of Disqus', () => {
  it('becomes the conversation it was: replies, links, dates, a deleted mark, and one page whatever its address was', async () => {
    const out = await taken(example('disqus.xml'), 'disqus');
    expect(out).toBe(
      [
        'Pages: 2 in the file, 2 of them new here',
        'Comments: 5 imported, 0 already here',
        'Left out:',
        '  in threads without an address: 1',
        '  deleted: 1',
        '  spam: 1',
        'Not as they were:',
        '  deleted ones that are kept without their words, for their replies: 1',
        '  without a name, now by “Anonymous”: 1',
        'Pages that are none of https://news.example, so that nobody will see their comments there (--formerly moves them):',
        '  http://localhost:1313/draft (1 comment)',
        'Addresses of people, of mail or of their network, are not imported.',
        '',
      ].join('\n'),
    );
    const reader = await served();
    const page = await reader.list(`${SITE}/harbour`, { sort: 'oldest' });
    expect(page.thread).toMatchObject({ total: 3, closed: false });
    expect(page.comments.map(sketch)).toEqual([
      ['Ada', 'published', 'See https://tides.example/tables?year=2019 and not this.\n\n2 < 3, \\*really\\* *now*'],
      ['Berit & Co', 'published', 'A reply that **comes before** its parent in the file.'],
      ['', 'deleted', null],
      ['Anonymous', 'published', 'Somebody answered them.'],
    ]);
    const [ada, berit, deleted, answer] = page.comments;
    expect([ada?.parentId, berit?.parentId, deleted?.parentId, answer?.parentId]).toEqual([null, ada?.id, null, deleted?.id]);
    expect([ada?.createdAt, ada?.replyCount, deleted?.replyCount]).toEqual(['2019-05-01T09:00:00.000Z', 1, 1]);
    const counts = await reader.send<{ counts: Record<string, number> }>('POST', '/counts', { threads: [`${SITE}/harbour`] });
    expect(counts.json.counts).toEqual({ [`${SITE}/harbour`]: 3 });
    expect((await reader.post(`${SITE}/harbour`, 'And today?', { parentId: ada?.id })).status, 'it goes on').toBe(201);
  });

  it('adds nothing when it comes again, and only what is new when it has grown', async () => {
    await taken(file('a.xml', disqus(post('1'), post('2', '1'))), 'disqus');
    const before = await exported();
    expect(await taken(file('a.xml', disqus(post('1'), post('2', '1'))), 'disqus')).toContain(
      'Comments: 0 imported, 2 already here',
    );
    expect(await exported()).toBe(before);
    const grown = disqus(post('1', undefined, { text: 'changed since' }), post('2', '1'), post('3', '2'), post('4', '1'));
    expect(await taken(file('b.xml', grown), 'disqus')).toContain('Comments: 2 imported, 2 already here');
    const page = await (await served()).list(`${SITE}/story`);
    expect(page.thread.total).toBe(4);
    expect(page.comments.map(({ text, replyCount }) => [text, replyCount])).toEqual(
      expect.arrayContaining([
        ['Number 1', 2],
        ['Number 2', 1],
        ['Number 3', 0],
        ['Number 4', 0],
      ]),
    );
  });

  it('that comes in parts is put together: a reply finds its parent of the file before', async () => {
    await taken(file('a.xml', disqus(post('1'), post('2', '1'))), 'disqus');
    const out = await taken(file('b.xml', disqus(post('3', '2'), post('4', '9'), post('5', '2', { thread: 'u' }))), 'disqus');
    expect(out).toContain('replies whose parent is nowhere, now without one: 2');
    const reader = await served();
    const { comments } = await reader.list(`${SITE}/story`);
    const of = (text: string) => comments.find((comment) => comment.text === text);
    expect(of('Number 3')?.parentId).toBe(of('Number 2')?.id);
    expect([of('Number 2')?.replyCount, of('Number 4')?.parentId]).toEqual([1, null]);
    expect((await reader.list(`${SITE}/other`)).comments.map(({ parentId }) => parentId)).toEqual([null]);
  });

  it('never brings back what a moderator removed here, but its new replies', async () => {
    await taken(file('a.xml', disqus(post('1'), post('2', '1'))), 'disqus');
    const reader = await served();
    for (const { id } of (await reader.list(`${SITE}/story`)).comments) {
      await moderate(running!.origin, 'POST', `/comments/${id}/remove`);
    }
    expect((await reader.list(`${SITE}/story`)).comments).toEqual([]);
    await stopServer();
    await taken(file('b.xml', disqus(post('1'), post('2', '1'), post('3', '2'))), 'disqus');
    const page = await (await served()).list(`${SITE}/story`);
    expect(page.comments.map(sketch)).toEqual([
      ['', 'deleted', null],
      ['', 'deleted', null],
      ['Ada', 'published', 'Number 3'],
    ]);
    expect(page.thread.total).toBe(1);
  });

  it('is taken as it is mailed, gzipped', async () => {
    const out = await taken(file('a.xml.gz', gzipSync(readFileSync(example('disqus.xml')))), 'disqus');
    expect(out).toContain('Comments: 5 imported');
  });

  it('that is broken in places brings the rest, and says what was broken', async () => {
    const broken = disqus(
      post('1', '3'),
      post('2', '1'),
      post('3', '2'),
      post('4', '4'),
      post('5', 'gone'),
      post('6', '1', { thread: 'u' }),
      post('7'),
      post('7'),
      post('8', undefined, { created: 'yesterday' }),
      post('9', undefined, { created: '2999-01-01T00:00:00Z' }),
      post('10', undefined, { thread: 'nowhere' }),
      post('11', undefined, { text: '<p> &nbsp;<script>alert(1)</script></p>' }),
      post('12', undefined, { text: `<p>${'long '.repeat(2500)}</p>` }),
      post('13', undefined, { name: `${'N'.repeat(100)}&#10;second line` }),
      post('', undefined),
      post('14', '11'),
    );
    const out = await taken(file('a.xml', broken), 'disqus');
    expect(out.split('\n').slice(1, -2)).toEqual([
      'Comments: 13 imported, 0 already here',
      'Left out:',
      '  in the file twice: 1',
      '  in threads without an address: 1',
      '  not to be read: 1',
      'Not as they were:',
      '  without a date that can be, now of the one before: 2',
      '  longer than 10,000 characters, now ending there with …: 1',
      '  replies in a circle, one of which is now without a parent: 2',
      '  deleted ones that are kept without their words, for their replies: 1',
      '  replies whose parent is nowhere, now without one: 2',
    ]);
    const comments = commentsOf(await exported());
    expect(comments.filter(({ parent }) => parent === null).length, 'a circle is a row of three').toBe(10);
    const long = comments.find(({ text }) => text?.startsWith('long'));
    expect([[...long!.text!].length <= 10_000, long!.text!.endsWith('long…')]).toEqual([true, true]);
    const reader = await served();
    const page = await reader.list(`${SITE}/story`, { limit: '100' });
    expect(page.comments.every(({ author }) => [...author.name].length <= 80 && !author.name.includes('\n'))).toBe(true);
    expect((await reader.list(`${SITE}/other`)).comments.map(({ parentId }) => parentId)).toEqual([null]);
  });

  it('holds chains of replies of any length', async () => {
    const posts = Array.from({ length: 3000 }, (_, index) => post(String(index), index ? String(index - 1) : undefined));
    expect(await taken(file('a.xml', disqus(...posts.reverse())), 'disqus')).toContain('Comments: 3,000 imported');
    expect((await (await served()).list(`${SITE}/story`)).thread.total).toBe(3000);
  });

  it('counts every reply and total right, in whatever order and state comments come, at once or little by little', async () => {
    let seed = 20_261_123;
    const random = (below: number) => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((seed / 2 ** 32) * below);
    };
    const states = ['', '', '<isSpam>true</isSpam>', '<isDeleted>true</isDeleted>', '<isApproved>false</isApproved>'];
    const posts = Array.from({ length: 400 }, (_, index) =>
      post(String(index), random(4) ? String(random(400)) : undefined, { thread: random(5) ? 't' : 'u' }).replace(
        '<author>',
        `${states[random(states.length)]!}<author>`,
      ),
    );
    for (const count of [100, 250, 400]) {
      await taken(file('a.xml', disqus(...posts.slice(0, count))), 'disqus');
      const db = await openDatabase({ data: 'unused', databaseUrl: env['DATABASE_URL'] });
      const wrong = await db.query(
        `SELECT c.id FROM comments c LEFT JOIN comments p ON p.id = c.parent_id
         WHERE c.reply_count <> (SELECT count(*) FROM comments r WHERE r.parent_id = c.id AND r.visible)
           OR c.parent_id IS NOT NULL AND (p.thread_id <> c.thread_id OR c.status <> 'deleted' AND p.status = 'pending')
         UNION ALL SELECT NULL FROM threads t
         WHERE t.total <> (SELECT count(*) FROM comments c WHERE c.thread_id = t.id AND c.status = 'published')`,
      );
      await db.close();
      expect(wrong, `after ${count}`).toEqual([]);
    }
  });

  it('that XML forbids in places comes whole, and the summary says what was done there', async () => {
    const out = await taken(file('a.xml', `Notice: old\n${disqus(post('1', undefined, { text: 'bell\u0007' }))}`), 'disqus');
    expect(out.split('\n').slice(1, -2)).toEqual([
      'Comments: 1 imported, 0 already here',
      'Not as they were:',
      '  lines around the export itself, such as messages of a server, left out (the first on line 1): 1',
      '  control characters, which XML forbids, left out (the first on line 3): 1',
    ]);
    expect(commentsOf(await exported()).map(({ text }) => text)).toEqual(['bell']);
  });

  it('never looks up what its document type declares', async () => {
    const secret = file('secret', 'open sesame');
    const text = `<?xml version="1.0"?><!DOCTYPE disqus [ <!ENTITY x SYSTEM "file://${secret}"> <!ENTITY y "&x;&x;"> ]>
      ${disqus(post('1', undefined, { name: '&x;' }), post('2').replace('<![CDATA[<p>Number 2</p>]]>', '&y; it said'))}`;
    await taken(file('a.xml', text), 'disqus');
    const comments = await exported();
    expect(comments).toContain('it said');
    expect(comments).not.toContain('sesame');
  });
});

describe('an export of WordPress', () => {
  it('keeps lines and formats, and what waits waits; pingbacks, spam, notes and articles that are not public stay behind', async () => {
    const out = await taken(example('wordpress.xml'), 'wordpress');
    for (const line of [
      'Comments: 3 imported, 0 already here',
      '  1 of the new ones wait for a moderator',
      '  pingbacks and trackbacks: 1',
      '  of a kind that is no comment: 1',
      '  on articles that are not public: 1',
      '  spam: 1',
      '  deleted: 1',
      '  replies to comments that wait, now one level up: 1',
    ]) {
      expect(out.split('\n')).toContain(line);
    }
    const lines = await exported();
    for (const secret of ['192.0.2', 'mail.example', 'javascript:', 'Order 12', 'Nobody else'])
      expect(lines).not.toContain(secret);
    const reader = await served();
    const page = await reader.list(`${SITE}/2021/bread`);
    expect(page.comments.map(sketch)).toEqual([
      [
        'Ed & Ina',
        'published',
        'First line\nsecond line\n\nNew paragraph with `a *b* c`:\n\n- flour\n- water\n\n> said before\n\n\\- no list',
      ],
      ['Gus', 'published', 'An answer to one that waits'],
    ]);
    expect(page.comments[0]).toMatchObject({
      author: { url: 'https://ed.example/about' },
      createdAt: '2021-03-01T08:30:00.000Z',
    });
    expect(page.comments[1]?.parentId).toBe(page.comments[0]?.id);
    const waiting = (await (await moderate(running!.origin, 'GET', '/comments?filter=pending')).json()) as {
      comments: { id: string; name: string; threadTitle: string }[];
    };
    expect(waiting.comments).toMatchObject([{ name: 'Fay', threadTitle: 'Bread – and time' }]);
    await moderate(running!.origin, 'POST', `/comments/${waiting.comments[0]!.id}/approve`);
    expect((await reader.list(`${SITE}/2021/bread`)).comments.map(({ author }) => author.name)).toEqual([
      'Ed & Ina',
      'Fay',
      'Gus',
    ]);
  });

  it('of a second blog with the same numbers is not taken for the first', async () => {
    await taken(example('wordpress.xml'), 'wordpress');
    const second = readFileSync(example('wordpress.xml'), 'utf8').replaceAll('//news.example', '//news.example/blog');
    expect(await taken(file('b.xml', second), 'wordpress')).toContain('Comments: 3 imported, 0 already here');
  });
});

describe('the files of others', () => {
  it('of Remark42: scores, pins, edits, closed pages, and its own people as staff', async () => {
    const path = file('backup.gz', gzipSync(readFileSync(example('remark42.jsonl'))));
    expect(await taken(path, 'remark42')).toContain('not to be read: 1');
    const page = await (await served()).list(`${SITE}/swifts`);
    expect(page.thread).toMatchObject({ total: 3, closed: true });
    expect(page.comments).toMatchObject([
      { author: { name: 'Jo' }, text: 'They left on Monday.\n\n```\na\n  b\n```', score: 5, pinned: true },
      {
        author: { name: 'Kim & Lee', badge: 'staff' },
        text: 'Mine left **early**.',
        score: -2,
        createdAt: '2022-08-01T17:30:00.123Z',
        editedAt: '2022-08-01T18:00:00.000Z',
      },
      { author: { name: 'Lou' }, parentId: null },
    ]);
  });

  it('of Commento and of Comentario: text as it was typed, people by their names', async () => {
    await taken(example('commento.json'), 'commento', '--anonymous', 'Gast');
    await taken(file('comentario.json.gz', gzipSync(readFileSync(example('comentario.json')))), 'commento');
    const lines = await exported();
    expect(lines).not.toContain('mail.example');
    expect(commentsOf(lines)).toMatchObject([
      { author: { name: 'Mo', url: 'https://mo.example/', badge: 'staff' }, status: 'published', score: 3 },
      { author: { name: 'Gast' }, status: 'pending', text: 'Not seen yet' },
      { author: { name: 'Mo' }, text: 'Mate', pinned: true },
      { author: { name: 'Nan' }, text: 'Check' },
    ]);
    const page = await (await served()).list(`${SITE}/chess`, { sort: 'oldest' });
    expect(page.comments.map(({ text }) => text)).toEqual([
      'Mate',
      'Check',
      'A **bold** move\nand [a link](javascript:alert(1))',
    ]);
  });

  it('of Isso: what its own database says in JSON, and how to make that of the database', async () => {
    const database = await importFile(file('comments.db', `SQLite format 3\0${'x'.repeat(100)}`), 'isso');
    expect([database.code, database.error]).toEqual([2, expect.stringContaining('sqlite3 -json comments.db "SELECT c.id')]);
    await taken(example('isso.json'), 'isso');
    const page = await (await served()).list(`${SITE}/tides`);
    expect(page.comments).toMatchObject([
      { text: 'Typed in *markdown*', score: 2, createdAt: '2013-12-17T23:01:01.572Z', editedAt: '2013-12-17T23:01:40.500Z' },
    ]);
  });

  it('of a site that had another address come to the pages of today', async () => {
    const old = disqus(post('1')).replaceAll(SITE, 'http://www.old.example:8080');
    const out = await taken(file('a.xml', old), 'disqus', '--formerly', 'http://www.old.example:8080');
    expect(out).not.toContain('none of');
    expect((await (await served()).list(`${SITE}/story`)).thread.total).toBe(1);
  });
});

describe('a file that cannot be taken', () => {
  const all = {
    disqus: 'disqus.xml',
    wordpress: 'wordpress.xml',
    remark42: 'remark42.jsonl',
    commento: 'commento.json',
    isso: 'isso.json',
  };

  it('because it is of another system changes nothing, and says so', async () => {
    for (const from of Object.keys(all)) {
      for (const name of [...Object.values(all), 'nothing']) {
        if (all[from as keyof typeof all] === name) continue;
        const path = name === 'nothing' ? file('nothing', '') : example(name);
        const { code, error } = await importFile(path, from);
        expect([code, error.split('\n').slice(-2)], `${name} as ${from}`).toEqual([2, ['Nothing was changed.', '']]);
      }
    }
    expect((await importFile(example('disqus.xml'), 'afterword')).code).toBe(2);
    expect((await importFile(join(folder, 'missing.xml'), 'disqus')).error).toContain('there is no file');
    expect((await run(['export'])).error, 'not even tables').toBe('0 comments of 0 pages exported\n');
  });

  it('because its end is missing changes nothing, wherever that was', async () => {
    await taken(file('whole.xml', disqus(post('1'))), 'disqus');
    writeFileSync(join(folder, 'ours.jsonl'), await exported());
    for (const [from, path] of [
      ...Object.entries(all).map(([from, name]) => [from, example(name)]),
      ['afterword', join(folder, 'ours.jsonl')],
    ]) {
      const bytes = readFileSync(path!);
      for (const [kind, whole] of [
        ['plain', bytes],
        ['gzipped', gzipSync(bytes)],
      ] as const) {
        for (const part of [0.2, 0.5, 0.9]) {
          const end = Math.floor(whole.length * part);
          const { code, error } = await importFile(file('part', whole.subarray(0, end)), from!);
          expect([code, error], `${from!} ${kind} ${end}`).toEqual([2, expect.stringContaining('Nothing was changed.')]);
        }
      }
    }
    expect((await importFile(file('lines', (await exported()).replace(/.*"Number 1".*\n/, '')), 'afterword')).error).toContain(
      'is not whole',
    );
    expect(commentsOf(await exported()).length).toBe(1);
  });

  it('because the command was wrong is explained', async () => {
    for (const args of [
      [],
      ['sideways'],
      ['import'],
      ['import', example('disqus.xml')],
      ['import', example('disqus.xml'), '--from', 'toString', '--site', SITE],
      ['import', example('disqus.xml'), '--from', 'disqus'],
      ['import', example('disqus.xml'), '--from', 'disqus', '--site', 'news.example'],
      ['import', example('disqus.xml'), '--from', 'disqus', '--site', SITE, '--force'],
    ]) {
      const { code, error } = await run(args);
      expect([code, error.includes('npm run comments:import -- <file>')], args.join(' ')).toEqual([2, true]);
    }
  });
});

describe('a dry run', () => {
  it('says the same and does nothing, with a database and without one', async () => {
    useFolder('data');
    const out = await taken(example('disqus.xml'), 'disqus', '--dry-run');
    expect(out).toContain('Comments: 5 would be imported, 0 already here');
    expect(out).toContain('Nothing was changed: this was a dry run.');
    expect(existsSync(join(folder, 'data'))).toBe(false);
    await useNewDatabase();
    await taken(file('a.xml', disqus(post('1'))), 'disqus');
    const before = await exported();
    expect(await taken(file('b.xml', disqus(post('1'), post('2'))), 'disqus', '--dry-run')).toContain(
      'Comments: 1 would be imported, 1 already here',
    );
    expect(await exported()).toBe(before);
  }, 90_000);
});

describe('an export of this backend', () => {
  it('comes back as it was on an empty database, to the byte, without anything that only the server may know', async () => {
    useFolder('data');
    await taken(example('disqus.xml'), 'disqus');
    await taken(example('remark42.jsonl'), 'remark42');
    const author = await served();
    const { origin } = running!;
    const mine = await author.comment('own', '  Typed *here*,\r\nwith\ttwo lines ', { url: `${SITE}/own?x=1`, title: 'Own' });
    const reader = new Reader(origin);
    const reply = await reader.comment('own', 'A reply', { parentId: mine.id });
    await reader.vote(mine.id, 1);
    await reader.send('POST', `/comments/${mine.id}/report`, { reason: 'spam', note: 'a note to moderators' });
    await author.send('PATCH', `/comments/${mine.id}`, { text: 'Typed **again**' });
    const gone = await reader.comment('own', 'Taken back', { parentId: reply.id });
    await reader.comment('own', 'Answered', { parentId: gone.id });
    await reader.send('DELETE', `/comments/${gone.id}`);
    const alone = await reader.comment('own', 'Nobody answered this');
    await reader.send('DELETE', `/comments/${alone.id}`);
    await moderate(origin, 'POST', `/comments/${reply.id}/pin`);
    await moderate(origin, 'PUT', '/threads', { thread: 'own', moderated: true });
    await moderate(origin, 'PUT', '/threads', { thread: 'closed before anybody came', closed: true });
    await author.send('PATCH', `/comments/${mine.id}`, { text: 'An edit that waits' });
    await reader.post('own', 'A comment that waits');
    const refused = await reader.comment('own', 'A comment that was refused');
    await moderate(origin, 'POST', `/comments/${refused.id}/reject`);
    const before = await author.list('own', { sort: 'oldest' });
    await stopServer();

    const path = join(folder, 'out.jsonl');
    expect(await run(['export', '--out', path])).toEqual({ code: 0, out: '', error: '13 comments of 5 pages exported\n' });
    const first = readFileSync(path, 'utf8');
    for (const secret of [
      author.token!,
      reader.token!,
      author.address,
      'note to moderators',
      'was refused',
      'Nobody answered this',
    ]) {
      expect(first).not.toContain(secret);
    }
    copyFileSync(path, join(folder, 'kept.jsonl'));
    await useNewDatabase();
    await taken(join(folder, 'kept.jsonl'), 'afterword');
    expect(await exported()).toBe(first);
    expect(await taken(join(folder, 'kept.jsonl'), 'afterword')).toContain('Comments: 0 imported, 13 already here');

    const stranger = await served();
    const after = await stranger.list('own', { sort: 'oldest' });
    const plain = ({ own: _own, editableUntil: _until, vote: _vote, ...rest }: WireComment) => rest;
    const asSeen = before.comments.filter(({ id, status }) => status !== 'pending' || id === mine.id);
    expect(after.comments.map(plain)).toEqual(
      asSeen
        .map(plain)
        .map((comment) => (comment.id === mine.id ? { ...comment, status: 'published', text: 'Typed **again**' } : comment)),
    );
    expect(after.thread).toEqual(before.thread);
    expect((await stranger.list('closed before anybody came')).thread.closed).toBe(true);
  }, 90_000);

  it('leaves an older file alone until the new one is whole', async () => {
    useFolder('data');
    const path = file('out.jsonl', 'what was saved before');
    const { code, error } = await run(['export', '--out', path]);
    expect([code, error]).toEqual([1, expect.stringMatching(/^There is no database in /)]);
    await useNewDatabase();
    await taken(file('a.xml', disqus(post('1'))), 'disqus');
    expect((await run(['export', '--out', join(folder, 'no/such/folder.jsonl')])).code).toBe(1);
    expect(readFileSync(path, 'utf8')).toBe('what was saved before');
    await query('ALTER TABLE comments RENAME COLUMN edited_text TO lost');
    expect((await run(['export', '--out', path])).code, 'it ends in the middle').toBe(1);
    expect([readFileSync(path, 'utf8'), existsSync(`${path}.part`)]).toEqual(['what was saved before', false]);
    await query('ALTER TABLE comments RENAME COLUMN lost TO edited_text');
    expect((await run(['export', '--out', path])).code).toBe(0);
    expect(commentsOf(readFileSync(path, 'utf8')).length).toBe(1);
  });
});

describe('while the server runs', () => {
  it('its folder is nobody else’s: the import says what to do, and nothing is harmed', async () => {
    useFolder('data');
    await taken(file('a.xml', disqus(post('1'))), 'disqus');
    const reader = await served();
    const { code, error } = await importFile(file('b.xml', disqus(post('2'))), 'disqus');
    expect([code, error]).toEqual([1, expect.stringMatching(/is in use by another process.*\nStop the server/)]);
    expect((await reader.list(`${SITE}/story`)).comments.map(({ text }) => text)).toEqual(['Number 1']);
  }, 90_000);

  it('on PostgreSQL, both work: a page that is open hears of what was imported', async () => {
    const reader = await served();
    await reader.comment(`${SITE}/story`, 'Here before');
    const events = await fetch(`${running!.origin}/api/events?thread=${encodeURIComponent(`${SITE}/story`)}`);
    let heard = '';
    const decoder = new TextDecoder();
    void events
      .body!.pipeTo(new WritableStream({ write: (chunk) => void (heard += decoder.decode(chunk)) }))
      .catch(() => undefined);
    const posts = Array.from({ length: 2500 }, (_, index) => post(String(index), index % 2 ? String(index - 1) : undefined));
    const path = file('a.xml', disqus(...posts));
    const [said, ...meanwhile] = await Promise.all([
      importFile(path, 'disqus'),
      ...[1, 2, 3].map((number) => new Reader(running!.origin).post(`${SITE}/story`, `Meanwhile ${number}`)),
    ]);
    expect([said.code, ...meanwhile.map(({ status }) => status)]).toEqual([0, 201, 201, 201]);
    await until(() => heard.includes('data: 2504'), 'the number of comments');
    expect((await run(['export'])).error).toBe('2,504 comments of 1 page exported\n');
  }, 90_000);
});

describe('npm run comments:import and comments:export', () => {
  const scripts = (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> }).scripts;
  const work = mkdtempSync(join(tmpdir(), 'afterword-transfer-cli-'));
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  function npm(script: string, ...args: string[]): Promise<Said> {
    const [program = '', ...rest] = scripts[script]!.split(' ');
    const child = spawn(program === 'node' ? process.execPath : program, [...rest, ...args], {
      cwd: ROOT,
      env: { PATH: process.env['PATH'] ?? '', AFTERWORD_DATA: join(work, 'data'), SITE_URL: SITE },
    });
    const said = { out: '', error: '' };
    child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (said.error += chunk.toString()));
    return new Promise((resolve) => child.once('close', (code) => resolve({ code: code ?? 1, ...said })));
  }

  it('take the site from SITE_URL, and end with a code that scripts can read', async () => {
    const imported = await npm('comments:import', example('disqus.xml'), '--from', 'disqus');
    expect([imported.code, imported.out]).toEqual([0, expect.stringContaining('Comments: 5 imported')]);
    expect((await npm('comments:import', example('commento.json'), '--from', 'disqus')).code).toBe(2);
    const written = await npm('comments:export', '--out', join(work, 'out.jsonl'));
    expect([written.code, written.error]).toEqual([0, '5 comments of 2 pages exported\n']);
    const db = await openDatabase({ data: join(work, 'data') });
    expect(await db.query('SELECT 1 FROM comments WHERE author_key IS NOT NULL')).toEqual([]);
    await db.close();
  }, 90_000);
});
