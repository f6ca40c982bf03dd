import type { LitElement } from 'lit';

/** Keeps the element where it is on the screen through the next update of the host, whatever that opens and closes above it. */
export function keepPlace(element: Element, host: LitElement): void {
  const top = (): number => element.getBoundingClientRect().top;
  const before = top();
  host.requestUpdate();
  void host.updateComplete.then(() => {
    // Whatever scrolls: where the first has done it, nothing is left to do for those around it.
    for (let at: Element | null = element; at; at = at.parentElement) at.scrollBy({ top: top() - before, behavior: 'instant' });
  });
}
