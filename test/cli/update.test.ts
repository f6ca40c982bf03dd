import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Store } from '../../src/cli/archive/store.js';
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
  type Pages,
} from './support.js';

beforeAll(buildCommand);

/** A site of articles under a sitemap, both of which can change. */
async function site() {
  const pages: Pages = {};
  const served = await serve(pages);
  let next = 0;
  return {
    ...served,
    sitemap: `${served.url}/sitemap.xml`,
    /** Lists articles of these numbers from now on. */
    lists(numbers: readonly number[]): void {
      const all = numbers.map((number) => articles(1, served.url, number)[0]!);
      for (const article of all) pages[new URL(article.url).pathname] = pageOf(article);
      const urls = all.map(({ url }) => `<url><loc>${url}</loc><lastmod>2026-01-01</lastmod></url>`);
      pages['/sitemap.xml'] = `<urlset>${urls.join('')}</urlset>`;
      next = served.asked.length;
    },
    /** Pages that were asked for since the list changed. */
    get read(): number {
      return served.asked.slice(next).filter((path) => path.startsWith('/stories/')).length;
    },
  };
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, at) => from + at);

describe('an --update that was interrupted', () => {
  it('while it read, is made good by the next one: what is new gets into the lists, what is gone out of them', async () => {
    const paper = await site();
    const folder = temporaryFolder();
    const run = (name: string, ...more: string[]) => [
      'index',
      paper.sitemap,
      '--out',
      name,
      '--state',
      `${name}-state`,
      '--concurrency',
      '2',
      ...more,
    ];
    paper.lists(range(0, 40));
    for (const name of ['disturbed', 'undisturbed']) await afterword(folder, run(name));
    paper.lists([...range(3, 40), ...range(60, 72)]);
    const kill = (signal: NodeJS.Signals, pages: number) => ({ kill: () => (paper.read > pages ? signal : undefined) });
    const stopped = await afterword(folder, run('disturbed', '--update', '--delay', '40'), kill('SIGINT', 3));
    expect(stopped).toMatchObject({ code: 130, error: expect.stringContaining('goes on from here') as string });
    const killed = await afterword(folder, run('disturbed', '--update', '--delay', '40'), kill('SIGKILL', 7));
    expect(killed.code).toBe(null);
    const { code, out } = await afterword(folder, run('disturbed', '--update'));
    expect(code).toBe(0);
    expect(out).toContain('12 new, 0 changed, 3 gone, 37 as before.');
    await afterword(folder, run('undisturbed', '--update'));
    const after = contents(join(folder, 'disturbed'));
    expect(after).toEqual(contents(join(folder, 'undisturbed')));
    const linked = Object.values(after).join('');
    expect(linked).toContain('"/stories/60"');
    for (const gone of [0, 1, 2]) expect(linked).not.toContain(`"/stories/${gone}"`);
  });

  it('while it wrote, says what happened, and is made good by the next one', async () => {
    const folder = temporaryFolder();
    const all = articles(60);
    const run = (name: string, ...more: string[]) => ['index', 'all.jsonl', '--out', name, '--state', `${name}-state`, ...more];
    write(folder, { 'all.jsonl': lines(all) });
    for (const name of ['disturbed', 'undisturbed']) await afterword(folder, run(name));
    write(folder, { 'all.jsonl': lines([...all.slice(1), ...articles(3, 'https://paper.example', 100)]) });
    const shards = join(folder, 'disturbed/0');
    renameSync(shards, `${shards}-aside`);
    writeFileSync(shards, '');
    const failed = await afterword(folder, run('disturbed', '--update'));
    expect(failed.code).toBe(2);
    expect(failed.error).toContain('cannot be read or written');
    expect(failed.error).not.toContain('    at ');
    rmSync(shards);
    renameSync(`${shards}-aside`, shards);
    const { out } = await afterword(folder, run('disturbed', '--update'));
    expect(out).toContain('3 new, 0 changed, 1 gone, 59 as before.');
    await afterword(folder, run('undisturbed', '--update'));
    expect(contents(join(folder, 'disturbed'))).toEqual(contents(join(folder, 'undisturbed')));
  });

  it('is told from one whose notes are lost: then everything is worked out anew', async () => {
    const folder = temporaryFolder();
    write(folder, { 'all.jsonl': lines(articles(40)) });
    await afterword(folder, ['index', 'all.jsonl', '--out', 'related']);
    const before = contents(join(folder, 'related'));
    rmSync(join(folder, '.afterword/neighbours.bin'));
    rmSync(join(folder, 'related/0/1.json'));
    const { code } = await afterword(folder, ['index', 'all.jsonl', '--out', 'related', '--update']);
    expect(code).toBe(0);
    expect(contents(join(folder, 'related'))).toEqual(before);
  });
});

