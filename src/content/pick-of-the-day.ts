const DAY = 86_400_000;

/**
 * Which of `count` things is shown on a date: the same for all readers of a page (`seed`) on one UTC day, another one the
 * next day, and every one once before any comes again. `time` is in milliseconds since the epoch.
 */
export function pickOfTheDay(count: number, time: number, seed: string): number {
  if (count < 2) return 0;
  const day = Math.floor(time / DAY);
  const round = Math.floor(day / count);
  return order(count, round, seed)[day - round * count]!;
}

/** A round's order; never begins with what the round before ended on. */
function order(count: number, round: number, seed: string): number[] {
  const current = shuffled(count, hash(`${seed} ${round}`));
  // With two things, swapping would change the end of the round too: they simply take turns.
  if (count === 2) return shuffled(2, hash(seed));
  if (current[0] === shuffled(count, hash(`${seed} ${round - 1}`)).at(-1)) {
    [current[0], current[1]] = [current[1]!, current[0]!];
  }
  return current;
}

/** Fisher–Yates. */
function shuffled(count: number, seed: number): number[] {
  const items = Array.from({ length: count }, (_, index) => index);
  let state = seed;
  for (let at = count - 1; at > 0; at--) {
    state = next(state);
    const other = state % (at + 1);
    [items[at], items[other]] = [items[other]!, items[at]!];
  }
  return items;
}

/** Xorshift, Marsaglia 2003. */
function next(state: number): number {
  let x = state || 1;
  x ^= x << 13;
  x ^= x >>> 17;
  x ^= x << 5;
  return x >>> 0;
}

/** A short key for a text: FNV-1a, 32 bits. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}
