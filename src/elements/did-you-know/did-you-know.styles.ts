import { css } from 'lit';

export const didYouKnowStyles = css`
  :host {
    /* The facts are the article's text and keep its type. */
    line-height: inherit;
    letter-spacing: inherit;
    word-spacing: inherit;
    text-align: inherit;
    container-type: normal;
  }
  :host(:state(designed)) {
    margin-block: 1.5em;
  }
  :host(:state(empty)) {
    display: none;
  }
  .note {
    position: relative;
  }
  .note::before {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline-start: 0;
    border-inline-start: 0.2em solid var(--did-you-know-accent, var(--afterword-accent, currentColor));
  }
  .tip::before {
    border-inline-start: 0.3em double var(--did-you-know-accent, var(--afterword-accent, currentColor));
  }
  .kept::before {
    inset-inline-start: -0.75em;
  }
  .designed {
    padding-block: 0.15em;
    padding-inline-start: 1.25em;
  }
  .label {
    display: flex;
    align-items: baseline;
    gap: 0.5em;
    margin: 0 0 0.25em;
    font-weight: 600;
  }
  .label svg {
    flex: none;
    inline-size: 1em;
    block-size: 1em;
    align-self: center;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .stack {
    display: grid;
  }
  .stack > * {
    grid-area: 1 / 1;
    min-inline-size: 0;
  }
  .hidden {
    visibility: hidden;
  }
  .spare {
    display: none;
  }
  .designed .text ::slotted(*) {
    margin-block: 0;
  }
  .designed .text ::slotted(* + *) {
    margin-block-start: 0.5em;
  }
  p {
    margin: 0;
  }
  cite {
    display: block;
    margin-block-start: 0.35em;
    font-size: 0.9em;
    font-style: normal;
  }
  a {
    color: inherit;
    text-underline-offset: 0.2em;
  }
  .controls {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25em 0.9em;
    min-block-size: max(2em, 24px);
    margin-block-start: 0.4em;
    font-size: 0.9em;
  }
  .controls button {
    padding-inline: 0;
  }
  .count {
    font-variant-numeric: tabular-nums;
  }
  .waiting {
    min-block-size: 5em;
  }
  .failed button {
    margin-block-start: 0.5em;
  }
  @media (forced-colors: active) {
    .note::before {
      border-color: CanvasText;
    }
  }
  @media print {
    .controls,
    .failed {
      display: none;
    }
    .stack {
      display: block;
    }
    .hidden,
    .spare {
      display: block;
      visibility: visible;
    }
    .stack > * + * {
      margin-block-start: 0.75em;
    }
  }
`;

const ONE_AT_A_TIME = `
did-you-know:state(list) > :is(ul, ol) {
  display: grid !important;
  margin-block: 0;
  padding-inline-start: 0;
  list-style: none;
}
did-you-know:state(list) > :is(ul, ol) > li {
  grid-area: 1 / 1;
  min-inline-size: 0;
  margin-block: 0;
  visibility: hidden;
}
@media print {
  did-you-know:state(list) > :is(ul, ol) {
    display: block !important;
  }
  did-you-know:state(list) > :is(ul, ol) > li {
    visibility: visible;
    margin-block-end: 0.75em;
  }
}
`;

let listSheet: CSSStyleSheet | undefined;
let lists = 0;

/**
 * Stacks the items of lists and hides them all. A slot takes a whole list, so the rules live where the list lives. Made
 * when first needed, so that importing the element touches no document.
 */
export function listStyles(): CSSStyleSheet {
  if (!listSheet) {
    listSheet = new CSSStyleSheet();
    listSheet.replaceSync(ONE_AT_A_TIME);
  }
  return listSheet;
}

/**
 * Shows one item of one list. The rule is rewritten rather than the element's state changed: WebKit does not always
 * restyle the children of an element whose state changes.
 */
export class ListPosition {
  /** The custom state that the element of this list has all its life. */
  readonly state = `list-${++lists}`;
  #sheet: CSSStyleSheet | undefined;

  get sheet(): CSSStyleSheet {
    return (this.#sheet ??= new CSSStyleSheet());
  }

  /** `position` counts the items from 1; 0 shows none. */
  show(position: number): void {
    const rule = `did-you-know:state(${this.state}) > :is(ul, ol) > li:nth-of-type(${position}) { visibility: visible; }`;
    this.sheet.replaceSync(rule);
  }
}
