/**
 * Whether the reader is nowhere else: the focus is nowhere, or in a part of the page that `isPart` knows, shadow trees included.
 *
 * @param host the element that asks; where it stands in a closed shadow tree, nothing outside knows the focus in it
 */
export function mayFocus(host: Element, isPart: (focused: Element) => boolean): boolean {
  let at = (host.getRootNode() as Document | ShadowRoot).activeElement ?? document.activeElement;
  while (at?.shadowRoot?.activeElement) {
    if (isPart(at)) return true;
    at = at.shadowRoot.activeElement;
  }
  return !at || at === document.body || isPart(at);
}
