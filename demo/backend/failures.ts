const ADDRESS = /[^\s@"<>(),:;\\/[\]]+@[^\s@"<>(),:;\\/[\]]+\.[^\s@"<>(),:;\\/[\]]+/g;

/**
 * Where and why something failed, for a log that others may read. Databases add the values of a statement to their errors and
 * mail servers repeat whom they refuse: what readers wrote, and their e-mail addresses, stay out of it.
 */
export function forLog(thrown: unknown): string {
  return reasons(thrown)
    .map((error) => (error instanceof Error ? [error.stack, codeOf(error)].filter(Boolean).join('\n    ') : String(error)))
    .join('\n  because of ')
    .replace(ADDRESS, '(an e-mail address)');
}

/** The same on one line, for who starts the server. */
export function sentenceOf(thrown: unknown): string {
  const said = reasons(thrown).find((error) => error instanceof Error && error.message) ?? thrown;
  return (said instanceof Error ? said.message : String(said)).replace(/\s+/g, ' ');
}

/** It and what it came of: a host with several addresses fails with an error for each and none of its own. */
function reasons(thrown: unknown): unknown[] {
  if (!(thrown instanceof Error)) return [thrown];
  const within = thrown instanceof AggregateError ? thrown.errors : thrown.cause === undefined ? [] : [thrown.cause];
  return [thrown, ...within.flatMap(reasons)];
}

function codeOf(error: Error): string {
  return 'code' in error ? `code ${String(error.code)}` : '';
}
