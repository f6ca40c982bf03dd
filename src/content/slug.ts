const MAX_LENGTH = 80;

/** A readable fragment identifier for a text in any script: letters and digits in lower case, joined by hyphens. */
export function slugify(text: string): string {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/['’]/g, '')
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  let slug = '';
  for (const word of words) {
    const longer = slug ? `${slug}-${word}` : [...word].slice(0, MAX_LENGTH).join('');
    if (longer.length > MAX_LENGTH && slug) break;
    slug = longer;
  }
  return slug;
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

/** The identifier in a location's hash; a malformed `%` leaves it as it is written. */
export function hashId(hash: string): string {
  const id = hash.replace(/^#/, '').split(':~:')[0]!;
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
