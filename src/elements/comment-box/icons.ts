import { html, type TemplateResult } from 'lit';

/** A line drawing in the text's own size and colour; the button around it carries the name. */
export function icon(shape: TemplateResult): TemplateResult {
  return html`<svg
    viewBox="0 0 16 16"
    width="1em"
    height="1em"
    fill="none"
    stroke="currentColor"
    stroke-width="1.5"
    aria-hidden="true"
  >
    ${shape}
  </svg>`;
}
