const PREFIX = '#comment-';

/** The fragment that leads to a comment. Ids may be anything, so they are percent-encoded. */
export function commentHash(id: string): string {
  try {
    return PREFIX + encodeURIComponent(id);
  } catch {
    // A lone surrogate is no URL; nothing but this very id reads like that.
    return PREFIX + escape(id);
  }
}

/** Which comment a fragment means, or `undefined` when it means something else. */
export function commentIdFromHash(hash: string): string | undefined {
  if (!hash.startsWith(PREFIX) || hash.length === PREFIX.length) return undefined;
  const encoded = hash.slice(PREFIX.length);
  try {
    return decodeURIComponent(encoded);
  } catch {
    return unescape(encoded);
  }
}

/** Absolute, because a page with `<base href>` would send a bare fragment to another document. */
export function commentHref(id: string): string {
  return location.href.split('#')[0]! + commentHash(id);
}
