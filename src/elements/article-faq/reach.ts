import { html, type TemplateResult } from 'lit';
import { adoptStyles } from '../../controllers/adopt-styles.js';
import type { FaqAccess, ReachFeature } from './features.js';
import type { Question } from './questions.js';
import { reachStyles } from './reach.styles.js';

/** For a reader who came near: a link to each question, and the arrow keys. */
export function reach({ host, t, controls }: FaqAccess): ReachFeature {
  let copied: Question | undefined;
  adoptStyles(host, reachStyles);

  async function copy(url: string, question: Question): Promise<void> {
    copied = undefined;
    host.requestUpdate();
    try {
      // With an update between, so that the second link is announced as the first was.
      await Promise.all([navigator.clipboard.writeText(url), host.updateComplete]);
      copied = question;
      host.requestUpdate();
    } catch {
      // The clipboard is closed to us; the link is in the address bar.
    }
  }

  return {
    get status() {
      return copied ? t('linkCopied') : '';
    },
    renderLink(question): TemplateResult {
      // In full, because a page's `<base>` would lead a mere fragment elsewhere.
      const url = `${location.href.split('#')[0]!}#${encodeURIComponent(question.id)}`;
      return html`<a
        class="link"
        href=${url}
        .textContent=${copied === question ? '✓' : '#'}
        aria-label=${t('copyLink', { question: question.text })}
        @click=${() => void copy(url, question)}
      ></a>`;
    },
    move: (event) => moveBetween(controls(), event),
  };
}

/**
 * Up, Down, Home and End go between the headers of an accordion (ARIA APG, accordion pattern, optional keys). Does nothing
 * when the key came from elsewhere.
 */
function moveBetween(controls: readonly HTMLElement[], event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const shown = controls.filter((control) => control.getClientRects().length);
  const at = shown.findIndex((control) => control === event.composedPath()[0]);
  if (at < 0) return;
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: shown.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  shown.at(next % shown.length)?.focus();
}
