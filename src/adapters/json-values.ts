/** A date string as milliseconds since the epoch, or `undefined` when it is not one. */
export function epoch(value: unknown): number | undefined {
  const at = typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isNaN(at) ? undefined : at;
}
