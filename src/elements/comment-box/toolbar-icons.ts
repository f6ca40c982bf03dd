import { svg } from 'lit';
import { draw } from './icons.js';

export const toolbarIcons = {
  bold: draw(svg`<path stroke-width="2" d="M4.5 3h4a2.4 2.4 0 0 1 0 4.9h-4zM4.5 7.9h4.7a2.5 2.5 0 0 1 0 5.1H4.5z" />`),
  italic: draw(svg`<path d="M6.5 3h5M4.5 13h5M9.3 3 6.7 13" />`),
  link: draw(
    svg`<path d="M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2.2-2.2a2.6 2.6 0 0 0-3.7-3.7l-.9.9M9.2 6.8a2.6 2.6 0 0 0-3.7 0L3.3 9a2.6 2.6 0 0 0 3.7 3.7l.9-.9" />`,
  ),
  quote: draw(svg`<path stroke-width="2" d="M3 3v10" /><path d="M6.5 5h6.5M6.5 8h6.5M6.5 11h4" />`),
  code: draw(svg`<path d="M5.5 4.5 2 8l3.5 3.5M10.5 4.5 14 8l-3.5 3.5" />`),
  list: draw(
    svg`<path d="M6.5 4h7M6.5 8h7M6.5 12h7" /><path stroke-width="2" stroke-linecap="round" d="M3 4h.01M3 8h.01M3 12h.01" />`,
  ),
};
