import type { PageIdentity } from '../ports/page.js';

/** What page this is: the given `thread`, the canonical link, the location without its hash. */
export function pageIdentity(thread?: string): PageIdentity {
  // Not of the document: an `<img name="querySelector">` of the page would stand before the method itself.
  const canonical = document.documentElement.querySelector<HTMLLinkElement>('link[rel="canonical"][href]')?.href;
  const url = canonical || location.href.split('#')[0]!;
  return { id: thread || undefined, url, title: document.title || undefined };
}
