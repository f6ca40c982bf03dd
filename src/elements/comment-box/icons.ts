import { svg, html, type TemplateResult } from 'lit';

/** A line drawing in the text's own size and colour; the button around it carries the name. */
export const draw = (shape: TemplateResult): TemplateResult =>
  html`<svg
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

export const icons = {
  up: draw(svg`<path d="M3 10.5 8 5.5l5 5" />`),
  down: draw(svg`<path d="M3 5.5l5 5 5-5" />`),
  like: draw(svg`<path d="M8 13.2 2.9 8.1a3.1 3.1 0 0 1 4.4-4.4l.7.7.7-.7a3.1 3.1 0 0 1 4.4 4.4z" />`),
  liked: draw(svg`<path fill="currentColor" d="M8 13.2 2.9 8.1a3.1 3.1 0 0 1 4.4-4.4l.7.7.7-.7a3.1 3.1 0 0 1 4.4 4.4z" />`),
  more: draw(svg`<path stroke-width="2" stroke-linecap="round" d="M3.5 8h.01M8 8h.01M12.5 8h.01" />`),
  pin: draw(svg`<path d="M5.5 2.5h5M6.5 2.5v4l-2 2.5h7l-2-2.5v-4M8 9v4.5" />`),
};
