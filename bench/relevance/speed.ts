import { rank } from '../../src/relevance/rank.js';
import { readDigitalgov } from './digitalgov.js';

/** What ranking a feed costs a reader, against parsing the same feed, which nobody can avoid. */
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
