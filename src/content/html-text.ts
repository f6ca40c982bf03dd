import { decodeEntities } from './entities.js';
import { supSub, type SupSub } from './sup-sub.js';

/** What is no text for a reader; where its end is missing, all that follows. */
const UNSEEN =
  /<!--[^]*?(?:-->|$)|<(script|style|template|iframe|object|noscript|svg|math|select|textarea|title|head|audio|video|canvas)\b[^]*?(?:<\/\1\s*>|$)/gi;
const SMALL = /<(su[bp])\b[^<>]*>([^<]*)<\/\1\s*>/gi;
const TAG = /<([/!?]?)([a-z][\w-]*)[^>]*(?:>|$)/gi;
const INLINE = /^(a|abbr|b|bdi|bdo|cite|code|del|em|font|i|ins|kbd|mark|s|samp|small|span|strike|strong|sub|sup|time|u|var)$/i;

/** The readable text of some HTML, in one line. It is text: showing it as HTML again would bring markup back to life. */
export function htmlToText(html: string): string {
  const text = html
    .replace(UNSEEN, ' ')
    .replace(SMALL, (_small, name: string, text: string) => supSub(name.toLowerCase() as SupSub, text))
    .replace(TAG, (_tag, slash: string, name: string) => {
      if (/^q$/i.test(name)) return slash ? '”' : '“';
      return INLINE.test(name) ? '' : ' ';
    });
  return decodeEntities(text).replace(/\s+/g, ' ').trim();
}
