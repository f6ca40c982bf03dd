import { createHash } from 'node:crypto';
import type { Article } from '../../src/ports/articles.js';
import { rank } from '../../src/relevance/rank-at-once.js';
import { wordsOf } from '../../src/relevance/terms.js';
import { findNearest, LIMIT, Rarity } from '../../src/cli/archive/neighbours.js';
import { packTerms } from '../../src/cli/archive/store.js';
import { archive } from './archive.js';
import { readDigitalgov } from './digitalgov.js';
import { mean, quality, type Quality } from './metrics.js';

/** Positions of the best six for the article at `index`, chosen among `candidates`. */
type Order = (index: number, candidates: readonly number[]) => readonly number[];

const FEED = 100;
const { articles, links } = readDigitalgov();
const everything = articles.map((_, index) => index);
const latestFirst = everything.toSorted((a, b) => date(b) - date(a));

function date(index: number): number {
  return articles[index]!.publishedAt!;
}

function bestBy(score: (a: Article, b: Article) => number): Order {
  return (index, candidates) =>
    candidates
      .filter((other) => other !== index)
      .map((other) => ({ other, value: score(articles[index]!, articles[other]!) }))
      // Among equals the one nearest in time: what was the latest when the article came out.
      .sort((a, b) => b.value - a.value || Math.abs(date(a.other) - date(index)) - Math.abs(date(b.other) - date(index)))
      .slice(0, 6)
      .map(({ other }) => other);
}

const titles = new Map(articles.map((article) => [article, new Set(wordsOf(article.title.toLowerCase()))]));
const rivals: Record<string, Order> = {
  'latest first': bestBy(() => 0),
  'most tags shared': bestBy((a, b) => b.tags!.filter((tag) => a.tags!.includes(tag)).length),
  'most title words shared': bestBy((a, b) => [...titles.get(b)!].filter((word) => titles.get(a)!.has(word)).length),
};

interface MiniSearchIndex {
  addAll(documents: readonly object[]): void;
  search(query: string, options: object): { id: number }[];
}
/** Compared with where it is installed; nothing here depends on it. */
const MiniSearch = (await import(String('minisearch')).then(
  (module: { default: unknown }) => module.default,
  () => undefined,
)) as (new (options: object) => MiniSearchIndex) | undefined;

/** A search engine as "more like this": the article's title, summary and tags as the query. */
function moreLikeThis(from: readonly Article[]): Order {
  const indexes = new Map<readonly number[], MiniSearchIndex>();
  return (index, candidates) => {
    let found = indexes.get(candidates);
    if (!found) {
      found = new MiniSearch!({ fields: ['title', 'summary', 'text', 'tags'] });
      found.addAll(candidates.map((id) => ({ id, ...from[id]!, tags: from[id]!.tags?.join(' ') })));
      indexes.set(candidates, found);
    }
    const { title, summary, tags } = articles[index]!;
    const query = [title, summary, ...(tags ?? [])].join(' ');
    return found
      .search(query, { boost: { title: 3 } })
      .map(({ id }) => id)
      .filter((id) => id !== index)
      .slice(0, 6);
  };
}

interface Measured extends Quality {
  ms: number;
  /** nDCG@5 of the half that weights were tuned on, and of the half that was held out. */
  halves: readonly [tuned: number, heldOut: number];
}

function measure(order: Order, cases: readonly Case[]): Measured {
  const start = performance.now();
  const all = cases.map(({ index, candidates, right }) => quality(order(index, candidates), right));
  const ms = (performance.now() - start) / cases.length;
  const half = (which: number): number => mean(all.filter((_, at) => halfOf(cases[at]!.index) === which)).ndcg5;
  return { ...mean(all), ms, halves: [half(0), half(1)] };
}

/** Which half of the articles one is in: the first is for choosing weights, the second for judging the choice. */
function halfOf(index: number): number {
  return createHash('sha256').update(articles[index]!.url).digest()[0]! % 2;
}

interface Case {
  index: number;
  candidates: readonly number[];
  right: ReadonlySet<number>;
}

/** Every article with links, against the whole archive. */
const archiveCases: Case[] = everything
  .filter((index) => links[index]!.size > 0)
  .map((index) => ({ index, candidates: latestFirst, right: links[index]! }));

/** Every article, against the site's feed on its own day: the hundred before it, when one it links to is among them. */
const feedCases: Case[] = everything.flatMap((index) => {
  const candidates = latestFirst.filter((other) => other !== index && date(other) <= date(index)).slice(0, FEED);
  const right = new Set(candidates.filter((other) => links[index]!.has(other)));
  return candidates.length > 19 && right.size > 0 ? [{ index, candidates, right }] : [];
});

const built = performance.now();
const neighbours = archive(articles);
const indexing = performance.now() - built;
const ours: Order = (index) => neighbours(index, 6);

/** As `afterword index` finds them: with an inverted index that is cut short, and terms in a few bits. */
const packed = articles.map(packTerms);
const asArticles = { size: articles.length, terms: (at: number) => packed[at]!, date };
const nearest = findNearest(asArticles, new Rarity(asArticles), Int32Array.from(everything));
const indexed: Order = (index) => [...nearest.ids.subarray(index * LIMIT, index * LIMIT + 6)].filter((other) => other >= 0);

/** A feed's items carry no text; the article on the page does, but for a reader whose page cannot be read. */
const excerpts = articles.map((article) => ({ ...article, text: undefined }));
function oursFromFeed(current: readonly Article[]): Order {
  const positions = new Map(excerpts.map((article, index) => [article, index]));
  return (index, candidates) =>
    rank(
      current[index]!,
      candidates.map((other) => excerpts[other]!),
    )
      .slice(0, 6)
      .map(({ article }) => positions.get(article as (typeof excerpts)[number])!);
}

function report(title: string, results: Record<string, Measured>): void {
  console.log(`\n${title}`);
  console.log(`${''.padEnd(40)} nDCG@5   P@5  hit@6   ms per article   nDCG@5 tuned, held out`);
  for (const [name, { ndcg5, p5, hit6, ms, halves }] of Object.entries(results)) {
    const figures = [ndcg5, p5, hit6].map((value) => value.toFixed(3).padStart(6)).join(' ');
    console.log(
      `${name.padEnd(40)} ${figures}   ${ms.toFixed(2).padStart(8)}          ${halves.map((value) => value.toFixed(3)).join('   ')}`,
    );
  }
}

function all(mine: Record<string, Order>, cases: readonly Case[]): Record<string, Measured> {
  return Object.fromEntries(Object.entries({ ...mine, ...rivals }).map(([name, order]) => [name, measure(order, cases)]));
}

report(
  `Archive: ${archiveCases.length} articles with links, among ${articles.length}`,
  all(
    {
      'Afterword, full text': ours,
      'afterword index': indexed,
      ...(MiniSearch && { 'MiniSearch, more like this': moreLikeThis(articles) }),
    },
    archiveCases,
  ),
);
console.log(`Indexing the archive took ${(indexing / articles.length).toFixed(2)} ms per article.`);
report(
  `Feed of ${FEED}: ${feedCases.length} articles with a link in it`,
  all(
    {
      'Afterword, page text and feed excerpts': oursFromFeed(articles),
      'Afterword, feed excerpts only': oursFromFeed(excerpts),
      ...(MiniSearch && { 'MiniSearch, more like this': moreLikeThis(excerpts) }),
    },
    feedCases,
  ),
);
if (!MiniSearch) console.log('\nMiniSearch is not installed: `npm install --no-save minisearch` adds it to the comparison.');
