/** Ours that draw their own content and may be written without any. */
const EMPTY = ':where(comment-box,did-you-know,newsletter-signup,related-articles):empty:where(:not([class],[hidden]))';

let sheet: CSSStyleSheet | undefined;

/**
 * A page's rule for what is empty (`:empty { display: none }`) does not mean elements that draw their own content. What they say of
 * themselves is weaker than any rule of the page, so what answers it is a rule of the page's tree; it is made only where an
 * element is hidden that way. What has no height at the end of a page in a frame would never be seen to come near.
 */
export function showEmpty(): void {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.insertRule(`:where(${EMPTY}){display:block;min-height:1px}`);
    document.adoptedStyleSheets.push(sheet);
  }
  // Not of the document, whose methods an `<img name>` of the page can shadow.
  const hidden = [...document.documentElement.querySelectorAll(EMPTY)].find(isHidden);
  if (!hidden || sheet.cssRules.length > 1) return;
  // A rule that means our element by its name does not mean this one.
  const other = document.createElement('after-word');
  hidden.after(other);
  if (isHidden(other)) sheet.insertRule(`@media screen{${EMPTY}{display:block}}`);
  other.remove();
}

function isHidden(element: Element): boolean {
  return getComputedStyle(element).display === 'none';
}
