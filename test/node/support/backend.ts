import { randomBytes, randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { createBackend, type Backend, type BackendOptions } from '../../../demo/backend/index.js';
import { assertContract } from './backend-contract.js';

export const MODERATION_TOKEN = 'test-moderator';
export const TOPICS = [
  { id: 'diplomacy', label: 'Diplomacy' },
  { id: 'science', label: 'Science <weekly>' },
];

export interface WireComment {
  id: string;
  parentId: string | null;
  author: { name: string; url?: string; badge?: string };
  text: string | null;
  createdAt: string;
  editedAt: string | null;
  status: 'published' | 'pending' | 'deleted';
  score: number;
  vote: number;
  replyCount: number;
  pinned: boolean;
  own: boolean;
  editableUntil: string | null;
}

export interface WirePage {
  comments: WireComment[];
  cursor: string | null;
  moreReplies: { parentId: string; cursor: string; remaining: number }[];
  thread: { total: number; closed: boolean; moderated: boolean; live: boolean };
  now: string;
}

export interface Answer<T> {
  status: number;
  headers: Headers;
  text: string;
  json: T;
}

export interface Problem {
  code: string;
  field?: string;
}

/** Time as the backend sees it: real time plus what a test lets pass. */
export class Clock {
  #offset = 0;
  readonly now = (): number => Date.now() + this.#offset;
  /** In milliseconds. */
  pass(time: number): void {
    this.#offset += time;
  }
}

export interface TestBackend {
  origin: string;
  backend: Backend;
  clock: Clock;
  stop(): Promise<void>;
}

/** The real backend behind real HTTP, in memory. `X-Forwarded-For` gives each test an address of its own. */
export async function startBackend(options: Partial<BackendOptions> = {}): Promise<TestBackend> {
  const clock = new Clock();
  let origin = '';
  const backend = await createBackend({
    data: 'memory',
    publicUrl: () => `${origin}/api`,
    siteUrl: () => `${origin}/`,
    moderationToken: MODERATION_TOKEN,
    allowedOrigins: ['https://news.example'],
    trustProxy: true,
    topics: TOPICS,
    now: clock.now,
    ...options,
  });
  const app = new Hono();
  app.route('/api', backend.api).route('/moderation', backend.moderation).route('/outbox', backend.outbox);
  const server = await new Promise<Server>((resolve) => {
    const started = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, () => resolve(started as Server));
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    backend,
    clock,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await backend.close();
    },
  };
}

export function guestToken(): string {
  return `guest.${randomBytes(32).toString('base64url')}`;
}

let addresses = 0;

/** A reader with a key and an address of her own. Every answer of the API is checked against the contract. */
export class Reader {
  token: string | undefined = guestToken();
  readonly address = `10.0.${Math.floor(++addresses / 250)}.${addresses % 250}`;
  readonly #api: string;

  constructor(origin: string) {
    this.#api = `${origin}/api`;
  }

  async send<T = Problem>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const raw =
      body instanceof FormData || body instanceof URLSearchParams || typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(this.#api + path, {
      method,
      redirect: 'manual',
      headers: {
        'X-Forwarded-For': this.address,
        ...(this.token === undefined ? {} : { Authorization: `Bearer ${this.token}` }),
        ...(body === undefined || raw ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: raw ? (body as BodyInit) : JSON.stringify(body) }),
    });
    const text = await response.text();
    assertContract(method, new URL(this.#api + path).pathname.slice('/api'.length), response, text);
    const json = response.headers.get('Content-Type')?.includes('json') ? (JSON.parse(text) as T) : (undefined as T);
    return { status: response.status, headers: response.headers, text, json };
  }

  post(thread: string, text: string, more: Record<string, unknown> = {}): Promise<Answer<{ comment: WireComment } & Problem>> {
    return this.send('POST', '/comments', {
      id: randomUUID(),
      thread,
      url: 'https://news.example/story',
      name: 'Ada',
      text,
      ...more,
    });
  }

  /** The posted comment, for tests that are about something else. */
  async comment(thread: string, text: string, more: Record<string, unknown> = {}): Promise<WireComment> {
    const answer = await this.post(thread, text, more);
    if (answer.status >= 300) throw new Error(`not posted: ${answer.text}`);
    return answer.json.comment;
  }

  async list(thread: string, query: Record<string, string> = {}): Promise<WirePage> {
    return (await this.send<WirePage>('GET', `/comments?${new URLSearchParams({ thread, ...query })}`)).json;
  }

  async replies(thread: string, id: string, query: Record<string, string> = {}): Promise<WirePage> {
    return (await this.send<WirePage>('GET', `/comments/${id}/replies?${new URLSearchParams({ thread, ...query })}`)).json;
  }

  vote(id: string, value: number): Promise<Answer<{ score: number; vote: number } & Problem>> {
    return this.send('PUT', `/comments/${id}/vote`, { value });
  }
}

/** Approves and rejects what the comment says at this moment, as a moderator does who has just read it. */
export async function moderate(origin: string, method: string, path: string, body?: unknown): Promise<Response> {
  const send = (verb: string, to: string) =>
    fetch(`${origin}/moderation/api${to}`, {
      method: verb,
      headers: { Authorization: `Bearer ${MODERATION_TOKEN}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const comment = /^(\/comments\/[^/]+)\/(?:approve|reject)$/.exec(path)?.[1];
  if (comment === undefined) return send(method, path);
  const { version = '' } = (await (await send('GET', comment)).json()) as { version?: string };
  return send(method, `${path}?version=${version}`);
}

let threads = 0;

/** A thread nobody else writes in. */
export function newThread(): string {
  return `https://news.example/story-${++threads}`;
}
