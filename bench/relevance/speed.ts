import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build, type Rollup } from 'vite';
import { rank } from '../../src/relevance/rank-at-once.js';
import { readDigitalgov } from './digitalgov.js';

/** What ranking a feed costs a reader, in bytes, and in time against parsing the same feed, which nobody can avoid. */
const { articles } = readDigitalgov();
const at = Math.floor(articles.length / 2);
const current = articles[at]!;
const excerpts = articles.slice(at - 50, at + 50).map((article) => ({ ...article, text: undefined }));
const feed = JSON.stringify(excerpts);

function time(task: () => unknown, repeats: number): { first: number; median: number; least: number } {
  const times: number[] = [];
  for (let run = 0; run < repeats; run++) {
    const start = performance.now();
    task();
    times.push(performance.now() - start);
  }
  const first = times[0]!;
  times.sort((a, b) => a - b);
  return { first, median: times[repeats >> 1]!, least: times[0]! };
}

const ranking = time(
  () =>
    rank(current, excerpts)
      .slice(0, 3)
      .map(({ because }) => because),
  61,
);
const parsing = time(() => JSON.parse(feed), 61);
console.log(`${excerpts.length} excerpts, ${(feed.length / 1024).toFixed(0)} kB of JSON`);
console.log(
  `ranked in ${ranking.median.toFixed(2)} ms (${ranking.first.toFixed(2)} the first time, ${ranking.least.toFixed(2)} at best)`,
);
console.log(
  `parsed in ${parsing.median.toFixed(2)} ms (${parsing.first.toFixed(2)} the first time, ${parsing.least.toFixed(2)} at best)`,
);
console.log(`ratio ${(ranking.median / parsing.median).toFixed(0)} (${(ranking.least / parsing.least).toFixed(0)} at best)`);

/** Of the ranker, without its reasons, as the reader gets it. */
const MOST_BYTES = 1000;
async function bytesOf(name: string): Promise<number> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      minify: true,
      target: 'es2022',
      modulePreload: false,
      rollupOptions: {
        input: fileURLToPath(new URL(`../../src/relevance/${name}.ts`, import.meta.url)),
        preserveEntrySignatures: 'strict',
      },
    },
  });
  const [{ output }] = [built].flat() as [Rollup.RollupOutput];
  return brotliCompressSync(output[0].code).length;
}
const bytes = await bytesOf('rank');
console.log(`the ranker is ${bytes} bytes of Brotli, at most ${MOST_BYTES}; with its reasons ${await bytesOf('rank-at-once')}`);
process.exitCode = bytes > MOST_BYTES ? 1 : 0;
