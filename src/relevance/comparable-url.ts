/** Parameters that say where a reader came from, not which article this is. */
const TRACKING =
  /^(utm_|mtm_|pk_|piwik_|matomo_|hsa_|gad_|at_|vero_|oly_|mc_.id|_?g[al]$|_{1,2}hs|([gw]braid|\w*clk?id|srsltid|mkt_tok|igsh|igshid|ref|ref_src|cmp|cmpid|ncid|smid|srnd|share|source|rss)$)/i;

/**
 * The address as a key for "is this the same article?": without hash, tracking parameters, `www.`, a trailing slash or
 * an index file, and alike for `http:` and `https:` and however it is escaped. Not for linking.
 */
export function comparableUrl(url: string): string {
  try {
    const { host, pathname, searchParams } = new URL(url);
    const query = [...searchParams].filter(([name]) => !TRACKING.test(name)).sort();
    const path = pathname.replace(/\/(index\.\w+)?$/, '').replace(/%\w\w/g, (escape) => escape.toUpperCase());
    return host.replace(/^www\./, '') + path + query.join('&');
  } catch {
    return url;
  }
}
