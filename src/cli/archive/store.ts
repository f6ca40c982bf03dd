import {
  closeSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Article } from '../../ports/articles.js';
import { comparableUrl } from '../../relevance/comparable-url.js';
import { runningText, showsName } from '../../relevance/reasons.js';
import { termsOf, wordsOf } from '../../relevance/terms.js';
import { UsageError } from '../failure.js';
import { linesOf } from './lines.js';

/** What is kept of an article beside its terms: its card, and what reasons are made of. */
export interface ArticleRecord {
  url: string;
  title: string;
  image?: string | undefined;
  tags?: readonly string[] | undefined;
  section?: string | undefined;
  author?: string | undefined;
  date?: number | undefined;
  minutes?: number | undefined;
  lang?: string | undefined;
  /** Somebody paid for its place. */
  sponsored?: boolean | undefined;
  /** The words of the title that its own text shows to be names. */
  names?: readonly string[] | undefined;
}

/** One line of the log: a page of the source and what came of it. A later line of the same key replaces it. */
interface LogLine {
  key: string;
  /** Changes whenever the page does. */
  version?: string | undefined;
  article?: ArticleRecord | undefined;
  /** Place and number of its terms in the file of terms. */
  terms?: readonly [at: number, count: number];
  /** Why there is no article: it is none, or it is gone. */
  none?: string | undefined;
}

/** What a run writes down about itself. */
export interface Progress {
  format: number;
  source: string;
  /** How many lines of the log the statistics of terms were taken from; unset until a run was complete. */
  base?: number | undefined;
  shards?: number | undefined;
  split?: string | undefined;
}

const FORMAT = 2;
/** Steps of a term's weight in its one byte: `1 + ln tf` in 24ths reaches to a term said 15,000 times. */
const STEPS = 24;
const LONGEST = { title: 300, section: 60, author: 80, tags: 12, tag: 60, lang: 35 };
const WORDS_A_MINUTE = 230;

/** The terms of one article; the arrays are valid until the next one is read. */
export interface TermList {
  terms: Uint32Array;
  /** `1 + ln tf`, see {@link weightOfByte}. */
  counts: Uint8Array;
}

/** The terms of an article, by number. */
export function packTerms(article: Article): TermList {
  const found = termsOf(article);
  const terms = Uint32Array.from(found.keys()).sort();
  const counts = Uint8Array.from(terms, (term) => {
    const weight = 1 + Math.log(found.get(term)!);
    return Math.min(255, Math.max(1, Math.round(weight * STEPS)));
  });
  return { terms, counts };
}

export function weightOfByte(byte: number): number {
  return byte / STEPS;
}

/**
 * What was read of an archive, in a folder: a log of lines and a file of terms, both only ever appended to, so that a run that
 * was killed goes on where it stopped. In memory is only what is needed for every article: some 200 bytes.
 */
export class Store {
  readonly #folder: string;
  readonly #log: number;
  readonly #terms: number;
  #logEnd = 0;
  #termsEnd: number;
  #progress: Progress;
  /** By key of the source: the last line about it. */
  readonly #byKey = new Map<string, number>();
  /** By comparable address: the line that stands for it. */
  readonly #byUrl = new Map<string, number>();
  /** By comparable address, where several pages say it is theirs: the keys of the others. */
  readonly #rivals = new Map<string, Set<string>>();
  readonly #versions: (string | undefined)[] = [];
  readonly #keys: string[] = [];
  readonly #urls: (string | undefined)[] = [];
  readonly #dates: number[] = [];
  readonly #lines: [at: number, length: number][] = [];
  readonly #places: [at: number, count: number][] = [];
  #buffer = new ArrayBuffer(1 << 16);

  /** Throws a `UsageError` when the folder belongs to another source. */
  constructor(folder: string, source: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
    const file = join(folder, 'state.json');
    this.#progress = existsSync(file) ? readProgress(file) : { format: FORMAT, source };
    if (this.#progress.source !== source) {
      throw new UsageError(
        `${folder} holds what was read of ${this.#progress.source}. Name another folder with --state, or delete this one.`,
      );
    }
    this.#log = openSync(join(folder, 'articles.jsonl'), 'a+');
    this.#terms = openSync(join(folder, 'terms.bin'), 'a+');
    this.#termsEnd = fstatSync(this.#terms).size;
    this.#readLog();
    if (!existsSync(file)) this.save({});
  }

