import { css } from 'lit';

export const deskStyles = css`
  fieldset {
    margin: 0;
    padding: 0 0 0.75em;
    border: 0;
  }
  legend {
    padding: 0;
    font-weight: 600;
    unicode-bidi: plaintext;
  }
  fieldset label {
    margin-inline-end: 1.5em;
  }
  .message {
    max-inline-size: 42em;
    overflow-wrap: anywhere;
  }
  .title {
    font-weight: 600;
    font-size: 1.1em;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0.25em 1em;
  }
  /* Words stand as far from words as those of links do. */
  .actions button {
    margin-inline: calc(-0.25em - 1px);
  }
  a,
  .muted button {
    display: inline-block;
    min-block-size: 24px;
    color: var(--afterword-accent, currentColor);
    font-weight: 600;
    text-underline-offset: 0.2em;
  }
`;
