import { decodeEntities } from '../content/entities.js';
import { htmlToText } from '../content/html-text.js';
import { webUrl } from '../content/urls.js';
import { AfterwordError } from '../ports/errors.js';
import { failureFromStatus, request, type HttpAnswer } from './http.js';

/** The latest articles are the candidates; older ones of a feed that holds an archive are not read. */
export const MAX_ITEMS = 200;

/** The latest of a feed's items, at most `most`: its first ones, or its last where it begins with the oldest. */
export function latest<T>(items: readonly T[], most: number, dateOf: (item: T) => number | undefined): T[] {
  const isOldestFirst = items.length > most && dateOf(items[0]!)! < dateOf(items.at(-1)!)!;
  return isOldestFirst ? items.slice(-most).reverse() : items.slice(0, most);
}

/** Longest texts in characters that are kept, and read at all where they are HTML. */
export const MAX_TITLE = 300;
export const MAX_SUMMARY = 1000;
const MAX_TEXT = 20_000;
const MAX_HTML = 60_000;
const MAX_TAGS = 30;

export interface FeedOptions {
  /** Absolute address of the feed. */
  src: string | URL;
  /** For tests and servers; the platform's `fetch` by default. */
  fetch?: typeof fetch;
}

/** Any of them, so that a server with several answers what it has. */
export const ACCEPT =
  'application/feed+json, application/json, application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.9';

/** The address of a feed; throws `misconfigured` for one that is not a web address. */
export function feedAddress(src: string | URL): string {
  const address = webUrl(String(src));
  if (!address) throw new AfterwordError('misconfigured', `the feed "${src}" is not an absolute http(s) address`);
  return address;
}

export async function loadFeed(src: string, accept: string, { fetch }: FeedOptions, signal: AbortSignal): Promise<HttpAnswer> {
  const answer = await request(src, { signal, headers: { Accept: accept }, ...(fetch && { fetch }) });
  if (!answer.ok) throw failureFromStatus(answer);
  return answer;
}

/** A line of plain text. Titles and summaries are full of character references in feeds made from HTML: decoded once. */
export function line(value: unknown, longest: number): string | undefined {
  const text = typeof value === 'string' ? value.slice(0, longest * 4) : '';
  return squeeze(decodeEntities(text), longest);
}

/** A line from some HTML: its readable text. */
export function htmlLine(value: string | undefined, longest: number): string | undefined {
  return value && squeeze(htmlToText(value.slice(0, longest * 40)), longest);
}

export function squeeze(text: string | null | undefined, longest: number): string | undefined {
  return text?.replace(/\s+/g, ' ').trim().slice(0, longest).trim() || undefined;
}

/** The readable text of an article's HTML. */
export function htmlArticle(markup: string | undefined): string | undefined {
  return markup ? htmlToText(markup.slice(0, MAX_HTML)).slice(0, MAX_TEXT) || undefined : undefined;
}

export function plainArticle(text: string | undefined): string | undefined {
  return text?.slice(0, MAX_TEXT);
}

/** Tags, each once. */
export function tagList(values: readonly unknown[]): string[] | undefined {
  const all = values.slice(0, MAX_TAGS).flatMap((value) => line(value, 80) ?? []);
  return all.length ? [...new Set(all)] : undefined;
}

const MONTHS = 'janfebmaraprmayjunjulaugsepoctnovdec';
/** Offsets in minutes of the names of RFC 822; others are not to be guessed. */
const ZONES: Readonly<Record<string, number>> = {
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
};

/**
 * A date of a feed, RFC 3339 or RFC 822, in milliseconds since the epoch; `undefined` for anything else. Read here and not by
 * `Date.parse`, which makes something different of a wrong date in each browser. Without a zone it is UTC.
 */
export function feedDate(value: unknown): number | undefined {
  const text = typeof value === 'string' ? value.trim().slice(0, 60) : '';
  const time = String.raw`(?:(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?)?\s*(Z|[A-Z]{1,4}|[+-]\d\d:?\d\d)?`;
  const iso = new RegExp(String.raw`^(\d{4})-(\d\d)(?:-(\d\d)(?:[T\s]+${time})?)?$`, 'i').exec(text);
  if (iso) return instant(Number(iso[1]), Number(iso[2]), Number(iso[3] ?? 1), iso.slice(4));
  const rfc = new RegExp(String.raw`^(?:[a-z]+,?\s+)?(\d{1,2})[\s-]+([a-z]{3})[a-z]*[\s-]+(\d{4}|\d\d),?\s*${time}$`, 'i').exec(
    text,
  );
  if (!rfc) return undefined;
  const year = Number(rfc[3]);
  const month = MONTHS.indexOf(rfc[2]!.toLowerCase()) / 3 + 1;
  return instant(year < 50 ? year + 2000 : year < 100 ? year + 1900 : year, month, Number(rfc[1]), rfc.slice(4));
}

function instant(year: number, month: number, day: number, clock: readonly (string | undefined)[]): number | undefined {
  const [hours = 0, minutes = 0, seconds = 0] = clock.slice(0, 3).map((part) => Number(part ?? 0));
  const offset = offsetOf(clock[3]?.toUpperCase());
  const at = new Date(Date.UTC(year, month - 1, day, hours, minutes, Math.min(seconds, 59)));
  // A day or an hour that does not exist would silently become another one.
  const exists = at.getUTCMonth() === month - 1 && at.getUTCDate() === day && minutes < 60 && hours < 24;
  return exists && offset !== undefined ? at.getTime() - offset * 60_000 : undefined;
}

function offsetOf(zone: string | undefined): number | undefined {
  if (zone === undefined || zone === 'Z' || zone === 'UT' || zone === 'UTC' || zone === 'GMT') return 0;
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) ?? [];
  if (sign) return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  return Object.hasOwn(ZONES, zone) ? ZONES[zone] : undefined;
}
