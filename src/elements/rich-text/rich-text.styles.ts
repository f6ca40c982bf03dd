import { css } from 'lit';

/** Formatted text of readers, inside `.rich-text`: whatever it holds stays inside its box. */
export const richTextStyles = css`
  .rich-text {
    unicode-bidi: isolate;
    overflow: clip;
    overflow-wrap: anywhere;
    /* Stacked marks (“zalgo”) are cut off instead of growing over the lines around; outlines still show. */
    overflow-clip-margin: 0.25em;
  }
  .rich-text > :first-child {
    margin-block-start: 0;
  }
  .rich-text > :last-child {
    margin-block-end: 0;
  }
  .rich-text :is(p, ul, ol, blockquote, pre) {
    margin-block: 0.6em;
    margin-inline: 0;
    unicode-bidi: isolate;
    /* Whatever side the words of the element keep. */
    text-align: start !important;
  }
  .rich-text :is(ul, ol) {
    padding-inline-start: 1.5em;
  }
  .rich-text li > :is(p, ul, ol) {
    margin-block: 0.2em;
  }
  .rich-text blockquote {
    padding-inline-start: 0.9em;
    border-inline-start: 0.2em solid var(--afterword-rule, color-mix(in oklab, currentColor 28%, transparent));
    color: var(--afterword-muted, color-mix(in oklab, currentColor 85%, transparent));
  }
  .rich-text :is(code, pre) {
    font-family: ui-monospace, 'SFMono-Regular', Menlo, Consolas, monospace;
    font-size: 0.9em;
    background: var(--afterword-tint, color-mix(in oklab, currentColor 8%, transparent));
    border-radius: var(--afterword-radius, 0.25em);
  }
  .rich-text code {
    padding: 0.1em 0.3em;
  }
  .rich-text pre {
    padding: 0.6em 0.8em;
    overflow: auto;
    max-block-size: 24em;
  }
  .rich-text pre code {
    padding: 0;
    font-size: 1em;
    background: none;
  }
  .rich-text a {
    color: var(--afterword-accent, inherit);
    text-underline-offset: 0.15em;
  }
`;
