/** The identifier in a location's hash; a malformed `%` leaves it as it is written. */
export function hashId(hash: string): string {
  const id = hash.replace(/^#/, '');
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
