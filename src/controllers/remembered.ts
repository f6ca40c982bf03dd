/** What the browser's storage does not take lives as long as the page. */
const page = new Map<string, string | undefined>();

/** What this browser remembers under the key. */
export function recall(key: string): string | undefined {
  try {
    return page.get(key) ?? localStorage.getItem(key) ?? undefined;
  } catch {
    return page.get(key);
  }
}

/** Remembers the value, or forgets it; where storage is blocked or full, until the page is left. */
export function remember(key: string, value: string | undefined): void {
  page.delete(key);
  try {
    if (value === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    page.set(key, value);
  }
}
