/** Milliseconds of work at a time, half a frame, and from one beginning to the next. */
const SLICE = 8;
const PAUSE = 50;
const MANY = 20;

/** Lets the page do what waits. */
export function pause(milliseconds = 0): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Lets the page draw what has changed, where it is drawn at all. */
export function drawn(): Promise<unknown> {
  const frame = new Promise((resolve) => globalThis.requestAnimationFrame?.(() => setTimeout(resolve)));
  return Promise.race([frame, pause(200)]);
}

/** Lets work go on for half a frame at a time, once per 50 ms, so that the page stays quick to answer. */
export class Slices {
  #start = performance.now();
  #turns = 0;

  /** True after a second's turns: the page is so long that to lay it out takes several frames. */
  get areMany(): boolean {
    return this.#turns > MANY;
  }

  /** True when it is time to let the page breathe. */
  get isOver(): boolean {
    return performance.now() - this.#start >= SLICE;
  }

  /** Waits for the next slice. */
  async next(): Promise<void> {
    const left = PAUSE - (performance.now() - this.#start);
    this.#turns++;
    await pause(Math.max(left, 0));
    this.#start = performance.now();
  }
}

/** Runs a generator to its end in slices. */
export async function runInSlices<T>(steps: Generator<void, T>, slices: Slices, signal: AbortSignal): Promise<T> {
  for (;;) {
    signal.throwIfAborted();
    const { done, value } = steps.next();
    if (done) return value;
    if (slices.isOver) await slices.next();
  }
}
