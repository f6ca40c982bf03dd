import { insertLink, toggleLines, toggleWrap, type Edit } from '../../content/markdown-edit.js';

export const FORMATS = ['bold', 'italic', 'link', 'quote', 'code', 'list'] as const;
export type Format = (typeof FORMATS)[number];

/** Letter that, with Ctrl or Cmd, formats. */
export const FORMAT_KEYS: Readonly<Record<string, Format>> = { b: 'bold', i: 'italic', k: 'link' };

/** Formats the selection of a field as our markdown subset writes it. */
export function format(field: HTMLTextAreaElement, wanted: Format): void {
  const { value, selectionStart: start, selectionEnd: end } = field;
  const edit = edited(wanted, value, start, end);
  apply(field, edit);
  if (wanted === 'link') {
    // The address is what is typed next.
    const from = edit.value.indexOf('](', start) + 2;
    field.setSelectionRange(from, edit.value.indexOf(')', from));
  } else {
    field.setSelectionRange(edit.start, edit.end);
  }
}

function edited(wanted: Format, value: string, start: number, end: number): Edit {
  switch (wanted) {
    case 'bold':
      return toggleWrap(value, start, end, '**');
    case 'italic':
      return toggleWrap(value, start, end, '*');
    case 'code':
      return toggleWrap(value, start, end, '`');
    case 'link':
      return insertLink(value, start, end, 'https://');
    case 'quote':
      return toggleLines(value, start, end, '> ');
    case 'list':
      return toggleLines(value, start, end, '- ');
  }
}

/** Changes only what differs, through the editor where the browser lets us, so that the reader can undo it. */
function apply(field: HTMLTextAreaElement, { value }: Edit): void {
  const before = field.value;
  const shorter = Math.min(before.length, value.length);
  let head = 0;
  while (head < shorter && before[head] === value[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === value.at(-1 - tail)) tail++;
  const inserted = value.slice(head, value.length - tail);
  field.focus();
  field.setSelectionRange(head, before.length - tail);
  document.execCommand(inserted ? 'insertText' : 'delete', false, inserted);
  if (field.value === value) return;
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
