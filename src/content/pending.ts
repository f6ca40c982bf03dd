import { resilientStore, type KeyValueStore } from './key-value-store.js';
import { toJson } from './to-json.js';

/** A comment of this reader's own that waits for a moderator. */
export interface PendingComment {
  id: string;
  text: string;
  parentId?: string | undefined;
  /** Milliseconds since the epoch. */
  createdAt: number;
  name?: string | undefined;
}

const NAMESPACE = 'afterword.pending.1 ';
const LIFETIME = 30 * 24 * 60 * 60 * 1000;
/** Per thread; the oldest go first. */
const MAX_COMMENTS = 50;

/**
 * Remembers a reader's own comments that wait for a moderator, for backends that do not show them to anybody. Forgotten
 * when they appear; shown for 30 days.
 */
export class PendingStore {
  readonly #storage: KeyValueStore;
  readonly #now: () => number;

  constructor(storage: KeyValueStore, now: () => number = Date.now) {
    this.#storage = resilientStore(storage);
    this.#now = now;
  }

  /** Replaces one with the same id. False when it is remembered only as long as the page lives. */
  add(backend: string, thread: string, comment: PendingComment): boolean {
    const others = this.#read(backend, thread).filter(({ id }) => id !== comment.id);
    return this.#write(backend, thread, [...others, comment].slice(-MAX_COMMENTS));
  }

  /** Oldest first. */
  list(backend: string, thread: string): readonly PendingComment[] {
    return this.#read(backend, thread).filter(({ createdAt }) => Math.abs(this.#now() - createdAt) < LIFETIME);
  }

  remove(backend: string, thread: string, id: string): void {
    const known = this.#read(backend, thread);
    const left = known.filter((comment) => comment.id !== id);
    if (left.length < known.length) this.#write(backend, thread, left);
  }

  /** All of them: a clock that is wrong today deletes nothing. */
  #read(backend: string, thread: string): readonly PendingComment[] {
    return readComments(this.#storage.get(slotOf(backend, thread)));
  }

  #write(backend: string, thread: string, comments: readonly PendingComment[]): boolean {
    const slot = slotOf(backend, thread);
    if (comments.length) return this.#storage.set(slot, toJson(comments));
    this.#storage.remove(slot);
    return true;
  }
}

function slotOf(backend: string, thread: string): string {
  return NAMESPACE + toJson([backend, thread]);
}

function readComments(stored: string | null): PendingComment[] {
  if (stored === null) return [];
  let values: unknown;
  try {
    values = JSON.parse(stored);
  } catch {
    return [];
  }
  return Array.isArray(values) ? values.flatMap(readComment) : [];
}

function readComment(value: unknown): PendingComment | [] {
  if (typeof value !== 'object' || value === null) return [];
  const { id, text, parentId, createdAt, name } = value as Partial<Record<keyof PendingComment, unknown>>;
  if (typeof id !== 'string' || !id || typeof text !== 'string' || typeof createdAt !== 'number') return [];
  return {
    id,
    text,
    createdAt,
    ...(typeof parentId === 'string' && { parentId }),
    ...(typeof name === 'string' && { name }),
  };
}
