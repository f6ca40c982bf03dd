const PREFIX = 'afterword:facts:';

/** The facts of a pool (its address) that this reader has seen, the latest last; none where storage is blocked. */
export function seenFacts(pool: string): string[] {
  try {
    return (localStorage.getItem(PREFIX + pool) ?? '').split('\n');
  } catch {
    return [];
  }
}

/** Notes that a fact of `facts` was shown; forgets those that are no longer in the pool. */
export function markSeen(pool: string, facts: readonly string[], shown: string): void {
  const others = seenFacts(pool).filter((fact) => fact !== shown && facts.includes(fact));
  try {
    localStorage.setItem(PREFIX + pool, [...others, shown].join('\n'));
  } catch {
    // Storage is blocked or full: the next visit begins anew.
  }
}
