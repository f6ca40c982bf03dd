/** A file that cannot be taken in as a whole; nothing was changed. */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile';
}

/** What a file says of one page's conversation. */
export interface SourceThread {
  /** As the file has it: absolute, or relative to the site. */
  url: string | undefined;
  /** Our own key, when the file is ours; else it is made of the address. */
  key?: string;
  title?: string | undefined;
  closed?: boolean | undefined;
  moderated?: boolean | null;
  createdAt?: Date | undefined;
}

/** Why a comment stays behind. What is removed may be kept without its words, for the sake of its replies. */
export type Removal = 'spam' | 'deleted' | 'rejected by a moderator' | 'without text';

export interface SourceComment {
  id: string;
  /** Key of `Source.threads`. */
  thread: string;
  parentId?: string | undefined;
  name?: string | undefined;
  url?: string | undefined;
  badge?: 'author' | 'staff' | undefined;
  /** Markdown of ours, not yet judged. */
  text: string;
  /** An edit that waits for a moderator. */
  editedText?: string | undefined;
  createdAt?: Date | undefined;
  editedAt?: Date | undefined;
  status: 'published' | 'pending' | Removal;
  score?: number | undefined;
  pinned?: boolean | undefined;
}

/** A whole file, read. */
export interface Source {
  /** What ids of this file are unique within; `undefined` where they are our own. */
  scope: string | undefined;
  threads: Map<string, SourceThread>;
  comments: SourceComment[];
  /** How many were not even read as comments, by reason. */
  leftOut: Tally;
  /** What the file says in a way that it cannot be taken as it is. */
  changed: Tally;
}

/** Counts by words for people, in the order they first came up. */
export class Tally {
  readonly #counts = new Map<string, number>();

  add(what: string, count = 1): void {
    if (count) this.#counts.set(what, (this.#counts.get(what) ?? 0) + count);
  }

  get entries(): [string, number][] {
    return [...this.#counts];
  }

  get total(): number {
    return this.entries.reduce((sum, [, count]) => sum + count, 0);
  }
}

export function emptySource(scope?: string): Source {
  return { scope, threads: new Map(), comments: [], leftOut: new Tally(), changed: new Tally() };
}

/** `undefined` for what is no moment in time. A time without a zone is UTC, as every export means it that leaves it out. */
export function toDate(value: unknown): Date | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const plain = typeof value === 'string' ? /^\s*(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*$/.exec(value) : null;
  const date = new Date(plain ? `${plain[1]!}T${plain[2]!}Z` : value);
  return Number.isFinite(date.getTime()) ? date : undefined;
}

export type Json = Readonly<Record<string, unknown>>;

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Text, or a number as text, which is how some exports write their ids. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : undefined;
}

export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
