import { css } from 'lit';

/** What went wrong, said with a mark, so that it does not hang on a colour. */
export const errorStyles = css`
  .error {
    color: var(--afterword-danger, inherit);
  }
  .error::before {
    content: '!';
    display: inline-grid;
    place-items: center;
    inline-size: 1.25em;
    block-size: 1.25em;
    margin-inline-end: 0.5em;
    border: 0.1em solid currentColor;
    border-radius: 50%;
    font-size: 0.85em;
    font-weight: 700;
    line-height: 1;
  }
`;
