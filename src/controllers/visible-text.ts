const UNSEEN = 'script, style, noscript, [hidden]:not([hidden="until-found"]), [aria-hidden="true"]';
/** A slot shows what somebody else wrote. */
const MEDIA = 'img, svg, video, audio, iframe, object, canvas, slot';
const BLOCK = /^(p|div|li|d[dt]|br|t[dhr]|h\d|pre|blockquote|fig.+)$/;

/** What a reader sees of the nodes as one line of text: images by their `alt`, blocks parted by a space. */
export function visibleText(nodes: Iterable<Node>): string {
  let text = '';
  for (const node of nodes) text += textOf(node);
  return text.replace(/\s+/g, ' ').trim();
}

/** Whether there is anything to see or hear. */
export function hasContent(node: Node): boolean {
  return visibleText([node]) !== '' || (node instanceof Element && (node.matches(MEDIA) || node.querySelector(MEDIA) !== null));
}

function textOf(node: Node): string {
  if (node instanceof Text) return node.data;
  if (!(node instanceof Element) || node.matches(UNSEEN)) return '';
  if (node instanceof HTMLImageElement) return node.alt;
  let text = '';
  for (const child of node.childNodes) text += textOf(child);
  return BLOCK.test(node.localName) ? ` ${text} ` : text;
}
