import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { afterword, articles, buildCommand, pageOf, serve, temporaryFolder, write } from './support.js';

beforeAll(buildCommand);

interface Report {
  summary: { pages: number; covered: number; unreadable: number; found: { rule: string; pages: number; samples: unknown[] }[] };
  pages: { key: string; findings: { rule: string; tier: number; excerpt: string }[] }[];
}

const story = (body: string): string =>
  `<!doctype html><html lang="en"><title>A story</title><article><h1>A story</h1><p>Text.</p>${body}</article>`;
const FAQ = story(
  '<h2>Frequently asked questions</h2><h3>Who pays?</h3><p>The city does.</p><h3>Since when?</h3><p>Since 2020.</p>',
);
const FACT = story('<p><strong>Did you know?</strong> The tide is late &lt;script&gt;alert("x")&lt;/script&gt; every day.</p>');

describe('afterword scan', () => {
  it('says what would be found on the pages of a folder, by rule and with samples, in text, JSON and HTML', async () => {
    const folder = temporaryFolder();
    write(folder, { 'dist/faq.html': FAQ, 'dist/fact.html': FACT, 'dist/plain.html': story('') });
    const args = ['scan', 'dist', '--site', 'https://paper.example', '--json', 'out/report.json', '--html', 'out/report.html'];
    const { code, out } = await afterword(folder, args);
    expect(code).toBe(0);
    expect(out).toContain('3 pages read');
    expect(out).toContain('2 (67 %) would get at least one element');
    expect(out).toContain('https://paper.example/faq.html');
    const report = JSON.parse(readFileSync(join(folder, 'out/report.json'), 'utf8')) as Report;
    expect(report.summary).toMatchObject({ pages: 3, covered: 2, unreadable: 0 });
    expect(report.pages.find(({ key }) => key === 'faq.html')!.findings[0]!.excerpt).toContain('Who pays?');
    const html = readFileSync(join(folder, 'out/report.html'), 'utf8');
    expect(html).toContain('href="https://paper.example/fact.html"');
    expect(html).toContain('&lt;script&gt;alert(&quot;x&quot;)');
    expect(html).not.toMatch(/<script|javascript:|\son\w+=|<img|<link/i);
    expect(existsSync(join(folder, '.afterword/scan.jsonl'))).toBe(false);
  });

  it('reads the pages the demo is made of', async () => {
    const folder = temporaryFolder();
    for (const name of ['article.html', 'archive.html']) {
      const file = join('demo', name);
      if (existsSync(file)) write(folder, { [`dist/${name}`]: readFileSync(file) });
    }
    const { code, out } = await afterword(folder, ['scan', 'dist', '--site', 'https://paper.example']);
    expect(code).toBe(0);
    expect(out).toMatch(/^\d pages? read/);
  });

  it('survives hostile pages, and says which it could not read', async () => {
    const folder = temporaryFolder();
    write(folder, {
      'dist/unclosed.html': `<article><h2>FAQ<h3>Who?<p>${'<div><b><i><a href=x>text'.repeat(200)}`,
      'dist/large.html': story('<p>Words and words again, and <a href="/x">links</a>.</p>\n'.repeat(85_000)),
      'dist/deep.html': '<div>'.repeat(100_000),
      'dist/huge.html': Buffer.alloc(11_000_000, 'x'),
      'dist/binary.html': Uint8Array.from({ length: 5000 }, (_, at) => (at * 7919) % 256),
      'dist/empty.html': '',
      'dist/terminal.html': story('<p><strong>Did you know?</strong> It is \u001B[2J\u202Ered.</p>').replace(
        'A story',
        '\u001B]0;x\u0007',
      ),
      'dist/fact.html': FACT,
    });
    const { code, out } = await afterword(folder, ['scan', 'dist', '--json', 'r.json', '--html', 'r.html']);
    expect(code).toBe(3);
    expect(out).toContain('2 pages could not be read');
    expect(out).toContain('deep.html nests more than');
    expect(out).toContain('huge.html is larger than 10 MB');
    expect([...out].some((char) => char === '\u001B' || char === '\u202E')).toBe(false);
    const { summary } = JSON.parse(readFileSync(join(folder, 'r.json'), 'utf8')) as Report;
    expect(summary).toMatchObject({ pages: 6, unreadable: 2 });
  });

  it('reads the pages behind a feed and a sitemap, and goes on after being killed', async () => {
    const all = articles(30);
    const site = await serve(
      Object.fromEntries(
        all.map((article) => [
          new URL(article.url).pathname,
          pageOf(article).replace('</article>', '<p><b>Did you know?</b> Yes, it is so.</p></article>'),
        ]),
      ),
    );
    const folder = temporaryFolder();
    const urls = all.map(({ url }) => site.url + new URL(url).pathname);
    write(folder, {
      'sitemap.xml': `<urlset>${urls.map((url) => `<url><loc>${url}</loc></url>`).join('')}</urlset>`,
      'feed.json': JSON.stringify({ items: urls.slice(0, 4).map((url) => ({ url, title: 'x' })) }),
    });
    const feed = await afterword(folder, ['scan', 'feed.json', '--sample', '1', '--state', 's2']);
    expect(feed.out).toContain('4 pages read');
    site.asked.length = 0;
    const args = ['scan', 'sitemap.xml', '--delay', '15', '--concurrency', '2'];
    const killed = await afterword(folder, args, { kill: () => (site.asked.length > 10 ? 'SIGKILL' : undefined) });
    expect(killed.code).toBe(null);
    const { code, out, error } = await afterword(folder, args);
    expect({ code, error }).toMatchObject({ code: 0, error: expect.stringContaining('Going on') as string });
    expect(out).toContain('30 pages read');
    expect(site.asked.filter((path) => path !== '/robots.txt').length).toBeLessThanOrEqual(33);
  });
});
