/**
 * For what enhancing added to the page: elements are blocks and keep a place while their script is on its way, and a
 * question that became a `<summary>` looks as before, with a sign that floats. In `:where()`, so that any rule of the page is
 * stronger.
 */
const RULES = /* CSS */ `
:where([data-enhanced]):where(article-faq, did-you-know, related-articles, comment-box, newsletter-signup):not(:defined) {
  display: block;
}
:where(newsletter-signup[data-enhanced]:not(:defined, :has(> *))) { min-block-size: 10em }
:where(comment-box[data-enhanced]:not(:defined, :has(> :not([slot])))) { min-block-size: 20em }
:where(details[data-enhanced] > summary) {
  position: relative;
  display: block;
  list-style: none;
  cursor: pointer;
}
:where(details[data-enhanced] > summary)::after {
  content: '+' / '';
  position: absolute;
  inset-block-start: 0;
  inset-inline-start: -0.9em;
}
:where(details[data-enhanced][open] > summary)::after { content: '−' / '' }
@media print {
  :where(details[data-enhanced])::details-content { content-visibility: visible; block-size: auto }
  :where(details[data-enhanced] > summary)::after { content: none }
}`;

/** Once the list has its own lines and spacing; apart, because an engine that does not know `:state()` drops the rule. */
const DESIGNED = [
  // Paragraphs and headings that became questions keep no distance of their own, whatever the page says of paragraphs.
  /* CSS */ `article-faq:state(designed) details[data-enhanced] > summary > * { margin-block: 0; padding-block: 0 }`,
  /* CSS */ `article-faq:state(designed) details[data-enhanced] > summary ~ p { margin-block: 0 0.6em }`,
  /* CSS */ `:where(article-faq:state(designed) details[data-enhanced] > summary)::after {
    inset-block: 0;
    inset-inline: auto 0.4em;
    display: grid;
    align-content: center;
    font-size: 1.1em;
    font-weight: 400;
  }`,
];

let sheet: CSSStyleSheet | undefined;

/** Adds the rules to a tree; answers what takes them out again. */
export function adoptStyles(root: DocumentOrShadowRoot): () => void {
  // A page that a library builds has its styles elsewhere.
  if (!('adoptedStyleSheets' in root)) return () => undefined;
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(RULES);
    for (const rule of DESIGNED) insert(sheet, rule);
  }
  const own = sheet;
  root.adoptedStyleSheets = [own, ...root.adoptedStyleSheets];
  return () => {
    const sheets = [...root.adoptedStyleSheets];
    const at = sheets.indexOf(own);
    if (at >= 0) root.adoptedStyleSheets = sheets.toSpliced(at, 1);
  };
}

function insert(into: CSSStyleSheet, rule: string): void {
  try {
    into.insertRule(rule, into.cssRules.length);
  } catch {
    // The question then looks as the page writes it.
  }
}
