import { execFileSync, spawn } from 'node:child_process';
import { createReadStream, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { brotliCompressSync, createGunzip } from 'node:zlib';
import type { Article } from '../src/ports/articles.js';
import { keyInShard, shardOf, shardPath, type Shard } from '../src/relevance/shard.js';
import { closeInTime, termsOf } from '../src/relevance/terms.js';
import { sameStory, titleWords } from '../src/relevance/rank.js';
import { writeArticles, type GeneratedArticle } from './relevance/generate.js';

/**
 * What the built `afterword index` costs on an archive made up for it, and how near it comes to comparing everything with
 * everything: `npm run bench:archive -- --count=20000`. With `--parts=4` the archive is read in parts and merged in parts, as
 * several machines would, here one after another.
 */
const { values: asked } = parseArgs({ options: { count: { type: 'string' }, parts: { type: 'string' } } });
const SIZE = Number(asked.count ?? 100_000);
const PARTS = Number(asked.parts ?? 1);
const NEW = 100;
const SAMPLE = 200;
const SHOWN = 6;
const THRESHOLD = 0.02;

const root = fileURLToPath(new URL('..', import.meta.url));
execFileSync(process.execPath, [join(root, 'scripts/build-cli.mjs'), '--if-changed'], { stdio: 'inherit' });
const folder = mkdtempSync(join(tmpdir(), 'afterword-archive-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const before = join(folder, 'before.jsonl.gz');
const out = join(folder, 'related');

/** Makes the command say at its end what it used. */
const METER = `data:text/javascript,process.on('exit',()=>{const u=process.resourceUsage();process.stdout.write('\\nUSED '+JSON.stringify(u))})`;

interface Cost {
  /** CPU minutes, of the command's own threads too. */
  minutes: number;
  seconds: number;
  gigabytes: number;
  output: string;
}

async function afterword(...args: string[]): Promise<Cost> {
  const start = performance.now();
  const child = spawn(process.execPath, ['--import', METER, join(root, 'cli/afterword.js'), ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(`afterword ${args.join(' ')} ended with ${code}\n${output}`);
  const used = JSON.parse(output.split('USED ')[1]!) as NodeJS.ResourceUsage;
  return {
    minutes: (used.userCPUTime + used.systemCPUTime) / 60e6,
    seconds: (performance.now() - start) / 1000,
    gigabytes: used.maxRSS / 1e6,
    output: output.split('\n')[0]!,
  };
}

function print(what: string, { minutes, seconds, gigabytes, output }: Cost): void {
  console.log(
    `${what}: ${minutes.toFixed(2)} CPU minutes (${seconds.toFixed(0)} s), ${gigabytes.toFixed(2)} GB at most\n  ${output}`,
  );
}

function readShard(shard: number): Shard {
  return JSON.parse(readFileSync(join(out, shardPath(shard)), 'utf8')) as Shard;
}

/** Counts by 30-bit term in typed arrays: more different terms than a Map may hold. */
class Counts {
  readonly #terms = new Int32Array(2 ** 26).fill(-1);
  readonly #counts = new Uint32Array(2 ** 26);

  #place(term: number): number {
    let place = Math.imul(term, 0x9e3779b1) >>> 6;
    while (this.#terms[place] !== -1 && this.#terms[place] !== term) place = (place + 1) & (2 ** 26 - 1);
    return place;
  }

  add(term: number): void {
    const place = this.#place(term);
    this.#terms[place] = term;
    this.#counts[place]!++;
  }

  get(term: number): number {
    return this.#counts[this.#place(term)]!;
  }
}

async function* articlesIn(file: string): AsyncGenerator<Article> {
  for await (const line of createInterface({ input: createReadStream(file).pipe(createGunzip()) })) {
    const { date, ...article } = JSON.parse(line) as GeneratedArticle;
    yield { ...article, publishedAt: Date.parse(date) };
  }
}

/** The best six of some articles among all, by the formula itself and nothing left out: the truth to compare with. */
async function exactly(file: string): Promise<Map<string, string[]>> {
  const counts = new Counts();
  const sample: Article[] = [];
  let size = 0;
  for await (const article of articlesIn(file)) {
    for (const term of termsOf(article).keys()) counts.add(term);
    if (size % Math.floor(SIZE / SAMPLE) === 0) sample.push(article);
    size++;
  }
  const weightsOf = (article: Article): { term: number; weight: number }[] => {
    const terms = [...termsOf(article)];
    const weights = terms.map(([term, count]) => (1 + Math.log(count)) * Math.log((size + 1) / counts.get(term)));
    const length = Math.hypot(...weights);
    return terms.map(([term], at) => ({ term, weight: weights[at]! / length }));
  };
  const postings = new Map<number, [at: number, weight: number][]>();
  for (const [at, article] of sample.entries()) {
    for (const { term, weight } of weightsOf(article)) {
      const posting = postings.get(term);
      if (posting) posting.push([at, weight]);
      else postings.set(term, [[at, weight]]);
    }
  }
  const best: { article: Article; score: number }[][] = sample.map(() => []);
  for await (const article of articlesIn(file)) {
    const cosines = new Float64Array(sample.length);
    for (const { term, weight } of weightsOf(article))
      for (const [at, own] of postings.get(term) ?? []) cosines[at]! += own * weight;
    for (const [at, cosine] of cosines.entries()) {
      if (cosine < THRESHOLD || sample[at]!.url === article.url) continue;
      const list = best[at]!;
      list.push({
        article: { url: article.url, title: article.title },
        score: cosine * closeInTime(sample[at]!.publishedAt, article.publishedAt),
      });
      if (list.length > 100) list.sort((a, b) => b.score - a.score).length = 12;
    }
  }
  return new Map(
    sample.map((article, at) => {
      const titles = [titleWords(article)];
      const different = best[at]!.sort((a, b) => b.score - a.score).filter(({ article: other }) => {
        const title = titleWords(other);
        return !titles.some((known) => sameStory(title, known)) && titles.push(title);
      });
      return [article.url, different.slice(0, SHOWN).map(({ article: { url } }) => url)];
    }),
  );
}

/** Indexes as several machines would. */
async function inParts(): Promise<void> {
  const numbers = Array.from({ length: PARTS }, (_, at) => at + 1);
  const steps: [what: string, args: (split: string) => string[]][] = [
    ['Reading', (split) => ['index', before, '--split', split, '--state', 'state', '--quiet']],
    ['Merging', (split) => ['index', 'merge', '--split', split, '--state', 'state', '--out', out, '--quiet']],
  ];
  for (const [what, args] of steps) {
    const costs: Cost[] = [];
    for (const number of numbers) costs.push(await afterword(...args(`${number}/${PARTS}`)));
    const most = (of: (cost: Cost) => number): number => Math.max(...costs.map(of));
    console.log(
      `${what} in ${PARTS} parts: ${costs.reduce((sum, { minutes }) => sum + minutes, 0).toFixed(2)} CPU minutes in all, ` +
        `${most(({ minutes }) => minutes).toFixed(2)} (${most(({ seconds }) => seconds).toFixed(0)} s) the longest, ` +
        `${most(({ gigabytes }) => gigabytes).toFixed(2)} GB at most`,
    );
  }
}

function printSizes(shards: number): void {
  const bytes = Array.from({ length: shards }, (_, shard) => shard)
    .filter((shard) => shard % Math.ceil(shards / 500) === 0)
    .map((shard) => brotliCompressSync(readFileSync(join(out, shardPath(shard)))).length)
    .sort((a, b) => a - b);
  const kilobytes = (value: number): string => (value / 1000).toFixed(1);
  console.log(
    `${shards} shards; brotli of ${bytes.length}: median ${kilobytes(bytes[bytes.length >> 1]!)} kB, largest ${kilobytes(bytes.at(-1)!)} kB`,
  );
}

async function printOverlap(shards: number): Promise<void> {
  const truth = await exactly(before);
  let right = 0;
  let all = 0;
  for (const [url, urls] of truth) {
    const { cards, articles, base } = readShard(shardOf(url, shards));
    const found = new Set(articles[keyInShard(url)]!.map(([card]) => new URL(cards[card]![0], base).href));
    all += urls.length;
    right += urls.filter((other) => found.has(other)).length;
  }
  console.log(`Overlap with the exact best six of ${truth.size} articles: ${((right / all) * 100).toFixed(1)} %`);
}

async function printUpdate(shards: number): Promise<void> {
  // The same lines with a hundred more; the state is of the source by its name.
  await writeArticles(before, { from: 0, to: SIZE + NEW });
  const start = Date.now();
  print(
    `Update with ${NEW} new articles`,
    await afterword('index', before, '--out', out, '--quiet', '--state', 'state', '--update'),
  );
  const rewritten = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\d+\.json$/.test(file) && existsSync(join(out, file)) && statSync(join(out, file)).mtimeMs >= start,
  ).length;
  console.log(`Rewritten: ${rewritten} of ${shards} shards`);
}

console.log(`Making up ${SIZE.toLocaleString('en')} articles …`);
await writeArticles(before, { from: 0, to: SIZE });
if (PARTS > 1) await inParts();
else print('Index', await afterword('index', before, '--out', out, '--quiet', '--state', 'state'));
const { shards } = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as { shards: number };
printSizes(shards);
await printOverlap(shards);
if (PARTS === 1) await printUpdate(shards);
