const DAY = 86_400_000;

/**
 * Which of `count` things is shown on a date: the same for all readers of a page (`seed`) on one UTC day, the one after it the
 * next day, so that each is shown before any comes again. `time` is in milliseconds since the epoch.
 */
export function pickOfTheDay(count: number, time: number, seed: string): number {
  return count && (Math.floor(time / DAY) + hash(seed)) % count;
}

/** The position of the fact that was not seen yet, or, when all were, not seen for longest; `seen` ends with the latest. */
export function pickUnseen(facts: readonly string[], seen: readonly string[]): number {
  const last = facts.map((fact) => seen.lastIndexOf(fact));
  return last.indexOf(Math.min(...last));
}

/** A number for a text: FNV-1a, 32 bits; kept clear of zero, so that a date before 1970 makes none negative. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const sign of text) value = Math.imul(value ^ sign.codePointAt(0)!, 0x01000193);
  return (value >>> 0) + DAY;
}
