import { html, type TemplateResult } from 'lit';

/** A real heading of the level; `style` carries the margins of the page's own heading where its layout is kept. */
export function heading(level: number, content: TemplateResult, style = ''): TemplateResult {
  switch (level) {
    case 1:
      return html`<h1 class="heading" .style=${style}>${content}</h1>`;
    case 2:
      return html`<h2 class="heading" .style=${style}>${content}</h2>`;
    case 4:
      return html`<h4 class="heading" .style=${style}>${content}</h4>`;
    case 5:
      return html`<h5 class="heading" .style=${style}>${content}</h5>`;
    case 6:
      return html`<h6 class="heading" .style=${style}>${content}</h6>`;
    default:
      return html`<h3 class="heading" .style=${style}>${content}</h3>`;
  }
}
