import { css } from 'lit';

/**
 * What every element starts from. It inherits the page's font, size, colour and direction, resets the inherited
 * properties that break text, and mixes every line and tint from `currentColor`, so that light, dark and sepia pages need
 * no theme switch. The tokens are read with a fallback and never declared here, so that `:root { }` of the page reaches in:
 *
 * - `--afterword-accent`: main buttons, the chosen state, focus; the text's own colour by default
 * - `--afterword-rule`: hairlines · `--afterword-tint`: quiet surfaces · `--afterword-muted`: secondary text
 * - `--afterword-danger`: errors · `--afterword-radius`: corners · `--afterword-space`: the unit of space, in `em`
 */
export const baseStyles = css`
  :host {
    display: block;
    box-sizing: border-box;
    text-align: start;
    text-indent: 0;
    text-transform: none;
    letter-spacing: normal;
    word-spacing: normal;
    white-space: normal;
    line-height: 1.5;
    cursor: auto;
    overflow-wrap: break-word;
    -webkit-text-fill-color: currentColor;
    text-shadow: none;
    container-type: inline-size;
  }
  :host([hidden]) {
    display: none !important;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  [hidden]:not([hidden='until-found']) {
    display: none !important;
  }
  .visually-hidden:not(:focus, :active, :focus-within) {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    padding: 0;
    border: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  :focus-visible {
    outline: 0.14em solid var(--afterword-accent, currentColor);
    outline-offset: 0.14em;
  }
  .muted {
    color: var(--afterword-muted, color-mix(in oklab, currentColor 72%, transparent));
  }
  .error {
    color: var(--afterword-danger, inherit);
  }
  .error::before {
    content: '!';
    display: inline-grid;
    place-items: center;
    inline-size: 1.25em;
    block-size: 1.25em;
    margin-inline-end: 0.5em;
    border: 0.1em solid currentColor;
    border-radius: 50%;
    font-size: 0.85em;
    font-weight: 700;
    line-height: 1;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      transition: none !important;
      animation: none !important;
      scroll-behavior: auto !important;
    }
  }
`;

/**
 * Buttons and fields. `<button class="main"><span>…</span></button>` is the one filled button: its label sits in a span,
 * because the readable text colour is computed from the inherited one. `<button class="plain">` looks like a link.
 */
export const controlStyles = css`
  button,
  input,
  textarea,
  select {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
    margin: 0;
  }
  button {
    min-block-size: max(2.5em, 24px);
    padding: 0.4em 0.9em;
    border: 1px solid var(--afterword-rule, color-mix(in oklab, currentColor 40%, transparent));
    border-radius: var(--afterword-radius, 0.25em);
    background: transparent;
    line-height: 1.25;
    text-align: center;
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
  button.main {
    border-color: var(--afterword-accent, currentColor);
    font-weight: 600;
  }
  @supports (color: oklch(from currentColor l c h)) {
    button.main {
      background: var(--afterword-accent, currentColor);
    }
    button.main:hover {
      background: color-mix(in oklab, var(--afterword-accent, currentColor) 85%, transparent);
    }
    button.main > * {
      /* Black or white, whichever reads better on the accent. */
      color: oklch(from var(--afterword-accent, currentColor) clamp(0, (0.65 - l) * 1000, 1) 0 0);
      -webkit-text-fill-color: currentColor;
    }
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
    button,
    button.main,
    input,
    textarea,
    select {
      border-color: ButtonBorder;
    }
    button.plain {
      border-color: transparent;
    }
    button.main > * {
      color: ButtonText;
    }
  }
  @media print {
    button,
    input,
    textarea,
    select {
      display: none !important;
    }
  }
`;
