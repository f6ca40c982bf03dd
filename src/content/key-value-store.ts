/** What drafts need of a storage: strings under keys, and honesty about whether a value will survive a reload. */
export interface KeyValueStore {
  get(key: string): string | null;
  /** False when the value is kept in memory only (storage blocked or full): it is gone with the page. */
  set(key: string, value: string): boolean;
  remove(key: string): void;
  keys(): string[];
}

/** A store that lives as long as the page. */
export function memoryStore(): KeyValueStore {
  const values = new Map<string, string>();
  return {
    get: (key) => values.get(key) ?? null,
    set: (key, value) => {
      values.set(key, value);
      return false;
    },
    remove: (key) => void values.delete(key),
    keys: () => [...values.keys()],
  };
}

/** A store around one that may throw or forget: what it does not give back is kept in memory. */
export function resilientStore(store: KeyValueStore): KeyValueStore {
  const memory = memoryStore();
  const attempt = <T>(act: () => T, otherwise: T): T => {
    try {
      return act();
    } catch {
      return otherwise;
    }
  };
  return {
    // Memory first: it only holds what the store refused, which is newer than what the store has.
    get: (key) => memory.get(key) ?? attempt(() => store.get(key), null),
    set: (key, value) => {
      const isKept = attempt(() => store.set(key, value), false);
      if (isKept || attempt(() => store.get(key), null) === value) memory.remove(key);
      else memory.set(key, value);
      return isKept;
    },
    remove: (key) => {
      memory.remove(key);
      attempt(() => store.remove(key), undefined);
    },
    keys: () => [...new Set([...memory.keys(), ...attempt(() => store.keys(), [])])],
  };
}

/** The part of the platform's `Storage` that is used; any of it may throw at any time. */
export interface PlatformStorage {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/**
 * A platform storage that may be missing, throw (sandboxed frame, blocked by the reader) or be full: what it does not
 * take is kept in memory. `find` is called once per access, because even naming `localStorage` may throw.
 */
export function guardedStore(find: () => PlatformStorage | undefined): KeyValueStore {
  return resilientStore({
    get: (key) => find()?.getItem(key) ?? null,
    set: (key, value) => {
      const storage = find();
      storage?.setItem(key, value);
      return storage !== undefined;
    },
    remove: (key) => find()?.removeItem(key),
    keys: () => {
      const storage = find();
      const keys: (string | null)[] = [];
      for (let index = 0; index < (storage?.length ?? 0); index++) keys.push(storage!.key(index));
      return keys.filter((key) => key !== null);
    },
  });
}
