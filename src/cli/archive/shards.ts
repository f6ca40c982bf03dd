import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, rmdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { sameStory, titleWords } from '../../relevance/rank.js';
import { reasons } from '../../relevance/reasons.js';
import { INDEX_VERSION, keyInShard, shardPath, type Card, type Neighbour, type Shard } from '../../relevance/shard.js';
import { messageOf, UsageError } from '../failure.js';
import type { Rarity } from './neighbours.js';
import { weightOfByte, writeAtomically, type ArticleRecord, type Store } from './store.js';

export interface Manifest {
  version: number;
  /** Articles in the index. */
  count: number;
  shards: number;
  /** ISO 8601; when an article or a shard last changed. */
  created: string;
}

/** One round trip of a new connection, in bytes as compressed for the wire. */
const MOST_BYTES = 14_000;
/** JSON of fewer bytes is below that however badly it compresses. */
const SURELY_SMALL = 24_000;
/** Neighbours of an article that a page gets. */
export const SHOWN = 6;
const MINUTE = 60_000;
/** How every shard begins, of whatever version. */
const SHARD_START = /^\{"version":\d+,"base":/;

/** Lines of the nearest articles of one article, best first. */
export type Row = readonly number[];

/** Writes what the pages ask for. */
export class ShardWriter {
  readonly #store: Store;
  readonly #rarity: Rarity;
  readonly #out: string;
  /** Below this a term is in too many articles to be a reason. */
  readonly #leastTelling: number;
  written = 0;
  unchanged = 0;
  /** Bytes of the largest, compressed; 0 when none came near the limit. */
  largest = 0;

  constructor(store: Store, rarity: Rarity, count: number, out: string) {
    this.#store = store;
    this.#rarity = rarity;
    this.#out = out;
    this.#leastTelling = Math.log(Math.min(Math.max(count / 10, Math.min(count / 2, 4)), 20));
  }

  /** Writes one shard, unless it is there already just so. `lines` in the order of the comparable addresses. */
  write(shard: number, lines: readonly number[], rowOf: (line: number) => Row): void {
    const records = new Map<number, ArticleRecord>();
    const recordOf = (line: number): ArticleRecord => {
      let record = records.get(line);
      if (!record) records.set(line, (record = this.#store.article(line)));
      return record;
    };
    const neighbours = lines.map((line) => {
      const row = differentStories(recordOf(line), rowOf(line), recordOf);
      return { line, row, because: row.length ? this.#because(line, row, recordOf) : [] };
    });
    const base = lines.length ? new URL(this.#store.url(lines[0]!)).origin : '';
    const content = this.#fit((detail) => {
      const places = new Map<number, number>();
      const cards: Card[] = [];
      const articles = Object.fromEntries(
        neighbours.map(({ line, row, because }): [string, Neighbour[]] => [
          keyInShard(this.#store.url(line)),
          row.slice(0, detail.neighbours).map((other, at) => {
            if (!places.has(other)) {
              places.set(other, cards.length);
              cards.push(toCard(recordOf(other), base, detail));
            }
            return [places.get(other)!, ...because[at]!.slice(0, 2)];
          }),
        ]),
      );
      return JSON.stringify({ version: INDEX_VERSION, base, cards, articles } satisfies Shard);
    });
    const file = join(this.#out, shardPath(shard));
    if (existsSync(file) && readFileSync(file, 'utf8') === content) {
      this.unchanged++;
      return;
    }
    mkdirSync(dirname(file), { recursive: true });
    writeAtomically(file, content);
    this.written++;
  }

  /** Leaves out what a page can do without until the shard fits into one round trip. */
  #fit(write: (detail: Detail) => string): string {
    let content = '';
    for (const detail of DETAILS) {
      content = write(detail);
      if (Buffer.byteLength(content) < SURELY_SMALL) break;
      const bytes = compressed(content);
      if (bytes > MOST_BYTES && detail !== DETAILS.at(-1)) continue;
      this.largest = Math.max(this.largest, bytes);
      break;
    }
    return content;
  }

  #because(line: number, row: Row, recordOf: (line: number) => ArticleRecord): readonly (readonly string[])[] {
    const own = recordOf(line);
    const names = new Set(own.names);
    const weights = this.#weights(line);
    return row.map((other) => {
      const theirs = this.#weights(other);
      const weight = (term: number): number =>
        this.#rarity.of(term) >= this.#leastTelling ? (weights(term) && theirs(term)) * weights(term) : 0;
      return reasons(own, recordOf(other), weight, (word) => names.has(word));
    });
  }

  /** What the terms of an article weigh; 0 for one it does not have. */
  #weights(line: number): (term: number) => number {
    const list = this.#store.terms(line);
    const terms = list.terms.slice();
    const counts = list.counts.slice();
    return (term) => {
      let low = 0;
      let high = terms.length - 1;
      while (low <= high) {
        const middle = (low + high) >> 1;
        if (terms[middle] === term) return weightOfByte(counts[middle]!) * this.#rarity.of(term);
        if (terms[middle]! < term) low = middle + 1;
        else high = middle - 1;
      }
      return 0;
    };
  }
}

/** Without further versions of a story that is already there, as the ranker of the browser leaves them out. */
function differentStories(own: ArticleRecord, row: Row, recordOf: (line: number) => ArticleRecord): Row {
  const titles = [titleWords(own)];
  return row
    .filter((line) => {
      const title = titleWords(recordOf(line));
      return !titles.some((other) => sameStory(title, other)) && titles.push(title);
    })
    .slice(0, SHOWN);
}

interface Detail {
  neighbours: number;
  images: boolean;
}

const DETAILS: readonly Detail[] = [
  { neighbours: SHOWN, images: true },
  { neighbours: 4, images: true },
  { neighbours: 3, images: false },
];

function compressed(content: string): number {
  return brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length;
}

function toCard(record: ArticleRecord, base: string, { images }: Detail): Card {
  const { title, date, section, author, minutes, lang, sponsored } = record;
  const card = [
    relativeTo(base, record.url),
    title,
    date === undefined ? 0 : Math.round(date / MINUTE),
    section ?? '',
    images && record.image ? relativeTo(base, record.image) : '',
    author ?? '',
    minutes ?? 0,
    lang ?? '',
    sponsored ? 1 : 0,
  ];
  while (!card.at(-1)) card.pop();
  return card as unknown as Card;
}

/** An address below `base` without it; `//` would name another host. */
function relativeTo(base: string, url: string): string {
  return base && url.startsWith(`${base}/`) && url[base.length + 1] !== '/' ? url.slice(base.length) : url;
}

/** The manifest of an index, or `undefined` where there is none. Throws a `UsageError` when the folder holds something else. */
export function readManifest(out: string): Manifest | undefined {
  const file = join(out, 'manifest.json');
  if (!existsSync(file)) return undefined;
  try {
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as Partial<Manifest>;
    if (typeof manifest.version === 'number' && Number.isSafeInteger(manifest.shards)) return manifest as Manifest;
  } catch {
    // Told below.
  }
  throw new UsageError(`${file} is there, and is no manifest of an index. Name another folder with --out.`);
}

/** `created` stays when nothing else changed; `SOURCE_DATE_EPOCH` (reproducible-builds.org) stands for the clock. */
export function writeManifest(out: string, changes: Pick<Manifest, 'count' | 'shards'>, anyWritten: boolean): void {
  const before = readManifest(out);
  const epoch = process.env['SOURCE_DATE_EPOCH'];
  const isSame = before?.version === INDEX_VERSION && before.count === changes.count && before.shards === changes.shards;
  if (isSame && !anyWritten) return;
  const created = new Date(epoch ? Number(epoch) * 1000 : Date.now()).toISOString();
  mkdirSync(out, { recursive: true });
  const manifest: Manifest = { version: INDEX_VERSION, ...changes, created };
  writeAtomically(join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Throws a `UsageError` where no index can go, so that no archive is read for nothing. Leaves everything as it was. */
export function checkOut(out: string): void {
  refuseForeign(out, 1);
  // In what is there of it: the parts of a split come at once, and must not take a folder away from one another.
  let folder = resolve(out);
  while (!existsSync(folder)) folder = dirname(folder);
  const trial = join(folder, `.afterword-${process.pid}`);
  try {
    writeFileSync(trial, '');
    rmSync(trial, { force: true });
  } catch (thrown) {
    throw new UsageError(`${out} cannot be written: ${messageOf(thrown)}. Name another folder with --out.`);
  }
}

/** Throws a `UsageError` where a file that no index of ours wrote lies in the place of one of so many shards. */
export function refuseForeign(out: string, shards: number): void {
  for (let shard = readManifest(out)?.shards ?? 0; shard < shards; shard++) {
    const file = join(out, shardPath(shard));
    if (existsSync(file) && !(statSync(file).isFile() && SHARD_START.test(readFileSync(file, 'utf8'))))
      throw new UsageError(`${file} is there, and is no file of an index. Name another folder with --out.`);
  }
}

/**
 * Takes away the shards that the manifest still names and a smaller index does not have, and what a killed run left half
 * written of those that are `mine` to write. All else in the folder is not ours.
 */
export function removeStale(out: string, shards: number, isMine: (shard: number) => boolean): void {
  // Of a part that has no shard to write.
  if (!existsSync(out)) return;
  const named = readManifest(out)?.shards ?? 0;
  const folders = readdirSync(out, { withFileTypes: true }).filter((entry) => entry.isDirectory() && /^\d+$/.test(entry.name));
  for (const { name: folder } of folders) {
    const path = join(out, folder);
    const stale = readdirSync(path).filter((name) => {
      const [, rest, half] = /^(\d+)\.json(\.new)?$/.exec(name) ?? [];
      const shard = Number(folder) * 1000 + Number(rest);
      if (rest === undefined || shardPath(shard) !== `${folder}/${rest}.json`) return false;
      return shard < shards ? half !== undefined && isMine(shard) : shard < named;
    });
    for (const name of stale) rmSync(join(path, name));
    if (stale.length && !readdirSync(path).length) rmdirSync(path);
  }
}
