/** Gives Node the `DOMParser` that every browser has; must be awaited before a feed is read. */
export async function ensureDomParser(): Promise<void> {
  const holder = globalThis as { DOMParser?: unknown };
  if (holder.DOMParser) return;
  // A variable, so that browsers' module graph does not meet it.
  const library = 'linkedom';
  holder.DOMParser = ((await import(/* @vite-ignore */ library)) as { DOMParser: unknown }).DOMParser;
}
