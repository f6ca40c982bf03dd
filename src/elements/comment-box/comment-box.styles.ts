import { css } from 'lit';

export const commentBoxStyles = css`
  :host {
    --indent: 1.1em;
    --cap: 2;
  }
  section {
    --quiet: var(--afterword-muted, color-mix(in oklab, currentColor 72%, transparent));
    --line: var(--afterword-rule, color-mix(in oklab, currentColor 22%, transparent));
  }
  p {
    margin: 0;
  }
  /* Words may read the other way than the page: their order is their own, their side is the page's. */
  :is(p, h2, legend, button, .time, .edited, .in-reply-to, .badge, .sort label) {
    unicode-bidi: plaintext;
  }
  :host(:dir(ltr)) :is(p, h2, legend, .opener, .in-reply-to) {
    text-align: left;
  }
  :host(:dir(rtl)) :is(p, h2, legend, .opener, .in-reply-to) {
    text-align: right;
  }
  h2 {
    margin: 0;
    font-size: 1.25em;
    line-height: 1.3;
  }
  .count {
    font-weight: 600;
  }
  ::slotted([slot='heading']) {
    margin-block: 0 0.4em;
  }
  ::slotted([slot='guidelines']) {
    font-size: 0.9em;
  }
  .fallback {
    margin-block: 0.75em;
  }

  /* The field that opens the form. */
  .top {
    margin-block: 0.75em 1.25em;
  }
  .opener {
    display: block;
    inline-size: 100%;
    min-block-size: 2.9em;
    text-align: start;
    cursor: text;
    border-color: var(--afterword-rule, color-mix(in oklab, currentColor 45%, transparent));
    color: var(--quiet);
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.5em 1em;
    min-block-size: 2.25em;
    margin-block-end: 0.5em;
    padding-block-end: 0.35em;
    border-block-end: 1px solid var(--line);
  }
  .sort {
    display: flex;
    align-items: center;
    gap: 0.5em;
    margin-inline-start: auto;
    font-size: 0.9em;
  }
  .sort label {
    font-weight: 400;
    color: var(--quiet);
  }
  .sort select {
    inline-size: auto;
    min-block-size: 28px;
    padding: 0.15em 0.3em;
    border-color: transparent;
    font-size: 1em;
    font-weight: 600;
  }
  .sort select:hover {
    border-color: var(--line);
  }
  .list {
    min-block-size: var(--comment-box-min-block-size, 12em);
  }
  .list.settled {
    min-block-size: 0;
  }
  [aria-busy='true'] > .group {
    opacity: 0.6;
  }

  .group {
    content-visibility: auto;
    contain-intrinsic-block-size: auto calc(var(--rows) * 6.5em);
    /* Focus outlines and the mark at the side would be cut off at the edge of the group. */
    margin-inline: -0.6em;
    padding-inline: 0.6em;
  }
  .row {
    --level: min(var(--depth), var(--cap));
    padding-inline-start: calc(var(--level) * var(--indent));
    background-image: repeating-linear-gradient(90deg, var(--line) 0 1px, transparent 1px var(--indent));
    background-size: calc(var(--level) * var(--indent)) 100%;
    background-repeat: no-repeat;
    background-position: left top;
  }
  :host(:dir(rtl)) .row {
    background-image: repeating-linear-gradient(-90deg, var(--line) 0 1px, transparent 1px var(--indent));
    background-position: right top;
  }
  article {
    position: relative;
    padding-block: 0.7em 0.4em;
    scroll-margin-block: var(--comment-box-scroll-margin, 5em);
  }
  article:focus-visible {
    outline-offset: 0;
  }
  article.target {
    background: var(--afterword-tint, color-mix(in oklab, currentColor 7%, transparent));
    box-shadow: none;
    border-inline-start: 0.2em solid var(--afterword-accent, currentColor);
    margin-inline-start: -0.5em;
    padding-inline-start: 0.3em;
  }
  header {
    display: flex;
    align-items: baseline;
    gap: 0.5em;
    line-height: 1.35;
  }
  .initial {
    flex: none;
    display: inline-grid;
    place-items: center;
    inline-size: 1.9em;
    block-size: 1.9em;
    overflow: clip;
    border-radius: 50%;
    font-size: 0.8em;
    font-weight: 600;
    line-height: 1;
    background: var(--afterword-tint, color-mix(in oklab, currentColor 12%, transparent));
  }
  .by {
    min-inline-size: 0;
    overflow: clip;
    overflow-clip-margin: 0.2em;
  }
  .by > * {
    margin-inline-end: 0.35em;
  }
  .name {
    font-size: 0.95em;
    font-weight: 650;
    overflow-wrap: anywhere;
  }
  .badge {
    display: inline-block;
    padding: 0 0.4em;
    border: 1px solid var(--line);
    border-radius: var(--afterword-radius, 0.25em);
    font-size: 0.72em;
    line-height: 1.5;
    vertical-align: 0.1em;
    white-space: nowrap;
  }
  .badge.strong {
    border-color: var(--afterword-accent, currentColor);
    font-weight: 600;
  }
  .badge svg {
    vertical-align: -0.1em;
  }
  .time,
  .edited,
  .in-reply-to {
    font-size: 0.85em;
    text-decoration: none;
  }
  .time {
    white-space: nowrap;
  }
  a.time:hover,
  .in-reply-to:hover,
  .in-reply-to.always {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .in-reply-to {
    display: inline-block;
    max-inline-size: 100%;
    overflow-wrap: anywhere;
  }
  .rich-text {
    margin-block: 0.3em 0.15em;
    max-inline-size: var(--comment-box-measure, 42em);
  }
  article.pending .rich-text {
    color: var(--quiet);
  }
  .note {
    font-size: 0.9em;
    margin-block: 0.25em;
  }
  .waiting {
    font-style: italic;
  }
  .gone {
    padding-block: 0.35em;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.1em 0.6em;
    min-block-size: 28px;
    margin-inline-start: -0.3em;
    font-size: 0.85em;
    color: var(--quiet);
  }
  button.plain {
    text-decoration: none;
  }
  button.plain:hover,
  button.undo,
  button.more-replies,
  button.new {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .actions .plain,
  .more-replies {
    min-block-size: 28px;
    padding-inline: 0.35em;
  }
  .actions .plain:hover,
  .actions [aria-pressed='true'],
  .actions [aria-expanded='true'] {
    color: var(--afterword-accent, inherit);
  }
  .actions .more {
    min-inline-size: 28px;
  }
  .vote {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.35em;
    min-inline-size: 28px;
  }
  .vote svg,
  .more svg {
    font-size: 1.15em;
    vertical-align: middle;
  }
  .vote[aria-pressed='true'] svg {
    stroke-width: 2.4;
  }
  .votes {
    display: inline-flex;
    align-items: center;
  }
  .score {
    min-inline-size: 1.4em;
    text-align: center;
    font-variant-numeric: tabular-nums;
  }
  .more-replies {
    margin-inline-start: -0.3em;
    font-size: 0.85em;
  }
  .actions .fold[aria-expanded='true'] {
    color: inherit;
  }
  .report-form {
    display: grid;
    gap: 0.6em;
    margin-block: 0.5em 0.75em;
    padding: 0.75em;
    border: 1px solid var(--line);
    border-radius: var(--afterword-radius, 0.25em);
  }
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  legend {
    padding: 0;
    margin-block-end: 0.35em;
    font-weight: 600;
  }
  fieldset label {
    display: flex;
    align-items: center;
    gap: 0.5em;
    min-block-size: 28px;
    font-weight: 400;
  }
  .report-note {
    font-weight: 400;
    font-size: 0.9em;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
  }
  .foot {
    margin-block-start: 0.75em;
  }
  .foot .load-more {
    inline-size: 100%;
  }
  .problem {
    display: grid;
    justify-items: start;
    gap: 0.5em;
    margin-block: 0.75em;
  }
  .composer-wait {
    min-block-size: 12em;
  }

  @container (inline-size < 22em) {
    /* Room for the number and the order on one line; the label is still read out. */
    .sort label {
      position: absolute;
      inline-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
    .actions {
      column-gap: 0.2em;
    }
  }
  /* Depth is capped by the width there is; where it is drawn, the words "in reply to" are not needed. */
  @container (inline-size >= 28em) {
    .row {
      --cap: 4;
      --indent: 1.4em;
    }
    [data-tier='1'] .in-reply-to:not(.always) {
      display: none;
    }
  }
  @container (inline-size >= 44em) {
    .row {
      --cap: 6;
      --indent: 1.6em;
    }
    [data-tier='2'] .in-reply-to:not(.always) {
      display: none;
    }
  }
  @media (prefers-contrast: more) {
    section {
      --quiet: currentColor;
      --line: currentColor;
    }
  }
  @media (forced-colors: active) {
    .row {
      background-image: none;
      border-inline-start: 1px solid CanvasText;
      margin-inline-start: calc(var(--level) * var(--indent));
      padding-inline-start: 0.5em;
    }
    .actions [aria-pressed='true'] {
      color: Highlight;
    }
    article.target {
      border-color: Highlight;
    }
  }
  @media print {
    .group {
      content-visibility: visible;
    }
    .top,
    .sort {
      display: none;
    }
  }
`;
