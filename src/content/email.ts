/**
 * Hints about e-mail addresses. Whether an address is valid is for the browser's own `<input type="email">` to say; nothing
 * here ever refuses one.
 */

/** Endings that do not exist in the root zone and are slips of ones that do, so that no working address is ever corrected. */
const WRONG_ENDINGS: Readonly<Record<string, string>> = Object.fromEntries(
  ['con cmo ocm vom xom cim clm cpm comm coom conm copm ccom', 'nte ner met nett', 'ogr rog prg orgg'].flatMap((slips, index) =>
    slips.split(' ').map((slip) => [slip, ['com', 'net', 'org'][index]!]),
  ),
);

/** The only domains that are ever suggested for a misspelt name. */
const SUGGESTED = [
  'gmail.com',
  'googlemail.com',
  ...['com', 'co.uk', 'de', 'es', 'fr', 'it'].flatMap((ending) => [
    `yahoo.${ending}`,
    `hotmail.${ending}`,
    `outlook.${ending}`,
  ]),
  'icloud.com',
  'protonmail.com',
  'comcast.net',
  't-online.de',
  'wanadoo.fr',
  'yandex.ru',
];

/** Real mail domains one slip away from a suggested one. Correcting `ok.de` to `o2.de` cost real readers their mail (mozilla/fxa#9535). */
const REAL = ['mail.com', 'email.com', 'ymail.com', 'hmail.com', 'cloud.com', 'outlook.co.uk'];

/** Names whose owners run no mail under these real endings, so that they are slips of `.com` here. */
const COM_ONLY = ['gmail', 'hotmail', 'outlook', 'icloud'];
const SHORT_OF_COM = ['co', 'cm', 'om', 'cam'];

const KEY_ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

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
  if (!/^[a-z0-9.-]+$/.test(domain) || domain.includes('xn--') || SUGGESTED.includes(domain) || REAL.includes(domain)) {
    return undefined;
  }
  const dot = domain.indexOf('.');
  if (dot < 0) return SUGGESTED.find((known) => domain === known.split('.')[0] || domain === known.replace('.', ''));
  const labels = domain.split('.');
  const last = labels.pop()!;
  const rest = labels.join('.');
  const ending = WRONG_ENDINGS[last] ?? (COM_ONLY.includes(rest) && SHORT_OF_COM.includes(last) ? 'com' : last);
  const mended = `${rest}.${ending}`;
  const name = domain.slice(0, dot);
  const tail = mended.slice(dot);
  const known = SUGGESTED.find((candidate) => {
    const [whole, knownName] = /^([^.]+)/.exec(candidate)!;
    return candidate.slice(whole.length) === tail && isSlip(name, knownName!);
  });
  if (known) return known;
  return mended === domain ? undefined : mended;
}

/** Whether `typed` is `word` with one slip: two letters swapped, one left out, one doubled, or the key beside it struck. */
function isSlip(typed: string, word: string): boolean {
  let from = 0;
  while (from < word.length && typed[from] === word[from]) from++;
  const rest = (text: string, start: number) => text.slice(start);
  switch (typed.length - word.length) {
    case -1:
      return rest(typed, from) === rest(word, from + 1);
    case 1:
      return rest(typed, from + 1) === rest(word, from) && (typed[from] === typed[from - 1] || typed[from] === typed[from + 1]);
    case 0: {
      if (from === word.length) return false;
      if (typed[from] === word[from + 1] && typed[from + 1] === word[from] && rest(typed, from + 2) === rest(word, from + 2)) {
        return true;
      }
      return rest(typed, from + 1) === rest(word, from + 1) && isNextKey(typed[from]!, word[from]!);
    }
    default:
      return false;
  }
}

function isNextKey(a: string, b: string): boolean {
  return KEY_ROWS.some((row) => row.includes(a) && row.includes(b) && Math.abs(row.indexOf(a) - row.indexOf(b)) === 1);
}

/** Where a reader finds new mail. */
export interface Inbox {
  /** The mail service as its users call it. */
  name: string;
  url: string;
}

type InboxUrl = string | ((address: string, sender: string) => string);

