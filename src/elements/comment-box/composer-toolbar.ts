import { html, type TemplateResult } from 'lit';
import type { WordsController } from '../../controllers/words-controller.js';
import type { CommentComposerWords } from './comment-composer.words.js';
import { FORMATS, type Format } from './text-field.js';
import { toolbarIcons } from './toolbar-icons.js';

export function renderToolbar(
  words: WordsController<CommentComposerWords>,
  isPreview: boolean,
  format: (wanted: Format) => void,
  togglePreview: () => void,
): TemplateResult {
  return html`
    <div class="toolbar" role="toolbar" aria-label=${words.t('toolbar')} aria-controls="text" @keydown=${moveInToolbar}>
      ${FORMATS.map(
        (name, index) => html`
          <button
            type="button"
            class="tool"
            tabindex=${index ? -1 : 0}
            aria-label=${words.t(name)}
            title=${words.t(name)}
            aria-disabled=${isPreview}
            @click=${() => !isPreview && format(name)}
          >
            ${toolbarIcons[name]}
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
  const isRtl = getComputedStyle(toolbar).direction === 'rtl';
  const step = { ArrowRight: isRtl ? -1 : 1, ArrowLeft: isRtl ? 1 : -1 }[event.key];
  const next = event.key === 'Home' ? 0 : event.key === 'End' ? tools.length - 1 : step === undefined ? -1 : at + step;
  const target = tools[next];
  if (at < 0 || !target) return;
  event.preventDefault();
  for (const tool of tools) tool.tabIndex = tool === target ? 0 : -1;
  target.focus();
}
