import { existsSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { createHash } from 'node:crypto';
import { comparableUrl } from '../relevance/comparable-url.js';
import { buildAll, indexedLines, update, type Built, type Part } from './archive/build.js';
import { checkOut } from './archive/shards.js';
import { Store } from './archive/store.js';
import { EXIT, UsageError } from './failure.js';
import { INDEX_HELP } from './help.js';
import { indexOptions, type IndexOptions } from './options.js';
import { parsePage, readArticle } from './page.js';
import { listFailures, readAll, type Heard } from './read-all.js';
import { openSource } from './sources/open.js';
import type { Entry, Source } from './sources/source.js';
import { Terminal } from './terminal.js';
import { Web } from './web.js';

/** Shards beyond this make a page view slow; the line in the template has to change then. */
const FULL_SHARD = 28;
/** So much of an archive does not vanish overnight; its list did. */
const MOST_GONE = 0.5;

/** `afterword index`; answers the exit code. */
export async function runIndex(args: readonly string[], signal: AbortSignal): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(INDEX_HELP);
    return EXIT.done;
  }
  const options = indexOptions(args);
  const terminal = new Terminal(options.quiet);
  if (options.out) checkOut(options.out);
  if (options.source === 'merge') return merge(options, terminal);

  const web = new Web({ delay: options.delay, timeout: options.timeout, robots: options.robots, signal });
  const { split } = options;
  const isMine = (key: string): boolean => !split || partOf(key, split.of) === split.number;
  const source = await openSource(options.source, { ...options, web, isMine, warn: terminal.warn });
  const folder = split ? join(options.state, `part-${split.number}-of-${split.of}`) : options.state;
  const name = split ? `${source.name}, part ${split.number} of ${split.of}` : source.name;
  if (!options.update && existsSync(join(folder, 'neighbours.bin'))) Store.remove(folder);
  const store = new Store(folder, name);
  try {
    // Not what the log knows: a run that was stopped may have read more than it wrote.
    const before = indexedLines(store);
    const isUpdate = options.update && store.progress.base !== undefined;
    if (options.update && !isUpdate) terminal.warn('There is no index to update yet: making one.');
    const heard = await read(source, store, options, terminal, signal, (entry) => source.parted || isMine(entry.key));
    if (split) {
      store.save({ split: `${split.number}/${split.of}` });
      terminal.say(`Read part ${split.number} of ${split.of}: ${count(store.live().length, 'article')}, kept in ${folder}.`);
      return finish(heard, terminal);
    }
    if (isUpdate && source.complete && heard.whole) forget(store, heard, options);
    const build = { out: options.out!, shards: options.shards, progress: terminal.progress };
    const built = isUpdate && before ? update(store, before, build) : buildAll(store, build);
    if (isUpdate && before) terminal.say(changes(store, before));
    report(built, options, terminal);
    return finish(heard, terminal);
  } finally {
    store.close();
  }
}

async function read(
  source: Source,
  store: Store,
  options: IndexOptions,
  terminal: Terminal,
  signal: AbortSignal,
  isMine: (entry: Entry) => boolean,
): Promise<Heard> {
  const goesOn = store.size > 0 && store.progress.base === undefined;
  if (goesOn) terminal.warn(`Going on: ${count(store.size, 'page')} were read before.`);
  return readAll(source, {
    terminal,
    concurrency: options.concurrency,
    limit: options.limit,
    signal,
    wants: (entry) => {
      if (!isMine(entry)) return false;
      if (entry.version === undefined && options.recheck && !goesOn) return true;
      return !store.knows(entry.key, entry.version);
    },
    read: async (entry) => {
      if (entry.article && !options.pages) {
        store.add(entry.key, entry.version, entry.article);
        return;
      }
      const page = await entry.load();
      const { article, none } = readArticle(parsePage(page.html), page.url ?? options.site, options.allPages);
      // What was paid for is said by the list, and not by the page.
      if (article) store.add(entry.key, entry.version, { ...article, sponsored: entry.article?.sponsored });
      else store.addNone(entry.key, entry.version, none ?? '');
    },
    failed: (entry, reason, status) => {
      // What the site itself says is gone; anything else may be back tomorrow.
      if (status === 404 || status === 410) store.addNone(entry.key, entry.version, reason);
    },
  });
}

