/**
 * Line breaks of a template's source that a reader would see as a blank. The script-tag builds take them out
 * (`scripts/lib/trim-templates.mjs`): what has to be a blank there is written on one line, or as `${' '}`.
 */
export function seenLineBreaks(root: Node): string[] {
  const found: string[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Element && node.shadowRoot) found.push(...seenLineBreaks(node.shadowRoot));
    // What a story writes into the page is the publisher's.
    if (!(node instanceof Text) || !(root instanceof ShadowRoot)) continue;
    // Beside a blank that is meant, a line break is nothing more.
    if (isBlank(beside(node, 'nextSibling')) || isBlank(beside(node, 'previousSibling'))) continue;
    for (const { 0: blank, index } of node.data.matchAll(/^\s*\n\s*|\s*\n\s*$/g)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + blank.length);
      const isSeen = [...range.getClientRects()].some(({ width }) => width > 0.01);
      if (isSeen) found.push(`<${root.host.localName}> in ${node.parentElement?.outerHTML.slice(0, 200) ?? 'its shadow root'}`);
    }
  }
  return found;
}

function beside(node: Node, direction: 'nextSibling' | 'previousSibling'): Node | null {
  let at = node[direction];
  while (at instanceof Comment) at = at[direction];
  return at;
}

function isBlank(node: Node | null): boolean {
  return node instanceof Text && /^ +$/.test(node.data);
}
