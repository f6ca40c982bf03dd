/**
 * Waits until `probe` answers something truthy and answers it; fails with `what` after `timeout` milliseconds, which is far more
 * than a busy machine takes: what never comes fails all the same.
 */
export async function until<T>(probe: () => T, what: string, timeout = 30_000): Promise<NonNullable<T>> {
  const end = performance.now() + timeout;
  for (;;) {
    const value = probe();
    if (value) return value as NonNullable<T>;
    if (performance.now() > end) throw new Error(`waited ${timeout} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
