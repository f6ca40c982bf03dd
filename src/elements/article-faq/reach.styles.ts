import { css } from 'lit';

export const reachStyles = css`
  .link {
    position: absolute;
    inset-block-start: 0;
    inset-inline-end: 1.8em;
    min-inline-size: 24px;
    min-block-size: 24px;
    color: inherit;
    text-align: center;
    text-decoration: none;
    opacity: 0;
  }
  .designed .link {
    inset-block-start: 0.7em;
  }
  .item:is(:hover, :focus-within) > .link {
    opacity: 1;
  }
  @media print {
    .link {
      display: none;
    }
  }
`;
