/** A date string as milliseconds since the epoch, or `undefined` when it is not one. */
export function epoch(value: unknown): number | undefined {
  return typeof value === 'string' ? instant(Date.parse(value)) : undefined;
}

/** Milliseconds since the epoch that a `Date` can hold. */
export function instant(value: unknown): number | undefined {
  return typeof value === 'number' && Math.abs(value) <= 8.64e15 ? value : undefined;
}

/** A whole number, also as a text; others are corrupt, and may be hundreds of digits wide. */
export function integer(value: unknown): number | undefined {
  const number = textOf(value).trim() ? Number(value) : value;
  return Number.isSafeInteger(number) ? (number as number) : undefined;
}

/** A number that somebody can have counted to. */
export function count(value: unknown): number | undefined {
  const number = integer(value);
  return number! >= 0 ? number : undefined;
}

/** A text, empty for anything else: of an object that calls itself one, `String()` throws. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** What something is known by; nothing for what names nothing, or holds half a character and fits into no address. */
export function idOf(value: unknown): string | undefined {
  const id = typeof value === 'number' ? String(value) : textOf(value);
  return id && !/\p{Surrogate}/u.test(id) ? id : undefined;
}

/** Longer ones than forms take, and short enough for a line or two. */
export const MAX_NAME = 200;
/** Longest texts of an article that are kept, and how many of its tags; as of feeds. */
export const MAX_TITLE = 300;
export const MAX_SUMMARY = 1000;
export const MAX_TAGS = 30;

/** The name of a person, empty when there is none; of one that never ends, the beginning. */
export function nameOf(value: unknown): string {
  return beginning(textOf(value), MAX_NAME);
}

/** A text of at most so many UTF-16 units, no character of which is cut in two. */
export function beginning(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1).replace(/\p{Surrogate}$/u, '')}\u2026` : text;
}
