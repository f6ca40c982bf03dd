/** A readable fragment identifier for a text in any script: letters and digits in lower case, joined by hyphens. */
export function slugify(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase().replace(/['’]/g, '');
  const slug = plain.match(/[\p{L}\p{M}\p{N}]+/gu)?.join('-') ?? '';
  // At most 80 characters, whole words where possible.
  return /^.{1,80}(?=-|$)|^.{80}/u.exec(slug)?.[0] ?? '';
}

/**
 * One identifier per text, in order, none of which `isTaken`; the second of a kind ends in `-2`. Texts
 * without letters and digits are called `question`.
 */
export function uniqueSlugs(texts: readonly string[], isTaken = (_slug: string): unknown => false): string[] {
  const taken = new Set<string>();
  return texts.map((text) => {
    const slug = slugify(text) || 'question';
    let unique = slug;
    for (let n = 2; taken.has(unique) || isTaken(unique); n++) unique = `${slug}-${n}`;
    taken.add(unique);
    return unique;
  });
}
