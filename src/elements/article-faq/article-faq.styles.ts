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
  /* Room for the search, which comes later. */
  .tall {
    min-block-size: calc(3em + max(1.5em, 24px));
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
  /* A page of ours to design: it was not on the screen, or space was reserved for it. */
  .designed .item {
    border-block: 0 solid var(--afterword-rule, color-mix(in oklab, currentColor 22%, transparent));
    border-block-start-width: 1px;
  }
  .designed .item:not(:has(~ .item)) {
    border-block-end-width: 1px;
  }
  /* The page's own level would lift it above its button. */
  .heading ::slotted(*) {
    z-index: auto !important;
  }
  .designed .heading ::slotted(*) {
    margin: 0 !important;
    padding-block: 0.7em !important;
    padding-inline-end: 3em !important;
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
  :host(:not(:state(designed))) {
    overflow-wrap: inherit;
  }
  .kept .marker {
    inset-inline: -0.9em auto;
    font-size: 0.85em;
  }
  @media print {
    .bar,
    .marker {
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
    padding-inline-end: 3.3em;
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
  @media print {
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
