import { decodeText } from '../content/decode-text.js';
import { AfterwordError, type ErrorCode } from '../ports/errors.js';
import { pause } from './pause.js';

/** Time-outs in milliseconds and the size cap in bytes: a backend may hang, trickle or never stop sending. */
const READ_TIMEOUT = 10_000;
const WRITE_TIMEOUT = 30_000;
const MAX_BYTES = 5_000_000;
/** Milliseconds in which an answer must arrive that was awaited when a page comes back from the browser's back/forward cache. */
const RETURN_TIMEOUT = 3000;
/** Characters from which on reading an answer is a task by itself. */
const LONG = 250_000;
/** Browsers refuse a `keepalive` body beyond this (Fetch standard, "inflight keepalive bytes"). */
const KEEPALIVE_LIMIT = 64 * 1024;

export interface HttpOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** It only asks, whatever its method; by default what is got by GET. */
  isRead?: boolean;
  /** Sent as JSON, unless it is a `FormData` or `URLSearchParams`, which keep their own type. */
  body?: unknown;
  headers?: Record<string, string>;
  credentials?: RequestCredentials;
  /** `no-cors` sends blindly: its answer has status 0 and no body. */
  mode?: RequestMode;
  signal: AbortSignal;
  /** Milliseconds until the whole answer must be there; 10 s for reads and 30 s for writes by default. */
  timeout?: number;
  /** For tests and servers; the platform's `fetch` by default. */
  fetch?: typeof fetch;
}

export interface HttpAnswer {
  status: number;
  ok: boolean;
  headers: Headers;
  /** The address that answered, after redirects. */
  url: string;
  /** True when the answer came after a redirect. */
  redirected: boolean;
  text: string;
  /** The body as JSON; `undefined` when it is not JSON, whatever its content type claims. */
  json: unknown;
}

/** What a read that failed leaves behind. */
interface Trouble {
  /** Failures in a row. */
  count: number;
  /** Milliseconds since the epoch before which the same is not asked again. */
  until: number;
  /** The backend itself named the time; it is answered for until then. */
  refusal: HttpAnswer | undefined;
}

/** By the function that fetches, so that each test and each server has its own, and by the address that failed. */
const troubles = new WeakMap<typeof fetch, Map<string, Trouble>>();

/**
 * Milliseconds before the same is read again after so many failures in a row: a reader's first two tries go at once, and no more
 * than five in a minute ever do, whoever asks (a reader, a connection that comes and goes). Spread, so that the readers of a
 * page whose backend was down do not all come back together.
 */
export function backOff(failures: number, random = Math.random()): number {
  return failures < 3 ? 0 : Math.min(60_000, 15_000 * 2 ** (failures - 3)) * (1 + random / 2);
}

/**
 * The only place where Afterword touches the network. Answers any HTTP status as a value; rejects with an
 * `AfterwordError` (`offline`, `timeout`, or `unreadable` for a body past the size cap), or with the signal's own
 * reason when the caller aborted. A read of what failed before may wait, see {@link backOff}; before the end of a `Retry-After`
 * the same answer is given again without asking.
 */
export async function request(url: string | URL, options: HttpOptions): Promise<HttpAnswer> {
  const fetching = options.fetch ?? fetch;
  options.signal.throwIfAborted();
  if (!isRead(options)) return send(url, options, fetching);
  let mine = troubles.get(fetching);
  if (!mine) troubles.set(fetching, (mine = new Map()));
  const address = String(url);
  const trouble = mine.get(address);
  const wait = (trouble?.until ?? 0) - Date.now();
  if (wait > 0) {
    if (trouble?.refusal)
      return { ...trouble.refusal, headers: new Headers({ 'Retry-After': String(Math.ceil(wait / 1000)) }) };
    await pause(wait, options.signal);
  }
  const failed = (refusal?: HttpAnswer): void => {
    // Nothing left this device: nobody has to be spared.
    if ((globalThis as { navigator?: { onLine?: boolean } }).navigator?.onLine === false) return;
    const count = (mine.get(address)?.count ?? 0) + 1;
    const named = (refusal && retryAfter(refusal.headers)) ?? 0;
    mine.set(address, { count, until: Date.now() + (named * 1000 || backOff(count)), refusal: named ? refusal : undefined });
  };
  try {
    const answer = await send(url, options, fetching);
    if (answer.status === 429 || answer.status >= 500) failed(answer);
    else mine.delete(address);
    return answer;
  } catch (thrown) {
    if (!options.signal.aborted) failed();
    throw thrown;
  }
}

function isRead({ method, isRead = !method || method === 'GET' }: HttpOptions): boolean {
  return isRead;
}

