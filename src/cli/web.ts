import { gunzipSync } from 'node:zlib';
import { retryAfter } from '../adapters/http.js';
import { pause } from '../adapters/pause.js';
import { UsageError } from './failure.js';

export interface WebOptions {
  /** Milliseconds between two requests to one host. */
  delay?: number | undefined;
  /** Milliseconds until an answer must be there. */
  timeout?: number | undefined;
  /** Follows what `robots.txt` says; true by default. */
  robots?: boolean | undefined;
  signal: AbortSignal;
}

export interface WebAnswer {
  status: number;
  ok: boolean;
  /** After redirects. */
  url: string;
  headers: Headers;
  bytes: Uint8Array;
}

/** Says who asks, so that a site's owner can find out and say no in robots.txt. */
export const USER_AGENT = 'Mozilla/5.0 (compatible; afterword; command line tool of a publisher)';
const ROBOT = 'afterword';
const TRIES = 3;
const TIMEOUT = 20_000;
/** Seconds of the longest wait a server may ask for. */
const LONGEST_WAIT = 120;
export const MOST_BYTES = { page: 10_000_000, list: 200_000_000 };

/** A page or a list that cannot be had; the run goes on without it. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
  readonly status: number | undefined;

  constructor(message: string, status?: number, cause?: unknown) {
    super(message, { cause });
    this.status = status;
  }
}

/** The network, used politely: one site is asked no faster than its delay, waits are kept, sizes and times are bounded. */
export class Web {
  readonly #options: WebOptions;
  readonly #next = new Map<string, number>();
  readonly #robots = new Map<string, Promise<Robots>>();

  constructor(options: WebOptions) {
    this.#options = options;
  }

  /** Rejects with an `UnreadableError` when there is no answer, none that may be read, or the status is an error. */
  async get(url: string, { accept = '*/*', most = MOST_BYTES.page } = {}): Promise<WebAnswer> {
    const { host, origin, pathname, search } = new URL(url);
    if (this.#options.robots !== false) {
      let robots = this.#robots.get(origin);
      if (!robots) this.#robots.set(origin, (robots = this.#readRobots(origin)));
      const { forbids, delay } = await robots;
      if (forbids(pathname + search)) throw new UnreadableError(`robots.txt of ${host} asks not to read it`);
      await this.#turn(host, Math.max(delay, this.#options.delay ?? 0));
    } else {
      await this.#turn(host, this.#options.delay ?? 0);
    }
    for (let attempt = 1; ; attempt++) {
      let wait = 2 ** attempt * 500;
      try {
        const answer = await this.#fetch(url, accept, most);
        if (answer.ok) return answer;
        const busy = answer.status === 429 || answer.status >= 500;
        if (!busy || attempt === TRIES) throw new UnreadableError(`answered ${answer.status}`, answer.status);
        wait = Math.max(wait, Math.min(LONGEST_WAIT, retryAfter(answer.headers) ?? 0) * 1000);
      } catch (thrown) {
        this.#options.signal.throwIfAborted();
        if (thrown instanceof UnreadableError) throw thrown;
        if (attempt === TRIES) throw new UnreadableError(reasonOf(thrown), undefined, thrown);
      }
      // Whoever else wants this host waits too.
      this.#next.set(host, Math.max(this.#next.get(host) ?? 0, Date.now() + wait));
      await this.#turn(host, this.#options.delay ?? 0);
    }
  }

  async #fetch(url: string, accept: string, most: number): Promise<WebAnswer> {
    const timeout = AbortSignal.timeout(this.#options.timeout ?? TIMEOUT);
    const response = await fetch(url, {
      headers: { Accept: accept, 'User-Agent': USER_AGENT },
      signal: AbortSignal.any([this.#options.signal, timeout]),
    });
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size > most) throw new UnreadableError(`is larger than ${Math.round(most / 1e6)} MB`);
      chunks.push(chunk);
    }
    const { status, ok, headers } = response;
    return { status, ok, url: response.url || url, headers, bytes: Buffer.concat(chunks) };
  }

  async #turn(host: string, delay: number): Promise<void> {
    const now = Date.now();
    const turn = Math.max(now, this.#next.get(host) ?? 0);
    this.#next.set(host, turn + delay);
    if (turn > now) await pause(turn - now, this.#options.signal);
  }

  async #readRobots(origin: string): Promise<Robots> {
    try {
      const answer = await this.#fetch(`${origin}/robots.txt`, 'text/plain', 500_000);
      if (answer.ok) return parseRobots(new TextDecoder().decode(answer.bytes));
    } catch {
      this.#options.signal.throwIfAborted();
    }
    return { forbids: () => false, delay: 0 };
  }
}

