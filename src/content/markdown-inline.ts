import type { Inline } from '../ports/rich-text.js';
import { linkUrl } from './urls.js';

/** Emphasis that waits for its end at any one time. The oldest is given up: this bounds both time and depth. */
const MAX_OPEN = 16;
const SPACE = 0x20;
const MAX_URL = 2048;
const MAX_URL_PARENS = 8;

/** A run of `*`, `_` or `~` that may turn out to be markup. */
interface Delimiter {
  type: 'delimiter';
  char: string;
  length: number;
  opens: boolean;
  closes: boolean;
}
/** A `[` that may turn out to start a link. */
interface Bracket {
  type: 'bracket';
  /** `[`, or `![` of an image, which becomes a link. */
  text: string;
}
type Token = Inline | Delimiter | Bracket;

/** By ASCII code: what may be markup. `h` may start a bare address. */
const SPECIAL = new Uint8Array(128);
for (const char of '\n\\`*_~[]!hH') SPECIAL[char.charCodeAt(0)] = 1;
/** Fewer than in CommonMark: a backslash in a path or a regular expression is only a backslash. */
const ESCAPABLE = /[`*_~[\]>+-]/;
/** Of scripts that put spaces between words; in the others emphasis always stands inside a word. */
const WORD = /[\p{L}\p{N}\p{M}]/u;
const UNSPACED_SCRIPT =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** Ends a bare address: white space, controls, quotes, angle brackets, and the punctuation of scripts without spaces. */
const URL_END = /[\s\p{Cc}\p{Cf}<>"`|\\^{}\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]/u;
const URL_TAIL = new Set(['.', ',', ':', ';', '!', '?', "'", '*', '_', '~']);

/** The text of one paragraph, its lines parted by `\n`. */
export function parseInline(text: string): Inline[] {
  if (nextSpecial(text, 0) === text.length) return text ? [{ type: 'text', text }] : [];
  const tokens: Token[] = [];
  const brackets: number[] = [];
  const codeEnds = matchBackticks(text);
  let plainFrom = 0;
  let at = 0;

  const flush = (end: number) => {
    if (end > plainFrom) tokens.push({ type: 'text', text: text.slice(plainFrom, end) });
  };
  const emit = (token: Token, from: number, end: number) => {
    flush(from);
    tokens.push(token);
    plainFrom = at = end;
  };

  for (at = nextSpecial(text, at); at < text.length; at = nextSpecial(text, at)) {
    const char = text.charAt(at);
    switch (char) {
      case '\n':
        emit({ type: 'break' }, at, at + 1);
        break;
      case '\\':
        if (ESCAPABLE.test(text.charAt(at + 1))) emit({ type: 'text', text: text.charAt(at + 1) }, at, at + 2);
        else at++;
        break;
      case '`': {
        // The rest of a run whose first sign was escaped opens nothing.
        const { length, end } = codeEnds.get(at) ?? { length: 1, end: undefined };
        if (end === undefined) at += length;
        else emit({ type: 'code', text: codeText(text.slice(at + length, end)) }, at, end + length);
        break;
      }
      case '*':
      case '_':
      case '~': {
        const end = at + runLength(text, at);
        const delimiter = readDelimiter(text, at, char, end - at);
        if (delimiter) emit(delimiter, at, end);
        else at = end;
        break;
      }
      case '!':
      case '[': {
        const opening = char === '!' ? '![' : '[';
        if (!text.startsWith(opening, at)) {
          at++;
          break;
        }
        emit({ type: 'bracket', text: opening }, at, at + opening.length);
        brackets.push(tokens.length - 1);
        break;
      }
      case ']': {
        const opener = brackets.pop();
        const target = opener === undefined ? undefined : readTarget(text, at + 1);
        if (opener === undefined || !target) {
          at++;
          break;
        }
        flush(at);
        const children = resolveEmphasis(tokens.splice(opener + 1));
        // A link without words would be invisible: its address speaks for it.
        if (!children.length) children.push({ type: 'text', text: target.text });
        tokens[opener] = { type: 'link', url: target.url, children };
        // No links in links: what was opened before can no longer become one.
        brackets.length = 0;
        plainFrom = at = target.end;
        break;
      }
      default: {
        const end = endOfUrl(text, at);
        const address = text.slice(at, end);
        const url = end > at ? linkUrl(address) : undefined;
        if (!url) at++;
        else if (brackets.length && isInsideLink(text, end)) {
          // `[https://a.example](https://b.example)`: the outer link is meant.
          at = end;
        } else emit({ type: 'link', url, children: [{ type: 'text', text: address }] }, at, end);
      }
    }
  }
  flush(text.length);
  return resolveEmphasis(tokens);
}

function nextSpecial(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 128 && SPECIAL[code]) break;
  }
  return at;
}

/** The address is the last thing before `](`. */
function isInsideLink(text: string, end: number): boolean {
  return text.startsWith('](', end);
}

function readDelimiter(text: string, at: number, char: string, length: number): Delimiter | undefined {
  // `__proto__` and `__init__` are names.
  if (length > (char === '_' ? 1 : 3) || (char === '~' && length !== 2)) return undefined;
  const before = codePointBefore(text, at);
  const after = text.codePointAt(at + length) ?? SPACE;
  // One `*` or `_` inside a word is no emphasis: 2*3*4, snake_case and f*** are what they are.
  const strict = length === 1;
  const opens = !isWhite(after) && !(strict && isWord(before));
  const closes = !isWhite(before) && !(strict && isWord(after));
  return opens || closes ? { type: 'delimiter', char, length, opens, closes } : undefined;
}

