import { createHash, timingSafeEqual } from 'node:crypto';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, MiddlewareHandler } from 'hono';
import { Problem } from './problems.js';

const GUEST = /^Bearer +(guest\.[A-Za-z0-9_-]{43})$/i;

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** Without telling by its time how much of a secret was right. */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}

/** What the server knows an author by: the hash of the guest's key. `undefined` without a token; throws `login-needed` for others'. */
export function authorOf(request: Request): string | undefined {
  const authorization = request.headers.get('Authorization');
  if (authorization === null) return undefined;
  const token = GUEST.exec(authorization.trim())?.[1];
  if (token === undefined) throw new Problem('login-needed');
  return sha256(token);
}

/** The same where the operation makes no sense without an author. */
export function requireAuthor(request: Request): string {
  const author = authorOf(request);
  if (author === undefined) throw new Problem('login-needed');
  return author;
}

/** Whom a limit per address means: an IPv6 customer has a whole /64 to move about in (RFC 6177). */
function networkOf(address: string): string {
  // Some proxies name the port as well.
  if (!address.includes(':') || address.includes('.')) return address.replace(/^([\d.]+):\d+$/, '$1');
  const [head = '', tail] = address.split('::');
  const left = head.split(':').filter(Boolean);
  const right = (tail ?? '').split(':').filter(Boolean);
  const groups =
    tail === undefined ? left : [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
  return `${groups.slice(0, 4).join(':')}::/64`;
}

/** The network the reader comes from, `unknown` where there is no connection (a request made by hand). */
export function addressOf(c: Context, trustProxy: boolean): string {
  const forwarded = trustProxy ? c.req.header('X-Forwarded-For')?.split(',').at(-1)?.trim() : undefined;
  if (forwarded) return networkOf(forwarded);
  try {
    return networkOf(getConnInfo(c).remote.address ?? 'unknown');
  } catch {
    return 'unknown';
  }
}

export interface Origins {
  /** Whether pages of this origin may use the API and be redirected to. */
  allows(origin: string, request: Request): boolean;
  list(): string[];
}

export function origins(allowed: readonly string[], own: () => readonly string[]): Origins {
  const list = () => [...new Set([...allowed, ...own()].map((url) => originOf(url)).filter((origin) => origin !== undefined))];
  return {
    list,
    allows(origin, request) {
      if (list().includes(origin)) return true;
      // The origin the request itself came to, whatever name or proxy the reader reached it by.
      const host = request.headers.get('Host');
      return host !== null && URL.canParse(origin) && new URL(origin).host === host.toLowerCase();
    },
  };
}

export function originOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { origin } = new URL(url);
  return origin === 'null' ? undefined : origin;
}

/** CORS by allow-list (Fetch standard §3.2). No credentials: there are no cookies. Every answer varies by origin. */
export function cors(allowed: Origins): MiddlewareHandler {
  return async (c, next) => {
    const origin = c.req.header('Origin');
    const permitted = origin !== undefined && allowed.allows(origin, c.req.raw);
    const preflight = c.req.method === 'OPTIONS';
    if (!preflight) await next();
    else c.res = new Response(null, { status: 204 });
    c.header('Vary', 'Origin', { append: true });
    if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store');
    c.header('X-Content-Type-Options', 'nosniff');
    if (!permitted) return;
    c.header('Access-Control-Allow-Origin', origin);
    if (preflight) {
      c.header('Access-Control-Allow-Methods', 'GET, POST, PUT, PATCH, DELETE');
      c.header('Access-Control-Allow-Headers', 'Authorization, Content-Type');
      c.header('Access-Control-Max-Age', '600');
    } else {
      c.header('Access-Control-Expose-Headers', 'Retry-After');
    }
  };
}
