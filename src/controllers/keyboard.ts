/** Typing is not a shortcut of the page; Escape, Tab, function keys and combinations still are. */
export function keepFromPage(event: KeyboardEvent): void {
  // AltGr, which writes characters, is Ctrl and Alt on Windows.
  if (
    (event.ctrlKey && !event.altKey) ||
    event.metaKey ||
    event.key === 'Escape' ||
    event.key === 'Tab' ||
    /^F\d/.test(event.key)
  )
    return;
  event.stopPropagation();
}
