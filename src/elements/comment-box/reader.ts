import type { KeyValueStore } from '../../content/key-value-store.js';

/** What a reader let this device remember about them. */
export interface Reader {
  name: string;
  email: string;
}

const KEY = 'afterword.reader';

/** Who wrote last on this device and agreed to be remembered. */
export function rememberedReader(storage: KeyValueStore): Reader | undefined {
  try {
    const { name, email } = JSON.parse(storage.get(KEY) ?? '') as Record<keyof Reader, unknown>;
    return typeof name === 'string' && typeof email === 'string' ? { name, email } : undefined;
  } catch {
    return undefined;
  }
}

/** Remembers, or with `undefined` forgets. */
export function rememberReader(storage: KeyValueStore, reader: Reader | undefined): void {
  if (reader) storage.set(KEY, JSON.stringify(reader));
  else storage.remove(KEY);
}
