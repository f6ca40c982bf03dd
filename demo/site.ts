import { readFile } from 'node:fs/promises';
import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { loadArticles, SEED } from './articles.js';
import type { Backend } from './backend/index.js';
import { withoutSlash } from './backend/pages.js';
import { saidIn } from './conversation.js';
import { sendFile } from './files.js';
import { articlePage, frontPage, jsonFeed, notFoundPage, seedPage, storyText } from './page.js';

const HERE = new URL('./', import.meta.url);
const CDN = new URL('../cdn/', import.meta.url);

/** As strict as a careful publisher's: if a widget needed more than this, the demo would show it broken. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

const pageHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  c.header('Content-Security-Policy', CONTENT_SECURITY_POLICY);
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('Referrer-Policy', 'strict-origin-when-cross-origin');
  c.header('Cache-Control', 'no-cache');
};

/** The paper: front page, articles, one of them as an archive has it, feed, the built scripts, and the backend under `/api`, `/moderation` and `/outbox`. */
export async function createSite(backend: Pick<Backend, 'api' | 'moderation' | 'outbox'>): Promise<Hono> {
  const written = await loadArticles();
  const all = [SEED, ...written];
  const template = (): Promise<string> => readFile(new URL('article.html', HERE), 'utf8');
  const said = (c: Context, thread: string): Promise<string> => saidIn(thread, c.req.query(), backend.api);
  const app = new Hono();

  app.get('/', pageHeaders, async (c) => c.html(frontPage(all, await countComments(backend.api, all))));
  app.get('/article.html', pageHeaders, async (c) => c.html(seedPage(await template(), await said(c, SEED.slug))));
  app.get('/archive.html', pageHeaders, async (c) => c.html(await readFile(new URL('archive.html', HERE), 'utf8')));
  app.get('/articles/:slug', pageHeaders, async (c) => {
    const article = written.find(({ slug }) => slug === c.req.param('slug'));
    return article ? c.html(articlePage(await template(), article, all, await said(c, article.slug))) : c.notFound();
  });
  app.get('/feed.json', async (c) => {
    const seed = { ...SEED, text: storyText(await template()) };
    const feed = jsonFeed([seed, ...written], c.req.url);
    return c.body(JSON.stringify(feed), 200, {
      'Content-Type': 'application/feed+json; charset=utf-8',
      'Cache-Control': 'no-cache',
      'Access-Control-Allow-Origin': '*',
    });
  });
  app.get('/site.css', (c) => sendFile(c, HERE, 'site.css'));
  app.get('/cdn/:path{.+}', (c) => sendFile(c, CDN, c.req.param('path')));
  app.get('/favicon.ico', (c) => c.body(null, 204));

  for (const path of ['/moderation', '/outbox']) withoutSlash(app, path);
  app.route('/api', backend.api);
  app.route('/moderation', backend.moderation);
  app.route('/outbox', backend.outbox);
  app.notFound((c) => c.html(notFoundPage(), 404));
  return app;
}

async function countComments(api: Hono, articles: readonly { slug: string }[]): Promise<Record<string, number>> {
  const answer = await api.request('/counts', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ threads: articles.map(({ slug }) => slug) }),
  });
  return answer.ok ? ((await answer.json()) as { counts: Record<string, number> }).counts : {};
}
