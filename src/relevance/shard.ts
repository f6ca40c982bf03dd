import { comparableUrl } from './comparable-url.js';

/** Format of the files of an archive index; a reader refuses any other. */
export const INDEX_VERSION = 2;

/**
 * One article as a shard keeps it, by place, the tail left out when it is empty: address (against the shard's `base`), title,
 * date in minutes since the epoch, section, image (against `base`), author, reading minutes, language, 1 where somebody paid for
 * its place. What comes later is added at the end: readers pass over places they do not know.
 */
export type Card = readonly [
  url: string,
  title: string,
  date?: number,
  section?: string,
  image?: string,
  author?: string,
  minutes?: number,
  lang?: string,
  sponsored?: number,
];

/** What is related to one article, best first: the place of its card, then what both are about. */
export type Neighbour = readonly [card: number, ...because: string[]];

/** One file of an archive index: all that the pages whose addresses hash to it need. */
export interface Shard {
  version: number;
  base: string;
  cards: readonly Card[];
  /** By {@link keyInShard}. */
  articles: Readonly<Record<string, readonly Neighbour[]>>;
}

/** Which of `count` shards an article is in. */
export function shardOf(url: string, count: number): number {
  return hash(url, 0x811c9dc5) % count;
}

/** What an article goes by in its shard: its address in a few signs. Of the sixteen there, hardly ever two go by the same. */
export function keyInShard(url: string): string {
  return hash(url, 7).toString(36);
}

/** FNV-1a over the comparable address, mixed so that every bit counts. */
function hash(url: string, start: number): number {
  const text = comparableUrl(url);
  let value = start;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  return (value ^ (value >>> 13)) >>> 0;
}

/** Path of a shard below the index's folder; at most 1,000 files to a folder. */
export function shardPath(shard: number): string {
  return `${Math.floor(shard / 1000)}/${shard % 1000}.json`;
}
