/** Whether nobody is somewhere else: the focus is nowhere, or in a part of the page that `isPart` knows, shadow trees included. */
export function mayFocus(isPart: (focused: Element) => boolean): boolean {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) {
    if (isPart(at)) return true;
    at = at.shadowRoot.activeElement;
  }
  return !at || at === document.body || isPart(at);
}
