/** Parameters that say where a reader came from, not which article this is. */
const TRACKING =
  /^(utm_|mtm_|pk_|hsa_|at_|mc_.id|_?g[al]$|_hs|(\w*clid|igshid|ref|ref_src|cmpid|smid|srnd|share|source|rss)$)/i;

/**
 * The address as a key for "is this the same article?": without hash, tracking parameters, `www.`, a trailing slash or
 * an index file, and alike for `http:` and `https:`. Not for linking.
 */
export function comparableUrl(url: string): string {
  try {
    const { host, pathname, searchParams } = new URL(url);
    const query = [...searchParams].filter(([name]) => !TRACKING.test(name)).sort();
    return host.replace(/^www\./, '') + pathname.replace(/\/(index\.\w+)?$/, '') + query.join('&');
  } catch {
    return url;
  }
}
