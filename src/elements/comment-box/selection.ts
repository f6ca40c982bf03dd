/** What the reader has selected inside an element of a shadow tree, where the browser tells. */
export function selectedTextIn(element: Element): string {
  const root = element.getRootNode() as ShadowRoot & { getSelection?: () => Selection | null };
  const selection = root.getSelection?.() ?? document.getSelection();
  if (!selection || selection.isCollapsed) return '';
  const { anchorNode, focusNode } = selection;
  if (!element.contains(anchorNode) || !element.contains(focusNode)) return '';
  // Firefox knows the place in a shadow tree, but no words.
  return (selection.toString() || selection.getRangeAt(0).toString()).trim();
}
