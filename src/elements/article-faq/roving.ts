/**
 * Up, Down, Home and End go between the headers of an accordion (ARIA APG, accordion pattern, optional keys). Does nothing
 * when the key came from elsewhere.
 */
export function moveBetween(controls: readonly (HTMLElement | undefined)[], event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const at = controls.findIndex((control) => control === event.composedPath()[0]);
  if (at < 0) return;
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: controls.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  controls.at(next % controls.length)?.focus();
}
