import { html, nothing, type TemplateResult } from 'lit';
import type { Block, Inline, RichText } from '../../ports/rich-text.js';

/** Renders formatted text by building nodes; every string lands in a text node or in the `href` of a checked link. */
export function renderRichText(content: RichText): TemplateResult {
  return html`${content.map((block) => renderBlock(block, 'auto'))}`;
}

/** The outermost block finds its side by all its words: those in a part with a `dir` of its own would not count. */
function renderBlock(block: Block, dir: 'auto' | typeof nothing = nothing): TemplateResult {
  switch (block.type) {
    case 'paragraph':
      return html`<p dir=${dir}>${block.children.map(renderInline)}</p>`;
    case 'quote':
      return html`<blockquote dir=${dir}>${block.children.map((child) => renderBlock(child))}</blockquote>`;
    case 'code-block':
      return html`<pre dir=${dir} tabindex="0"><code>${block.text}</code></pre>`;
    case 'list': {
      const items = block.items.map((item) => html`<li>${item.map((child) => renderBlock(child))}</li>`);
      return block.ordered
        ? html`<ol dir=${dir}>
            ${items}
          </ol>`
        : html`<ul dir=${dir}>
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
