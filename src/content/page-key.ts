import type { PageIdentity } from '../ports/page.js';

/** Longest key the neutral contract allows. */
const MAX_KEY = 500;

/** Parameters that say where a reader came from, not which page it is. */
const TRACKING = new RegExp(
  [
    '^(utm_|mc_|hsa_|pk_|mtm_|piwik_|matomo_|vero_|oly_|__hs|_hs|guce_|ml_sub|stm_|wt\\.)',
    '^(fbclid|gclid|gclsrc|dclid|wbraid|gbraid|gad_source|gad_campaignid|srsltid|_ga|_gl|msclkid|twclid|ttclid|igshid|igsh)$',
    '^(li_fat_id|yclid|ysclid|ymclid|_openstat|hsctatracking|mkt_tok|s_cid|wickedid|cmpid|ncid|epik|_kx|dm_i|xtor|rb_clickid)$',
    '^(ck_subscriber_id|sb_referer_host|ref_src|ref_url|guccounter|mibextid|sfnsn|__twitter_impression|amp_js_v)$',
  ].join('|'),
  'i',
);

/**
 * The key of a page's conversation in the neutral contract: the publisher's own `thread`, else the page's address so
 * written that a protocol, a tracking parameter or a stray slash never splits a conversation in two. At most 500
 * characters.
 */
export function pageKey(page: PageIdentity): string {
  // No database keeps U+0000 or half a surrogate pair.
  return shorten((page.id?.trim() || normaliseUrl(page.url)).replace(/[\0\p{Surrogate}]/gu, '\ufffd'));
}

function normaliseUrl(address: string): string {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return address.trim();
  }
  url.hash = '';
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return url.href;
  const port = url.port === '80' || url.port === '443' || !url.port ? '' : `:${url.port}`;
  const path = url.pathname
    .replace(/\/{2,}/g, '/')
    .replace(/\/$/, '')
    .replace(/%[0-9a-f]{2}/gi, (escape) => escape.toUpperCase());
  for (const name of [...url.searchParams.keys()]) if (TRACKING.test(name)) url.searchParams.delete(name);
  url.searchParams.sort();
  const query = url.searchParams.toString();
  return `https://${url.hostname}${port}${path}${query && `?${query}`}`;
}

/** A key over the limit keeps its beginning for people who read the database, and a hash of all of it. */
function shorten(key: string): string {
  if (key.length <= MAX_KEY) return key;
  const start = key.slice(0, MAX_KEY - 17).replace(/\p{Surrogate}/gu, '');
  return `${start}#${hash(key, 0x811c9dc5)}${hash(key, 0x01000193)}`;
}

/** FNV-1a, 32 bits, as eight hexadecimal digits. */
function hash(text: string, seed: number): string {
  let value = seed;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return (value >>> 0).toString(16).padStart(8, '0');
}
