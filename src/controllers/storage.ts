import { guardedStore, type KeyValueStore } from '../content/key-value-store.js';

let shared: KeyValueStore | undefined;

/** `localStorage` where it works, the page's memory where it throws or is full. One per page, so that all widgets agree. */
export function safeLocalStorage(): KeyValueStore {
  return (shared ??= guardedStore(() => globalThis.localStorage));
}