function reasonOf(thrown: unknown): string {
  if (thrown instanceof DOMException && thrown.name === 'TimeoutError') return 'did not answer in time';
  const cause = thrown instanceof Error ? (thrown.cause as { code?: string; message?: string } | undefined) : undefined;
  return `could not be reached (${cause?.code ?? cause?.message ?? String(thrown)})`;
}

interface Robots {
  forbids(path: string): boolean;
  /** Milliseconds. */
  delay: number;
}

/** What robots.txt (RFC 9309) says to us: the group that names us, else the one for everybody; the longest rule wins. */
export function parseRobots(text: string): Robots {
  const groups = new Map<string, { rules: { path: string; allow: boolean }[]; delay: number }>();
  let names: string[] = [];
  let inRules = false;
  for (const line of text.split(/\r\n?|\n/)) {
    const [, field = '', value = ''] = /^\s*([\w-]+)\s*:\s*([^#]*)/.exec(line) ?? [];
    const key = field.toLowerCase();
    if (key === 'user-agent') {
      if (inRules) names = [];
      inRules = false;
      names.push(value.trim().toLowerCase());
    } else if (key === 'allow' || key === 'disallow' || key === 'crawl-delay') {
      inRules = true;
      for (const name of names) {
        const group = groups.get(name) ?? { rules: [], delay: 0 };
        groups.set(name, group);
        if (key === 'crawl-delay') group.delay = Math.min(60, Number(value) || 0) * 1000;
        else if (value.trim()) group.rules.push({ path: value.trim(), allow: key === 'allow' });
      }
    }
  }
  const { rules, delay } = groups.get(ROBOT) ?? groups.get('*') ?? { rules: [], delay: 0 };
  return {
    delay,
    forbids: (path) => {
      const [strongest] = rules
        .filter((rule) => matches(path, rule.path))
        .sort((a, b) => b.path.length - a.path.length || Number(b.allow) - Number(a.allow));
      return strongest ? !strongest.allow : false;
    },
  };
}

/** `*` stands for anything, `$` at the end for the end; looked for piece by piece, so that no rule takes long. */
function matches(path: string, rule: string): boolean {
  const toEnd = rule.endsWith('$');
  const [start = '', ...pieces] = (toEnd ? rule.slice(0, -1) : rule).split('*');
  if (!path.startsWith(start)) return false;
  let at = start.length;
  for (const [index, piece] of pieces.entries()) {
    const found = toEnd && index === pieces.length - 1 ? path.lastIndexOf(piece) : path.indexOf(piece, at);
    if (found < at) return false;
    at = found + piece.length;
  }
  return !toEnd || at === path.length;
}

const MOST_UNPACKED = 500_000_000;

/** The bytes themselves, or what is packed in them by gzip. Throws an `UnreadableError` when that is broken or far too much. */
export function unpack(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_UNPACKED });
  } catch (cause) {
    throw new UnreadableError('is compressed, and broken', undefined, cause);
  }
}

/** Bytes as text: by the byte order mark, the header's charset, or the one the document declares; UTF-8 else. */
export function decode(bytes: Uint8Array, contentType = ''): string {
  const unpacked = unpack(bytes);
  const start = new TextDecoder('latin1').decode(unpacked.subarray(0, 1024));
  const mark = start.startsWith('\xFF\xFE') ? 'utf-16le' : start.startsWith('\xFE\xFF') ? 'utf-16be' : undefined;
  const label =
    mark ??
    /charset=["']?([\w-]+)/i.exec(contentType)?.[1] ??
    /<\?xml[^>]*encoding=["']([\w-]+)|<meta[^>]*charset=["']?([\w-]+)/i.exec(start)?.slice(1).find(Boolean);
  try {
    return new TextDecoder(label ?? 'utf-8').decode(unpacked);
  } catch {
    return new TextDecoder().decode(unpacked);
  }
}

/** An absolute web address, or `undefined` for a path. Throws a `UsageError` for other protocols. */
export function addressOf(source: string): string | undefined {
  if (!/^[a-z][a-z\d+.-]+:\/\//i.test(source)) return undefined;
  if (!/^https?:/i.test(source)) throw new UsageError(`${source} is neither a web address (http, https) nor a path.`);
  try {
    return new URL(source).href;
  } catch {
    throw new UsageError(`${source} is not a complete web address.`);
  }
}
