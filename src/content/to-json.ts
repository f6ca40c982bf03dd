/** `JSON.stringify`, also where an old library of the page gives arrays a `toJSON` of its own, which makes strings of them. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, function (this: Record<string, unknown>, key: string, said: unknown): unknown {
    const own = this[key];
    return Array.isArray(own) ? own : said;
  });
}
