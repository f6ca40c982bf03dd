import { css } from 'lit';

export const commentBoxStyles = css`
  :host {
    --indent: 1.1em;
    --cap: 2;
  }
  section {
    --quiet: var(--afterword-muted, color-mix(in oklab, currentColor 85%, transparent));
    --line: var(--afterword-rule, color-mix(in oklab, currentColor 22%, transparent));
    --wash: var(--afterword-tint, color-mix(in oklab, currentColor 8%, transparent));
  }
  p {
    margin: 0;
  }
  /* Words of ours may read the other way than the page, as all elements know of paragraphs. */
  :is(h2, legend, .opener, .badge, .sort span) {
    unicode-bidi: plaintext;
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  h2 {
    margin: 1.2em 0 0;
    font-size: 1.25em;
    line-height: 1.3;
  }
  ::slotted([slot='heading']) {
    margin-block: 0 0.4em;
  }
  ::slotted([slot='guidelines']) {
    font-size: 0.9em;
  }
  .fallback,
  .problem,
  .load-more {
    margin-block: 0.75em;
  }

  /* The field that opens the form. */
  .top {
    margin-block: 0.75em 1.25em;
  }
  .top a {
    padding-block: 4px;
    color: var(--afterword-accent, inherit);
  }
  .opener,
  .load-more {
    inline-size: 100%;
  }
  .opener {
    min-block-size: 2.9em;
    cursor: text;
    color: var(--quiet);
  }
  .bar,
  .sort,
  .actions,
  .buttons {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0.5em;
  }
  .bar {
    min-block-size: 2.25em;
    margin-block-end: 0.5em;
    padding-block-end: 0.35em;
    border-block-end: 1px solid var(--line);
  }
  .bar:empty {
    display: none;
  }
  .count {
    font-weight: 600;
  }
  .sort {
    margin-inline-start: auto;
    font-size: 0.9em;
    font-weight: 400;
  }
  .sort span {
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
  [aria-busy='true'] > .group {
    opacity: 0.6;
  }

  @media screen {
    .long > .group {
      content-visibility: auto;
      contain-intrinsic-block-size: auto calc(var(--rows) * 6.5em);
      /* Focus outlines and the mark at the side would be cut off at the edge of the group. */
      overflow-clip-margin: 0.9em;
    }
  }
  .short > :empty,
  .rest {
    block-size: calc(var(--rows) * 6.5em);
    /* What is drawn before it takes its place; whoever reads on further down stays there. */
    overflow-anchor: none;
  }
  .row {
    --step: var(--indent);
    --level: calc(min(var(--depth), var(--cap)) * var(--step));
    padding-inline-start: var(--level);
    background: repeating-linear-gradient(90deg, var(--line) 0 1px, transparent 1px var(--step)) left / var(--level) no-repeat;
  }
  :host(:dir(rtl)) .row {
    background: repeating-linear-gradient(-90deg, var(--line) 0 1px, transparent 1px var(--step)) right / var(--level) no-repeat;
  }
  /* A line of one pixel is lost between two. */
  @supports (width: round(1em, 1px)) {
    .row {
      --step: round(var(--indent), 1px);
    }
  }
  article {
    padding-block: 0.7em 0.4em;
  }
  article,
  article :is(a, button) {
    scroll-margin-block: var(--comment-box-scroll-margin, 5em);
  }
  .target {
    background: var(--wash);
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
    inline-size: 1.9em;
    overflow: clip;
    border-radius: 50%;
    font-size: 0.8em;
    font-weight: 600;
    line-height: 1.9;
    text-align: center;
    background: var(--wash);
    outline: 1px solid transparent;
  }
  .initial:empty::before {
    content: '?';
  }
  .by {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 0.5em;
    min-inline-size: 0;
    overflow: clip;
    overflow-clip-margin: 0.3em;
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
  }
  .strong {
    border-color: var(--afterword-accent, currentColor);
    font-weight: 600;
  }
  .time,
  .edited,
  .in-reply-to,
  .actions,
  .more-replies {
    font-size: 0.85em;
  }
  /* Larger to the finger than to the eye. */
  .time,
  .in-reply-to {
    margin: -4px;
    padding: 4px;
    outline-offset: -2px;
    text-decoration: none;
  }
  .in-reply-to {
    display: inline-block;
    max-inline-size: 100%;
    overflow-wrap: anywhere;
  }
  .rich-text,
  summary {
    margin-block: 0.3em 0.15em;
    max-inline-size: var(--comment-box-measure, 42em);
  }
  summary {
    cursor: pointer;
    min-block-size: 24px;
  }
  .waiting,
  .pending .rich-text {
    color: var(--quiet);
  }
  .note {
    font-size: 0.9em;
    margin-block: 0.25em;
  }
  .note button {
    outline-offset: 0;
  }
  .actions {
    align-items: center;
    gap: 0.1em 0.6em;
    margin-inline-start: -0.3em;
    color: var(--quiet);
  }
  .actions > .muted {
    margin-inline-start: 0.3em;
    color: inherit;
  }
  .later,
  .actions button {
    min-block-size: 28px;
  }
  .actions .plain:not(:hover) {
    text-decoration: none;
  }
  .time:hover,
  .in-reply-to:hover,
  .always {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .actions button {
    min-inline-size: 28px;
  }
  .actions :is(:hover, [aria-pressed='true'], [aria-expanded='true']:not(.fold)) {
    color: var(--afterword-accent, inherit);
  }
  .vote,
  .votes {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.35em;
  }
  svg {
    inline-size: 1.15em;
    block-size: 1.15em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    vertical-align: middle;
  }
  .dots {
    stroke-width: 2;
    stroke-linecap: round;
  }
  [aria-pressed='true'] svg {
    stroke-width: 2.4;
  }
  .actions > [aria-pressed='true'] path {
    fill: currentColor;
  }
  .composer-wait {
    min-block-size: 12em;
  }

  @container (inline-size < 22em) {
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
      background: none;
      border-inline-start: 1px solid;
      margin-inline-start: var(--level);
      padding-inline-start: 0.5em;
    }
    .actions [aria-pressed='true'] {
      color: Highlight;
    }
    .target {
      border-color: Highlight;
    }
  }
  @media print {
    .top,
    .sort,
    .actions {
      display: none;
    }
    /* "Now" means nothing on paper. */
    time {
      font-size: 0;
    }
    time::after {
      content: attr(title);
      font-size: 9pt;
    }
  }
`;
