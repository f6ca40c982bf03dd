import type { PageIdentity } from '../ports/page.js';

/** What page this is: the given `thread`, the canonical link, the location without its hash. */
export function pageIdentity(thread?: string): PageIdentity {
  // By the prototype: an `<img name="querySelector">` of the page would stand before the method itself.
  const canonical = Document.prototype.querySelector.call<Document, [string], HTMLLinkElement | null>(
    document,
    'link[rel="canonical"][href]',
  )?.href;
  const url = canonical || location.href.split('#')[0]!;
  return { id: thread || undefined, url, title: document.title || undefined };
}
