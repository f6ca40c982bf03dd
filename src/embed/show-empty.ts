/** Ours that draw their own content and may be written without any. */
const EMPTY = ':where(comment-box,did-you-know,newsletter-signup,related-articles):empty:where(:not([class],[hidden]))';

const sheet = new CSSStyleSheet();

/** Gives empty elements a place before they are defined: what has no height at the end of a framed page is never seen to come near. */
export function placeEmpty(): void {
  // Weaker than any rule of the page.
  sheet.replaceSync(`:where(${EMPTY}){display:block;min-height:1px}`);
  document.adoptedStyleSheets.push(sheet);
}

/**
 * Shows elements that a page's rule for what is empty (`:empty { display: none }`) hides: it does not mean those that draw their own
 * content. What they say of themselves is weaker than any rule of the page, so what answers it is a rule of the page's tree.
 */
export function showEmpty(): void {
  if (sheet.cssRules.length > 1) return;
  // Not of the document, whose methods an `<img name>` of the page can shadow.
  const hidden = [...document.documentElement.querySelectorAll(EMPTY)].find(isHidden);
  if (!hidden) return;
  // A rule that means our element by its name does not mean this one.
  const other = document.createElement('after-word');
  hidden.after(other);
  if (isHidden(other)) sheet.insertRule(`@media screen{${EMPTY}:where(:not([style*=display])){display:block!important}}`);
  other.remove();
}

function isHidden(element: Element): boolean {
  return getComputedStyle(element).display === 'none';
}
