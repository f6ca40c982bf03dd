import { css } from 'lit';

/** Buttons, for elements that have no fields. `<button class="plain">` looks like a link. */
export const buttonStyles = css`
  button {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
    margin: 0;
    min-block-size: max(2.5em, 24px);
    padding: 0.4em 0.9em;
    border: 1px solid var(--afterword-rule, color-mix(in oklab, currentColor 40%, transparent));
    border-radius: var(--afterword-radius, 0.25em);
    background: transparent;
    line-height: 1.25;
    text-align: center;
    unicode-bidi: plaintext;
    cursor: pointer;
    touch-action: manipulation;
  }
  button:hover {
    background: var(--afterword-tint, color-mix(in oklab, currentColor 8%, transparent));
  }
  button[aria-disabled='true'],
  button:disabled {
    opacity: 0.6;
    cursor: default;
  }
  button.plain {
    min-block-size: 24px;
    min-inline-size: 24px;
    padding: 0.1em 0.25em;
    border-color: transparent;
    text-decoration: underline;
    text-decoration-thickness: from-font;
    text-underline-offset: 0.2em;
  }
  @media (forced-colors: active) {
    button:not(.plain) {
      border-color: ButtonBorder;
    }
    /* Where no colour is transparent. */
    button.plain {
      border-color: Canvas;
    }
  }
  @media print {
    button {
      display: none !important;
    }
  }
`;
