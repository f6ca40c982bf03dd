/// <reference types="afterword/svelte" />
import type { SvelteHTMLElements } from 'svelte/elements';

export const faq: SvelteHTMLElements['article-faq'] = {
  exclusive: true,
  class: 'wide',
  'onarticle-faq-toggled': ({ open }) => void open,
};
export const related: SvelteHTMLElements['related-articles'] = { limit: 3, 'heading-level': '2' };
// @ts-expect-error a word that is not one of the layouts
export const wrong: SvelteHTMLElements['related-articles'] = { layout: 'circle' };
// @ts-expect-error this event has no such field
export const wrongEvent: SvelteHTMLElements['article-faq'] = { 'onarticle-faq-toggled': (event) => void event.detail };

// Events bubble and cross shadow roots, so pages may listen further up.
document.addEventListener('article-faq-toggled', ({ open }) => void open);
window.addEventListener('newsletter-signup-submitted', ({ status }) => void status);
