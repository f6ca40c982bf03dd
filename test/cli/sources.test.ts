import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseRobots } from '../../src/cli/web.js';
import { afterword, articles, buildCommand, contents, pageOf, serve, temporaryFolder, write, type Pages } from './support.js';

beforeAll(buildCommand);

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const indexed = (folder: string): string => Object.values(contents(join(folder, 'related'))).join('\n');

describe('what afterword index reads', () => {
  it('reads a JSON Feed through all its pages', async () => {
    const all = articles(12);
    const items = all.map(({ url, title, text, date }) => ({
      id: url,
      url,
      title,
      content_html: `<p>${text}`,
      date_published: date,
    }));
    const site = await serve({
      '/feed.json': JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        items: items.slice(0, 7),
        next_url: '/2.json',
      }),
      '/2.json': JSON.stringify({ items: [...items.slice(7), { title: 'No address' }] }),
    });
    const folder = temporaryFolder();
    const { code, out, error } = await afterword(folder, ['index', `${site.url}/feed.json`, '--out', 'related']);
    expect({ code, error }).toMatchObject({ code: 0 });
    expect(out).toContain('12 articles');
    expect(error).toContain('left out 1 items');
    expect([...site.agents].join()).toContain('afterword');
    expect(site.asked[0]).toBe('/robots.txt');
  });

  it('reads RSS and Atom, with entities decoded once and addresses made absolute', async () => {
    const all = articles(8);
    const rss = `<?xml version="1.0"?><rss version="2.0" xmlns:content="x"><channel><title>Paper</title><language>en</language>${all
      .map(
        ({ title, text, date }, at) =>
          `<item><title>${escape(`${title} <b>&amp;</b> more`)}</title><link>/rss/${at}</link><pubDate>${new Date(date).toUTCString()}</pubDate><content:encoded><![CDATA[<p>${text}</p>]]></content:encoded></item>`,
      )
      .join('')}<item><title>Bad</title><link>javascript:alert(1)</link></item></channel></rss>`;
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://paper.example/atom/">${all
      .map(
        ({ title, text, date }, at) =>
          `<entry><title>${title}</title><link href="${at}"/><published>${date}</published><content type="html">${escape(text)}</content></entry>`,
      )
      .join('')}</feed>`;
    const site = await serve({ '/rss': { body: rss, headers: { 'Content-Type': 'application/rss+xml' } }, '/atom': atom });
    const folder = temporaryFolder();
    expect((await afterword(folder, ['index', `${site.url}/rss`, '--out', 'related'])).out).toContain('8 articles');
    expect(indexed(folder)).toContain('/rss/4');
    expect(indexed(folder)).toMatch(/report \d & more/);
    expect(indexed(folder)).not.toContain('javascript');
    const { out } = await afterword(folder, ['index', `${site.url}/atom`, '--out', 'related', '--state', 's2']);
    expect(out).toContain('8 articles');
    expect(indexed(folder)).toContain('https://paper.example');
    expect(indexed(folder)).toContain('"/atom/4"');
  });

  it('reads sitemaps of sitemaps, packed ones too, keeps robots.txt, and lists what could not be read', async () => {
    const pages: Pages = {};
    const site = await serve(pages);
    const all = articles(10, site.url);
    for (const article of all) pages[new URL(article.url).pathname] = pageOf(article);
    const list = (urls: readonly string[]): string =>
      `<urlset>${urls.map((url) => `<url><loc>${url}</loc></url>`).join('')}</urlset>`;
    let busy = 0;
    Object.assign(pages, {
      '/robots.txt': 'User-agent: *\nDisallow: /private/\n',
      '/sitemap.xml': `<sitemapindex><sitemap><loc>${site.url}/1.xml</loc></sitemap><sitemap><loc>${site.url}/2.xml.gz</loc></sitemap></sitemapindex>`,
      '/1.xml': list([...all.slice(0, 5).map(({ url }) => url), `${site.url}/about`, `${site.url}/private/x`]),
      '/2.xml.gz': {
        body: gzipSync(
          list([...all.slice(5).map(({ url }) => url), `${site.url}/gone`, `${site.url}/slow`, `${site.url}/busy`]),
        ),
      },
      '/about': '<title>About us</title><h1>About us</h1><p>We are.',
      '/private/x': pageOf({ ...all[0]!, url: `${site.url}/private/x` }),
      '/slow': () => undefined,
      '/busy': () =>
        busy++
          ? pageOf({ ...all[0]!, url: `${site.url}/busy`, title: 'Was busy' })
          : { status: 503, headers: { 'Retry-After': '1' } },
    } satisfies Pages);
    const folder = temporaryFolder();
    const args = ['index', `${site.url}/sitemap.xml`, '--out', 'related', '--timeout', '0.3', '--concurrency', '8'];
    const { code, out } = await afterword(folder, args);
    expect(code).toBe(3);
    expect(out).toContain('11 articles');
    expect(out).toContain('3 pages could not be read');
    expect(out).toContain('/gone answered 404');
    expect(out).toContain('/slow did not answer in time');
    expect(out).toContain('/private/x robots.txt');
    expect(site.asked).not.toContain('/private/x');
    expect(indexed(folder)).not.toContain('About us');
    // The bishop and the tides stand in the navigation of every page.
    expect(indexed(folder)).toContain('"/stories/4"');
    const everything = await afterword(folder, [...args, '--all-pages', '--ignore-robots', '--state', 's2']);
    expect(everything.out).toContain('13 articles');
  });

  it('reads a folder of pages, by their canonical links or the address of the site', async () => {
    const folder = temporaryFolder();
    const all = articles(6);
    const plain = { url: '', title: 'bread flour without a link', text: all[1]!.text, date: all[1]!.date, tags: [] };
    write(folder, {
      ...Object.fromEntries(all.map((article, at) => [`dist/a/${at}/index.html`, pageOf(article)])),
      'dist/notes/über uns/index.html': pageOf(plain).replace('<link rel="canonical" href="">', ''),
      'dist/unclosed.html': `<article><h1>Unclosed bread flour<p>${all[1]!.text}<div><b>`,
      'dist/logo.svg': '<svg>',
      'dist/node_modules/x/index.html': pageOf(all[0]!),
    });
    const without = await afterword(folder, ['index', 'dist', '--out', 'related']);
    expect(without).toMatchObject({ code: 0, out: expect.stringContaining('6 articles') as string });
    const { out } = await afterword(folder, [
      'index',
      'dist',
      '--out',
      'related',
      '--site',
      'https://paper.example',
      '--state',
      's2',
    ]);
    expect(out).toContain('8 articles');
    expect(indexed(folder)).toContain('/notes/%C3%BCber%20uns/');
  });

  it('pages through a WordPress site it discovers from its front page', async () => {
    const all = articles(150);
    const asked: URL[] = [];
    const post = ({ url, title, text, date }: (typeof all)[number], id: number): object => ({
      id,
      link: url,
      title: { rendered: title },
      excerpt: { rendered: '<p>Short</p>' },
      content: { rendered: `<p>${text}</p>` },
      date_gmt: date.slice(0, 19),
      _embedded: { 'wp:term': [[{ taxonomy: 'category', name: 'News &amp; more' }]] },
    });
    const pages: Pages = {};
    for (const page of ['1', '2']) {
      const query = `per_page=100&page=${page}&orderby=id&order=asc&_fields=`;
      pages[query] = JSON.stringify(all.slice(page === '1' ? 0 : 100, page === '1' ? 100 : 150).map(post));
    }
    const site = await serve(
      new Proxy(pages, {
        get(_target, path: string) {
          const url = new URL(path, 'http://x/');
          if (url.pathname === '/')
            return {
              body: '<!doctype html><html><title>Blog</title>',
              headers: { Link: '</wp-json/>; rel="https://api.w.org/"' },
            };
          if (url.pathname !== '/wp-json/wp/v2/posts') return undefined;
          asked.push(url);
          const body = Object.entries(pages).find(([query]) => path.includes(`?${query}`))?.[1];
          return { body, headers: { 'Content-Type': 'application/json', 'X-WP-TotalPages': '2', 'X-WP-Total': '150' } };
        },
      }),
    );
    const folder = temporaryFolder();
    const { code, out, error } = await afterword(folder, ['index', `${site.url}/`, '--out', 'related']);
    expect({ code, error }).toMatchObject({ code: 0 });
    expect(out).toContain('150 articles');
    expect(asked).toHaveLength(2);
    expect(asked[0]!.searchParams.get('_fields')).toContain('content');
    expect(indexed(folder)).toContain('News & more');
  });

  it('reads a Ghost site with its key, and says where to find the right one', async () => {
    const all = articles(5);
    const posts = all.map(({ url, title, text, date }) => ({
      url,
      title,
      plaintext: text,
      published_at: date,
      tags: [{ name: 'News' }],
    }));
    const site = await serve(
      new Proxy({} as Pages, {
        get(_target, path: string) {
          const url = new URL(path, 'http://x/');
          if (url.pathname !== '/ghost/api/content/posts/') return undefined;
          if (url.searchParams.get('key') !== 'right') return { status: 401, body: '{"errors":[]}' };
          return JSON.stringify({ posts, meta: { pagination: { page: 1, pages: 1, total: 5 } } });
        },
      }),
    );
    const folder = temporaryFolder();
    const { out } = await afterword(folder, ['index', site.url, '--key', 'right', '--out', 'related']);
    expect(out).toContain('5 articles');
    const wrong = await afterword(folder, ['index', site.url, '--key', 'wrong', '--out', 'related', '--state', 's2']);
    expect(wrong).toMatchObject({ code: 2, error: expect.stringContaining('Ghost Admin') as string });
  });

  it('says what a source is when it cannot be used', async () => {
    const site = await serve({
      '/': '<!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="/feed/"></head><body>Paper',
      '/ghost': '<!doctype html><html><head><meta name="generator" content="Ghost 6.0">',
      '/empty': '',
      '/text': 'Hello',
      '/broken.json': '{"items": [',
      '/api.json': '{"posts": []}',
      '/broken.xml.gz': { body: Uint8Array.of(0x1f, 0x8b, 1, 2, 3) },
      '/nothing.xml': '<urlset></urlset>',
    });
    const folder = temporaryFolder();
    write(folder, {
      'page.html': '<p>x',
      'empty/readme.txt': 'x',
      'texts/post.md': '# x',
      'bad.jsonl': '{}\n'.repeat(30),
      'a.xml': '<html><p>x',
    });
    const says = async (source: string, code = 2): Promise<string> => {
      const ran = await afterword(folder, [
        'index',
        source.startsWith('/') ? site.url + source : source,
        '--out',
        'related',
        '--state',
        `state-${Math.random()}`,
      ]);
      expect(ran.code, ran.error).toBe(code);
      return ran.error;
    };
    const all = await Promise.all(
      [
        '/',
        '/ghost',
        '/missing',
        '/empty',
        '/text',
        '/broken.json',
        '/api.json',
        '/nothing.xml',
        'page.html',
        'empty',
        'texts',
        'bad.jsonl',
        'a.xml',
      ].map((source) => says(source)),
    );
    const expected = [
      `web page, not a feed or sitemap. Name its sitemap, perhaps ${site.url}/sitemap.xml, or its feed ${site.url}/feed/`,
      '--key',
      'answered 404',
      'is empty',
      'no feed (JSON Feed, RSS, Atom), sitemap or JSON lines',
      'broken JSON',
      'no "items"',
      'no article to index',
      'Name the folder of all pages',
      'no article to index',
      'no .html pages',
      'holds no articles',
      'web page',
    ];
    for (const [at, message] of expected.entries()) expect(all[at]).toContain(message);
  });
});

describe('robots.txt', () => {
  const forbids = (text: string, path: string): boolean => parseRobots(text).forbids(path);
  it('lets the group that names us go before the one for everybody, and the longest rule before others', () => {
    const text =
      'User-agent: *\nDisallow: /\n\nUser-agent: other\nUser-agent: Afterword # us\nDisallow: /a\nAllow: /a/b\nCrawl-delay: 2';
    expect(['/', '/a', '/a/b/c', '/ab'].map((path) => forbids(text, path))).toEqual([false, true, false, true]);
    expect(parseRobots(text).delay).toBe(2000);
  });
  it('understands wildcards, and survives anything', () => {
    expect(forbids('user-agent:*\ndisallow: /*.pdf$', '/x/y.pdf')).toBe(true);
    expect(forbids('user-agent:*\ndisallow: /*.pdf$', '/x.pdf.html')).toBe(false);
    expect(forbids('user-agent:*\ndisallow: /a*b*c', '/a1b2c3')).toBe(true);
    expect(forbids('user-agent:*\ndisallow:', '/')).toBe(false);
    expect(forbids(`user-agent:*\ndisallow: /${'*a'.repeat(5000)}b`, `/${'a'.repeat(20_000)}`)).toBe(false);
    expect(forbids('<html>Disallow: /', '/')).toBe(false);
  });
});
