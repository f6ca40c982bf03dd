import { css } from 'lit';

export const newsletterSignupStyles = css`
  :host(:not(:state(kept))) {
    margin-block: 1.5em;
  }
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
  .laid-out ::slotted(form),
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
  p {
    margin: 0;
  }
  /* One line of it is always there; it parts the form from what follows as a margin would. */
  .feedback:not(.kept) {
    min-block-size: max(1.5em, 24px);
    margin-block: 0.25em 0.4em;
  }
  .feedback p {
    display: inline;
  }
  [name='note']::slotted(*) {
    margin-block-start: 0;
  }
  button.plain {
    margin-inline-start: -0.25em;
    text-align: start;
  }
  .box {
    display: inline-flex;
    gap: 0.5em;
    min-block-size: max(1.75em, 24px);
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
  /* Paper has no inbox. */
  @media print {
    :host {
      display: none !important;
    }
  }
`;
