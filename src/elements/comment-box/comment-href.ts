const PREFIX = '#comment-';

/** The address of a comment: absolute, because a page with `<base href>` would send a bare fragment to another document. */
export function commentHref(id: string): string {
  let encoded: string;
  try {
    encoded = encodeURIComponent(id);
  } catch {
    // A lone surrogate is no URL; nothing but this very id reads like that.
    encoded = escape(id);
  }
  return location.href.split('#')[0]! + PREFIX + encoded;
}

/** Which comment the page's address leads to, or `undefined` when it leads elsewhere. */
export function linkedId(): string | undefined {
  const { hash } = location;
  if (!hash.startsWith(PREFIX)) return undefined;
  const encoded = hash.slice(PREFIX.length);
  try {
    return decodeURIComponent(encoded);
  } catch {
    return unescape(encoded);
  }
}
