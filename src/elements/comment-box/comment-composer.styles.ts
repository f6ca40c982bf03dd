import { css } from 'lit';

export const commentComposerStyles = css`
  :host {
    /* The list has reset them, or a reader has set them for the whole page: that is in force for the list's element alone. */
    letter-spacing: inherit;
    word-spacing: inherit;
    line-height: inherit;
  }
  form {
    display: grid;
    gap: 0.5em;
    margin-block: 0.5em 0.75em;
  }
  p {
    margin: 0;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    justify-content: space-between;
    gap: 0.25em 1em;
    min-inline-size: 0;
  }
  .head label {
    text-align: -webkit-match-parent;
    text-align: match-parent;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    margin-inline: -0.4em;
  }
  .tool {
    display: inline-grid;
    place-items: center;
    min-block-size: 28px;
    min-inline-size: 28px;
    padding: 0 0.4em;
    border-color: transparent;
    font-size: 0.9em;
    color: var(--afterword-muted, color-mix(in oklab, currentColor 85%, transparent));
  }
  .tool:hover,
  .tool:focus-visible,
  .tool[aria-pressed='true'] {
    color: inherit;
  }
  .tool[aria-disabled='true'] {
    opacity: 0.45;
  }
  .preview-toggle {
    margin-inline-start: 0.4em;
  }
  .preview-toggle[aria-pressed='true'] {
    text-decoration: underline;
    text-decoration-thickness: 0.12em;
    text-underline-offset: 0.3em;
  }
  textarea {
    field-sizing: content;
    min-block-size: 6.5em;
    max-block-size: min(26em, 70vh);
    /* Corners as round as a button's would cut off what is written there. */
    border-radius: min(var(--afterword-radius, 0.25em), 1.25em);
    resize: vertical;
    overflow: auto;
  }
  /* Browsers have one grey for all pages. */
  ::placeholder {
    color: inherit;
    opacity: 0.82;
  }
  .preview {
    min-block-size: 6.5em;
    padding: 0.45em 0.65em;
    border: 1px dashed var(--afterword-rule, color-mix(in oklab, currentColor 40%, transparent));
    border-radius: var(--afterword-radius, 0.25em);
  }
  .count {
    justify-self: end;
    font-size: 0.85em;
    font-variant-numeric: tabular-nums;
  }
  .error {
    font-weight: 600;
  }
  .notice,
  .hint {
    font-size: 0.85em;
  }
  .reader {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 13em), 22em));
    gap: 0.5em 1em;
  }
  .reader > div {
    display: grid;
    gap: 0.25em;
    align-content: start;
  }
  .reader label .muted {
    font-weight: 400;
  }
  .remember {
    display: flex;
    align-items: baseline;
    gap: 0.5em;
    min-block-size: 24px;
    font-weight: 400;
    font-size: 0.9em;
  }
  .remember input {
    flex: none;
    inline-size: 1.05em;
    block-size: 1.05em;
    margin: 0;
    transform: translateY(0.12em);
    accent-color: var(--afterword-accent, auto);
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em;
  }
  .foot .main {
    font-variant-numeric: tabular-nums;
  }
  .foot .hint {
    margin-inline-start: auto;
  }
  @container (inline-size < 24em) {
    .foot .hint {
      margin-inline-start: 0;
    }
  }
  @media (hover: none) {
    .foot .hint:not(.unsaved) {
      display: none;
    }
  }
  @media print {
    form {
      display: none;
    }
  }
`;
