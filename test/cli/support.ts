import { execFile, spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, vi } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const COMMAND = join(root, 'cli/afterword.js');

// Every step is a process of its own, which takes a second to start where the machine has other things to do.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

/** Builds the command where the source changed since. */
export async function buildCommand(): Promise<void> {
  await promisify(execFile)(process.execPath, [join(root, 'scripts/build-cli.mjs'), '--if-changed']);
}

/** A folder that is gone after the tests of the file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'afterword-cli-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function write(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

export interface Ran {
  code: number | null;
  out: string;
  error: string;
}

/** Runs the built command in a folder. `env` adds to the environment; `kill` is told of each output and may end it. */
export function afterword(
  cwd: string,
  args: readonly string[],
  { kill }: { kill?: (output: string) => NodeJS.Signals | undefined } = {},
): Promise<Ran> {
  return new Promise((resolve) => {
    const env = { ...process.env, SOURCE_DATE_EPOCH: '1700000000' };
    const child = spawn(process.execPath, [COMMAND, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const ran: Ran = { code: null, out: '', error: '' };
    let isKilled = false;
    const hear = (): void => {
      // Once: a second Ctrl+C means something else.
      const signal = isKilled ? undefined : kill?.(ran.out + ran.error);
      if (signal) isKilled = child.kill(signal);
    };
    child.stdout.on('data', (chunk) => ((ran.out += chunk), hear()));
    child.stderr.on('data', (chunk) => ((ran.error += chunk), hear()));
    const watch = kill && setInterval(hear, 5);
    child.on('close', (code) => {
      clearInterval(watch);
      resolve({ ...ran, code });
    });
  });
}

export type Answer = string | { status?: number; headers?: Record<string, string>; body?: string | Uint8Array };
export type Pages = Record<string, Answer | ((request: IncomingMessage, response: ServerResponse) => Answer | undefined)>;

export interface Site {
  url: string;
  /** Paths that were asked for, in order. */
  asked: string[];
  agents: Set<string>;
}

/** A real server on a free port; what is not among its pages is 404. */
export async function serve(pages: Pages): Promise<Site> {
  const site: Site = { url: '', asked: [], agents: new Set() };
  const server: Server = createServer((request, response) => {
    const path = request.url ?? '/';
    site.asked.push(path);
    site.agents.add(request.headers['user-agent'] ?? '');
    const page = pages[path] ?? { status: 404, body: 'Not found' };
    const answer = typeof page === 'function' ? page(request, response) : page;
    if (answer === undefined) return;
    const { status = 200, headers = {}, body = '' } = typeof answer === 'string' ? { body: answer } : answer;
    response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', ...headers });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  site.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return site;
}

/** Every file below a folder with its content. */
export function contents(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [file.slice(folder.length + 1), readFileSync(file, 'utf8')]),
  );
}

const SUBJECTS = [
  'tides moon harbour ferry sailor estuary',
  'bread flour oven sourdough baker crust',
  'chess opening bishop tournament gambit endgame',
  'ceasefire envoy delegation border guarantee summit',
];
const FILLERS = 'morning after many people said that their town would not wait for another year before changing'.split(' ');

export interface TestArticle {
  url: string;
  title: string;
  text: string;
  date: string;
  tags: string[];
}

/** Articles about four subjects in turn; which is which can be seen from the number. */
export function articles(count: number, origin = 'https://paper.example', from = 0): TestArticle[] {
  return Array.from({ length: count }, (_, at) => {
    const number = from + at;
    const words = SUBJECTS[number % 4]!.split(' ');
    const pick = (step: number): string => words[(number * 7 + step * 5) % words.length]!;
    const filler = (step: number): string => FILLERS[(number * 3 + step) % FILLERS.length]!;
    const text = Array.from({ length: 60 }, (_word, step) => (step % 3 ? filler(step) : pick(step + (number % 5)))).join(' ');
    return {
      url: `${origin}/stories/${number}`,
      title: `${pick(0)} ${pick(1)} report ${number}`,
      text,
      date: new Date(Date.UTC(2026, 0, 1) - number * 86_400_000).toISOString(),
      tags: [words[0]!],
    };
  });
}

export function lines(list: readonly TestArticle[]): string {
  return list.map((article) => `${JSON.stringify(article)}\n`).join('');
}

export function pageOf({ url, title, text, date }: TestArticle): string {
  return `<!doctype html><html lang="en"><head><title>${title} | Paper</title><link rel="canonical" href="${url}">
    <meta property="og:type" content="article"><meta property="article:published_time" content="${date}"></head>
    <body><nav>Home Sport bishop oven tides</nav><article><h1>${title}</h1><p>${text}</p></article></body></html>`;
}
