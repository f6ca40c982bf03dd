/** Something the person at the terminal can mend: the message says what and how, without a stack. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Exit codes, as `--help` lists them. */
export const EXIT = {
  done: 0,
  /** A fault of ours. */
  failed: 1,
  /** The command line or its source cannot work as given. */
  usage: 2,
  /** Done, but for pages that could not be read; they are listed. */
  partly: 3,
  interrupted: 130,
} as const;

/** What the system refused (a full disk, a folder that is somebody else's) in a sentence; `undefined` for any other fault. */
export function refusal(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error && 'syscall' in thrown)) return undefined;
  return `A file cannot be read or written: ${thrown.message}.\nNothing that was read is lost: when this is mended, the same command goes on.`;
}

export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
