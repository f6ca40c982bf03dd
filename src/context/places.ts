/** The path of the page; with a slash at its end or without, it is the same. */
export function herePath(): string {
  return location.pathname.replace(/\/$/, '');
}

/**
 * Where an element of the page first said what it says. Scripts that swap pages within a document often leave the head of another page
 * as it was: what it says counts for nothing here. Kept on the element, for all copies of the library.
 */
export function firstPathOf(element: HTMLElement): string {
  const { href = element.dataset['thread'] } = element as Partial<HTMLLinkElement>;
  return ((element as unknown as Record<string, string>)[`afterword ${href}`] ??= herePath());
}

const CAME = Symbol.for('afterword.came-at');

/** The path at which an element came into the page, before its code did: it keeps its article where only the address changes. */
export function cameAt(element: Element): string {
  return ((element as unknown as Record<symbol, string>)[CAME] ??= herePath());
}

export function canonicalLink(): HTMLLinkElement | null {
  // Not of the document: an `<img name="querySelector">` of the page would stand before the method itself.
  return document.documentElement.querySelector('link[rel="canonical"][href]');
}

/** The address that the page at a path says is its own; empty where a script has swapped the page for another and left its head. */
export function canonicalAddress(path = herePath()): string {
  const link = canonicalLink();
  return link && firstPathOf(link) === path ? link.href : '';
}
