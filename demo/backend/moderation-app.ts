import { createHmac } from 'node:crypto';
import { Hono, type Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import { addressOf, sameSecret } from './access.js';
import { check, checkQuery, clean, commentId, readBody, readJson, threadSchema, uuidSchema } from './input.js';
import { ACTIONS, type Moderation } from './moderation.js';
import { changedPage, loginPage, moderationPage } from './moderation-page.js';
import { page } from './pages.js';
import { html } from 'hono/html';
import { Problem } from './problems.js';
import type { RateLimit } from './rate-limit.js';
import type { Subscribers } from './subscribers.js';

const COOKIE = 'afterword-moderation';
/** Milliseconds. */
const SESSION = 12 * 60 * 60_000;
const LOGINS = { hits: 5, seconds: 60 };
const PAGE_SIZE = 50;

const threadsSchema = z.object({ article: z.string().max(500).transform(clean).default('') });
const listSchema = z.object({
  filter: z.enum(['pending', 'reported', 'all']).default('pending'),
  before: uuidSchema.optional(),
});
const subscriberId = z
  .string()
  .max(1000)
  .refine((id) => !id.includes('\0'));
const subscribersSchema = z.object({ after: subscriberId.optional() });
const versionSchema = z.string().max(100).optional();
const actSchema = z.object({ version: versionSchema });
const threadChangeSchema = z.object({
  thread: threadSchema,
  closed: z.boolean().optional(),
  moderated: z.boolean().nullable().optional(),
});
const siteSchema = z.object({ moderated: z.boolean() });
const formSchema = z.discriminatedUnion('do', [
  z.object({ do: z.enum(ACTIONS), id: uuidSchema, version: versionSchema }),
  z.object({ do: z.enum(['close', 'open', 'moderate', 'trust', 'as-site']), thread: threadSchema }),
  z.object({ do: z.enum(['moderate-site', 'trust-site', 'logout']) }),
]);

export interface ModerationAppOptions {
  moderation: Moderation;
  subscribers: Subscribers;
  token: string;
  limits: RateLimit;
  trustProxy: boolean;
  /** Whether readers come by HTTPS; a proxy may hide it from the request. */
  publicUrl: () => string;
  now: () => number;
  onError: (error: unknown) => void;
}

/** The moderators' page, for a browser without JavaScript, and the same as JSON below `/api`. */
export function createModerationApp(options: ModerationAppOptions): Hono {
  const { moderation, subscribers, token, now } = options;
  const app = new Hono();
  const sign = (text: string) => createHmac('sha256', token).update(text).digest('base64url');

  app.onError(async (error, c) => {
    const problem = error instanceof Problem ? error : new Problem('server');
    if (!(error instanceof Problem)) options.onError(error);
    if (c.req.header('Authorization') !== undefined || c.req.path.includes('/api/')) return problem.response();
    return page(
      'That did not work',
      html`<p>${problem.message}.</p>
        <p><a href="?">Back to the list</a></p>`,
      { status: problem.status, headers: problem.headers() },
    );
  });

  /**
   * Signed rather than stored: every process that knows the token can check it, and a new token ends all sessions. What is
   * stored is who signed out.
   */
  async function sessionOf(c: Context): Promise<string | undefined> {
    const session = getCookie(c, COOKIE);
    const [expires, signature] = session?.split('.') ?? [];
    if (!session || !expires || !signature || !sameSecret(signature, sign(`session ${expires}`))) return undefined;
    return Number(expires) > now() && !(await moderation.isSignedOut(Number(expires))) ? session : undefined;
  }

  app.get('/', async (c) => {
    const session = await sessionOf(c);
    if (session === undefined) return loginPage();
    const query = checkQuery(listSchema.extend(threadsSchema.shape), c.req.query());
    const [comments, counts, threads, siteIsModerated, subscriberCount] = await Promise.all([
      moderation.comments(query.filter, PAGE_SIZE, query.before),
      moderation.counts(),
      moderation.threads(100, query.article),
      moderation.siteModerated(),
      subscribers.count(),
    ]);
    const csrf = sign(`form ${session}`);
    const more = comments.length === PAGE_SIZE;
    const path = c.req.path.replace(/\/$/, '');
    return moderationPage({ ...query, path, comments, counts, threads, siteIsModerated, subscriberCount, csrf, more });
  });

  app.get('/subscribers.csv', async (c) => {
    if ((await sessionOf(c)) === undefined) return c.redirect(c.req.path.replace(/\/[^/]*$/, ''), 303);
    return c.body(subscribers.csv(), 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="subscribers.csv"',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    });
  });

  // Every form of the page posts to the address it is on, whatever this app is mounted at.
  app.post('/', async (c) => {
    const body = await readBody(c.req.raw);
    if (body.type !== 'form') throw new Problem('invalid', { status: 415 });
    const fields = Object.fromEntries([...body.value].filter(([, value]) => typeof value === 'string'));
    const session = await sessionOf(c);
    if (fields['token'] !== undefined) return login(c, String(fields['token']));
    if (session === undefined) return loginPage({ status: 401, message: 'Your session is over. Please sign in again.' });
    if (!sameSecret(String(fields['csrf'] ?? ''), sign(`form ${session}`))) throw new Problem('forbidden');
    const form = check(formSchema, fields);
    if ('id' in form) {
      try {
        await moderation.act(form.id, form.do, form.version);
      } catch (thrown) {
        if (!(thrown instanceof Problem) || thrown.code !== 'changed') throw thrown;
        return changedPage(await moderation.comment(form.id), sign(`form ${session}`), thrown.status);
      }
    } else if ('thread' in form) await moderation.setThread(form.thread, THREAD_CHANGES[form.do]);
    else if (form.do === 'logout') {
      await moderation.signOut(Number.parseInt(session, 10));
      deleteCookie(c, COOKIE, { path: c.req.path });
    } else await moderation.setSiteModerated(form.do === 'moderate-site');
    return again(c);
  });

  async function login(c: Context, given: string): Promise<Response> {
    await options.limits.spend('moderation login', addressOf(c, options.trustProxy), LOGINS);
    if (!sameSecret(given, token)) return loginPage({ status: 401, message: 'That is not the token.' });
    const expires = String(now() + SESSION);
    setCookie(c, COOKIE, `${expires}.${sign(`session ${expires}`)}`, {
      httpOnly: true,
      sameSite: 'Strict',
      secure: options.publicUrl().startsWith('https:'),
      path: c.req.path,
      maxAge: SESSION / 1000,
    });
    return again(c);
  }

  app.use('/api/*', async (c, next) => {
    const given = /^Bearer +(.+)$/i.exec(c.req.header('Authorization') ?? '')?.[1];
    if (given === undefined || !sameSecret(given.trim(), token)) {
      await options.limits.spend('moderation login', addressOf(c, options.trustProxy), LOGINS);
      throw new Problem('login-needed');
    }
    await next();
    c.header('Cache-Control', 'no-store');
  });
  app.get('/api/comments', async (c) => {
    const { filter, before } = checkQuery(listSchema, c.req.query());
    return c.json({ comments: await moderation.comments(filter, PAGE_SIZE, before) });
  });
  app.get('/api/comments/:id', async (c) => c.json(await moderation.comment(commentId(c.req.param('id')))));
  app.post('/api/comments/:id/:action', async (c) => {
    const action = ACTIONS.find((name) => name === c.req.param('action'));
    if (!action) throw new Problem('not-found');
    const { version } = checkQuery(actSchema, c.req.query());
    await moderation.act(commentId(c.req.param('id')), action, version);
    return c.body(null, 204);
  });
  app.get('/api/subscribers', async (c) => {
    const { after } = checkQuery(subscribersSchema, c.req.query());
    const page = await subscribers.page(PAGE_SIZE, after);
    return c.json({ subscribers: page, after: page.length === PAGE_SIZE ? page.at(-1)!.id : null });
  });
  app.delete('/api/subscribers/:id', async (c) => {
    await subscribers.remove(check(subscriberId, c.req.param('id')));
    return c.body(null, 204);
  });
  app.get('/api/threads', async (c) => {
    const { article } = checkQuery(threadsSchema, c.req.query());
    return c.json({ threads: await moderation.threads(200, article) });
  });
  app.put('/api/threads', async (c) => {
    const { thread, closed, moderated } = await readJson(c.req.raw, threadChangeSchema);
    return c.json(await moderation.setThread(thread, { closed, moderated }));
  });
  app.put('/api/site', async (c) => {
    const { moderated } = await readJson(c.req.raw, siteSchema);
    await moderation.setSiteModerated(moderated);
    return c.json({ moderated });
  });
  app.all('/api/*', () => {
    throw new Problem('not-found');
  });
  return app;
}

const THREAD_CHANGES = {
  close: { closed: true },
  open: { closed: false },
  moderate: { moderated: true },
  trust: { moderated: false },
  'as-site': { moderated: null },
} as const;

/** The page as it is now, by GET, so that reloading repeats nothing. */
function again(c: Context): Response {
  return c.redirect(`${c.req.path}${new URL(c.req.url).search}`, 303);
}
