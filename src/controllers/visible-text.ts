const UNSEEN = 'script, style, template, noscript, [hidden]:not([hidden="until-found"]), [aria-hidden="true"]';
const INLINE = /^(a|abbr|b|bdi|bdo|cite|code|data|dfn|em|font|i|img|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|u|var)$/;

/** What a reader sees of the nodes as one line of text: images by their `alt`, blocks parted by a space. */
export function visibleText(nodes: Iterable<Node>): string {
  let text = '';
  for (const node of nodes) text += textOf(node);
  return text.replace(/\s+/g, ' ').trim();
}

function textOf(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return node.nodeValue ?? '';
  if (!(node instanceof Element) || node.matches(UNSEEN)) return '';
  if (node instanceof HTMLImageElement) return node.alt;
  let text = '';
  for (const child of node.childNodes) text += textOf(child);
  return INLINE.test(node.localName) ? text : ` ${text} `;
}

/** The text without the "Q:", "Q1." or "A:" that transcripts put in front. */
export function withoutLabel(text: string): string {
  return text.replace(/^(?:q|a|question|answer)\s*\d{0,3}\s*[:.)]\s+/i, '');
}
