import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gunzipSync, gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { readAll } from '../../src/cli/read-all.js';
import { folder as folderSource } from '../../src/cli/sources/folder.js';
import { jsonLines } from '../../src/cli/sources/json-lines.js';
import { Terminal } from '../../src/cli/terminal.js';
import { Web } from '../../src/cli/web.js';
import {
  afterword,
  articles,
  buildCommand,
  lines,
  pageOf,
  serve,
  temporaryFolder,
  write,
  type Answer,
  type Pages,
} from './support.js';

beforeAll(buildCommand);

const STACK = '    at ';

/** A WordPress of some hundred posts, a page of which answers as it likes. */
async function wordpress(pages: number, answers: Readonly<Record<number, Answer>>) {
  return serve(
    new Proxy({} as Pages, {
      get(_target, path: string): Answer | undefined {
        const url = new URL(path, 'http://x/');
        if (url.pathname === '/wp-json/') return JSON.stringify({ name: 'x', namespaces: ['wp/v2'] });
        if (url.pathname !== '/wp-json/wp/v2/posts') return undefined;
        const page = Number(url.searchParams.get('page'));
        const posts = articles(100, 'https://paper.example', page * 100).map(({ url: link, title, text }, id) => ({
          id,
          link,
          title: { rendered: title },
          content: { rendered: text },
        }));
        return answers[page] ?? { headers: { 'X-WP-TotalPages': String(pages) }, body: JSON.stringify(posts) };
      },
    }),
  );
}

