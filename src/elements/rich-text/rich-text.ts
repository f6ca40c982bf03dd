import type { nothing } from 'lit';
import { html, type TemplateResult } from 'lit';
import type { Block, Inline, RichText } from '../../ports/rich-text.js';

/** Renders formatted text by building nodes; every string lands in a text node or in the `href` of a checked link. */
export function renderRichText(content: RichText): TemplateResult {
  return html`${content.map(renderBlock)}`;
}

function renderBlock(block: Block): TemplateResult {
  switch (block.type) {
    case 'paragraph':
      return html`<p dir="auto">${block.children.map(renderInline)}</p>`;
    case 'quote':
      return html`<blockquote dir="auto">${block.children.map(renderBlock)}</blockquote>`;
    case 'code-block':
      return html`<pre dir="auto" tabindex="0"><code>${block.text}</code></pre>`;
    case 'list': {
      const items = block.items.map((item) => html`<li dir="auto">${item.map(renderBlock)}</li>`);
      return block.ordered
        ? html`<ol>
            ${items}
          </ol>`
        : html`<ul>
            ${items}
          </ul>`;
    }
  }
}

function renderInline(inline: Inline): TemplateResult | string | typeof nothing {
  switch (inline.type) {
    case 'text':
      return inline.text;
    case 'break':
      return html`<br />`;
    case 'strong':
      return html`<strong>${inline.children.map(renderInline)}</strong>`;
    case 'emphasis':
      return html`<em>${inline.children.map(renderInline)}</em>`;
    case 'strikethrough':
      return html`<s>${inline.children.map(renderInline)}</s>`;
    case 'code':
      return html`<code>${inline.text}</code>`;
    case 'link':
      return html`<a href=${inline.url} target="_blank" rel="ugc nofollow noopener noreferrer"
        >${inline.children.map(renderInline)}</a
      >`;
  }
}
