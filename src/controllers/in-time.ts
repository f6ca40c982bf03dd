/** Milliseconds after which nobody is kept waiting, for a backend or for a file: either may hang for ever. */
const LIMIT = 60_000;

/** What was asked for; after a minute it rejects with what `late` makes. */
export async function inTime<T>(asked: Promise<T>, late: () => Error): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(late()), LIMIT);
  });
  try {
    return await Promise.race([asked, limit]);
  } finally {
    clearTimeout(timer);
  }
}
