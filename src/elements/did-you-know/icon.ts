import { html, type TemplateResult } from 'lit';

/** A bulb for a tip, a question mark for a fact: told apart without colour. */
export function icon(kind: 'fact' | 'tip'): TemplateResult {
  return kind === 'tip'
    ? html`<svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="M5.6 11.2a4.6 4.6 0 1 1 4.8 0v1.3H5.6zM6.3 15h3.4" />
      </svg>`
    : html`<svg viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="8" cy="8" r="6.7" />
        <path d="M6.2 6.3a1.9 1.9 0 1 1 2.7 1.9c-.6.3-.9.6-.9 1.3M8 11.6v.1" />
      </svg>`;
}
