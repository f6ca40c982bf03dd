import { css } from 'lit';

export const didYouKnowStyles = css`
  :host(:state(empty)) {
    display: none !important;
  }
  .note {
    position: relative;
  }
  .note::before {
    content: '';
    position: absolute;
    inset-block: 0;
    border-inline-start: 0.2em solid var(--did-you-know-accent, var(--afterword-accent, currentColor));
  }
  .kept::before {
    inset-inline-start: -0.7em;
  }
  .designed {
    padding-block: 0.15em;
    padding-inline-start: 1.25em;
  }
  .designed::before {
    inset-inline-start: 0;
  }
  .designed ::slotted(*) {
    margin-block: 0 0.4em;
  }
  .designed ::slotted(:is(ul, ol)) {
    display: grid !important;
    padding: 0 !important;
    list-style: none;
  }
  p {
    margin: 0 0 0.25em;
  }
  .label {
    font-weight: 600;
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
  .stack > .waiting {
    grid-area: 2 / 1;
  }
  .waiting:only-child {
    min-block-size: 5em;
  }
  cite,
  .controls {
    font-size: 0.9em;
    font-style: normal;
  }
  cite {
    display: block;
  }
  a {
    color: inherit;
  }
  .controls {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25em 0.9em;
    min-block-size: max(2em, 24px);
  }
  .controls button {
    padding-inline: 0;
  }
  @media print {
    .designed ::slotted(:is(ul, ol)),
    .stack,
    .stack > :not(.waiting) {
      display: block !important;
      visibility: visible;
    }
    .controls,
    .waiting {
      display: none;
    }
  }
`;

/**
 * Shows one item of the list in the element with a custom state; counted from 1, 0 shows none. A slot takes a whole list, so the
 * rules live where the list lives. They are rewritten rather than the state changed, because WebKit does not always restyle
 * the children of an element whose state changes.
 */
export function listRules(name: string, position: number): string {
  const items = `did-you-know:state(${name}) > * > li`;
  return `@media not print {
    ${items} { grid-area: 1 / 1; min-inline-size: 0; visibility: hidden }
    ${items}:nth-child(${position}) { visibility: visible }
  }`;
}
