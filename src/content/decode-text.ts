/**
 * Bytes of an answer as text, in the encoding they really have: servers label UTF-8 as Latin-1 and Latin-1 as UTF-8, and a
 * byte order mark, or every other byte being zero, tells more than a label. Never throws.
 */
export function decodeText(bytes: Uint8Array, contentType = ''): string {
  const [first = 1, second = 1] = bytes;
  const mark = first * 256 + second;
  if (mark === 0xfffe || (first && !second)) return new TextDecoder('utf-16le').decode(bytes);
  if (mark === 0xfeff || (!first && second)) return new TextDecoder('utf-16be').decode(bytes);
  const text = new TextDecoder().decode(bytes);
  if (!text.includes('\uFFFD')) return text;
  // Characters that are only there because the bytes are UTF-8, against bytes that are not.
  const [good, bad] = [/[\u0080-\uFFFC]/g, /\uFFFD/g].map((kind) => text.match(kind)?.length ?? 0) as [number, number];
  if (good > bad) return text;
  const labels = [
    /charset\s*=\s*["']?([\w-]+)/i.exec(contentType)?.[1],
    /^\s*<\?xml[^>]*encoding\s*=\s*["']([\w-]+)/.exec(text)?.[1],
  ];
  // What it is not, or what many a server writes on everything.
  for (const label of labels.filter((label) => label && !/^(utf-?8|iso-8859-1)$/i.test(label))) {
    try {
      return new TextDecoder(label).decode(bytes);
    } catch {
      // An encoding nobody knows.
    }
  }
  return new TextDecoder('windows-1252').decode(bytes);
}