describe('two addresses of one article', () => {
  const [article] = articles(1, 'https://paper.example', 3);
  it('stand in for one another: one stays when the other leaves the sitemap', async () => {
    const pages: Pages = {};
    const { url } = await serve(pages);
    const folder = temporaryFolder();
    const all = articles(12, url);
    const lists = (...paths: string[]): void => {
      pages['/sitemap.xml'] = `<urlset>${paths.map((path) => `<url><loc>${url}${path}</loc></url>`).join('')}</urlset>`;
    };
    const paths = all.map((each) => new URL(each.url).pathname);
    for (const [at, path] of paths.entries()) pages[path] = pageOf(all[at]!);
    pages['/stories/3?utm_source=a'] = pageOf(all[3]!).replace(/<link rel="canonical"[^>]*>/, '');
    lists(...paths, '/stories/3?utm_source=a');
    const args = ['index', `${url}/sitemap.xml`, '--out', 'related'];
    expect((await afterword(folder, args)).out).toContain('12 articles');
    lists(...paths.toSpliced(3, 1), '/stories/3?utm_source=a');
    const { out } = await afterword(folder, [...args, '--update']);
    expect(out).toContain('0 new, 1 changed, 0 gone, 11 as before.');
    expect(out).toContain('12 articles');
  });

  it('answer to the same one in whatever order they came and went', () => {
    const named = (key: string, title: string) => [key, '1', { ...article!, title, publishedAt: 0 }] as const;
    const live = (acts: (store: Store) => void): string[] => {
      const store = new Store(join(temporaryFolder(), 'state'), 'test');
      acts(store);
      const titles = store.live().map((line) => store.article(line).title);
      store.close();
      return titles;
    };
    const a = named('a', 'From a');
    const b = named('b', 'From b');
    const c = named('c', 'From c');
    expect(live((store) => [c, a, b].forEach((entry) => store.add(...entry)))).toEqual(['From a']);
    expect(live((store) => ([b, c, a].forEach((entry) => store.add(...entry)), store.addNone('a', '2', 'gone')))).toEqual([
      'From b',
    ]);
    expect(
      live((store) => {
        [a, b, c].forEach((entry) => store.add(...entry));
        store.addNone('b', '2', 'gone');
        store.addNone('a', '2', 'gone');
      }),
    ).toEqual(['From c']);
    expect(
      live((store) => {
        [a, b].forEach((entry) => store.add(...entry));
        store.add(...named('b', 'From b, later'));
        store.addNone('a', '2', 'gone');
        store.addNone('a', '3', 'gone');
      }),
    ).toEqual(['From b, later']);
    expect(
      live((store) => {
        [a, b].forEach((entry) => store.add(...entry));
        for (const key of ['a', 'b']) store.addNone(key, '2', 'gone');
      }),
    ).toEqual([]);
  });
});

describe('the folder an index goes to', () => {
  it('keeps every file that is not of an index of ours', async () => {
    const folder = temporaryFolder();
    const theirs = {
      'public/2024/5.json': '{"posts":5}',
      'public/2024/x.txt': 'x',
      'public/7/0.json': '{"posts":7}',
      'public/9': 'a file',
    };
    write(folder, { ...theirs, 'a.jsonl': lines(articles(64)) });
    const run = (shards: number) => afterword(folder, ['index', 'a.jsonl', '--out', 'public', '--shards', String(shards)]);
    expect((await run(8)).code).toBe(0);
    write(folder, { 'public/0/3.json.new': 'half of a sha' });
    expect((await run(4)).code).toBe(0);
    const after = contents(folder);
    for (const [file, content] of Object.entries(theirs)) expect(after[file]).toBe(content);
    const ours = Object.keys(after).filter((file) => file.startsWith('public/0/'));
    expect(ours).toEqual(['public/0/0.json', 'public/0/1.json', 'public/0/2.json', 'public/0/3.json']);
  });

  it('is refused where a file of somebody else lies in the way, before anything is read', async () => {
    const paper = await site();
    paper.lists(range(0, 10));
    const folder = temporaryFolder();
    write(folder, {
      'public/0/0.json': '{"version":1,"posts":1}',
      'late/0/1.json': '{"posts":2}',
      file: 'x',
      'a.jsonl': lines(articles(40)),
    });
    const says = async (out: string, ...source: string[]): Promise<string> => {
      const { code, error } = await afterword(folder, ['index', ...source, '--out', out]);
      expect(code, error).toBe(2);
      expect(error).not.toContain('    at ');
      return error;
    };
    expect(await says('public', paper.sitemap)).toContain('is no file of an index');
    for (const out of ['file', 'file/related', '/dev/null/related'])
      expect(await says(out, paper.sitemap)).toContain('cannot be written');
    expect(paper.asked).toEqual([]);
    // How many there will be is known only when all are read; nothing is written then.
    expect(await says('late', 'a.jsonl')).toContain('late/0/1.json');
    expect(contents(join(folder, 'late'))).toEqual({ '0/1.json': '{"posts":2}' });
    expect(contents(join(folder, 'public'))).toEqual({ '0/0.json': '{"version":1,"posts":1}' });
  });

  it('is made by whichever part of a split comes first, be it one without a file to write', async () => {
    const folder = temporaryFolder();
    write(folder, { 'a.jsonl': lines(articles(8)) });
    for (const part of ['1/2', '2/2']) await afterword(folder, ['index', 'a.jsonl', '--split', part, '--state', 'parts']);
    const merge = (part: string) =>
      afterword(folder, ['index', 'merge', '--split', part, '--state', 'parts', '--out', 'joined']);
    expect((await merge('2/2')).code).toBe(0);
    expect((await merge('1/2')).code).toBe(0);
    expect(Object.keys(contents(join(folder, 'joined')))).toEqual(['0/0.json', 'manifest.json']);
  });

  it('is left as it was by a run that is stopped before it writes', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'there'));
    const { code } = await afterword(folder, ['index', 'missing.jsonl', '--out', 'there/is/none']);
    expect(code).toBe(2);
    expect(existsSync(join(folder, 'there/is'))).toBe(false);
    expect(existsSync(join(folder, 'there'))).toBe(true);
  });
});