/** Pairs delimiters, innermost first, as CommonMark does; those left alone become text again. */
function resolveEmphasis(tokens: readonly Token[]): Inline[] {
  const out: (Inline | Delimiter)[] = [];
  const open: number[] = [];
  for (const closer of tokens) {
    if (closer.type === 'bracket') {
      out.push({ type: 'text', text: closer.text });
      continue;
    }
    if (closer.type !== 'delimiter') {
      out.push(closer);
      continue;
    }
    while (closer.closes && closer.length) {
      const position = open.findLastIndex((index) => (out[index] as Delimiter).char === closer.char);
      if (position < 0) break;
      const start = open[position]!;
      const opener = out[start] as Delimiter;
      const used = closer.length >= 2 && opener.length >= 2 ? 2 : 1;
      const children = finish(out.splice(start + 1));
      open.length = position + 1;
      const type = closer.char === '~' ? 'strikethrough' : used === 2 ? 'strong' : 'emphasis';
      opener.length -= used;
      closer.length -= used;
      if (!opener.length) {
        out.pop();
        open.pop();
      }
      out.push({ type, children });
    }
    if (!closer.length) continue;
    out.push(closer);
    if (!closer.opens) continue;
    open.push(out.length - 1);
    if (open.length > MAX_OPEN) open.shift();
  }
  return finish(out);
}

/** Delimiters nobody closed as the text they are, and neighbouring texts as one. */
function finish(parts: readonly (Inline | Delimiter)[]): Inline[] {
  const only = parts.length === 1 ? parts[0] : undefined;
  if (only && only.type !== 'delimiter') return [only];
  const inlines: Inline[] = [];
  let texts: string[] = [];
  const flush = () => {
    if (texts.length) inlines.push({ type: 'text', text: texts.join('') });
    texts = [];
  };
  for (const part of parts) {
    if (part.type === 'text') texts.push(part.text);
    else if (part.type === 'delimiter') texts.push(part.char.repeat(part.length));
    else {
      flush();
      inlines.push(part);
    }
  }
  flush();
  return inlines;
}

/** For every run of backticks its length, and where the next run of that length starts. */
function matchBackticks(text: string): ReadonlyMap<number, { length: number; end: number | undefined }> {
  const runs = new Map<number, { length: number; end: number | undefined }>();
  const last = new Map<number, { end: number | undefined }>();
  for (let at = text.indexOf('`'); at >= 0; at = text.indexOf('`', at)) {
    const length = runLength(text, at);
    const before = last.get(length);
    if (before) before.end = at;
    const run = { length, end: undefined };
    last.set(length, run);
    runs.set(at, run);
    at += length;
  }
  return runs;
}

function codeText(raw: string): string {
  const text = raw.replace(/\n/g, ' ');
  const padded = text.length > 2 && text.startsWith(' ') && text.endsWith(' ') && text.trim() !== '';
  return padded ? text.slice(1, -1) : text;
}

/** What follows the `]` of a link: `(address)`. */
function readTarget(text: string, from: number): { url: string; text: string; end: number } | undefined {
  if (text[from] !== '(') return undefined;
  let depth = 0;
  const limit = Math.min(text.length, from + MAX_URL);
  for (let at = from + 1; at < limit; at++) {
    const char = text.charAt(at);
    if (char === '(') {
      // Also what keeps `](](](` linear.
      if (++depth > MAX_URL_PARENS) return undefined;
    } else if (char === ')' && depth-- === 0) {
      const address = text.slice(from + 1, at);
      const url = linkUrl(address);
      return url === undefined ? undefined : { url, text: address, end: at + 1 };
    } else if (char <= ' ' || char === '<' || char === '>') {
      return undefined;
    }
  }
  return undefined;
}

/** End of the bare address that starts at `from`; `from` itself when there is none. */
function endOfUrl(text: string, from: number): number {
  if ((text.charCodeAt(from + 1) | 0x20) !== 0x74) return from;
  const scheme = /^https?:\/\//i.exec(text.slice(from, from + 8))?.[0];
  if (!scheme || isWord(codePointBefore(text, from))) return from;
  let end = from + scheme.length;
  const limit = Math.min(text.length, from + MAX_URL);
  const open = { '(': 0, '[': 0 };
  for (; end < limit; end++) {
    const char = text.charAt(end);
    if (URL_END.test(char)) break;
    if (char === '(' || char === '[') open[char]++;
    else if ((char === ')' && open['(']-- === 0) || (char === ']' && open['[']-- === 0)) break;
  }
  while (end > from + scheme.length && URL_TAIL.has(text.charAt(end - 1))) end--;
  return end > from + scheme.length ? end : from;
}

function runLength(text: string, at: number): number {
  let end = at + 1;
  while (text[end] === text[at]) end++;
  return end - at;
}

function codePointBefore(text: string, at: number): number {
  if (at === 0) return SPACE;
  const unit = text.charCodeAt(at - 1);
  const isLow = unit >= 0xdc00 && unit <= 0xdfff;
  return isLow && at > 1 ? text.codePointAt(at - 2)! : unit;
}

function isWhite(code: number): boolean {
  return code < 0x80 ? code === SPACE || (code >= 9 && code <= 13) : /\s/.test(String.fromCodePoint(code));
}

function isWord(code: number): boolean {
  if (code < 0x80) return (code >= 0x30 && code <= 0x39) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a);
  const char = String.fromCodePoint(code);
  return WORD.test(char) && !UNSPACED_SCRIPT.test(char);
}
