import { css } from 'lit';

export const articleFaqStyles = css`
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    justify-content: end;
    gap: 0.5em 1em;
    margin-block-end: 0.35em;
    font-size: 0.9em;
  }
  search {
    display: contents;
  }
  label {
    flex: 0 1 18em;
  }
  input {
    display: block;
    inline-size: 100%;
    padding: 0.45em 0.65em;
    border: 1px solid var(--afterword-rule, color-mix(in oklab, currentColor 55%, transparent));
    border-radius: var(--afterword-radius, 0.25em);
    background: var(--afterword-field, transparent);
    color: inherit;
    font: inherit;
    /* iOS zooms the page into any field under 16px. */
    font-size: max(1em, 16px);
  }
  label + * {
    flex: 1;
  }
  .item,
  .heading,
  .loose {
    position: relative;
  }
  .question {
    position: relative;
    display: block;
    inline-size: 100%;
    min-block-size: 0;
    padding: 0;
    border: 0;
    line-height: inherit;
    letter-spacing: inherit;
    text-align: inherit;
  }
  .question:hover {
    background: none;
  }
  .cover {
    position: absolute;
    inset: 0;
  }
  .marker {
    position: absolute;
    /* In the middle of the question, whatever its type. */
    inset-block: 0;
    inset-inline-end: 0.4em;
    display: grid;
    align-content: center;
    font-size: 1.1em;
    line-height: 1;
  }
  .marker::before {
    content: '+';
  }
  [aria-expanded='true'] > .marker::before {
    content: '−';
  }
  .link {
    position: absolute;
    inset-block-start: var(--_top, 0);
    inset-inline-end: 1.8em;
    min-inline-size: 24px;
    min-block-size: 24px;
    color: inherit;
    text-align: center;
    text-decoration: none;
    opacity: 0;
  }
  .item:is(:hover, :focus-within) > .link {
    opacity: 1;
  }

  /* A page of ours to design: it was not on the screen, or space was reserved for it. */
  .designed {
    --_top: 0.7em;
  }
  .designed .item {
    border-block: 0 solid var(--afterword-rule, color-mix(in oklab, currentColor 22%, transparent));
    border-block-start-width: 1px;
  }
  .designed .item:not(:has(+ .item)) {
    border-block-end-width: 1px;
  }
  .designed .heading ::slotted(*) {
    margin: 0 !important;
    padding-block: 0.7em !important;
    padding-inline-end: 4em !important;
    font-size: 1.1em;
    font-weight: 600;
    line-height: 1.35;
  }
  .designed .answer:not([hidden]) {
    display: flow-root;
    padding-block-end: 0.4em;
  }
  .designed .answer ::slotted(p) {
    margin-block: 0 0.6em;
  }

  /* On the screen before it was ours: the lines of the page stay where they are, the marker hangs in the margin. */
  .kept .marker {
    inset-inline: -0.9em auto;
  }
  @media print {
    .bar,
    .marker,
    .link {
      display: none !important;
    }
    .question,
    .item[hidden],
    .answer {
      display: block !important;
      content-visibility: visible !important;
    }
  }
`;

const pageRules = css`
  :where(article-faq:state(designed) :is(dt, summary)) {
    padding-block: 0.8em;
    padding-inline-end: 4em;
    font-weight: 600;
    cursor: pointer;
  }
  :where(article-faq:state(designed) details > p) {
    margin-block: 0 0.6em;
  }
  /* Links in questions lie above the button that covers the question. */
  :where(article-faq) :is(h1, h2, h3, h4, h5, h6, dt) :is(a, button, input) {
    position: relative;
    z-index: 1;
  }
  article-faq dd[hidden] {
    margin-block: 0 !important;
    padding-block: 0 !important;
  }
  @media print {
    article-faq dd[hidden] {
      display: block !important;
      content-visibility: visible !important;
    }
    article-faq details::details-content {
      content-visibility: visible;
      block-size: auto;
    }
  }
`;

/** Rules for the inside of what is slotted. Made when first needed, so that importing the element touches no document. */
export function pageStyles(): CSSStyleSheet {
  return pageRules.styleSheet!;
}
