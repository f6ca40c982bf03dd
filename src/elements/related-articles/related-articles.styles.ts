import { css } from 'lit';

const layout = css`
  :host(:state(empty)) {
    display: none !important;
  }
  .heading {
    margin: 0 0 0.6em;
    font-size: 1.25em;
    font-weight: 700;
    line-height: 1.25;
  }
  ul {
    list-style-type: '';
    margin: 0;
    padding: 0;
  }
  p {
    margin: 0;
  }
  .own ::slotted(:is(ul, ol)) {
    list-style-type: '';
    display: flex;
    flex-direction: column;
    margin: 0;
    padding: 0;
  }
  .own ::slotted(a) {
    display: block;
    padding-block: var(--afterword-space, 0.75em);
    border-block-start: 1px solid var(--afterword-rule, color-mix(in oklab, currentColor 18%, transparent));
    font-weight: 600;
    color: inherit;
    line-height: 1.3;
    text-decoration: none;
  }
  .own ::slotted(a:hover) {
    text-decoration: underline;
  }
  li {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    column-gap: 1em;
    padding-block: var(--afterword-space, 0.75em);
    border-block-start: 1px solid var(--afterword-rule, color-mix(in oklab, currentColor 18%, transparent));
  }
  .text {
    min-inline-size: 0;
  }
  a {
    color: inherit;
    text-decoration: none;
    font-weight: 600;
    line-height: 1.3;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 4;
    overflow: hidden;
    min-block-size: max(1.3em, 24px);
    text-wrap: pretty;
  }
  /* The whole row is the link. */
  a::after {
    content: '';
    position: absolute;
    inset: 0;
  }
  li:hover a {
    text-decoration: underline;
    text-decoration-color: var(--afterword-accent, currentColor);
    text-decoration-thickness: from-font;
    text-underline-offset: 0.2em;
  }
  a:focus-visible {
    outline: none;
  }
  a:focus-visible::after {
    outline: 0.14em solid var(--afterword-accent, currentColor);
    outline-offset: 0.14em;
    border-radius: var(--afterword-radius, 0.25em);
  }
  .meta,
  .reason {
    font-size: 0.85em;
    line-height: 1.5;
  }
  .meta > * + *::before {
    content: '·';
    margin-inline: 0.35em;
  }
  .reason {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
  }
  .media {
    display: block;
    aspect-ratio: var(--related-articles-ratio, 3 / 2);
    border-radius: var(--afterword-radius, 0.25em);
    background: var(--afterword-tint, color-mix(in oklab, currentColor 8%, transparent));
    overflow: hidden;
  }
  img {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  img.broken {
    visibility: hidden;
  }
`;

/** One layout each; `list` is the one without a word. */
const layouts = css`
  .list .with-media {
    grid-template-columns: minmax(0, 1fr) clamp(4.5em, 22cqi, 8em);
  }
  .list .media {
    grid-column: 2;
    grid-row: 1;
    align-self: start;
  }
  .list .text {
    grid-column: 1;
  }
  .compact li {
    padding-block: 0.4em;
  }
  .compact :is(.reason, .media) {
    display: none;
  }
  @container (min-width: 36em) {
    .compact .text {
      display: flex;
      align-items: baseline;
      justify-content: space-between;
      gap: 1.5em;
    }
    .compact .meta {
      flex: none;
    }
  }
  .cards ul {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 14em), 1fr));
    gap: 1.25em;
  }
  .cards li {
    align-content: start;
    gap: 0.6em;
    padding-block: 0.75em 0;
  }
  .cards .with-media {
    padding-block-start: 0;
    border-block-start: 0;
  }
`;

/** What stands there before the articles do: the height of a row whose title fills its lines. */
const waiting = css`
  .waiting li {
    --lines: 3;
  }
  @container (min-width: 24em) {
    .waiting li {
      --lines: 2;
    }
  }
  @container (min-width: 36em) {
    .waiting li {
      --lines: 1;
    }
    .cards .waiting li {
      --lines: 2;
    }
  }
  .waiting .text {
    display: grid;
    align-content: start;
    gap: 0.5em;
    min-block-size: calc(max(var(--lines) * 1.3em, 24px) + 2 * 1.275em);
  }
  .compact .waiting .text {
    min-block-size: calc(max(var(--lines) * 1.3em, 24px) + 1.275em);
  }
  @container (min-width: 36em) {
    .compact .waiting .text {
      min-block-size: max(1.3em, 24px);
    }
  }
  .waiting .text > * {
    block-size: 0.8em;
    inline-size: 38%;
    border-radius: var(--afterword-radius, 0.25em);
    background: var(--afterword-tint, color-mix(in oklab, currentColor 8%, transparent));
  }
  .waiting .text > :first-child {
    block-size: 1.1em;
    inline-size: 82%;
  }
  .failed {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25em 0.75em;
  }
  .more {
    margin-block-start: 0.75em;
  }
  @media (forced-colors: active) {
    .waiting .text > *,
    .media {
      border: 1px solid GrayText;
    }
    a {
      color: LinkText;
    }
  }
  @media (prefers-contrast: more) {
    a {
      text-decoration: underline;
    }
  }
  @media print {
    .waiting,
    .media,
    .failed,
    .more {
      display: none;
    }
    a::after {
      position: static;
      content: ' (' attr(href) ')';
      font-weight: 400;
      overflow-wrap: anywhere;
    }
    a {
      display: block;
    }
  }
`;

export const relatedArticlesStyles = [layout, layouts, waiting];

/** For the inside of the publisher's own list, which `::slotted()` cannot reach; weaker than any rule of the page. */
export const ownListRules = `
:where(related-articles:defined > :is(ul, ol) > li) {
  padding-block: var(--afterword-space, 0.75em);
  border-block-start: 1px solid var(--afterword-rule, color-mix(in oklab, currentColor 18%, transparent));
}
:where(related-articles[layout="compact"]:defined > :is(ul, ol) > li) {
  padding-block: 0.4em;
}
:where(related-articles:defined > :is(ul, ol) > li > a) {
  color: inherit;
  font-weight: 600;
  line-height: 1.3;
  text-decoration: none;
}
:where(related-articles:defined > :is(ul, ol) > li > a:hover) {
  text-decoration: underline;
}
`;
