import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shardOf } from '../../relevance/shard.js';
import { UsageError } from '../failure.js';
import { compareWithAll, emptyNearest, findNearest, LIMIT, offer, Rarity, type Articles, type Nearest } from './neighbours.js';
import { readManifest, refuseForeign, removeStale, ShardWriter, SHOWN, writeManifest } from './shards.js';
import { writeAtomically, type Store } from './store.js';

export interface BuildOptions {
  out: string;
  /** Shards asked for; else as many as before, else one for every 16 articles. */
  shards?: number | undefined;
  /** Only the shards of one part: `number` of `of`, counted from 1. */
  part?: Part | undefined;
  progress: (stage: string, done: number, of: number) => void;
}

export interface Part {
  number: number;
  of: number;
}

export interface Built {
  count: number;
  shards: number;
  written: number;
  /** True when everything was worked out anew. */
  anew: boolean;
}

const ARTICLES_OF_SHARD = 16;
/**
 * A new article comes among the neighbours of an old one when it beats the last of them by a tenth: what is as good as what is
 * there already is not worth a new file for every cache. The next full run forgets this.
 */
const MARGIN = 1.1;
/** When more than this are new, changed or lost a neighbour, doing it all is quicker. */
const FEW = 5000;

/** Works out what is related to each article, and writes it. */
export function buildAll(store: Store, options: BuildOptions): Built {
  const lines = store.live();
  const shards = shardCount(store, lines.length, options);
  const { out, part, progress } = options;
  refuseForeign(out, shards);
  const articles = articlesOf(store, lines);
  const rarity = new Rarity(articles, (done) => progress('Counting words', done, lines.length));
  const groups = group(store, lines, shards, part);
  const wanted = Int32Array.from([...groups.values()].flat()).sort();
  const nearest = findNearest(articles, rarity, wanted, (done, of) => progress('Finding what is related', done, of));
  const rows = new Map([...wanted].map((at, place) => [lines[at]!, place]));
  for (let at = 0; at < nearest.ids.length; at++) if (nearest.ids[at]! >= 0) nearest.ids[at] = lines[nearest.ids[at]!]!;
  const writer = new ShardWriter(store, rarity, lines.length, out);
  let done = 0;
  for (const [shard, members] of groups) {
    writer.write(
      shard,
      members.map((at) => lines[at]!),
      (line) => rowAt(nearest, rows.get(line)!),
    );
    progress('Writing', ++done, groups.size);
  }
  removeStale(out, shards, (shard) => groups.has(shard));
  writeManifest(out, { count: lines.length, shards }, writer.written > 0);
  // Last, because it says that all of this was done.
  if (!part) {
    saveNearest(store, lines, rows, nearest);
    store.save({ base: store.size, shards });
  }
  return { count: lines.length, shards, written: writer.written, anew: true };
}

/** Brings an index up to date after `before`, the lines it was made of, without working out the rest again. */
export function update(store: Store, before: readonly number[], options: BuildOptions): Built {
  const lines = store.live();
  const { base } = store.progress;
  const saved = loadNearest(store);
  const shards = shardCount(store, lines.length, options);
  if (!saved || shards !== readManifest(options.out)?.shards) return buildAll(store, options);

  const { out, progress } = options;
  const was = new Set(before);
  const is = new Set(lines);
  const added = lines.filter((line) => !was.has(line));
  const gone = before.filter((line) => !is.has(line));
  if (!added.length && !gone.length) return { count: lines.length, shards, written: 0, anew: false };
  const rows = new Map<number, number>();
  const nearest = emptyNearest(lines.length);
  const few = new Set(added);
  for (const [place, line] of lines.entries()) {
    rows.set(line, place);
    const row = saved.get(line);
    if (!row || row.ids.some((id) => id >= 0 && !is.has(id))) few.add(line);
    else {
      nearest.ids.set(row.ids, place * LIMIT);
      nearest.scores.set(row.scores, place * LIMIT);
    }
  }
  if (few.size > FEW) return buildAll(store, options);

  // The weights of the last full run, so that what is not concerned stays as it is.
  const counted = Array.from({ length: base! }, (_, line) => line).filter((line) => store.terms(line).terms.length);
  const rarity = new Rarity(articlesOf(store, counted), (done) => progress('Counting words', done, counted.length));
  const dirty = new Set([...few, ...gone]);
  const isNew = new Set(added);
  const fewPlaces = [...few].map((line) => rows.get(line)!);
  const onPair = (one: number, other: number, score: number): void => {
    const [oneLine, otherLine] = [lines[one]!, lines[other]!];
    offer(nearest, one, otherLine, score);
    if (!isNew.has(oneLine) || few.has(otherLine) || score < lastShown(nearest, other) * MARGIN) return;
    offer(nearest, other, oneLine, score);
    dirty.add(otherLine);
  };
  compareWithAll(articlesOf(store, lines), fewPlaces, rarity, onPair, (done) =>
    progress('Comparing what is new', done, lines.length),
  );
  const groups = group(store, lines, shards);
  const writer = new ShardWriter(store, rarity, lines.length, out);
  const concerned = new Set([...dirty].map((line) => shardOf(store.url(line), shards)));
  let done = 0;
  for (const shard of [...concerned].sort((a, b) => a - b)) {
    const members = groups.get(shard)!.map((at) => lines[at]!);
    writer.write(shard, members, (line) => rowAt(nearest, rows.get(line)!));
    progress('Writing', ++done, concerned.size);
  }
  writeManifest(out, { count: lines.length, shards }, writer.written > 0);
  saveNearest(store, lines, rows, nearest);
  return { count: lines.length, shards, written: writer.written, anew: false };
}

