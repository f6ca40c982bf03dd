import { recall, remember } from '../../controllers/remembered.js';
import { comparableUrl } from '../../relevance/comparable-url.js';

const KEY = 'afterword:read';
/** Articles that are remembered; a reader who reads more than that comes back to none of the oldest. */
const MOST = 300;

/** The articles this browser has read to the end, by {@link mark}, the latest last. They never leave the browser. */
export function readArticles(): readonly string[] {
  return recall(KEY)?.split(' ') ?? [];
}

/** Remembers that the article was read. */
export function markRead(url: string): void {
  const own = mark(url);
  remember(KEY, [...readArticles().filter((other) => other !== own), own].slice(-MOST).join(' '));
}

/** An address as it is remembered: a hash says nothing to who looks over a reader's shoulder (FNV-1a, 32 bits). */
export function mark(url: string): string {
  let hash = 0x811c9dc5;
  for (const sign of comparableUrl(url)) hash = Math.imul(hash ^ sign.codePointAt(0)!, 0x01000193);
  return (hash >>> 0).toString(36);
}
