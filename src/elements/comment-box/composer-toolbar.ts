import { html, svg, type TemplateResult } from 'lit';
import type { WordsController } from '../../controllers/words-controller.js';
import type { CommentComposerWords } from './comment-composer.words.js';
import { icon } from './icons.js';

export type Format = 'bold' | 'italic' | 'link' | 'quote' | 'code' | 'list';

/** Letter that, with Ctrl or Cmd, formats. */
export const FORMAT_KEYS: Readonly<Record<string, Format>> = { b: 'bold', i: 'italic', k: 'link' };

/** How its button looks. */
const SHAPES: Readonly<Record<Format, TemplateResult>> = {
  bold: svg`<path stroke-width="2" d="M4.5 3h4a2.4 2.4 0 0 1 0 4.9h-4zM4.5 7.9h4.7a2.5 2.5 0 0 1 0 5.1H4.5z" />`,
  italic: svg`<path d="M6.5 3h5M4.5 13h5M9.3 3 6.7 13" />`,
  link: svg`<path d="M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2.2-2.2a2.6 2.6 0 0 0-3.7-3.7l-.9.9M9.2 6.8a2.6 2.6 0 0 0-3.7 0L3.3 9a2.6 2.6 0 0 0 3.7 3.7l.9-.9" />`,
  quote: svg`<path stroke-width="2" d="M3 3v10" /><path d="M6.5 5H13M6.5 8H13M6.5 11h4" />`,
  code: svg`<path d="M5.5 4.5 2 8l3.5 3.5M10.5 4.5 14 8l-3.5 3.5" />`,
  list: svg`<path d="M6.5 4h7M6.5 8h7M6.5 12h7M2.5 4H4M2.5 8H4M2.5 12H4" />`,
};

export function renderToolbar(
  words: WordsController<CommentComposerWords>,
  isPreview: boolean,
  act: (wanted: Format) => void,
  togglePreview: () => void,
): TemplateResult {
  return html`
    <div class="toolbar" role="toolbar" aria-label=${words.t('toolbar')} aria-controls="text" @keydown=${moveInToolbar}>
      ${Object.entries(SHAPES).map(
        ([name, shape], index) => html`
          <button
            type="button"
            class="tool"
            tabindex=${index ? -1 : 0}
            aria-label=${words.t(name as Format)}
            title=${words.t(name as Format)}
            aria-disabled=${isPreview}
            @click=${() => !isPreview && act(name as Format)}
          >
            ${icon(shape)}
          </button>
        `,
      )}
      <button type="button" class="tool preview-toggle" tabindex="-1" aria-pressed=${isPreview} @click=${togglePreview}>
        ${words.t('preview')}
      </button>
    </div>
  `;
}

/** One stop in the tab order, arrows inside (ARIA Authoring Practices, toolbar). */
function moveInToolbar(event: KeyboardEvent): void {
  const toolbar = event.currentTarget as HTMLElement;
  const tools = [...toolbar.querySelectorAll('button')];
  const at = tools.indexOf(event.target as HTMLButtonElement);
  const forward = toolbar.matches(':dir(rtl)') ? -1 : 1;
  const next = { ArrowRight: at + forward, ArrowLeft: at - forward, Home: 0, End: tools.length - 1 }[event.key];
  const target = tools[next ?? -1];
  if (!target) return;
  event.preventDefault();
  for (const tool of tools) tool.tabIndex = tool === target ? 0 : -1;
  target.focus();
}
