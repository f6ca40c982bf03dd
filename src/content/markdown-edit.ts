/** A text field's value and selection, in UTF-16 units as the platform counts them. */
export interface Edit {
  value: string;
  start: number;
  end: number;
}

/**
 * Puts `marker` (`**`, `*`, `~~`, `` ` ``) around the selected words, or takes it away when it is there already. White
 * space at the ends of the selection stays outside, where markdown wants it.
 */
export function toggleWrap(value: string, start: number, end: number, marker: string): Edit {
  const selected = value.slice(start, end);
  if (selected.trim()) {
    start += selected.length - selected.trimStart().length;
    end -= selected.length - selected.trimEnd().length;
  }
  const text = value.slice(start, end);
  const size = marker.length;
  const char = marker.charAt(0);

  const around = Math.min(runBefore(value, start, char), runAfter(value, end, char));
  if (isMarked(around, size)) {
    return { value: value.slice(0, start - size) + text + value.slice(end + size), start: start - size, end: end - size };
  }
  const inside = Math.min(runAfter(text, 0, char), runBefore(text, text.length, char));
  if (text.length > 2 * size && isMarked(inside, size)) {
    const bare = text.slice(size, text.length - size);
    return { value: value.slice(0, start) + bare + value.slice(end), start, end: start + bare.length };
  }
  return { value: value.slice(0, start) + marker + text + marker + value.slice(end), start: start + size, end: end + size };
}

/** Two asterisks are bold and not twice italic; three are both. */
function isMarked(run: number, size: number): boolean {
  return size === 1 ? run % 2 === 1 : run >= size;
}

function runBefore(text: string, at: number, char: string): number {
  let run = 0;
  while (text[at - run - 1] === char) run++;
  return run;
}

function runAfter(text: string, at: number, char: string): number {
  let run = 0;
  while (text[at + run] === char) run++;
  return run;
}

/** What an ordered item starts with: the number typed does not matter for taking it away. */
const NUMBER = /^\d{1,9}[.)] /;

/**
 * Puts `prefix` (`> `, `- `, or `1. `, which counts up) before every line the selection touches, or takes it away when
 * all of them have it. Blank lines between others stay blank in lists.
 */
export function toggleLines(value: string, start: number, end: number, prefix: string): Edit {
  const from = value.lastIndexOf('\n', start - 1) + 1;
  // A selection that ends with a line end does not touch the line after it.
  const last = end > start && value[end - 1] === '\n' ? end - 1 : end;
  const lineEnd = value.indexOf('\n', last);
  const to = lineEnd < 0 ? value.length : lineEnd;
  const lines = value.slice(from, to).split('\n');
  const isOrdered = NUMBER.test(prefix);
  const isQuote = prefix.startsWith('>');
  const isEmpty = lines.every((line) => !line.trim());
  const takes = (line: string) => isQuote || isEmpty || line.trim() !== '';
  const existing = (line: string) =>
    isOrdered
      ? (NUMBER.exec(line)?.[0].length ?? 0)
      : line.startsWith(prefix)
        ? prefix.length
        : line === prefix.trim()
          ? line.length
          : 0;
  const marked = lines.filter(takes).every((line) => existing(line) > 0);
  let number = 0;
  const changed = lines.map((line) => {
    if (!takes(line)) return line;
    if (marked) return line.slice(existing(line));
    number++;
    return (isOrdered ? `${number}. ` : prefix) + line.slice(existing(line));
  });
  const text = changed.join('\n');
  const result = value.slice(0, from) + text + value.slice(to);
  if (start !== end) return { value: result, start: from, end: from + text.length };
  const caret = Math.max(from, start + changed[0]!.length - lines[0]!.length);
  return { value: result, start: caret, end: caret };
}

/**
 * Makes the selected words a link. Without words the caret waits where they belong, without an address (or with only
 * `https://`) the place of the address is selected, otherwise the caret stands behind the link.
 */
export function insertLink(value: string, start: number, end: number, url: string): Edit {
  const words = value.slice(start, end).replace(/[[\]]/g, '\\$&');
  const address = url
    .trim()
    .replace(/[\s()<>]/g, (char) => (char === '(' ? '%28' : char === ')' ? '%29' : encodeURIComponent(char)));
  const link = `[${words}](${address})`;
  const result = value.slice(0, start) + link + value.slice(end);
  if (!words) return { value: result, start: start + 1, end: start + 1 };
  const behind = start + link.length;
  if (address && address !== 'https://') return { value: result, start: behind, end: behind };
  return { value: result, start: behind - 1 - address.length, end: behind - 1 };
}
