import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { until } from '../support/wait.js';
import { moderate, newThread, Reader, type WirePage } from './support/backend.js';
import { startPostgres, type PostgresServer } from './support/backend-postgres.js';

const PROGRAM = fileURLToPath(new URL('support/backend-process.ts', import.meta.url));

interface Running {
  process: ChildProcess;
  origin: string;
}

const children = new Set<ChildProcess>();

/** A backend in a process of its own; rejects with what it complained about when it ends instead of answering. */
async function start(env: Record<string, string>): Promise<Running> {
  const child = spawn(process.execPath, ['--import', 'tsx', PROGRAM], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('http://')) {
      child.stdout.resume();
      return { process: child, origin: line };
    }
  }
  throw new Error(complaint);
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

async function killAll(): Promise<void> {
  await Promise.all([...children].map(kill));
  children.clear();
}

describe('comments in the embedded database', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'afterword-data-'));
  });
  afterAll(async () => {
    await killAll();
    await rm(folder, { recursive: true, force: true });
  });

  it('are still there after the process was killed in the middle of its work', async () => {
    // Killed while it makes its tables: nobody has written yet, so the next start begins anew.
    const early = spawn(process.execPath, ['--import', 'tsx', PROGRAM], {
      env: { ...process.env, AFTERWORD_DATA: folder },
      stdio: 'ignore',
    });
    await until(() => existsSync(join(folder, 'pgdata', 'base')), 'the first file of the database', 30_000);
    await kill(early);
    expect(existsSync(join(folder, 'ready')), 'it was not done').to.equal(false);

    const first = await start({ AFTERWORD_DATA: folder });
    const thread = newThread();
    const ada = new Reader(first.origin);
    const kept: string[] = [];
    for (let n = 0; n < 5; n++) kept.push((await ada.comment(thread, `Kept ${n}`)).id);
    await new Reader(first.origin).vote(kept[0]!, 1);
    // The answer to the last one may get lost; the comment is there once or not at all.
    const last = randomUUID();
    const bob = new Reader(first.origin);
    const cut = bob.post(thread, 'Cut off', { id: last }).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 3));
    await kill(first.process);
    await cut;

    const second = await start({ AFTERWORD_DATA: folder });
    const again = new Reader(second.origin);
    again.token = bob.token;
    expect((await again.post(thread, 'Cut off', { id: last })).status).to.be.oneOf([200, 201]);
    const page = await again.list(thread, { sort: 'oldest' });
    expect(page.comments.map((comment) => comment.id)).to.deep.equal([...kept, last]);
    expect(page.comments[0]!.score).to.equal(1);
    expect(page.thread.total).to.equal(6);

    // A second process in the same folder would destroy it.
    let complaint = '';
    await start({ AFTERWORD_DATA: folder }).catch((error: Error) => (complaint = error.message));
    expect(complaint).to.include('in use by another process').and.include('DATABASE_URL');
    expect((await again.list(thread)).thread.total).to.equal(6);
  }, 90_000);
});

describe('two backends on one PostgreSQL server', () => {
  let server: PostgresServer;
  let one: Running;
  let two: Running;
  beforeAll(async () => {
    server = await startPostgres();
    // At the same time, on an empty database: both want to make the tables.
    [one, two] = await Promise.all([start({ DATABASE_URL: server.url }), start({ DATABASE_URL: server.url })]);
  }, 90_000);
  afterAll(async () => {
    await killAll();
    await server.stop();
  });
  afterEach(() => {
    for (const { process } of [one, two]) expect(process.exitCode, 'still running').to.equal(null);
  });

  /** The same reader at either backend: a balancer decides which one answers. */
  function readerOfBoth(): [Reader, Reader] {
    const here = new Reader(one.origin);
    const there = new Reader(two.origin);
    there.token = here.token;
    return [here, there];
  }

  it('show what was posted to either', async () => {
    const thread = newThread();
    const [here, there] = readerOfBoth();
    const a = await here.comment(thread, 'Here');
    const b = await there.comment(thread, 'There', { parentId: a.id });
    expect((await there.vote(b.id, 1)).status).to.equal(403);
    expect((await new Reader(two.origin).vote(a.id, 1)).json.score).to.equal(1);
    for (const reader of [here, there]) {
      const page = await reader.list(thread);
      expect(page.comments.map((comment) => [comment.text, comment.score, comment.own])).to.deep.equal([
        ['Here', 1, true],
        ['There', 0, true],
      ]);
      expect(page.thread.total).to.equal(2);
    }
    expect((await there.send('PATCH', `/comments/${a.id}`, { text: 'Edited there' })).status).to.equal(200);
    await moderate(two.origin, 'PUT', '/threads', { thread, closed: true });
    expect((await here.post(thread, 'Late')).json.code).to.equal('closed');
  });

  it('make one comment of a request that reaches both', async () => {
    const thread = newThread();
    const [here, there] = readerOfBoth();
    for (let n = 0; n < 3; n++) {
      const id = randomUUID();
      const answers = await Promise.all([here, there, here, there].map((reader) => reader.post(thread, `Once ${n}`, { id })));
      expect(answers.map((answer) => answer.status).sort(), `${n}`).to.deep.equal([200, 200, 200, 201]);
    }
    const twice = await Promise.all([here.post(thread, 'Twice'), there.post(thread, 'Twice')]);
    expect(twice.map((answer) => answer.status).sort()).to.deep.equal([201, 409]);
    expect((await here.list(thread)).thread.total).to.equal(4);
  });

  it('share the speed limits', async () => {
    const thread = newThread();
    const [here, there] = readerOfBoth();
    const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => (n % 2 ? here : there).post(thread, `Fast ${n}`)));
    expect(answers.filter((answer) => answer.status === 201)).to.have.length(5);
    expect(answers.filter((answer) => answer.status === 429)).to.have.length(7);
  });

  it('page without repeats or gaps while both are written to', async () => {
    const thread = newThread();
    const write = (n: number) => new Reader(n % 2 ? one.origin : two.origin).comment(thread, `Comment ${n}`);
    const first = await Promise.all(Array.from({ length: 30 }, (_, n) => write(n)));
    const atFirst = (await new Reader(one.origin).list(thread, { limit: '100' })).comments.map((comment) => comment.id);
    expect(atFirst).to.have.length(30);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const reader: Reader = new Reader(seen.length % 2 ? one.origin : two.origin);
      const page: WirePage = await reader.list(thread, { limit: '7', ...(cursor === null ? {} : { cursor }) });
      seen.push(...page.comments.map((comment) => comment.id));
      cursor = page.cursor;
      await Promise.all([
        ...first
          .slice(0, 12)
          .map(({ id }, n) => new Reader(n % 2 ? one.origin : two.origin).vote(id, seen.length % 2 ? 1 : -1)),
        write(100 + seen.length),
      ]);
    } while (cursor !== null);
    expect(seen).to.deep.equal(atFirst);
  });

  it('keep what a third wrote before it was killed', async () => {
    const thread = newThread();
    const three = await start({ DATABASE_URL: server.url });
    const { id } = await new Reader(three.origin).comment(thread, 'Written by three');
    await kill(three.process);
    children.delete(three.process);
    expect((await new Reader(one.origin).list(thread)).comments.map((comment) => comment.id)).to.deep.equal([id]);
  }, 60_000);
});
