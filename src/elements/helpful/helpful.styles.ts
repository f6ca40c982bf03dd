import { css } from 'lit';

export const helpfulStyles = css`
  .helpful {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0.25em 0.75em;
  }
  .item > .helpful {
    padding-block-end: 0.5em;
    font-size: 0.9em;
  }
  .helpful button[aria-pressed='true'] {
    font-weight: 600;
    text-decoration: none;
  }
  .helpful button[aria-pressed='true']::before {
    content: '✓ ';
  }
  @media print {
    .helpful {
      display: none;
    }
  }
`;
