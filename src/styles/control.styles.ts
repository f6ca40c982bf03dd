import { css } from 'lit';
import { buttonStyles } from './button.styles.js';
import { errorStyles } from './error.styles.js';

/**
 * Buttons and fields. `<button class="main"><span>…</span></button>` is the one filled button: its label sits in a span,
 * because the readable text colour is computed from the inherited one.
 */
export const controlStyles = [
  buttonStyles,
  errorStyles,
  css`
    input,
    textarea,
    select {
      font: inherit;
      color: var(--afterword-field-text, inherit);
      letter-spacing: inherit;
      margin: 0;
    }
    button.main {
      border-color: var(--afterword-accent, currentColor);
      font-weight: 600;
    }
    @supports (color: color(from currentColor xyz-d65 x y z)) {
      button.main {
        background: var(--afterword-accent, currentColor);
      }
      button.main:hover {
        background: color-mix(in oklab, var(--afterword-accent, currentColor) 85%, transparent);
      }
      button.main > * {
        /* Without a colour of the page's: black or white, whichever reads better on the accent. At a luminance of 0.1791 both
           read alike; 1.1 of each is white on any screen. */
        --light: clamp(0, (0.1791 - y) * 1e5, 1.1);
        color: var(
          --afterword-on-accent,
          color(from var(--afterword-accent, currentColor) xyz-d65 var(--light) var(--light) var(--light))
        );
        -webkit-text-fill-color: currentColor;
      }
    }
    input:not([type='checkbox'], [type='radio']),
    textarea,
    select {
      display: block;
      inline-size: 100%;
      min-block-size: 2.5em;
      padding: 0.45em 0.65em;
      border: 1px solid var(--afterword-rule, color-mix(in oklab, currentColor 55%, transparent));
      border-radius: var(--afterword-radius, 0.25em);
      background: var(--afterword-field, transparent);
      line-height: 1.4;
      /* iOS zooms the page into any field under 16px. */
      font-size: max(1em, 16px);
    }
    input[aria-invalid='true'],
    textarea[aria-invalid='true'] {
      border-color: var(--afterword-danger, currentColor);
      border-width: 2px;
    }
    select option {
      color: CanvasText;
      background: Canvas;
    }
    label {
      display: block;
      font-weight: 600;
    }
    @media (forced-colors: active) {
      input,
      textarea,
      select {
        border-color: ButtonBorder;
      }
      button.main > * {
        color: ButtonText;
      }
    }
    @media print {
      input,
      textarea,
      select {
        display: none !important;
      }
    }
  `,
];
