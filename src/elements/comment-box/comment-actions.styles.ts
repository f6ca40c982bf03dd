import { css } from 'lit';

/** What the form of a report needs beyond the conversation's own styles. */
export const commentActionsStyles = css`
  form {
    display: grid;
    gap: 0.6em;
    margin-block: 0.5em 0.75em;
    padding: 0.75em;
    border: 1px solid var(--line);
    border-radius: var(--afterword-radius, 0.25em);
  }
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
    font-weight: 600;
  }
  form label {
    font-weight: 400;
  }
  fieldset label {
    display: flex;
    align-items: center;
    gap: 0.5em;
    min-block-size: 28px;
  }
`;