/** Takes out what a complete source no longer lists. */
function forget(store: Store, heard: Heard, options: IndexOptions): void {
  const gone = [...store.keys()].filter((key) => !heard.keys.has(key));
  const all = store.live().length;
  if (all > 20 && gone.length > all * MOST_GONE) {
    throw new UsageError(
      `${options.source} no longer lists ${gone.length} of ${all} articles. If that is right, run it without --update.`,
    );
  }
  for (const key of gone) store.addNone(key, undefined, 'is no longer listed');
}

function merge(options: IndexOptions, terminal: Terminal): number {
  const names = existsSync(options.state) ? readdirSync(options.state) : [];
  const parts = names.flatMap((name): (Part & { name: string })[] => {
    const [, number, of] = /^part-(\d+)-of-(\d+)$/.exec(name) ?? [];
    return number && of ? [{ name, number: Number(number), of: Number(of) }] : [];
  });
  const of = parts[0]?.of ?? 0;
  const missing = Array.from({ length: of }, (_, at) => at + 1).filter((part) => !parts.some(({ number }) => number === part));
  if (!parts.length) throw new UsageError(`There are no parts in ${options.state}. Make them with --split 1/4, 2/4, …`);
  if (parts.some((part) => part.of !== of)) throw new UsageError(`${options.state} holds parts of different splits.`);
  if (missing.length) throw new UsageError(`Of ${of} parts, ${missing.join(', ')} is missing in ${options.state}.`);

  const { split } = options;
  const folder = join(options.state, split ? `merged-${split.number}-of-${split.of}` : 'merged');
  Store.remove(folder);
  const store = new Store(folder, `parts in ${resolve(options.state)}`);
  try {
    for (const { name } of parts.sort((a, b) => a.number - b.number)) {
      const part = Store.open(join(options.state, name));
      if (!part.progress.split) throw new UsageError(`${name} was not read to its end: run it again.`);
      store.take(part);
      part.close();
    }
    const build = { out: options.out!, shards: options.shards, part: split, progress: terminal.progress };
    report(buildAll(store, build), options, terminal);
    return EXIT.done;
  } finally {
    store.close();
  }
}

/** Which part of a split a page belongs to, from 1. */
function partOf(key: string, of: number): number {
  return (createHash('sha256').update(key).digest().readUInt32BE() % of) + 1;
}

function changes(store: Store, before: readonly number[]): string {
  const was = new Set(before);
  const now = store.live();
  const is = new Set(now);
  const addressOf = (line: number): string => comparableUrl(store.url(line));
  const addresses = new Set(before.map(addressOf));
  const fresh = now.filter((line) => !was.has(line));
  const changed = fresh.filter((line) => addresses.has(addressOf(line))).length;
  const gone = before.filter((line) => !is.has(line)).length - changed;
  return `${fresh.length - changed} new, ${changed} changed, ${gone} gone, ${now.length - fresh.length} as before.`;
}

function report({ count: articles, shards, written }: Built, options: IndexOptions, terminal: Terminal): void {
  const out = options.out!;
  const base = options.base ?? `/${basename(resolve(out))}/`;
  const src = `${base.endsWith('/') ? base : `${base}/`}?shards=${shards}`;
  terminal.say(
    `${count(articles, 'article')} in ${count(shards, 'file')} below ${out}, ${written.toLocaleString('en')} of them written.`,
  );
  if (articles / shards > FULL_SHARD) {
    const better = Math.ceil(articles / 16);
    terminal.say(`The files have grown: with --shards ${better}, and ${better} in your template, pages load less.`);
  }
  terminal.say(`
In your article template:

  <related-articles provider="index" src="${src}"></related-articles>

or once for the page: <article-widgets articles="index" articles-src="${src}">…</article-widgets>`);
}

function finish({ failures }: Heard, terminal: Terminal): number {
  if (!failures.length) return EXIT.done;
  terminal.say(`\n${listFailures(failures)}`);
  return EXIT.partly;
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}
