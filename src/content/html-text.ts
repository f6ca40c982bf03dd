import { decodeEntities } from './entities.js';

/** What is no text for a reader; where its end is missing, all that follows. */
const UNSEEN =
  /<!--[^]*?(?:-->|$)|<(script|style|template|iframe|object|noscript|svg|math|select|textarea|title|head|audio|video|canvas)\b[^]*?(?:<\/\1\s*>|$)/gi;
const TAG = /<[/!?]?([a-z][\w-]*)[^>]*(?:>|$)/gi;
const INLINE =
  /^(a|abbr|b|bdi|bdo|cite|code|del|em|font|i|ins|kbd|mark|q|s|samp|small|span|strike|strong|sub|sup|time|u|var)$/i;

/** The readable text of some HTML, in one line. It is text: showing it as HTML again would bring markup back to life. */
export function htmlToText(html: string): string {
  const text = html.replace(UNSEEN, ' ').replace(TAG, (_tag, name: string) => (INLINE.test(name) ? '' : ' '));
  return decodeEntities(text).replace(/\s+/g, ' ').trim();
}