  /** What is in a folder, whatever source it is of. */
  static open(folder: string): Store {
    const { source } = readProgress(join(folder, 'state.json'));
    return new Store(folder, source);
  }

  /** Forgets everything, for a run from the start. */
  static remove(folder: string): void {
    for (const name of ['state.json', 'articles.jsonl', 'terms.bin', 'neighbours.bin'])
      rmSync(join(folder, name), { force: true });
  }

  get progress(): Readonly<Progress> {
    return this.#progress;
  }

  /** Lines of the log, the replaced ones included. */
  get size(): number {
    return this.#lines.length;
  }

  get folder(): string {
    return this.#folder;
  }

  save(changes: Partial<Progress>): void {
    this.#progress = { ...this.#progress, ...changes };
    writeAtomically(join(this.#folder, 'state.json'), `${JSON.stringify(this.#progress, null, 2)}\n`);
  }

  /** Whether the page was read in this state, whatever came of it. */
  knows(key: string, version?: string): boolean {
    const line = this.#byKey.get(key);
    return line !== undefined && (version === undefined || this.#versions[line] === version);
  }

  /** The keys of the source that stand for something. */
  *keys(): Generator<string> {
    for (const [key, line] of this.#byKey) if (this.#places[line]![1] >= 0) yield key;
  }

  /** Lines of the articles there are, in the order of their comparable addresses: the same however they were read. */
  live(): number[] {
    return [...this.#byUrl].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
  }

  url(line: number): string {
    return this.#urls[line]!;
  }

  /** Milliseconds since the epoch, or `NaN`. */
  date(line: number): number {
    return this.#dates[line]!;
  }

  article(line: number): ArticleRecord {
    const [at, length] = this.#lines[line]!;
    const bytes = Buffer.allocUnsafe(length);
    readSync(this.#log, bytes, 0, length, at);
    return (JSON.parse(bytes.toString('utf8')) as LogLine).article!;
  }

  terms(line: number): TermList {
    const [at, count] = this.#places[line]!;
    const size = Math.max(0, count) * 5;
    if (this.#buffer.byteLength < size) this.#buffer = new ArrayBuffer(size * 2);
    if (size) readSync(this.#terms, new Uint8Array(this.#buffer, 0, size), 0, size, at);
    return {
      terms: new Uint32Array(this.#buffer, 0, Math.max(0, count)),
      counts: new Uint8Array(this.#buffer, Math.max(0, count) * 4, Math.max(0, count)),
    };
  }

  /** Takes in an article; its terms are on the disk before the line that says so. */
  add(key: string, version: string | undefined, article: Article): void {
    const { terms, counts } = packTerms(article);
    const bytes = new Uint8Array(terms.length * 5);
    bytes.set(new Uint8Array(terms.buffer));
    bytes.set(counts, terms.length * 4);
    writeSync(this.#terms, bytes);
    this.#append({ key, version, article: toRecord(article), terms: [this.#termsEnd, terms.length] });
    this.#termsEnd += bytes.length;
  }

  /** Notes that a page is no article, or is gone. */
  addNone(key: string, version: string | undefined, none: string): void {
    this.#append({ key, version, none });
  }

  /** Takes in all of another state, for `merge`. */
  take(other: Store): void {
    for (const { text } of linesOf(join(other.#folder, 'articles.jsonl'))) {
      const line = JSON.parse(text) as LogLine;
      if (line.terms) {
        const [at, count] = line.terms;
        const bytes = Buffer.allocUnsafe(count * 5);
        readSync(other.#terms, bytes, 0, bytes.length, at);
        writeSync(this.#terms, bytes);
        line.terms = [this.#termsEnd, count];
        this.#termsEnd += bytes.length;
      }
      this.#append(line);
    }
  }

  close(): void {
    closeSync(this.#log);
    closeSync(this.#terms);
  }

  #append(line: LogLine): void {
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
    writeSync(this.#log, bytes);
    this.#note(line, this.#logEnd, bytes.length - 1);
    this.#logEnd += bytes.length;
  }

  #readLog(): void {
    for (const { text, at, length } of linesOf(join(this.#folder, 'articles.jsonl'))) {
      const line = JSON.parse(text) as LogLine;
      const [from, count] = line.terms ?? [0, 0];
      // After a power cut the log may know more than the file of terms.
      if (from + count * 5 > this.#termsEnd) break;
      this.#note(line, at, length);
      this.#logEnd = at + length + 1;
    }
    ftruncateSync(this.#log, this.#logEnd);
  }

  #note({ key, version, article, terms }: LogLine, at: number, length: number): void {
    const line = this.#lines.length;
    const before = this.#byKey.get(key);
    const url = article && comparableUrl(article.url);
    const replaced = before === undefined ? undefined : this.#urls[before];
    if (replaced !== undefined) {
      const old = comparableUrl(replaced);
      if (old !== url) {
        this.#rivals.get(old)?.delete(key);
        if (this.#byUrl.get(old) === before) this.#passOn(old);
      }
    }
    this.#byKey.set(key, line);
    this.#lines.push([at, length]);
    this.#places.push([terms?.[0] ?? 0, terms?.[1] ?? -1]);
    this.#versions.push(version);
    this.#keys.push(key);
    this.#urls.push(article?.url);
    this.#dates.push(article?.date ?? NaN);
    if (url === undefined) return;
    // Of several pages that say they are the same article, the same one stands for it in whatever order they came.
    const other = this.#byUrl.get(url);
    if (other === undefined || other === before) {
      this.#byUrl.set(url, line);
      return;
    }
    const isFirst = key < this.#keys[other]!;
    const rivals = this.#rivals.get(url) ?? new Set<string>();
    this.#rivals.set(url, rivals.add(isFirst ? this.#keys[other]! : key));
    if (!isFirst) return;
    rivals.delete(key);
    this.#byUrl.set(url, line);
  }

  /** The page that stood for an address is gone; the first of the others stands for it then. */
  #passOn(url: string): void {
    const rivals = this.#rivals.get(url);
    const [next] = [...(rivals ?? [])].sort();
    if (next === undefined) {
      this.#byUrl.delete(url);
      return;
    }
    rivals!.delete(next);
    this.#byUrl.set(url, this.#byKey.get(next)!);
  }
}

function toRecord(article: Article): ArticleRecord {
  const running = runningText(article);
  const names = [...new Set(wordsOf(article.title))].filter((word) => showsName(word, running));
  const cut = (text: string | undefined, length: number) => text?.replace(/\s+/g, ' ').trim().slice(0, length) || undefined;
  const words = article.text ? wordsOf(article.text).length : 0;
  return {
    url: article.url,
    title: cut(article.title, LONGEST.title)!,
    image: article.image,
    tags: article.tags?.slice(0, LONGEST.tags).map((tag) => tag.slice(0, LONGEST.tag)),
    section: cut(article.section, LONGEST.section),
    author: cut(article.author, LONGEST.author),
    date: article.publishedAt,
    minutes: article.readingMinutes ?? (words > 60 ? Math.ceil(words / WORDS_A_MINUTE) : undefined),
    lang: cut(article.lang, LONGEST.lang),
    sponsored: article.sponsored,
    names: names.length ? names : undefined,
  };
}

function readProgress(file: string): Progress {
  try {
    const progress = JSON.parse(readFileSync(file, 'utf8')) as Progress;
    if (progress.format === FORMAT) return progress;
  } catch {
    // Cut off, or of somebody else.
  }
  throw new UsageError(`${file} cannot be read by this version. Delete its folder to start anew.`);
}

/** A file that is either the old one or the new one, whatever happens meanwhile. */
export function writeAtomically(file: string, content: string | Uint8Array): void {
  const temporary = `${file}.new`;
  writeFileSync(temporary, content);
  renameSync(temporary, file);
}
