const PREFIX = 'afterword:facts:';
/** More than any pool has; what was seen longest ago is forgotten first. */
const LIMIT = 1000;

/** The facts under this address that this reader has seen, the latest last; none where storage is blocked. */
export function seenFacts(address: string): string[] {
  try {
    const seen: unknown = JSON.parse(localStorage.getItem(PREFIX + address)!);
    return Array.isArray(seen) ? (seen as string[]) : [];
  } catch {
    return [];
  }
}

/** Notes that a fact was shown. Others are kept, whosever they are: several pools may stand under one address. */
export function markSeen(address: string, shown: string): void {
  const others = seenFacts(address).filter((fact) => fact !== shown);
  try {
    localStorage.setItem(PREFIX + address, JSON.stringify([...others, shown].slice(-LIMIT)));
  } catch {
    // Storage is blocked or full: the next visit begins anew.
  }
}
