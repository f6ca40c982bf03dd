import { css } from 'lit';

export const relatedArticlesStyles = css`
  :host(:state(empty)) {
    display: none !important;
  }
  .heading {
    margin-block-end: 0.6em;
    font-size: 1.25em;
    font-weight: 700;
    line-height: 1.25;
  }
  ul,
  p,
  .own ::slotted(:is(ul, ol)) {
    list-style-type: '';
    margin: 0;
    padding: 0;
  }
  .own ::slotted(:is(ul, ol)) {
    display: flex;
    flex-direction: column;
  }
  li,
  .own ::slotted(a) {
    display: grid;
    gap: 0.6em 1em;
    position: relative;
    padding-block: var(--afterword-space, 0.75em);
    border-block-start: 1px solid var(--afterword-rule, color-mix(in oklab, currentColor 18%, transparent));
  }
  .text {
    min-inline-size: 0;
  }
  .title,
  .own ::slotted(a) {
    color: var(--related-articles-link, inherit);
    font-weight: 600;
    line-height: 1.3;
    text-decoration: none;
  }
  .title {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 4;
    overflow: hidden;
  }
  .title {
    min-block-size: max(1.3em, 24px);
    text-wrap: pretty;
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
  img {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  .body:not(.cards) li:has(.media) {
    grid-template-columns: minmax(0, 1fr) clamp(4.5em, 22cqi, 8em);
  }
  .compact li {
    padding-block: 0.4em;
  }
  .compact :is(.reason, .media) {
    display: none;
  }
  .cards ul {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 14em), 1fr));
    gap: 1.25em;
  }
  .cards li {
    align-content: start;
  }
  .cards li:has(.media) {
    padding-block-start: 0;
    border: 0;
  }
  .cards .media {
    order: -1;
    align-self: auto;
  }
  /* The place of articles to come: as high as they will be, in bars. */
  .waiting .text > * {
    background-clip: content-box;
    padding-block: 0.25em;
    inline-size: 70%;
    /* Forced colours have no tints; this line they show. */
    outline: 1px solid transparent;
  }
  @container (max-width: 36em) {
    .waiting .title {
      min-block-size: max(2.6em, 24px);
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
  .failed {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25em 0.75em;
  }
  @media (prefers-contrast: more) {
    a {
      text-decoration: underline;
    }
  }
  @media print {
    .waiting,
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
    padding-block: 0.4em;
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
    font-size: 0.85em;
    line-height: 1.5;
    color: var(--afterword-muted, color-mix(in oklab, currentColor 72%, transparent));
  }
`;
