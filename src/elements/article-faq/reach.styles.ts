import { css } from 'lit';

export const reachStyles = css`
  .link {
    position: absolute;
    inset-block-end: 100%;
    inset-inline-end: 0;
    min-inline-size: 24px;
    min-block-size: 24px;
    color: inherit;
    text-align: center;
    text-decoration: none;
    opacity: 0;
  }
  .designed .link {
    inset-block: 0.7em auto;
    inset-inline-end: 1.8em;
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