describe('a list of which a part cannot be read', () => {
  it('of WordPress: the other pages are read, it is said, and nothing counts as gone', async () => {
    const answers: Record<number, Answer> = {};
    const site = await wordpress(3, answers);
    const folder = temporaryFolder();
    const args = ['index', `${site.url}/wp-json/`, '--out', 'related'];
    expect((await afterword(folder, args)).out).toContain('300 articles');
    answers[2] = { status: 503, headers: { 'Retry-After': '0' } };
    const { code, out, error } = await afterword(folder, [...args, '--update']);
    expect(code).toBe(3);
    expect(error).not.toContain(STACK);
    expect(out).toContain('0 new, 0 changed, 0 gone, 300 as before.');
    expect(out).toMatch(/1 page could not be read:\n .*, page 2 answered 503/);
  });

  it('of WordPress, where a post was deleted meanwhile and the last page is no more', async () => {
    const site = await wordpress(4, { 3: { status: 400, body: '{"code":"rest_post_invalid_page_number"}' } });
    const { code, out, error } = await afterword(temporaryFolder(), ['index', `${site.url}/wp-json/`, '--out', 'related']);
    expect({ code, error }).toMatchObject({ code: 3 });
    expect(error).not.toContain(STACK);
    expect(out).toContain('200 articles');
    expect(site.asked.filter((path) => /[?&]page=4/.test(path))).toEqual([]);
  });

  it('of WordPress: a site that answers nothing at all is said to be so, and one that stopped is not asked for ever', async () => {
    const mute = await wordpress(1, { 1: { status: 401 } });
    const { code, error } = await afterword(temporaryFolder(), ['index', `${mute.url}/wp-json/`, '--out', 'related']);
    expect(code).toBe(2);
    expect(error).toContain('answered 401');
    expect(error).not.toContain(STACK);
    const broken: Answer = '<p>A notice of PHP';
    const stopped = await wordpress(50, Object.fromEntries(Array.from({ length: 49 }, (_, at) => [at + 2, broken])));
    const ran = await afterword(temporaryFolder(), ['index', `${stopped.url}/wp-json/`, '--out', 'related']);
    expect(ran).toMatchObject({ code: 3, out: expect.stringContaining('100 articles') as string });
    expect(stopped.asked.length).toBeLessThan(10);
  });

  it('of packed JSON lines: what came before the cut is read, and nothing counts as gone', async () => {
    const folder = temporaryFolder();
    const packed = gzipSync(lines(articles(300)));
    write(folder, { 'all.jsonl.gz': packed });
    const args = ['index', 'all.jsonl.gz', '--out', 'related'];
    expect((await afterword(folder, args)).code).toBe(0);
    write(folder, { 'all.jsonl.gz': packed.subarray(0, packed.length / 2) });
    const { code, out, error } = await afterword(folder, [...args, '--update']);
    expect(code).toBe(3);
    expect(error).not.toContain(STACK);
    expect(out).toContain('0 new, 0 changed, 0 gone, 300 as before.');
    expect(out).toMatch(/all\.jsonl\.gz ends after line \d+/);
  });

  it('of packed JSON lines: every line before the cut is there, however slowly they are taken', async () => {
    for (const count of [8, 300]) {
      const packed = gzipSync(lines(articles(count)));
      const cut = packed.subarray(0, packed.length - 40);
      const whole = gunzipSync(cut, { finishFlush: constants.Z_SYNC_FLUSH }).toString().split('\n').slice(0, -1);
      const web = new Web({ signal: new AbortController().signal });
      const heard: string[] = [];
      for await (const entry of jsonLines('all.jsonl.gz', cut, web, () => undefined).entries()) {
        heard.push('gap' in entry ? entry.gap : entry.key);
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
      expect(heard.at(-1)).toContain(`ends after line ${whole.length} `);
      expect(heard.slice(0, -1)).toEqual(articles(whole.length).map(({ url }) => url));
    }
  });

  it('of a folder: a folder in it that cannot be opened is named, and the list is not whole', async () => {
    const folder = temporaryFolder();
    write(folder, { 'dist/a.html': pageOf(articles(1)[0]!), 'dist/below/b.html': pageOf(articles(2)[1]!) });
    const source = folderSource(join(folder, 'dist'), { site: undefined });
    const heard = await readAll(source, {
      terminal: new Terminal(true),
      concurrency: 1,
      limit: Infinity,
      signal: new AbortController().signal,
      wants: () => true,
      // Not to be opened, whoever runs the test.
      read: () => Promise.resolve(rmSync(join(folder, 'dist/below'), { recursive: true, force: true })),
      failed: () => undefined,
    });
    expect([...heard.keys]).toEqual(['a.html']);
    expect(heard.whole).toBe(false);
    expect(heard.failures).toEqual([{ key: 'below', reason: expect.stringContaining('ENOENT') as string }]);
  });

  it('of a sitemap: what a list within it would name is not gone, and the exit code says that it is missing', async () => {
    const pages: Pages = {};
    const site = await serve(pages);
    const all = articles(30, site.url);
    const list = (of: typeof all): string => `<urlset>${of.map(({ url }) => `<url><loc>${url}</loc></url>`).join('')}</urlset>`;
    for (const article of all) pages[new URL(article.url).pathname] = pageOf(article);
    pages['/sitemap.xml'] =
      `<sitemapindex><sitemap><loc>${site.url}/1.xml</loc></sitemap><sitemap><loc>${site.url}/2.xml</loc></sitemap></sitemapindex>`;
    pages['/1.xml'] = list(all.slice(0, 20));
    pages['/2.xml'] = list(all.slice(20));
    const folder = temporaryFolder();
    const args = ['index', `${site.url}/sitemap.xml`, '--out', 'related'];
    await afterword(folder, args);
    const faults: [answer: Answer, says: string][] = [
      [{ status: 404 }, 'answered 404'],
      ['<!doctype html><p>We are back soon', 'is no sitemap'],
      [list(all.slice(20)).slice(0, -200), 'the start of one'],
    ];
    for (const [answer, says] of faults) {
      pages['/2.xml'] = answer;
      const { code, out } = await afterword(folder, [...args, '--update']);
      expect(code).toBe(3);
      expect(out).toContain('0 gone, 30 as before');
      expect(out).toMatch(new RegExp(`/2\\.xml .*${says}`));
    }
    pages['/2.xml'] = '<urlset/>';
    const { code, out } = await afterword(folder, [...args, '--update']);
    expect(code).toBe(0);
    expect(out).toContain('10 gone, 20 as before');
  });
});

describe('sitemaps', () => {
  it('are read with a prefix, pictures in them notwithstanding, and each only once though they list themselves', async () => {
    const pages: Pages = {};
    const site = await serve(pages);
    const all = articles(8, site.url);
    for (const article of all) pages[new URL(article.url).pathname] = pageOf(article);
    const list = (of: typeof all): string =>
      `<sm:urlset xmlns:sm="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">${of
        .map(
          ({ url }) =>
            `<sm:url><image:image><image:loc>${site.url}/x.jpg</image:loc></image:image><sm:loc>${url}</sm:loc></sm:url>`,
        )
        .join('')}</sm:urlset>`;
    const parts = ['/1.xml', '/sitemap.xml', '/2.xml', '/1.xml'].map(
      (path) => `<sm:sitemap><sm:loc>${site.url}${path}</sm:loc></sm:sitemap>`,
    );
    pages['/sitemap.xml'] =
      `<?xml version="1.0"?><sm:sitemapindex xmlns:sm="http://www.sitemaps.org/schemas/sitemap/0.9">${parts.join('')}</sm:sitemapindex>`;
    pages['/1.xml'] = list(all.slice(0, 4));
    pages['/2.xml'] = list(all.slice(4));
    const { code, out, error } = await afterword(temporaryFolder(), ['index', `${site.url}/sitemap.xml`, '--out', 'related']);
    expect({ code, error }).toEqual({ code: 0, error: '' });
    expect(out).toContain('8 articles');
    expect(site.asked.filter((path) => path.endsWith('.xml'))).toEqual(['/sitemap.xml', '/1.xml', '/2.xml']);
  });
});
