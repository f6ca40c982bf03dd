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
