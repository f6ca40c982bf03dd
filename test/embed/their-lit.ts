import { html, LitElement, type TemplateResult } from 'lit';

/** An element of the page's own on a Lit of its own: the one for developers, which differs from what is built into ours. */
class TheirElement extends LitElement {
  override render(): TemplateResult {
    return html`<p>theirs</p>`;
  }
}

customElements.define('their-element', TheirElement);
