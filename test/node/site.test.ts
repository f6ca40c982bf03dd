import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadArticles, parseArticle } from '../../demo/articles.js';
import { DEMO_COMMENTS } from '../../demo/comments.js';
import { startDemoSite, type DemoSite } from '../support/demo-site.js';

let site: DemoSite;
beforeAll(async () => {
  site = await startDemoSite({ MODERATION_TOKEN: 'test-moderator' });
}, 120_000);
afterAll(() => site?.stop());

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(site.origin + path, { headers, redirect: 'manual' });
const read = async (path: string): Promise<string> => (await get(path)).text();

function post(path: string, fields: Record<string, string>): Promise<Response> {
  return fetch(site.origin + path, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { Origin: site.origin },
    redirect: 'manual',
  });
}

/** Sends a path exactly as written: `fetch` would tidy it first. */
function statusOfRawPath(path: string): Promise<number> {
  const { port } = new URL(site.origin);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () =>
      socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`),
    );
    socket.once('data', (data) => {
      socket.destroy();
      resolve(Number(data.toString().split(' ')[1]));
    });
    socket.once('error', reject);
  });
}

describe('the demo site', () => {
  it('prints its address once', () => {
    expect(site.output.filter((line) => line.includes('http://'))).toEqual([`${site.origin}/`]);
  });

  it('lists the seed article and at least twelve others on its front page, four of them on diplomacy', async () => {
    const page = await read('/');
    const articles = await loadArticles();
    expect(articles.length).toBeGreaterThanOrEqual(12);
    expect(articles.filter(({ section }) => section === 'World').length).toBeGreaterThanOrEqual(4);
    expect(page).toContain('href="/article.html"');
    for (const { path } of articles) expect(page).toContain(`href="${path}"`);
  });

  it('says on the front page how many comments an article has', async () => {
    expect(await read('/')).toMatch(
      /<a href="\/articles\/who-guards-a-ceasefire#conversation"\s*><comment-count thread="who-guards-a-ceasefire"\s*>3 comments</,
    );
  });

  it('gives every article its own title, description, address and five widgets', async () => {
    const seen = new Set<string>();
    for (const path of ['/article.html', ...(await loadArticles()).map((article) => article.path)]) {
      const answer = await get(path);
      const page = await answer.text();
      expect(answer.status, path).toBe(200);
      expect(answer.headers.get('content-type')).toMatch(/^text\/html; charset=utf-8/i);
      expect(page).toMatch(/^<!doctype html>\s*<html lang="en-GB">/);
      seen.add(/<title>([^<]+)<\/title>/.exec(page)![1]!);
      expect(page.match(/<h1>/g), path).toHaveLength(1);
      expect(page).toContain(`<link rel="canonical" href="${path}" />`);
      expect(page).toMatch(/<meta\s+name="description"\s+content="[^"]{50,}"/);
      expect(page.match(/property="article:tag"/g)!.length).toBeGreaterThan(2);
      const data = JSON.parse(/<script type="application\/ld\+json">([^]*?)<\/script>/.exec(page)![1]!) as object;
      expect(data).toMatchObject({ '@type': 'NewsArticle', mainEntityOfPage: path });
      for (const tag of ['article-faq', 'did-you-know', 'newsletter-signup', 'related-articles', 'comment-box']) {
        expect(page, `${path} ${tag}`).toContain(`<${tag}`);
      }
      expect(page.match(/<article-widgets/g)).toHaveLength(1);
      expect(page.match(/<script type="module" src="\/cdn\/embed.js">/g)).toHaveLength(1);
      expect(page, 'template marks').not.toMatch(/<!-- \[/);
    }
    expect(seen.size).toBe((await loadArticles()).length + 1);
  });

  it('links only to pages that exist', async () => {
    const links = new Set<string>();
    for (const path of ['/', '/article.html', ...(await loadArticles()).map((article) => article.path)]) {
      for (const [, href] of (await read(path)).matchAll(/href="(\/[^"#]*)/g)) if (!href!.startsWith('/cdn/')) links.add(href!);
    }
    for (const link of links) expect((await get(link)).status, link).toBeLessThan(400);
  });

  it('asks nothing of other hosts and runs under a strict content security policy', async () => {
    const answer = await get('/article.html');
    const page = await answer.text();
    expect(page).not.toMatch(/(src|srcset)="(https?:)?\/\//);
    expect(page).not.toMatch(/ style="|<style|onclick=/);
    const policy = answer.headers.get('content-security-policy')!;
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("style-src 'self'");
    expect(policy).not.toContain('unsafe');
  });

  it('carries no name in its markup that an ad-blocker takes for a newsletter box', async () => {
    expect(await read('/article.html')).not.toMatch(/(class|id|data-[\w-]+|action|src)="[^"]*(newsletter|promo|sponsor)/i);
  });

  it('serves all articles as a JSON Feed 1.1', async () => {
    const answer = await get('/feed.json');
    expect(answer.headers.get('content-type')).toBe('application/feed+json; charset=utf-8');
    const feed = (await answer.json()) as {
      version: string;
      title: string;
      feed_url: string;
      items: Record<string, unknown>[];
    };
    expect(feed.version).toBe('https://jsonfeed.org/version/1.1');
    expect(feed.title).toBeTruthy();
    expect(feed.feed_url).toBe(`${site.origin}/feed.json`);
    expect(feed.items).toHaveLength((await loadArticles()).length + 1);
    const ids = new Set(feed.items.map(({ id }) => id));
    expect(ids.size).toBe(feed.items.length);
    for (const item of feed.items) {
      expect(item['id']).toBeTypeOf('string');
      expect(new URL(item['url'] as string).origin).toBe(site.origin);
      expect((item['content_text'] as string).split(/\s+/).length, String(item['url'])).toBeGreaterThan(200);
      expect(item['content_text']).not.toMatch(/[<>]|&amp;/);
      expect(new Date(item['date_published'] as string).toJSON()).not.toBeNull();
      expect((item['authors'] as { name: string }[])[0]!.name).toBeTruthy();
      expect(item['tags']).toBeInstanceOf(Array);
    }
  });

  it('serves the built scripts to every origin, and says when they have not changed', async () => {
    const answer = await get('/cdn/embed.js');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    const etag = answer.headers.get('etag')!;
    expect((await get('/cdn/embed.js', { 'If-None-Match': etag })).status).toBe(304);
    expect((await get('/cdn/nothing.js')).status).toBe(404);
  });

  it('answers unknown addresses with 404 and a way back', async () => {
    for (const path of ['/nothing', '/articles/nothing', '/articles/../nothing', '/cdn/', '/article.htm']) {
      const answer = await get(path);
      expect(answer.status, path).toBe(404);
      expect(await answer.text()).toContain('href="/"');
    }
  });

  it.each([
    '/cdn/../package.json',
    '/cdn/..%2fpackage.json',
    '/cdn/%2e%2e%2f%2e%2e%2fetc/passwd',
    '/cdn/..\\package.json',
    '/cdn/%00.js',
    '//etc/passwd',
    '/articles/..%2f..%2fpackage.json',
    '/cdn/....//....//package.json',
    '/cdn/%E0%A4%A.js',
  ])('refuses to leave its folders: %s', async (path) => {
    expect(await statusOfRawPath(path)).toBeOneOf([400, 404]);
  });

  it('takes a comment from the plain form and leads back to the page', async () => {
    const page = await read('/articles/bread-that-waits');
    const form = /<form method="post" action="(\/api\/comments)">([^]*?)<\/form>/.exec(page)!;
    const hidden = Object.fromEntries(
      [...form[2]!.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name!, value!]),
    );
    expect(Object.keys(hidden).sort()).toEqual(['thread', 'url']);
    const answer = await post(form[1]!, { ...hidden, name: 'Ada', text: 'From a <b>browser</b> without scripts' });
    expect(answer.status).toBe(303);
    const there = new URL(answer.headers.get('location')!, site.origin);
    expect(there.origin).toBe(site.origin);
    expect(there.pathname).toBe('/articles/bread-that-waits');
    expect(there.hash).toMatch(/^#comment-/);
    const shown = await read(there.pathname);
    expect(shown).toContain(`id="${there.hash.slice(1)}"`);
    expect(shown).toContain('From a &lt;b&gt;browser&lt;/b&gt; without scripts');
  });

  /** Every page of a conversation that plain links lead to, from the first one on. */
  async function conversationOf(path: string): Promise<string[]> {
    const pages: string[] = [];
    const seen = new Set([path]);
    // A Set yields what is added meanwhile, too.
    for (const address of seen) {
      const page = await read(address);
      pages.push(page);
      for (const [, query] of page.matchAll(/href="(\?[^"#]+)#/g)) seen.add(path + query!.replaceAll('&amp;', '&'));
    }
    return pages;
  }
  const comment = async (thread: string, text: string, more: Record<string, string> = {}): Promise<string> => {
    const answer = await post('/api/comments', { thread, url: `/articles/${thread}`, name: 'Ada', text, ...more });
    expect(answer.status).toBe(303);
    return new URL(answer.headers.get('location')!, site.origin).hash.slice('#comment-'.length);
  };

  it('leads without scripts to every comment of a long conversation, and comes back to the one just posted', async () => {
    const thread = 'morning-light';
    const path = `/articles/${thread}`;
    const ids: string[] = [];
    for (let n = 0; n < 120; n++) ids.push(await comment(thread, `Comment ${n}`));
    expect(await read(path), 'the newest is on the page that the form leads back to').toContain(`id="comment-${ids.at(-1)}"`);
    const pages = await conversationOf(path);
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) expect(page).toContain(`<link rel="canonical" href="${path}" />`);
    const all = pages.join('');
    for (const id of ids) expect(all.split(`id="comment-${id}"`).length - 1, 'each once').toBe(1);
  });

  it('leads without scripts to every reply, however many and however deep', async () => {
    const thread = 'the-slowest-game';
    const top = await comment(thread, 'Top');
    const ids = [top];
    for (let n = 0; n < 60; n++) ids.push(await comment(thread, `Reply ${n}`, { parentId: top }));
    for (let n = 0, parentId = ids[1]!; n < 8; n++) ids.push((parentId = await comment(thread, `Deep ${n}`, { parentId })));
    const all = (await conversationOf(`/articles/${thread}`)).join('');
    for (const id of ids) expect(all).toContain(`id="comment-${id}"`);
  });

  it('shows the conversation from its beginning when the address asks for a page that is not there', async () => {
    for (const query of ['?comments=x', '?replies=x', `?replies=${randomUUID()}`, '?replies[]=1&after=x', '?comments=%00'])
      expect(await read(`/article.html${query}`), query).toContain('My grandfather served on the line in Cyprus');
  });

  it('keeps a name from turning its line round', async () => {
    await comment('swifts-come-home', 'Any words', { name: '\u202eecila' });
    expect(await read('/articles/swifts-come-home')).toMatch(/<bdi[^>]*>\u202eecila<\/bdi>/);
  });

  it('answers with a slash at the end of what has none', async () => {
    for (const path of ['/moderation', '/outbox']) {
      const answer = await get(`${path}/?filter=all`);
      expect([answer.status, answer.headers.get('location')]).toEqual([308, `${path}?filter=all`]);
      expect((await get(path)).status).toBe(200);
    }
  });

  it('takes a subscription from the plain form and sends one mail to confirm it', async () => {
    const form = /<form method="post" action="(\/api\/subscriptions)">/.exec(await read('/article.html'))!;
    const answer = await post(form[1]!, { email: 'plain@example.org' });
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
    expect(await answer.text()).toMatch(/inbox/i);
    expect(await read('/outbox')).toContain('plain@example.org');
  });

  it('seeds a conversation three levels deep, in several voices', () => {
    const talk = DEMO_COMMENTS.filter(({ thread }) => thread === 'us-russia-ukraine-talks');
    const count = (list: typeof talk | NonNullable<(typeof talk)[0]['replies']>): number =>
      list.reduce((sum, { replies = [] }) => sum + 1 + count(replies), 0);
    expect(count(talk)).toBeGreaterThanOrEqual(12);
    expect(talk.some(({ replies }) => replies?.some((reply) => reply.replies?.some((third) => third.replies)))).toBe(true);
  });

  it('says what is missing when an article has no title', () => {
    expect(() => parseArticle('draft', '---\nauthor: A\n---\n\nText')).toThrow('demo/articles/draft.md has no "title"');
  });
});

// Each of these starts a database of its own.
describe('starting and stopping the demo', { timeout: 120_000 }, () => {
  it('says what to do when the port is in use', async () => {
    const { port } = new URL(site.origin);
    await expect(startDemoSite({ PORT: port })).rejects.toThrow(new RegExp(`Port ${port} is in use.*PORT=\\d+ npm start`));
  });

  it.each([
    [{ PORT: 'http' }, /^PORT must be a whole number from 0 to 65535\.$/],
    [{ PORT: '70000' }, /^PORT must be a whole number from 0 to 65535\.$/],
    [{ AFTERWORD_DATA: fileURLToPath(import.meta.url) }, /^The database did not open: .*site\.test\.ts cannot be the folder/],
    [{ DATABASE_URL: 'postgres://nobody:secret@127.0.0.1:1/x' }, /^The database did not open: connect ECONNREFUSED 127/],
    [{ DATABASE_URL: 'postgres://nobody:secret@localhost:1/x' }, /^The database did not open: connect ECONNREFUSED /],
    [{ DATABASE_URL: 'http://[' }, /^The database did not open: DATABASE_URL /],
  ])('says in one sentence what is wrong with %o', async (env, sentence) => {
    const thrown: unknown = await startDemoSite(env).catch((error: unknown) => error);
    expect((thrown as Error).message).toMatch(sentence);
    expect((thrown as Error).message).not.toMatch(/\n|secret/);
  });

  it('says in one sentence that another uses its folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'afterword-site-'));
    const first = await startDemoSite({ AFTERWORD_DATA: folder });
    const thrown: unknown = await startDemoSite({ AFTERWORD_DATA: folder }).catch((error: unknown) => error);
    expect((thrown as Error).message).toMatch(/^The database did not open: .* is in use by another process;.*$/);
    await first.stop();
    rmSync(folder, { recursive: true });
  });

  it('ends at once when asked to, even with connections open, and frees its port', async () => {
    const demo = await startDemoSite();
    await (await fetch(`${demo.origin}/article.html`)).text();
    const { code, took } = await demo.stop('SIGTERM');
    expect(code).toBe(0);
    expect(took).toBeLessThan(5000);
    await expect(fetch(demo.origin)).rejects.toThrow();
  });

  it('makes up a token for moderators and tells it, when none is given; ends on Ctrl+C', async () => {
    const demo = await startDemoSite({ MODERATION_TOKEN: '' });
    expect(demo.output.join('\n')).toMatch(/with the token [\w-]{12}$/m);
    expect((await demo.stop('SIGINT')).code).toBe(0);
  });
});
