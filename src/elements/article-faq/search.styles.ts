import { css } from 'lit';

export const searchStyles = css`
  search {
    display: contents;
  }
  label {
    flex: 0 1 12em;
    min-inline-size: 8em;
    line-height: 1.5;
  }
  label + * {
    flex: 1;
  }
  input {
    display: block;
    inline-size: 100%;
    block-size: calc(0.9em + max(1.5em, 24px));
    padding-inline: 0.65em;
    border: 1px solid var(--afterword-rule, color-mix(in oklab, currentColor 55%, transparent));
    border-radius: var(--afterword-radius, 0.25em);
    background: var(--afterword-field, transparent);
    color: var(--afterword-field-text, inherit);
    font: inherit;
    /* iOS zooms the page into any field under 16px. */
    font-size: max(1em, 16px);
  }
`;

/** For the page, where the marked text is: the colours in which browsers mark text themselves. */
export function highlightStyles(name: string): string {
  return `::highlight(${name}) { background: Mark; color: MarkText }`;
}
