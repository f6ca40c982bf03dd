/** A readable fragment identifier for a text in any script: letters and digits in lower case, joined by hyphens. */
export function slugify(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase().replace(/['’]/g, '');
  const slug = plain.match(/[\p{L}\p{M}\p{N}]+/gu)?.join('-') ?? '';
  // At most 80 characters, whole words where possible.
  return /^.{1,80}(?=-|$)|^.{80}/u.exec(slug)?.[0] ?? '';
}

/** One identifier per text, in order; the second of a kind ends in `-2`. Texts without letters and digits get `fallback`. */
export function uniqueSlugs(texts: readonly string[], fallback = 'question'): string[] {
  const taken = new Set<string>();
  return texts.map((text) => {
    const slug = slugify(text) || fallback;
    let unique = slug;
    for (let n = 2; taken.has(unique); n++) unique = `${slug}-${n}`;
    taken.add(unique);
    return unique;
  });
}
