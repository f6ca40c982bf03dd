import { css } from 'lit';

/** For the page: the answers of a `<dl>` that is folded. */
export const termsPageStyles = css`
  article-faq dd[hidden] {
    margin-block: 0 !important;
    padding-block: 0 !important;
  }
  @media print {
    article-faq dd[hidden] {
      display: block !important;
      content-visibility: visible !important;
    }
  }
`;
