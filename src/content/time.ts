const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A clock that runs ahead by so much is wrong, or the time is. */
const AHEAD_LIMIT = 5 * MINUTE;
/** From here on a date says more than a distance. */
const RELATIVE_LIMIT = 30 * DAY;

const DATES = {
  date: { dateStyle: 'medium' },
  full: { dateStyle: 'long', timeStyle: 'short' },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

/** By kind and language: formatters are slow to make, and a long thread asks for hundreds of times in one language. */
const formats = new Map<string, unknown>();

/**
 * How long ago, in the words of `lang`; a date once it is over 30 days. A little in the future, from a clock that runs
 * ahead, is "now"; more than that is its date: nobody wrote a comment in three hours, and nobody knows when it was. Empty when
 * `at` is not a time anybody can read.
 *
 * @param at milliseconds since the epoch
 * @param now milliseconds since the epoch
 */
export function relativeTime(at: number, now: number, lang: string): string {
  if (!isReadable(at)) return '';
  const age = now - at;
  if (age >= RELATIVE_LIMIT || age < -AHEAD_LIMIT) return dateFormat(lang, 'date').format(at);
  const format = relativeFormat(lang);
  // Written so that an unreadable `now` counts as now too.
  if (!(age >= MINUTE)) return format.format(0, 'second');
  if (age < HOUR) return format.format(-Math.floor(age / MINUTE), 'minute');
  if (age < DAY) return format.format(-Math.floor(age / HOUR), 'hour');
  return format.format(-Math.floor(age / DAY), 'day');
}

/** Date and time of day in the reader's time zone, in the words of `lang`; empty when `at` cannot be read. */
export function absoluteTime(at: number, lang: string): string {
  return isReadable(at) ? dateFormat(lang, 'full').format(at) : '';
}

/** For `<time datetime>` and for search engines; `undefined` when `at` is not there or cannot be read. */
export function isoTime(at = NaN): string | undefined {
  return isReadable(at) ? new Date(at).toISOString() : undefined;
}

/** Years 1 to 9999: others are corrupt data, and no valid `datetime` either. */
function isReadable(at: number): boolean {
  return at >= -62_135_596_800_000 && at <= 253_402_300_799_999;
}

function relativeFormat(lang: string): Intl.RelativeTimeFormat {
  return formatOf('relative', lang, (known) => new Intl.RelativeTimeFormat(known, { numeric: 'auto' }));
}

function dateFormat(lang: string, kind: keyof typeof DATES): Intl.DateTimeFormat {
  return formatOf(kind, lang, (known) => new Intl.DateTimeFormat(known, DATES[kind]));
}

function formatOf<T>(kind: string, lang: string, make: (lang: string | undefined) => T): T {
  const key = `${kind} ${lang}`;
  let format = formats.get(key) as T | undefined;
  if (!format) {
    // A `lang` attribute may hold anything; `Intl` throws at what is not a language tag.
    try {
      format = make(lang || undefined);
    } catch {
      format = make('en');
    }
    formats.set(key, format);
  }
  return format;
}
