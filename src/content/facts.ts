import type { Fact } from '../ports/facts.js';
import { webUrl } from './urls.js';

/**
 * The readable facts of a pool `{ "facts": [{ "text", "source", "url", "kind" }] }`; a bare string is a fact too, and what
 * has no text is left out. `undefined` when it is no pool at all. Relative addresses resolve against `base`.
 */
export function readFacts(pool: unknown, base: string): Fact[] | undefined {
  const items = (pool as { facts?: unknown } | null | undefined)?.facts;
  return Array.isArray(items) ? items.flatMap((item) => readFact(item, base)) : undefined;
}

function readFact(item: unknown, base: string): Fact[] {
  const { text, source, url, kind } = (typeof item === 'string' ? { text: item } : (item ?? {})) as Record<string, unknown>;
  if (typeof text !== 'string' || !text.trim()) return [];
  return [
    {
      text: text.trim(),
      source: typeof source === 'string' && source.trim() ? source.trim() : undefined,
      url: webUrl(url, base),
      kind: kind === 'tip' || kind === 'fact' ? kind : undefined,
    },
  ];
}

/** Whether a text itself begins with one of the labels ("Did you know?", "PRO TIP:"), so that it need not be said twice. */
export function hasLeadIn(text: string, labels: readonly string[]): boolean {
  const start = plain(text);
  return labels.some((label) => plain(label) !== '' && (start === plain(label) || start.startsWith(`${plain(label)} `)));
}

/** Letters and digits in lower case, everything between them one space. */
function plain(text: string): string {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu)
      ?.join(' ') ?? ''
  );
}

/**
 * The first fact that was not seen yet, and what counts as seen from then on. When all were, it begins again, but not with
 * the one seen last.
 */
export function pickUnseen(keys: readonly string[], seen: readonly string[]): number {
  const known = new Set(seen);
  const unseen = keys.findIndex((key) => !known.has(key));
  if (unseen >= 0) return unseen;
  return Math.max(
    0,
    keys.findIndex((key) => key !== seen.at(-1)),
  );
}

/** `seen` with `key` as the last; begins anew once every one of `keys` was seen. */
export function markSeen(keys: readonly string[], seen: readonly string[], key: string): string[] {
  const others = seen.filter((each) => each !== key && keys.includes(each));
  return others.length >= keys.length - 1 && seen.length >= keys.length ? [key] : [...others, key];
}