function articlesOf(store: Store, lines: readonly number[]): Articles {
  return { size: lines.length, terms: (at) => store.terms(lines[at]!), date: (at) => store.date(lines[at]!) };
}

/** The count stays, because pages name it, until it is asked to change. */
function shardCount(store: Store, count: number, { out, shards }: BuildOptions): number {
  const wanted = shards ?? store.progress.shards ?? readManifest(out)?.shards ?? Math.ceil(count / ARTICLES_OF_SHARD);
  if (!count) throw new UsageError('There is no article to index.');
  return Math.max(1, wanted);
}

/** Places of the articles by shard; every shard of the part is there, be it empty. */
function group(store: Store, lines: readonly number[], shards: number, part?: Part): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (let shard = 0; shard < shards; shard++) if (!part || shard % part.of === part.number - 1) groups.set(shard, []);
  for (const [at, line] of lines.entries()) groups.get(shardOf(store.url(line), shards))?.push(at);
  return groups;
}

function rowAt({ ids }: Nearest, place: number): number[] {
  return [...ids.subarray(place * LIMIT, (place + 1) * LIMIT)].filter((id) => id >= 0);
}

/** What the last of the neighbours that a page gets scored; 0 where there are fewer. */
function lastShown({ ids, scores }: Nearest, place: number): number {
  const last = place * LIMIT + SHOWN - 1;
  return ids[last]! < 0 ? 0 : scores[last]!;
}

interface SavedRow {
  ids: Int32Array;
  scores: Float32Array;
}

const ROW = 1 + LIMIT * 2;

function saveNearest(store: Store, lines: readonly number[], rows: ReadonlyMap<number, number>, nearest: Nearest): void {
  const all = new Int32Array(lines.length * ROW);
  const scores = new Int32Array(nearest.scores.buffer);
  for (const [at, line] of lines.entries()) {
    const from = rows.get(line)! * LIMIT;
    all[at * ROW] = line;
    all.set(nearest.ids.subarray(from, from + LIMIT), at * ROW + 1);
    all.set(scores.subarray(from, from + LIMIT), at * ROW + 1 + LIMIT);
  }
  writeAtomically(join(store.folder, 'neighbours.bin'), new Uint8Array(all.buffer));
}

/**
 * The lines that the index on the disk was made of, or `undefined` where that is not known. The log knows more after a run that
 * was stopped between reading and writing.
 */
export function indexedLines(store: Store): number[] | undefined {
  const rows = store.progress.base === undefined ? undefined : loadNearest(store);
  const lines = rows && [...rows.keys()];
  // After a power cut the log may know less.
  return lines?.every((line) => line < store.size) ? lines : undefined;
}

function loadNearest(store: Store): Map<number, SavedRow> | undefined {
  const file = join(store.folder, 'neighbours.bin');
  if (!existsSync(file)) return undefined;
  const bytes = readFileSync(file);
  const all = new Int32Array(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength - (bytes.byteLength % 4)),
  );
  const rows = new Map<number, SavedRow>();
  for (let at = 0; at + ROW <= all.length; at += ROW) {
    rows.set(all[at]!, {
      ids: all.subarray(at + 1, at + 1 + LIMIT),
      scores: new Float32Array(all.buffer, (at + 1 + LIMIT) * 4, LIMIT),
    });
  }
  return rows;
}
