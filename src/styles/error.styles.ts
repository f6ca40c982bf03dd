import { css } from 'lit';

/** What went wrong, said with a mark, so that it does not hang on a colour. */
export const errorStyles = css`
  .error {
    display: flex;
    align-items: baseline;
    color: var(--afterword-danger, inherit);
  }
  .error + button:not(.plain) {
    margin-block-start: 0.5em;
  }
  .error::before {
    content: '!';
    display: inline-grid;
    flex: none;
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
