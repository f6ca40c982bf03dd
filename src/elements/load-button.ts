import { html, nothing, type TemplateResult } from 'lit';
import type { VisibilityController } from '../controllers/visibility-controller.js';

/**
 * The button of `loading="click"`. It goes with the reader's click, and the focus to what comes in its place: the first part of
 * the element with `tabindex="-1"`.
 */
export function renderLoadButton(visibility: VisibilityController, label: string): TemplateResult | typeof nothing {
  const load = ({ currentTarget }: Event): void => {
    const root = (currentTarget as Element).getRootNode() as ShadowRoot;
    visibility.reveal();
    root.querySelector<HTMLElement>('[tabindex="-1"]')!.focus();
  };
  return visibility.isHeld ? html`<button type="button" @click=${load}>${label}</button>` : nothing;
}
