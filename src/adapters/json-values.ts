/** A date string as milliseconds since the epoch, or `undefined` when it is not one. */
export function epoch(value: unknown): number | undefined {
  const at = typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isNaN(at) ? undefined : at;
}

/** A number that somebody can have counted to; others are corrupt, and may be hundreds of digits wide. */
export function count(value: unknown): number | undefined {
  return typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : undefined;
}

/** Longer ones than forms take, and short enough for a line or two. */
const MAX_NAME = 200;

/** The name of a person, empty when there is none; of one that never ends, the beginning. */
export function nameOf(value: unknown): string {
  return typeof value === 'string' ? beginning(value, MAX_NAME) : '';
}

/** A text of at most so many UTF-16 units, no character of which is cut in two. */
export function beginning(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1).replace(/\p{Surrogate}$/u, '')}\u2026` : text;
}
