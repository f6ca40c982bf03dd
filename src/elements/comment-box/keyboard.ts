/** Typing is not a shortcut of the page; Escape, Tab, function keys and combinations still are. */
export function keepFromPage(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.key === 'Escape' || event.key === 'Tab' || /^F\d/.test(event.key)) return;
  event.stopPropagation();
}
