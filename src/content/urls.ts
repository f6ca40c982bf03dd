/** The address as an absolute `http:` or `https:` URL without credentials, or `undefined` when it is anything else. */
export function webUrl(value: unknown, base?: string): string | undefined {
  const url = parse(value, base);
  return url && (url.protocol === 'http:' || url.protocol === 'https:') ? url.href : undefined;
}

/** As {@link webUrl}, and `mailto:` too: what a link in a reader's text may lead to. */
export function linkUrl(value: unknown, base?: string): string | undefined {
  const url = parse(value, base);
  return url && ['http:', 'https:', 'mailto:'].includes(url.protocol) ? url.href : undefined;
}

function parse(value: unknown, base?: string): URL | undefined {
  if (typeof value !== 'string' || !value.trim()) return undefined;
  try {
    const url = new URL(value, base);
    // `https://bank.example@evil.example/` shows one host and leads to another.
    return url.username || url.password ? undefined : url;
  } catch {
    return undefined;
  }
}
