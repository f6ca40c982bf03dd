/** Whether the element is on the screen or above it, so that a change of its height would move what the reader sees. */
export function isSeen(element: Element): boolean {
  return element.checkVisibility() && element.getBoundingClientRect().top < window.innerHeight;
}

/** What was measured together, until the page may have changed. */
let measured = new Map<Element, boolean>();

/**
 * Whether the element must keep its height, because a reader sees it, unless the page says with `--afterword-reserved: 1`
 * that it sized the element before it was defined. All of its kind that wait for their definition are measured with the first:
 * each defined element changes the page, and to measure the next would lay out the whole page again.
 */
export function mustKeepHeight(element: Element): boolean {
  if (!measured.has(element)) {
    const waiting = document.documentElement.querySelectorAll(`${CSS.escape(element.localName)}:not(:defined)`);
    for (const each of [element, ...waiting]) {
      measured.set(each, isSeen(each) && getComputedStyle(each).getPropertyValue('--afterword-reserved').trim() !== '1');
    }
    queueMicrotask(() => (measured = new Map()));
  }
  return measured.get(element)!;
}