const INBOXES: readonly (readonly [domains: string, name: string, url: InboxUrl])[] = [
  [
    'gmail.com googlemail.com',
    'Gmail',
    // `in:anywhere` finds it in the spam folder and in the promotions tab too.
    (address, sender) =>
      `https://mail.google.com/mail/u/${address}/#search/${encodeURIComponent(`${sender && `from:(${sender}) `}in:anywhere newer_than:1h`)}`,
  ],
  ['outlook.* hotmail.* live.* msn.com', 'Outlook', (address) => `https://outlook.live.com/mail/?login_hint=${address}`],
  ['yahoo.* ymail.com rocketmail.com', 'Yahoo Mail', 'https://mail.yahoo.com/'],
  ['icloud.com me.com mac.com', 'iCloud Mail', 'https://www.icloud.com/mail/'],
  ['proton.me protonmail.com pm.me', 'Proton Mail', 'https://mail.proton.me/'],
  ['aol.com', 'AOL Mail', 'https://mail.aol.com/'],
  ['gmx.de gmx.net gmx.at gmx.ch', 'GMX', 'https://www.gmx.net/'],
  ['gmx.com', 'GMX', 'https://www.gmx.com/'],
  ['web.de', 'WEB.DE', 'https://web.de/'],
  ['mail.ru inbox.ru list.ru bk.ru', 'Mail.ru', 'https://e.mail.ru/'],
  ['yandex.ru yandex.com ya.ru', 'Yandex Mail', 'https://mail.yandex.com/'],
  ['ukr.net', 'UKR.NET', 'https://mail.ukr.net/'],
  ['fastmail.com fastmail.fm', 'Fastmail', 'https://app.fastmail.com/'],
  ['qq.com', 'QQ Mail', 'https://mail.qq.com/'],
  ['163.com', 'NetEase Mail', 'https://mail.163.com/'],
];

/**
 * The web address of the reader's own mail service, at a search for the newest mail where the service has an address for that;
 * `undefined` for domains that are not a well-known service. `sender` narrows the search to the newsletter's own address.
 */
export function inboxOf(address: string, sender = ''): Inbox | undefined {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  for (const [domains, name, url] of INBOXES) {
    const matches = domains
      .split(' ')
      .some((known) => (known.endsWith('*') ? isAnyEnding(domain, known.slice(0, -1)) : known === domain));
    if (matches) return { name, url: typeof url === 'string' ? url : url(encodeURIComponent(address), sender) };
  }
  return undefined;
}

/** `yahoo.` in `yahoo.fr` and `yahoo.co.uk`, but not in `yahoo.example.org`. */
function isAnyEnding(domain: string, name: string): boolean {
  return domain.startsWith(name) && /^([a-z]{2,3}|com?\.[a-z]{2})$/.test(domain.slice(name.length));
}

/** The address as its owner writes it: browsers hand out internationalised domains in ASCII (`xn--…`, RFC 3492). */
export function readableAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1).split('.');
  return address.slice(0, at + 1) + domain.map((label) => (/^xn--./i.test(label) ? decodeLabel(label) : label)).join('.');
}

/** Punycode, RFC 3492 §6.2; a label that does not decode is shown as it is. */
function decodeLabel(label: string): string {
  const encoded = label.slice(4).toLowerCase();
  const dash = encoded.lastIndexOf('-');
  const output = Array.from(dash > 0 ? encoded.slice(0, dash) : '', (character) => character.codePointAt(0)!);
  let code = 128;
  let index = 0;
  let bias = 72;
  for (let at = dash > 0 ? dash + 1 : 0; at < encoded.length;) {
    const before = index;
    for (let weight = 1, k = 36; ; k += 36) {
      const digit = 'abcdefghijklmnopqrstuvwxyz0123456789'.indexOf(encoded[at++] ?? '');
      if (digit < 0 || at > encoded.length || index > 0x7fffffff) return label;
      index += digit * weight;
      const threshold = Math.min(26, Math.max(1, k - bias));
      if (digit < threshold) break;
      weight *= 36 - threshold;
    }
    const length = output.length + 1;
    let delta = before === 0 ? Math.floor((index - before) / 700) : Math.floor((index - before) / 2);
    delta += Math.floor(delta / length);
    let k = 0;
    for (; delta > 455; k += 36) delta = Math.floor(delta / 35);
    bias = k + Math.floor((36 * delta) / (delta + 38));
    code += Math.floor(index / length);
    if (code > 0x10ffff) return label;
    index %= length;
    output.splice(index++, 0, code);
  }
  return String.fromCodePoint(...output);
}
