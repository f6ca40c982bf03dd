/**
 * Hints about e-mail addresses. Whether an address is valid is for the browser's own `<input type="email">` to say; nothing
 * here ever refuses one.
 */

/** The only domains that are ever suggested for a misspelt one. */
const SUGGESTED = (
  'gmail.com googlemail.com icloud.com protonmail.com comcast.net t-online.de wanadoo.fr yandex.ru ' +
  'yahoo.com yahoo.co.uk yahoo.de yahoo.es yahoo.fr yahoo.it ' +
  'hotmail.com hotmail.co.uk hotmail.de hotmail.es hotmail.fr hotmail.it ' +
  'outlook.com outlook.de outlook.es outlook.fr outlook.it'
).split(' ');

/** Real mail domains one slip away from a suggested one. Correcting `ok.de` to `o2.de` cost real readers their mail (mozilla/fxa#9535). */
const REAL = ['mail.com', 'hmail.com', 'cloud.com', 'yahoo.co', 'outlook.co.uk'];

const ENDINGS = ['com', 'net', 'org'];
/** Those, and the endings of the root zone one slip away from them, so that no working address is ever corrected. */
const REAL_ENDINGS = [...ENDINGS, 'co', 'cm', 'om', 'ne', 'et', 'bet'];

const KEYS = 'qwertyuiop asdfghjkl zxcvbnm';

/**
 * The address the reader probably meant, or `undefined` when there is nothing to say: for every domain that may exist, for
 * internationalised domains, and for text that is no address. Only endings that do not exist and single slips of the finger in the
 * largest providers' names are corrected; what stands before the `@` is never touched.
 */
export function suggestAddress(address: string): string | undefined {
  const typed = address.trim();
  const bare = typed.replace(/^mailto:/i, '');
  const at = bare.lastIndexOf('@');
  if (at < 1) return undefined;
  const domain = bare.slice(at + 1);
  const meant = suggestDomain(domain.toLowerCase()) ?? (bare === typed ? undefined : domain);
  return meant && `${bare.slice(0, at)}@${meant}`;
}

function suggestDomain(domain: string): string | undefined {
  if (!/^[a-z0-9.-]+$/.test(domain) || domain.includes('xn--') || [...SUGGESTED, ...REAL].includes(domain)) return undefined;
  const dot = domain.lastIndexOf('.') + 1;
  const last = domain.slice(dot);
  const ending = dot && !REAL_ENDINGS.includes(last) && ENDINGS.find((known) => slipsOf(known).includes(last));
  const mended = ending ? domain.slice(0, dot) + ending : domain;
  const known = SUGGESTED.find((candidate) => {
    const name = candidate.split('.', 1)[0]!;
    // Slips in the ending too where that is `.com`: other endings are a slip away from those of other countries.
    const slips = candidate.endsWith('.com')
      ? slipsOf(candidate)
      : slipsOf(name).map((slip) => slip + candidate.slice(name.length));
    return domain === name || slips.includes(mended);
  });
  return known ?? (ending ? mended : undefined);
}

/** The word with one slip of the finger: a letter left out, doubled, swapped with the next, or the key beside it struck. */
function slipsOf(word: string): string[] {
  return [...word].flatMap((letter, at) => {
    const before = word.slice(0, at);
    const after = word.slice(at + 1);
    const key = KEYS.indexOf(letter);
    return ['', letter + letter, after.charAt(0) + letter, KEYS.charAt(key - 1), KEYS.charAt(key + 1)].map(
      (slip, kind) => before + slip + (kind === 2 ? after.slice(1) : after),
    );
  });
}

/** Where a reader finds new mail. */
export interface Inbox {
  /** The mail service as its users call it. */
  name: string;
  url: string;
}

