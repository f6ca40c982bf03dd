import { css } from 'lit';

/**
 * What every element starts from. It inherits the page's font, size, colour and direction, resets the inherited
 * properties that break text, and mixes every line and tint from `currentColor`, so that light, dark and sepia pages need
 * no theme switch. The tokens are read with a fallback and never declared here, so that `:root { }` of the page reaches in:
 *
 * - `--afterword-accent`: main buttons, the chosen state, focus; the text's own colour by default · `--afterword-on-accent`: labels on it
 * - `--afterword-rule`: hairlines · `--afterword-tint`: quiet surfaces · `--afterword-muted`: secondary text
 * - `--afterword-danger`: errors · `--afterword-field`, `--afterword-field-text`: fields · `--afterword-radius`: corners
 * - `--afterword-space`: above and below each related article, in `em`
 */
export const baseStyles = css`
  :host {
    display: block;
    box-sizing: border-box;
    /* Pages take away gaps between boxes with letters of no size, and give each box its own: ours is the usual one. */
    font-size: max(1em, 16px - 9em);
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
    /* Contained, it has no width of its own to shrink to, as a float or in a flexible column. */
    min-inline-size: min(100%, 16em);
  }
  /* It stays as the page laid it out; a container's margins would no longer collapse with those around it. */
  :host(:state(kept)) {
    container-type: normal;
    min-inline-size: 0;
    line-height: inherit;
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
    outline: max(2px, 0.14em) solid var(--afterword-accent, currentColor);
    outline-offset: 0.14em;
  }
  .muted {
    color: var(--afterword-muted, color-mix(in oklab, currentColor 85%, transparent));
  }
  /* Words may read the other way than the page: their order is their own, their side is the page's. Chromium
     knows that under its old name only. */
  :is(p, label, .muted):not([dir]) {
    unicode-bidi: plaintext;
    text-align: -webkit-match-parent;
    text-align: match-parent;
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

/** For elements that show the article's own text: it keeps its type, and its margins collapse as they did. */
export const articleTextStyles = css`
  :host {
    line-height: inherit;
    letter-spacing: inherit;
    word-spacing: inherit;
    text-align: inherit;
    container-type: normal;
  }
  :host(:state(designed)) {
    margin-block: 1.5em;
  }
`;
