/** The path of the page; with a slash at its end or without, it is the same. */
export function herePath(): string {
  return location.pathname.replace(/\/$/, '');
}

/** Where the page was when an element was first asked for that, or right after: some swap the page before its address. */
function placeOf(element: Element, key: string | symbol): string {
  const places = element as unknown as Record<string | symbol, string>;
  if (places[key] === undefined) setTimeout(() => (places[key] = herePath()));
  return (places[key] ??= herePath());
}

/**
 * Where an element of the page first said what it says. Scripts that swap pages within a document often leave the head of another page
 * as it was: what it says counts for nothing here. Kept on the element, for all copies of the library.
 */
export function firstPathOf(element: HTMLElement): string {
  const { href = element.dataset['thread'] } = element as Partial<HTMLLinkElement>;
  return placeOf(element, `afterword ${href}`);
}

const CAME = Symbol.for('afterword.came-at');

/** The path at which an element came into the page, before its code did: it keeps its article where only the address changes. */
export function cameAt(element: Element): string {
  return placeOf(element, CAME);
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
