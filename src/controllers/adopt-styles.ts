import type { CSSResult, LitElement } from 'lit';

/** Adds the styles of a feature that arrived after its element was made. */
export function adoptStyles({ renderRoot }: LitElement, { styleSheet }: CSSResult): void {
  if (!(renderRoot instanceof ShadowRoot) || !styleSheet) return;
  renderRoot.adoptedStyleSheets = [...renderRoot.adoptedStyleSheets, styleSheet];
}
