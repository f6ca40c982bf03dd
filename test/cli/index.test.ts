import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { fromSrc, toArticles } from '../../src/adapters/articles/index.js';
import { keyInShard, shardOf, shardPath } from '../../src/relevance/shard.js';
import {
  afterword,
  articles,
  buildCommand,
  contents,
  lines,
  pageOf,
  serve,
  temporaryFolder,
  write,
  type TestArticle,
} from './support.js';

beforeAll(buildCommand);

/** What the element would get for a page, over HTTP, from an index that lies in a folder. */
async function ask(folder: string, src: string, url: string) {
  const files = contents(folder);
  const site = await serve(Object.fromEntries(Object.entries(files).map(([name, body]) => [`/related/${name}`, { body }])));
  const port = fromSrc(new URL(src, site.url));
  return { ...(await port.list({ url }, new AbortController().signal)), asked: site.asked };
}

const printedSrc = (out: string): string => /provider="index" src="([^"]+)"/.exec(out)![1]!;

describe('afterword index', () => {
  it('makes an index of JSON lines that the element reads with one request, nearest first and with a reason', async () => {
    const folder = temporaryFolder();
    write(folder, { 'all.jsonl.gz': gzipSync(lines(articles(80))) });
    const { code, out } = await afterword(folder, ['index', 'all.jsonl.gz', '--out', 'related']);
    expect(code).toBe(0);
    expect(out).toContain('80 articles in 5 files');
    const src = printedSrc(out);
    expect(src).toBe('/related/?shards=5');
    const {
      articles: found,
      ranked,
      asked,
    } = await ask(join(folder, 'related'), src, 'https://www.paper.example/stories/8/?utm_source=x');
    expect(asked).toHaveLength(1);
    expect(ranked).toBe(true);
    expect(found.length).toBeGreaterThan(3);
    for (const article of found) expect(Number(article.url.split('/').at(-1)) % 4).toBe(0);
    expect(found[0]!.because!.length).toBeGreaterThan(0);
    const manifest = JSON.parse(readFileSync(join(folder, 'related/manifest.json'), 'utf8')) as object;
    expect(manifest).toEqual({ version: 2, count: 80, shards: 5, created: '2023-11-14T22:13:20.000Z' });
  });

  it('writes the same bytes again for the same articles, in whatever order they come', async () => {
    const folder = temporaryFolder();
    const all = articles(60);
    write(folder, { 'a.jsonl': lines(all), 'b.jsonl': lines(all.toReversed()) });
    await afterword(folder, ['index', 'a.jsonl', '--out', 'a', '--state', 's1']);
    await afterword(folder, ['index', 'b.jsonl', '--out', 'b', '--state', 's2']);
    expect(contents(join(folder, 'a'))).toEqual(contents(join(folder, 'b')));
    const { mtimeMs } = statSync(join(folder, 'a/0/0.json'));
    const { out } = await afterword(folder, ['index', 'a.jsonl', '--out', 'a', '--state', 's1']);
    expect(out).toContain('0 of them written');
    expect(statSync(join(folder, 'a/0/0.json')).mtimeMs).toBe(mtimeMs);
  });

  it('joins the parts of a split to the very index of a single run', async () => {
    const folder = temporaryFolder();
    write(folder, { 'all.jsonl': lines(articles(90)) });
    await afterword(folder, ['index', 'all.jsonl', '--out', 'single', '--state', 'single-state']);
    for (const part of ['1/3', '2/3']) {
      const { code } = await afterword(folder, ['index', 'all.jsonl', '--split', part, '--state', 'parts']);
      expect(code).toBe(0);
    }
    const early = await afterword(folder, ['index', 'merge', '--state', 'parts', '--out', 'joined']);
    expect(early).toMatchObject({ code: 2, error: expect.stringContaining('3 is missing') as string });
    await afterword(folder, ['index', 'all.jsonl', '--split', '3/3', '--state', 'parts']);
    await afterword(folder, ['index', 'merge', '--state', 'parts', '--out', 'joined']);
    expect(contents(join(folder, 'joined'))).toEqual(contents(join(folder, 'single')));
    for (const part of ['1/2', '2/2'])
      await afterword(folder, ['index', 'merge', '--state', 'parts', '--split', part, '--out', 'halves']);
    expect(contents(join(folder, 'halves'))).toEqual(contents(join(folder, 'single')));
  });

  it('adds, changes and takes out articles without rewriting the rest, and says so', async () => {
    const folder = temporaryFolder();
    const all = articles(1200);
    write(folder, { 'all.jsonl': lines(all) });
    await afterword(folder, ['index', 'all.jsonl', '--out', 'related']);
    const before = contents(join(folder, 'related'));
    const next = [...all.slice(1), ...articles(2, 'https://paper.example', 5000)];
    next[10] = { ...next[10]!, title: 'Nothing of the kind', text: 'zeppelin hangar '.repeat(50) };
    write(folder, { 'all.jsonl': lines(next) });
    const { code, out } = await afterword(folder, ['index', 'all.jsonl', '--out', 'related', '--update']);
    expect(code).toBe(0);
    expect(out).toContain('2 new, 1 changed, 1 gone, 1198 as before.');
    const after = contents(join(folder, 'related'));
    const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
    expect(changed.length).toBeGreaterThan(2);
    expect(changed.length).toBeLessThan(45);
    expect(Object.keys(after)).toEqual(Object.keys(before));
    const everything = Object.values(after).join('');
    expect(everything).not.toContain('"/stories/0"');
    expect(everything).not.toContain(`"${keyInShard('https://paper.example/stories/0')}"`);
    expect(everything).toContain(`"${keyInShard('https://paper.example/stories/1')}"`);
    const fresh = await ask(join(folder, 'related'), printedSrc(out), 'https://paper.example/stories/5000');
    expect(fresh.articles.length).toBeGreaterThan(3);
    const again = await afterword(folder, ['index', 'all.jsonl', '--out', 'related', '--update']);
    expect(again.out).toContain('0 new, 0 changed, 0 gone');
    expect(contents(join(folder, 'related'))).toEqual(after);
  });

  it('leaves a file alone for a new article that is hardly better than those in it, and not for one that is', async () => {
    const folder = temporaryFolder();
    const report = (number: number, day: number, text = ''): TestArticle => ({
      url: `https://paper.example/reports/${number}`,
      title: `Harbour report signal${number}`,
      text: `The ferry, the sailor and the estuary, said witness${number} on quay${number} about cargo${number}. ${text}`,
      date: new Date(Date.UTC(2026, 0, 1) + day * 86_400_000).toISOString(),
      tags: [],
    });
    const all = Array.from({ length: 30 }, (_, at) => report(at, at));
    const bread = articles(240).filter((_, at) => at % 4 === 1);
    const index = async (list: readonly TestArticle[], ...more: string[]): Promise<string> => {
      write(folder, { 'all.jsonl': lines(list) });
      const { out } = await afterword(folder, ['index', 'all.jsonl', '--out', 'related', '--shards', '500', ...more]);
      return out;
    };
    await index([...all, ...bread]);
    // Of a day between two others: nearer to both than what they have, by a hundredth.
    const between = report(100, 15.5);
    expect(await index([...all, ...bread, between], '--update')).toContain('500 files below related, 1 of them written');
    const about = report(101, 15.5, 'It was quay15 again, said witness15, and cargo15.');
    const out = await index([...all, ...bread, between, about], '--update');
    const { articles: found } = await ask(join(folder, 'related'), printedSrc(out), all[15]!.url);
    expect(found.map(({ url }) => url)).toContain(about.url);
    expect(found.map(({ url }) => url)).not.toContain(between.url);
  });

  it('does not take a list that lost most of its articles for the truth', async () => {
    const folder = temporaryFolder();
    write(folder, { 'all.jsonl': lines(articles(60)) });
    await afterword(folder, ['index', 'all.jsonl', '--out', 'related']);
    write(folder, { 'all.jsonl': lines(articles(10)) });
    const { code, error } = await afterword(folder, ['index', 'all.jsonl', '--out', 'related', '--update']);
    expect(code).toBe(2);
    expect(error).toContain('no longer lists 50 of 60');
  });

  it('goes on where it was killed, without asking for a page twice, and ends with the same index', async () => {
    const all = articles(40);
    const site = await serve(
      Object.fromEntries(all.map((article) => [new URL(article.url).pathname, { body: pageOf(article) }])),
    );
    const sitemap = `<urlset>${all.map(({ url }) => `<url><loc>${new URL(url).pathname}</loc><lastmod>2026-01-01</lastmod></url>`).join('')}</urlset>`;
    const folder = temporaryFolder();
    write(folder, { 'sitemap.xml': sitemap });
    const args = ['index', 'sitemap.xml', '--site', site.url, '--out', 'related', '--delay', '15', '--concurrency', '2'];
    const killed = await afterword(folder, args, { kill: () => (site.asked.length > 12 ? 'SIGKILL' : undefined) });
    expect(killed.code).toBe(null);
    expect(existsSync(join(folder, 'related'))).toBe(false);
    const soFar = site.asked.length;
    expect(soFar).toBeLessThan(40);
    const done = await afterword(folder, args);
    expect(done).toMatchObject({ code: 0, error: expect.stringContaining('Going on') as string });
    const times = site.asked.filter((path) => path.startsWith('/stories/'));
    // What was on its way when it was killed is asked for again.
    expect(times.length - new Set(times).size).toBeLessThanOrEqual(3);
    await afterword(folder, [...args, '--state', 'fresh', '--out', 'fresh-related']);
    expect(contents(join(folder, 'related'))).toEqual(contents(join(folder, 'fresh-related')));
  });

  it('stops at Ctrl+C, says how to go on, and leaves no half index', async () => {
    const folder = temporaryFolder();
    write(folder, { 'all.jsonl': lines(articles(30)) });
    const site = await serve({ '/feed.json': () => undefined });
    const { code, error } = await afterword(folder, ['index', `${site.url}/feed.json`, '--out', 'related'], {
      kill: () => (site.asked.includes('/feed.json') ? 'SIGINT' : undefined),
    });
    expect(code).toBe(130);
    expect(error).toContain('goes on from here');
    expect(existsSync(join(folder, 'related'))).toBe(false);
  });

  it('explains itself to a publisher', async () => {
    const folder = temporaryFolder();
    const help = await afterword(folder, ['--help']);
    expect(help).toMatchObject({ code: 0, error: '' });
    expect(help.out).toContain('afterword index <source> --out related/');
    for (const command of ['index', 'scan']) {
      const { code, out } = await afterword(folder, [command, '--help']);
      expect(code).toBe(0);
      for (const option of ['--limit', '--concurrency', '--state', 'Exit codes']) expect(out).toContain(option);
      expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThan(121);
    }
  });

  it('keeps the label of what was paid for, from every source that says so', async () => {
    const folder = temporaryFolder();
    const all = articles(16);
    const paid = all[4]!.url;
    const items = all.map(({ url, title, text: content_text }) => ({
      url,
      title,
      content_text,
      _afterword: { sponsored: url === paid },
    }));
    const pages = Object.fromEntries(all.map((article) => [new URL(article.url).pathname, pageOf(article)]));
    const site = await serve(pages);
    const here = (text: string): string => text.replaceAll('https://paper.example', site.url);
    for (const [path, page] of Object.entries(pages)) pages[path] = here(page);
    write(folder, {
      'all.jsonl': lines(all.map((article) => ({ ...article, ...(article.url === paid && { sponsored: true }) }))),
      'feed.json': JSON.stringify({ items }),
      'pages.json': here(JSON.stringify({ items })),
    });
    /** Every link to the article that any page would get. */
    const links = (out: string, origin = 'https://paper.example'): string[] => {
      const { shards } = JSON.parse(readFileSync(join(folder, out, 'manifest.json'), 'utf8')) as { shards: number };
      const found = all.flatMap(({ url }) => {
        const page = url.replace('https://paper.example', origin);
        const shard = readFileSync(join(folder, out, shardPath(shardOf(page, shards))), 'utf8');
        return toArticles(JSON.parse(shard) as Record<string, unknown>, page, 'x').articles;
      });
      expect(found.filter(({ url, sponsored }) => sponsored && !url.endsWith('/stories/4'))).toEqual([]);
      const paidFor = found.filter(({ url }) => url.endsWith('/stories/4'));
      return [...new Set(paidFor.map(({ sponsored }) => (sponsored ? 'labelled' : 'not labelled')))];
    };
    const run = (...args: string[]) => afterword(folder, ['index', ...args, '--state', `state of ${args.at(-1)}`]);
    await run('all.jsonl', '--out', 'lines');
    await run('feed.json', '--out', 'feed');
    await run('pages.json', '--pages', '--out', 'pages');
    await afterword(folder, ['index', 'all.jsonl', '--split', '1/1', '--state', 'parts']);
    await afterword(folder, ['index', 'merge', '--state', 'parts', '--out', 'merged']);
    for (const out of ['lines', 'feed', 'merged']) expect(links(out), out).toEqual(['labelled']);
    expect(links('pages', site.url)).toEqual(['labelled']);
    // Whoever pays no more loses the label with the next update.
    write(folder, { 'all.jsonl': lines(all) });
    await run('all.jsonl', '--update', '--out', 'lines');
    expect(links('lines')).toEqual(['not labelled']);
  });

  it('says what is wrong with the command line', async () => {
    const folder = temporaryFolder();
    const says = async (...args: string[]): Promise<string> => {
      const { code, error } = await afterword(folder, args);
      expect(code, error).toBe(2);
      expect(error).not.toContain('    at ');
      return error;
    };
    const cases: [args: string[], says: string][] = [
      [['publish'], 'no command "publish"'],
      [['index'], 'What shall be read?'],
      [['index', 'x'], '--out'],
      [['index', 'x', '--out', 'o', '--colour'], "'--colour'"],
      [['index', 'x', '--out', 'o', '--limit', 'all'], '--limit is a number'],
      [['index', 'x', '--split', '5/4'], '1/4'],
      [['index', 'x', 'y', '--out', 'o'], 'One source'],
      [['index', 'missing/', '--out', 'o'], 'no file or folder'],
      [['index', 'www.paper.example', '--out', 'o'], 'https://www.paper.example'],
      [['index', 'ftp://paper.example', '--out', 'o'], 'neither a web address'],
    ];
    const all = await Promise.all(cases.map(([args]) => says(...args)));
    for (let at = 0; at < cases.length; at++) expect(all[at]).toContain(cases[at]![1]);
    write(folder, { 'o/manifest.json': '{"name":"an app"}', 'a.jsonl': lines(articles(3)) });
    expect(await says('index', 'a.jsonl', '--out', 'o')).toContain('no manifest of an index');
    await afterword(folder, ['index', 'a.jsonl', '--out', 'fine']);
    write(folder, { 'b.jsonl': lines(articles(3)) });
    expect(await says('index', 'b.jsonl', '--out', 'fine', '--update')).toContain('holds what was read of JSON lines a.jsonl');
  });
});