async function send(url: string | URL, options: HttpOptions, fetching: typeof fetch): Promise<HttpAnswer> {
  const { method = 'GET', signal } = options;
  const asks = isRead(options);
  const limit = options.timeout ?? (asks ? READ_TIMEOUT : WRITE_TIMEOUT);
  const controller = new AbortController();
  const giveUp = (): void => controller.abort(new AfterwordError('timeout', `${url} did not answer in time`));
  const timer = setTimeout(giveUp, limit);
  // WebKit never settles a request that outlived its page when that page is shown again, not even when it is aborted.
  const returned = ({ persisted }: Event & { persisted?: boolean }): void => {
    if (persisted) setTimeout(giveUp, RETURN_TIMEOUT);
  };
  globalThis.addEventListener?.('pageshow', returned);
  const abort = () => controller.abort(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  const aborted = new Promise<never>((_resolve, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason as Error));
  });

  const headers: Record<string, string> = { Accept: 'application/json', ...options.headers };
  let body: string | FormData | URLSearchParams | undefined;
  if (options.body instanceof FormData || options.body instanceof URLSearchParams) {
    body = options.body;
  } else if (options.body !== undefined) {
    body = JSON.stringify(options.body);
    headers['Content-Type'] = 'application/json';
  }
  try {
    const fetched = fetching(url, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      credentials: options.credentials ?? 'omit',
      ...(options.mode && { mode: options.mode }),
      signal: controller.signal,
      // A write survives the reader leaving the page, as far as the platform lets it.
      keepalive: !asks && !(body instanceof FormData) && sizeOf(body) < KEEPALIVE_LIMIT,
    });
    const response = await Promise.race([fetched, aborted]);
    const text = await Promise.race([readCapped(response, controller), aborted]);
    // Taking it, reading it and what is made of it are tasks of their own.
    const isLong = text.length > LONG;
    if (isLong) await pause(0, signal);
    const json = parseJson(text);
    if (isLong) await pause(0, signal);
    return {
      status: response.status,
      ok: response.ok,
      headers: response.headers,
      url: response.url || String(url),
      redirected: response.redirected,
      text,
      json,
    };
  } catch (thrown) {
    if (signal.aborted) throw signal.reason;
    if (thrown instanceof AfterwordError) throw thrown;
    throw new AfterwordError('offline', `${url} could not be reached`, { cause: thrown });
  } finally {
    clearTimeout(timer);
    globalThis.removeEventListener?.('pageshow', returned);
    signal.removeEventListener('abort', abort);
  }
}

/** Bytes of a body at most: a form is encoded in ASCII, a UTF-16 unit of JSON may become three bytes. */
function sizeOf(body: string | URLSearchParams = ''): number {
  return typeof body === 'string' ? body.length * 3 : body.toString().length;
}

async function readCapped(response: Response, controller: AbortController): Promise<string> {
  const type = response.headers.get('Content-Type') ?? '';
  if (!response.body) return decodeText(new Uint8Array(await response.arrayBuffer()), type);
  const reader = response.body.getReader();
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    if (bytes > MAX_BYTES) {
      controller.abort(
        new AfterwordError('unreadable', `${response.url} sent more than ${MAX_BYTES} bytes`, { status: response.status }),
      );
      controller.signal.throwIfAborted();
    }
    parts.push(value);
  }
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return decodeText(whole, type);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Seconds from a `Retry-After` header (seconds or an HTTP date, RFC 9110 §10.2.3); `undefined` when absent or unreadable. A date is
 * measured against the answer's own where a page may read it: the clock of a device may be years off.
 */
export function retryAfter(headers: Headers, now = Date.parse(headers.get('Date') ?? '') || Date.now()): number | undefined {
  const value = headers.get('Retry-After')?.trim();
  if (!value) return undefined;
  if (/^\d+$/.test(value)) return Number(value);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
}

const CODE_BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'invalid',
  401: 'login-needed',
  403: 'forbidden',
  404: 'not-found',
  405: 'closed',
  408: 'timeout',
  409: 'duplicate',
  410: 'not-found',
  413: 'invalid',
  422: 'invalid',
  423: 'closed',
  425: 'rate-limited',
  429: 'rate-limited',
};

/** What a status alone says of a failure, for adapters whose backend gave no readable reason of its own. */
export function failureFromStatus(answer: HttpAnswer): AfterwordError {
  const code = CODE_BY_STATUS[answer.status] ?? (answer.ok ? 'unreadable' : 'server');
  return new AfterwordError(
    code,
    `${answer.url} answered ${answer.status} ${answer.headers.get('Content-Type') ?? ''}`.trim(),
    {
      status: answer.status,
      retryAfter: retryAfter(answer.headers),
    },
  );
}

/** The answer as a JSON object, else the failure that fits: HTML, truncated JSON or a bare value is `unreadable`. */
export function jsonObject(answer: HttpAnswer): Record<string, unknown> {
  if (answer.ok && isObject(answer.json)) return answer.json;
  throw failureFromStatus(answer);
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
