/** Works on the items of a source, so many at once; an item that throws ends the whole, so `work` handles what may go wrong. */
export async function inParallel<T>(items: AsyncIterable<T>, width: number, work: (item: T) => Promise<void>): Promise<void> {
  const iterator = items[Symbol.asyncIterator]();
  let failed = false;
  // One item is fetched at a time; sources are no more than lists.
  let turn: Promise<unknown> = Promise.resolve();
  const next = (): Promise<IteratorResult<T>> => {
    const mine = turn.then(() => iterator.next());
    turn = mine.catch(() => undefined);
    return mine;
  };
  const worker = async (): Promise<void> => {
    try {
      while (!failed) {
        const { done, value } = await next();
        if (done) return;
        await work(value);
      }
    } catch (thrown) {
      failed = true;
      throw thrown;
    }
  };
  const outcomes = await Promise.allSettled(Array.from({ length: width }, worker));
  await iterator.return?.();
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}
