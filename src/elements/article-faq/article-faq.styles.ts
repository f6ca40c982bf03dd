import { css } from 'lit';

export const articleFaqStyles = css`
  :host {
    /* The answers are the article's text and keep its type. */
    line-height: inherit;
    letter-spacing: inherit;
    word-spacing: inherit;
    text-align: inherit;
    container-type: normal;
    --_rule: 1px solid var(--afterword-rule, color-mix(in oklab, currentColor 22%, transparent));
  }
  :host(:state(designed)) {
    margin-block: 1.5em;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: flex-end;
    gap: 0.5em 1em;
    margin-block-end: 0.35em;
  }
  .bar button {
    font-size: 0.9em;
  }
  .search {
    display: flex;
    flex: 1 1 16em;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.35em 0.9em;
  }
  .search label {
    flex: 0 1 16em;
    font-weight: inherit;
  }
  .search .count {
    flex: 1 1 auto;
    font-size: 0.9em;
  }
  input::placeholder {
    color: inherit;
    opacity: 0.75;
  }
  .item {
    position: relative;
  }
  .heading {
    margin: 0;
    font: inherit;
  }
  .question {
    position: relative;
    display: block;
    inline-size: 100%;
    min-block-size: 0;
    padding: 0;
    border: 0;
    border-radius: 0;
    line-height: inherit;
    letter-spacing: inherit;
    text-align: inherit;
  }
  .question:hover {
    background: none;
  }
  .heading ::slotted(*) {
    margin: 0 !important;
  }
  .marker {
    position: absolute;
    /* The middle of the question's first line. */
    inset-block-start: calc(var(--_top, 0em) + 0.5lh);
    inset-inline-end: 0.45em;
    inline-size: 0.6em;
    block-size: 0.6em;
    margin-block-start: -0.45em;
    border: solid currentColor;
    border-width: 0 0.14em 0.14em 0;
    transform: rotate(45deg);
    transition:
      transform 0.2s,
      margin 0.2s;
    pointer-events: none;
  }
  .open > .marker,
  .open > .heading .marker {
    margin-block-start: -0.15em;
    transform: rotate(225deg);
  }
  .beside .question {
    position: absolute;
    inset-block: 0;
    inset-inline-end: 0;
    inline-size: 2em;
    min-inline-size: 24px;
  }
  .loose {
    position: relative;
  }
  .question.in-place {
    position: absolute;
    inset-inline: 0;
    z-index: 1;
  }
  .question.in-place.end {
    inset-inline-start: auto;
    inline-size: 2em;
  }
  .in-place.open > .marker {
    margin-block-start: -0.15em;
    transform: rotate(225deg);
  }
  .plain.link {
    position: absolute;
    inset-block-start: calc(var(--_top, 0em) + 0.5lh - max(0.8em, 12px));
    block-size: max(1.6em, 24px);
    min-block-size: 0;
    inset-inline-end: 2.1em;
    padding: 0;
    inline-size: max(1.6em, 24px);
    text-decoration: none;
    opacity: 0;
  }
  .item:hover > .plain.link,
  .item:focus-within > .plain.link,
  .plain.link:focus-visible {
    opacity: 1;
  }
  @media (hover: none) {
    .open > .plain.link {
      opacity: 1;
    }
  }

  /* A page of ours to design: it was not on the screen, or space was reserved for it. */
  .designed {
    --_top: 0.8em;
  }
  .designed .item {
    border-block-start: var(--_rule);
  }
  .designed .item:has(+ :not(.item)),
  .designed .item:last-of-type {
    border-block-end: var(--_rule);
  }
  .designed .heading {
    position: relative;
  }
  .designed .question,
  .designed .beside .heading {
    padding-block: 0.8em;
    padding-inline-end: 4em;
    font-weight: 600;
  }
  .designed .beside .question,
  .designed .question.in-place {
    padding: 0;
  }
  .designed .question:hover ::slotted(*) {
    text-decoration: underline;
    text-decoration-thickness: from-font;
    text-underline-offset: 0.2em;
  }
  .designed .open:not(.beside) > .heading > .question,
  .designed .open.beside > .heading {
    padding-block-end: 0.3em;
  }
  .designed .answer {
    display: flow-root;
    padding-block-end: 0.4em;
  }
  .designed .answer ::slotted(p) {
    margin-block: 0.6em;
  }
  .designed .heading ::slotted(*) {
    font-size: 1.1em;
    font-weight: 600;
    line-height: 1.35;
  }
  .designed ::slotted(details) {
    margin-block: 0;
  }

  /* On the screen before it was ours: the lines of the page stay where they are, the marker hangs in the margin. */
  .kept .marker {
    inset-inline: -1em auto;
    inline-size: 0.5em;
    block-size: 0.5em;
  }
  .kept .native > .marker {
    display: none;
  }
  @media (forced-colors: active) {
    .question,
    .link {
      border-color: transparent;
      color: CanvasText;
    }
    .designed .item {
      border-color: CanvasText;
    }
  }
  @media print {
    .marker,
    .bar {
      display: none !important;
    }
    .question {
      display: block !important;
      outline: none;
    }
    .beside .question {
      display: none !important;
    }
    .panel[hidden] {
      display: block !important;
      content-visibility: visible !important;
    }
    .item[hidden] {
      display: block !important;
    }
    .item {
      break-inside: avoid-page;
    }
  }
`;

/** `:where()` throughout: whatever the page says about its own `<details>` is stronger. */
const PAGE_STYLES = `
:where(article-faq:state(designed) details > summary) {
  cursor: pointer;
  font-weight: 600;
  list-style: none;
  padding-block: 0.8em;
  padding-inline-end: 4em;
}
:where(article-faq:state(designed) details > summary)::-webkit-details-marker {
  display: none;
}
:where(article-faq:state(designed) details > summary > :is(h1, h2, h3, h4, h5, h6)) {
  display: inline;
  margin: 0;
  font-size: 1.1em;
}
:where(article-faq:state(designed) details[open] > summary) {
  padding-block-end: 0.3em;
}
:where(article-faq:state(designed) details > p) {
  margin-block: 0.6em;
}
:where(article-faq:state(designed) dl) {
  margin-block: 0;
  border-block-end: 1px solid var(--afterword-rule, color-mix(in oklab, currentColor 22%, transparent));
}
:where(article-faq:state(designed) dt) {
  border-block-start: 1px solid var(--afterword-rule, color-mix(in oklab, currentColor 22%, transparent));
  padding-block: 0.8em 0.3em;
  padding-inline-end: 2em;
  font-weight: 600;
}
:where(article-faq:state(designed) dd) {
  margin-inline-start: 0;
  padding-block-end: 0.9em;
}
article-faq [hidden='until-found'] {
  margin-block: 0 !important;
  padding-block: 0 !important;
}
@media print {
  article-faq [hidden='until-found'] {
    display: block !important;
    content-visibility: visible !important;
  }
  :where(article-faq details)::details-content {
    content-visibility: visible;
    block-size: auto;
  }
}
`;

let pageSheet: CSSStyleSheet | undefined;

/** Made when first needed, so that importing the element touches no document. */
export function pageStyles(): CSSStyleSheet {
  if (!pageSheet) {
    pageSheet = new CSSStyleSheet();
    pageSheet.replaceSync(PAGE_STYLES);
  }
  return pageSheet;
}
