/** What a server that changed may send in the place of anything. */
export const DRIFT: readonly (readonly [name: string, value: unknown])[] = [
  ['null', null],
  ['a number', 7],
  ['a string', 'drift'],
  ['an array', [1, null, {}]],
  ['an object', { length: 3, id: {}, name: [], toString: 1 }],
  ['a huge string', 'x'.repeat(20_000)],
  ['half a character', '\ud800'],
  ['nothing', ''],
];

export type Path = readonly (string | number)[];

/** Every place of a JSON value. */
export function places(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, part]) => places(part, [...path, Array.isArray(value) ? Number(key) : key])),
  ];
}

/** A copy with another value in one place. */
export function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value)) return value.map((part: unknown, index) => (index === key ? replaced(part, rest, by) : part));
  const holder = value as Record<string, unknown>;
  return { ...holder, [key]: replaced(holder[String(key)], rest, by) };
}
