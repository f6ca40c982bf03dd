import type { Inline, RichText } from '../../ports/rich-text.js';
import { beginning, textOf } from '../json-values.js';

/** UTF-16 units of a description that are shown. */
const MAX_DESCRIPTION = 500;

/**
 * What was said, or, of a reply that says nothing, what its pictures, films and links are said to show; without a description
 * its address. Each leads to where they can be seen.
 */
export function orDescriptions(said: RichText, descriptions: readonly unknown[], url: string | undefined): RichText {
  if (said.length) return said;
  const texts = descriptions.map((text) => beginning(textOf(text).trim(), MAX_DESCRIPTION)).filter(Boolean);
  if (!texts.length && url) texts.push(url.replace(/^https?:\/\//, ''));
  return texts.map((text) => {
    const shown: Inline = { type: 'text', text };
    return { type: 'paragraph', children: [url ? { type: 'link', url, children: [shown] } : shown] };
  });
}
