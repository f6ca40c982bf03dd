import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../../demo/backend/db.js';
import { until } from '../support/wait.js';
import { newThread, Reader } from './support/backend.js';

const PROGRAM = fileURLToPath(new URL('support/backend-process.ts', import.meta.url));

let folder: string;
const said: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'afterword-folder-'));
  said.length = 0;
  vi.spyOn(console, 'warn').mockImplementation((line: string) => said.push(line));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const open = (data: string) => openDatabase({ data });

describe('the folder of the embedded database', { timeout: 120_000 }, () => {
  it('that has lost its mark is refused with what to do, and loses nothing', async () => {
    const first = await open(folder);
    await first.script("CREATE TABLE kept (what text); INSERT INTO kept VALUES ('words')");
    await first.close();
    unlinkSync(join(folder, 'ready'));
    const words = /^(.*) holds a database without the file "ready".* make that file/s;
    await expect(open(folder)).rejects.toThrow(words);
    await expect(open(folder), 'nor the second time').rejects.toThrow(words);
    writeFileSync(join(folder, 'ready'), '');
    const again = await open(folder);
    expect(await again.query('SELECT what FROM kept')).toEqual([{ what: 'words' }]);
    await again.close();
    expect(said).toEqual([]);
  });

  it('that was never finished is begun anew, and what was there is put aside, not deleted', async () => {
    // As a process leaves it that is killed during its very first start.
    mkdirSync(join(folder, 'pgdata'));
    writeFileSync(join(folder, 'pgdata', 'PG_VERSION'), '17');
    writeFileSync(join(folder, 'unfinished'), '');
    const db = await open(folder);
    expect(await db.query('SELECT count(*)::int AS count FROM comments')).toEqual([{ count: 0 }]);
    await db.close();
    const aside = readdirSync(folder).filter((name) => name.startsWith('pgdata-'));
    expect(aside).toHaveLength(1);
    expect(existsSync(join(folder, aside[0]!, 'PG_VERSION'))).toBe(true);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(join(folder, aside[0]!));
    expect(existsSync(join(folder, 'unfinished'))).toBe(false);
    await (await open(folder)).close();
    expect(said, 'once').toHaveLength(1);
  });

  it('is the first one’s when two start at once, even the very first time', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', PROGRAM], {
      env: { ...process.env, AFTERWORD_DATA: folder },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      let origin = '';
      child.stdout.on('data', (chunk: Buffer) => (origin += chunk.toString()));
      await until(() => existsSync(join(folder, 'pgdata', 'base')), 'the first file of the database');
      expect(existsSync(join(folder, 'ready')), 'it is being made').toBe(false);
      await expect(open(folder)).rejects.toThrow('in use by another');
      await until(() => origin || child.exitCode !== null, 'the first one to answer');
      const { id } = await new Reader(origin.trim()).comment(newThread(), 'Words');
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
      const again = await open(folder);
      expect(await again.query('SELECT id FROM comments')).toEqual([{ id }]);
      await again.close();
    } finally {
      child.kill('SIGKILL');
    }
  });

  it('that is no folder is named', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, 'mine');
    await expect(open(file)).rejects.toThrow(`${file} cannot be the folder of the database`);
  });
});