/** Domains, or names with any ending of a country; the service; where its inbox is. */
const INBOXES: readonly (readonly [domains: string, name: string, url: string])[] = [
  ['gmail.com googlemail.com', 'Gmail', 'mail.google.com/mail/u/{address}/#search/{search}'],
  ['outlook hotmail live msn.com', 'Outlook', 'outlook.live.com/mail/?login_hint={address}'],
  ['yahoo ymail.com rocketmail.com', 'Yahoo Mail', 'mail.yahoo.com'],
  ['icloud.com me.com mac.com', 'iCloud Mail', 'www.icloud.com/mail/'],
  ['proton.me protonmail.com pm.me', 'Proton Mail', 'mail.proton.me'],
  ['aol.com', 'AOL Mail', 'mail.aol.com'],
  ['gmx.com', 'GMX', 'www.gmx.com'],
  ['gmx', 'GMX', 'www.gmx.net'],
  ['web.de', 'WEB.DE', 'web.de'],
  ['mail.ru inbox.ru list.ru bk.ru', 'Mail.ru', 'e.mail.ru'],
  ['yandex.ru yandex.com ya.ru', 'Yandex Mail', 'mail.yandex.com'],
  ['ukr.net', 'UKR.NET', 'mail.ukr.net'],
  ['fastmail.com', 'Fastmail', 'app.fastmail.com'],
  ['qq.com', 'QQ Mail', 'mail.qq.com'],
  ['163.com', 'NetEase Mail', 'mail.163.com'],
];

/**
 * The web address of the reader's own mail service, at a search for the newest mail where the service has an address for that;
 * `undefined` for domains that are not a well-known service. `sender` narrows the search to the newsletter's own address.
 */
export function inboxOf(address: string, sender = ''): Inbox | undefined {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  // `yahoo` for `yahoo.fr` and `yahoo.co.uk`, but not for `yahoo.example.org`.
  const service = domain.replace(/\.([a-z]{2,3}|com?\.[a-z]{2})$/, '');
  const found = INBOXES.find(([domains]) => domains.split(' ').some((known) => known === domain || known === service));
  if (!found) return undefined;
  const [, name, url] = found;
  // `in:anywhere` finds it in the spam folder and in the promotions tab too.
  const values = { address, search: `${sender && `from:(${sender}) `}in:anywhere newer_than:1h` };
  return {
    name,
    url: `https://${url.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(values[key as keyof typeof values]))}`,
  };
}

/** The address as its owner writes it: browsers hand out internationalised domains in ASCII (`xn--…`, RFC 3492). */
export function readableAddress(address: string): string {
  return address.replace(/(?<=[@.])xn--[^.@]+(?=[^@]*$)/gi, decodeLabel);
}

/** Punycode, RFC 3492 §6.2; a label that does not decode is shown as it is. */
function decodeLabel(label: string): string {
  const [, basic = '', encoded = ''] = /^xn--(?:(.*)-)?(.*)$/.exec(label.toLowerCase())!;
  const output = [...basic];
  let code = 128;
  let index = 0;
  let bias = 72;
  for (let at = 0; at < encoded.length;) {
    const before = index;
    for (let weight = 1, k = 36; ; k += 36) {
      const digit = 'abcdefghijklmnopqrstuvwxyz0123456789'.indexOf(encoded.charAt(at) || '-');
      at++;
      if (digit < 0) return label;
      index += digit * weight;
      const threshold = Math.min(26, Math.max(1, k - bias));
      if (digit < threshold) break;
      weight *= 36 - threshold;
    }
    const length = output.length + 1;
    let delta = Math.floor((index - before) / (before === 0 ? 700 : 2));
    delta += Math.floor(delta / length);
    for (bias = 0; delta > 455; bias += 36) delta = Math.floor(delta / 35);
    bias += Math.floor((36 * delta) / (delta + 38));
    code += Math.floor(index / length);
    if (code > 0x10ffff) return label;
    index %= length;
    output.splice(index++, 0, String.fromCodePoint(code));
  }
  return output.join('');
}
