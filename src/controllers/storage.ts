import { guardedStore, type KeyValueStore } from '../content/key-value-store.js';
import { uuid } from '../content/uuid.js';

const TAB = 'afterword.tab';
let local: KeyValueStore | undefined;
let tab: string | undefined;

/** `localStorage` where it works, the page's memory where it throws or is full. One per page, so that all widgets agree. */
export function safeLocalStorage(): KeyValueStore {
  return (local ??= guardedStore(() => globalThis.localStorage));
}

/**
 * Names this tab, the same after a reload. The name is out of the storage while the page lives: a duplicated tab starts
 * with a copy of its original's storage and would otherwise take its name too.
 */
export function tabId(): string {
  if (tab) return tab;
  const session = guardedStore(() => globalThis.sessionStorage);
  const stored = session.get(TAB);
  const name = (tab = stored && /^[\w-]{1,64}$/.test(stored) ? stored : uuid());
  session.remove(TAB);
  addEventListener('pagehide', () => session.set(TAB, name));
  addEventListener('pageshow', () => session.remove(TAB));
  return name;
}
