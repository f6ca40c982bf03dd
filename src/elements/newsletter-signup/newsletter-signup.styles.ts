import { css } from 'lit';

export const newsletterSignupStyles = css`
  /* The form keeps its place under whatever is shown instead of it, so that nothing below ever moves. */
  .stage {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }
  .stage > * {
    grid-area: 1 / 1;
    min-inline-size: 0;
  }
  .away {
    visibility: hidden;
  }
  ::slotted(form) {
    display: flex;
    flex-wrap: wrap;
    align-items: last baseline;
    gap: 0.5em;
    margin: 0;
  }
  .own label {
    margin-block-end: 0.25em;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
  }
  .row input {
    flex: 1 1 14em;
    inline-size: auto;
    min-inline-size: 0;
  }
  .row button {
    flex: none;
    /* As tall as the field, whose type is never under 16 pixels. */
    min-block-size: max(2.5em, 24px);
    padding-inline: 1.25em;
  }
  .feedback {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    /* One line of it is always there. */
    min-block-size: max(2em, 28px);
    padding-block-start: 0.25em;
  }
  .feedback p,
  .message p {
    margin: 0;
  }
  /* Not a gap: a live region waits here without a box of its own, and must not indent the next one. */
  .feedback > :not(:empty) {
    margin-inline-end: 0.75em;
  }
  button.plain {
    margin-inline-start: -0.25em;
    text-align: start;
  }
  fieldset {
    min-inline-size: 0;
    margin: 0 0 0.75em;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
    font-weight: 600;
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    column-gap: 1.5em;
  }
  .choice {
    display: flex;
    align-items: baseline;
    gap: 0.5em;
    min-block-size: max(1.75em, 24px);
    font-weight: inherit;
  }
  .consent {
    margin-block-end: 0.5em;
  }
  .choice input {
    flex: none;
    inline-size: 1.1em;
    block-size: 1.1em;
    min-inline-size: 16px;
    min-block-size: 16px;
    margin: 0;
    align-self: start;
    margin-block-start: 0.2em;
    accent-color: var(--afterword-accent, auto);
  }
  /* Focus comes here by itself, to be read from; there is nothing to press. */
  .message:focus {
    outline: none;
  }
  .title {
    font-weight: 600;
    font-size: 1.1em;
    text-wrap: balance;
  }
  .message .text {
    max-inline-size: 42em;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0.25em 1.25em;
    margin-block-start: 0.5em;
  }
  .actions a {
    display: inline-flex;
    align-items: center;
    min-block-size: 24px;
    color: var(--afterword-accent, currentColor);
    font-weight: 600;
    text-underline-offset: 0.2em;
  }
  bdi {
    overflow-wrap: anywhere;
  }
  .quiet {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    align-content: start;
    column-gap: 0.5em;
  }
  /* Robots fill what they find; people cannot reach it. Not display: none, which robots know. */
  .empty {
    position: absolute;
    inset-inline-start: 0;
    inset-block-start: 0;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    opacity: 0;
    pointer-events: none;
  }
  .form {
    position: relative;
  }
  @container (inline-size < 30em) {
    .row {
      flex-direction: column;
    }
    .row input {
      flex: none;
    }
    .actions {
      flex-direction: column;
      align-items: flex-start;
    }
  }
  /* Paper has no inbox. */
  @media print {
    :host {
      display: none;
    }
  }
`;
