import { hash } from '../../content/pick-of-the-day.js';
import { markSeen, pickUnseen } from '../../content/facts.js';
import { safeLocalStorage } from '../../controllers/storage.js';

const PREFIX = 'afterword:facts:';

/** Which facts of a pool this reader has seen; forgotten with the page where storage is blocked. */
export class SeenFacts {
  readonly #key: string;

  /** `pool` tells pools apart: an address. */
  constructor(pool: string) {
    this.#key = PREFIX + hash(pool).toString(36);
  }

  /** The position of the next fact that is new to the reader. */
  pick(texts: readonly string[]): number {
    return pickUnseen(keys(texts), this.#read());
  }

  /** Notes that the fact was shown. */
  mark(texts: readonly string[], index: number): void {
    const pool = keys(texts);
    safeLocalStorage().set(this.#key, JSON.stringify(markSeen(pool, this.#read(), pool[index]!)));
  }

  #read(): string[] {
    try {
      const stored: unknown = JSON.parse(safeLocalStorage().get(this.#key) ?? '[]');
      return Array.isArray(stored) ? stored.map(String) : [];
    } catch {
      return [];
    }
  }
}

function keys(texts: readonly string[]): string[] {
  return texts.map((text) => hash(text).toString(36));
}
