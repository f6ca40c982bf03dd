import { css } from 'lit';

/** What is there from the first moment: the place of the articles to come. */
export const relatedArticlesStyles = css`
  :host(:state(empty)) {
    display: none !important;
  }
  .heading {
    margin-block: 1.2em 0.6em;
    font-size: 1.25em;
    font-weight: 700;
    line-height: 1.25;
  }
  ul,
  p {
    list-style-type: '';
    margin: 0;
    padding: 0;
  }
  li {
    display: grid;
    gap: 0.6em 1em;
    position: relative;
    padding-block: var(--afterword-space, 0.75em);
    border-block-start: 1px solid var(--afterword-rule, color-mix(in oklab, currentColor 18%, transparent));
  }
  .title {
    display: block;
    min-block-size: max(1.3em, 24px);
  }
  .meta {
    font-size: 0.85em;
    line-height: 1.5;
  }
  .media {
    aspect-ratio: var(--related-articles-ratio, 3 / 2);
    align-self: start;
    border-radius: var(--afterword-radius, 0.25em);
    overflow: hidden;
  }
  .media,
  .waiting .text > * {
    background: var(--afterword-tint, color-mix(in oklab, currentColor 8%, transparent));
  }
  /* What follows begins after a space, as it does after a row. */
  .body > button {
    margin-block-end: 0.9em;
  }
  .list li:has(.media) {
    grid-template-columns: minmax(0, 1fr) clamp(4.5em, 22cqi, 8em);
  }
  .compact li {
    padding-block: var(--afterword-space, 0.4em);
  }
  .compact .media {
    display: none;
  }
  .cards ul {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, clamp(10em, 30%, 20em)), 1fr));
    gap: 1.5em 1.25em;
  }
  .cards li {
    align-content: start;
  }
  .cards li:has(.media) {
    padding-block: 0;
    border: 0;
  }
  .cards .media {
    order: -1;
    align-self: auto;
  }
  /* The place of articles to come: as high as they are likely to be, in bars. */
  .waiting .text > * {
    background-clip: content-box;
    padding-block: 0.25em;
    inline-size: 70%;
    /* Forced colours have no tints; this line they show. */
    outline: 1px solid transparent;
  }
  .waiting .meta {
    min-block-size: 1.5em;
  }
  .cards .waiting .title {
    min-block-size: max(3.9em, 24px);
  }
  .cards .waiting .meta {
    min-block-size: 4.5em;
  }
  @container (max-width: 36em) {
    .waiting .title {
      min-block-size: max(2.6em, 24px);
    }
    .list .waiting .meta {
      min-block-size: 3em;
    }
  }
  @container (min-width: 36em) {
    .compact .text {
      display: flex;
      align-items: baseline;
      justify-content: space-between;
      gap: 1.5em;
    }
    .compact p {
      flex: none;
      max-inline-size: 50%;
    }
  }
  @media print {
    .waiting {
      display: none;
    }
  }
`;
