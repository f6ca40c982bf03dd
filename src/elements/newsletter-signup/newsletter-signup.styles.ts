import { css } from 'lit';

export const newsletterSignupStyles = css`
  /* The form keeps its place under whatever is shown instead of it, so that nothing below ever moves. */
  .stage {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }
  .stage > * {
    grid-area: 1 / 1;
  }
  [inert] {
    visibility: hidden;
  }
  ::slotted(form),
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: last baseline;
    gap: 0.5em;
    margin: 0;
  }
  .row {
    align-items: stretch;
    margin-block-start: 0.25em;
  }
  .row input {
    flex: 999 1 14em;
    min-inline-size: 0;
  }
  /* Beside the field as wide as its label, below it as wide as the field. */
  .row button {
    flex: 1 0 auto;
  }
  p,
  fieldset {
    margin: 0;
  }
  .feedback {
    /* One line of it is always there. */
    min-block-size: max(2em, 28px);
    padding-block-start: 0.25em;
  }
  .feedback p {
    display: inline;
  }
  button.plain {
    margin-inline-start: -0.25em;
    text-align: start;
  }
  fieldset {
    padding: 0 0 0.75em;
    border: 0;
  }
  legend {
    padding: 0;
    font-weight: 600;
  }
  fieldset label,
  .consent {
    display: inline-flex;
    gap: 0.5em;
    min-block-size: max(1.75em, 24px);
    margin-inline-end: 1.5em;
    font-weight: inherit;
  }
  [type='checkbox'] {
    flex: none;
    inline-size: max(1.1em, 16px);
    margin-block-start: 0.1em;
    aspect-ratio: 1;
    align-self: start;
    accent-color: var(--afterword-accent, auto);
  }
  /* Focus comes here by itself, to be read from; there is nothing to press. */
  .message:focus {
    outline: none;
  }
  .message {
    max-inline-size: 42em;
    overflow-wrap: anywhere;
  }
  .title {
    font-weight: 600;
    font-size: 1.1em;
  }
  .actions > * {
    margin-inline-end: 1em;
  }
  a {
    display: inline-block;
    min-block-size: 24px;
    color: var(--afterword-accent, currentColor);
    font-weight: 600;
    text-underline-offset: 0.2em;
  }
  /* Paper has no inbox. */
  @media print {
    :host {
      display: none;
    }
  }
`;
