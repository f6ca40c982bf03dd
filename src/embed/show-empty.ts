/**
 * A page's rule for what is empty (`:empty { display: none }`) does not mean elements that draw their own content. What they say of
 * themselves is weaker than any rule of the page, so this one is of the page's tree, and no stronger than the rule it answers: one for
 * elements in a certain place, with a class or `hidden`, or for print, still hides them. What has no height at the end of a page in
 * a frame would never be seen to come near.
 */
export function showEmpty(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    '@media screen{:where(comment-box,did-you-know,newsletter-signup,related-articles):empty:where(:not([class],[hidden])){display:block;min-height:1px}}',
  );
  document.adoptedStyleSheets.push(sheet);
}
