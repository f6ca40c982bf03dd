import { insertLink, toggleLines, toggleWrap, type Edit } from '../../content/markdown-edit.js';
import type { Format } from './composer-toolbar.js';

/** How our markdown subset writes it. */
const EDITS: Readonly<Record<Format, (...selection: [string, number, number]) => Edit>> = {
  bold: (...at) => toggleWrap(...at, '**'),
  italic: (...at) => toggleWrap(...at, '*'),
  link: (...at) => insertLink(...at, 'https://'),
  quote: (...at) => toggleLines(...at, '> '),
  code: (...at) => toggleWrap(...at, '`'),
  list: (...at) => toggleLines(...at, '- '),
};

/** Formats the selection: through the editor where the browser lets us, so that the reader can undo it. */
export function format(field: HTMLTextAreaElement, wanted: Format): void {
  const { value: before, selectionStart, selectionEnd } = field;
  const { value, start, end } = EDITS[wanted](before, selectionStart, selectionEnd);
  // Only what differs is changed.
  let tail = 0;
  let head = 0;
  const shorter = Math.min(before.length, value.length);
  while (head < shorter && before[head] === value[head]) head++;
  while (tail < shorter - head && before.at(-1 - tail) === value.at(-1 - tail)) tail++;
  const inserted = value.slice(head, value.length - tail);
  field.focus();
  field.setSelectionRange(head, before.length - tail);
  document.execCommand(inserted ? 'insertText' : 'delete', false, inserted);
  if (field.value !== value) {
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
  field.setSelectionRange(start, end);
}
