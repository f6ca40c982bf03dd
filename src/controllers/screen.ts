/** Whether the element is on the screen or above it, so that a change of its height would move what the reader sees. */
export function isSeen(element: Element): boolean {
  return element.getClientRects().length > 0 && element.getBoundingClientRect().top < window.innerHeight;
}

/**
 * Whether the element must keep its height, because a reader sees it, unless the page says with `--afterword-reserved: 1`
 * that it sized the element before it was defined.
 */
export function mustKeepHeight(element: Element): boolean {
  return isSeen(element) && getComputedStyle(element).getPropertyValue('--afterword-reserved').trim() !== '1';
}
