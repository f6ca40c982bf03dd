/** Asks about many things, so many at a time; answers in the same order. */
export async function inChunks<Thing, Answer>(
  things: readonly Thing[],
  size: number,
  ask: (chunk: readonly Thing[]) => Promise<Answer>,
): Promise<Answer[]> {
  const chunks: (readonly Thing[])[] = [];
  for (let from = 0; from < things.length; from += size) chunks.push(things.slice(from, from + size));
  return Promise.all(chunks.map(ask));
}
