import { css } from 'lit';

/** What is there once articles were looked for. */
export const shelfStyles = css`
  .own ::slotted(:is(ul, ol)) {
    list-style-type: '';
    margin: 0;
    padding: 0;
    display: flex;
    flex-direction: column;
    reading-flow: flex-visual;
  }
  .own.cards ::slotted(:is(ul, ol)) {
    display: grid;
    reading-flow: grid-order;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, clamp(10em, 30%, 20em)), 1fr));
    gap: 0 1.25em;
  }
  .own ::slotted(a) {
    display: block;
    padding-block: var(--afterword-space, 0.75em);
    border-block-start: 1px solid var(--afterword-rule, color-mix(in oklab, currentColor 18%, transparent));
  }
  .title,
  .own ::slotted(a) {
    font-weight: 600;
    line-height: 1.3;
    color: var(--related-articles-link, inherit);
    text-decoration: none;
    text-wrap: pretty;
  }
  .text {
    min-inline-size: 0;
  }
  /* The whole row is the link. */
  .title::after {
    content: '';
    position: absolute;
    inset: 0;
  }
  li:hover a,
  .own ::slotted(a:hover) {
    text-decoration: underline;
    text-underline-offset: 0.15em;
  }
  /* What can be pressed is the row. */
  .title:focus-visible {
    outline: 0;
  }
  .title:focus-visible::after {
    outline: max(2px, 0.14em) solid var(--afterword-accent, currentColor);
    outline-offset: 0.14em;
  }
  img {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  .compact .reason {
    display: none;
  }
  .failed {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25em 0.75em;
  }
  /* Where it begins a line, its words do, not the room around them. */
  .failed button {
    margin-inline-start: -0.25em;
  }
  .more {
    margin-block-start: 0.75em;
  }
  @media (prefers-contrast: more) {
    a {
      text-decoration: underline;
    }
  }
  @media print {
    .media,
    .failed {
      display: none;
    }
  }
`;

/** For the inside of the publisher's own list, which `::slotted()` cannot reach; weaker than any rule of the page. */
export const ownListRules = css`
  :where(related-articles:defined > :is(ul, ol) > li) {
    padding-block: var(--afterword-space, 0.75em);
    border-block-start: 1px solid var(--afterword-rule, color-mix(in oklab, currentColor 18%, transparent));
  }
  :where(related-articles[layout='compact']:defined > :is(ul, ol) > li) {
    padding-block: var(--afterword-space, 0.4em);
  }
  :where(related-articles:defined > :is(ul, ol) > li > a) {
    color: var(--related-articles-link, inherit);
    font-weight: 600;
    line-height: 1.3;
  }
  :where(related-articles:defined > :is(ul, ol) > li > a:not(:hover)) {
    text-decoration: none;
  }
  :where(related-articles:defined > :is(ul, ol) > li)::after {
    display: block;
  }
  :where(related-articles:defined > :is(ul, ol) > li)::after,
  :where(related-articles:defined a[rel~='sponsored'])::before {
    font-size: 0.85em;
    font-weight: 400;
    line-height: 1.5;
    color: var(--afterword-muted, color-mix(in oklab, currentColor 85%, transparent));
  }
  :where(related-articles[layout='cards']:defined > :is(ul, ol) img) {
    display: block;
    inline-size: 100%;
    block-size: auto;
    aspect-ratio: var(--related-articles-ratio, 3 / 2);
    object-fit: cover;
  }
`;
