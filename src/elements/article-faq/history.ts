import type { ArticleFaqToggledEvent, ArticleFaqToggleEvent } from './article-faq.events.js';
import type { FaqAccess } from './features.js';

/** Keeps what the reader opened: in the address (`update-url`), and through reloads of the page in this tab (`remember`). */
export function history({ host, faq, isOpen, set }: FaqAccess): true {
  let asked = '';

  const keep = (): void => {
    if (host.remember)
      write(
        faq()
          .questions.filter(isOpen)
          .map(({ id }) => id),
      );
  };

  // Only what the reader chose: an answer that a search or "Expand all" opened is no place to link to.
  host.addEventListener('article-faq-toggle', ({ target, questionId }: ArticleFaqToggleEvent) => {
    if (target === host) asked = questionId;
  });
  host.addEventListener('article-faq-toggled', ({ target, questionId, open }: ArticleFaqToggledEvent) => {
    if (target !== host) return;
    keep();
    if (questionId !== asked) return;
    if (host.updateUrl && open) replaceHash(questionId);
    asked = '';
  });
  if (host.remember) {
    const ids = read();
    for (const question of faq().questions) if (ids.includes(question.id)) set(question, true);
    // A reader may have been faster than we.
    keep();
  }
  return true;
}

function replaceHash(id: string): void {
  // In full, because a page's `<base>` would lead a mere fragment elsewhere. The state belongs to the page's router.
  const url = new URL(location.href);
  url.hash = encodeURIComponent(id);
  window.history.replaceState(window.history.state, '', url);
}

function key(): string {
  return `afterword.faq ${location.pathname}`;
}

function read(): string[] {
  try {
    return (sessionStorage.getItem(key()) ?? '').split('\n');
  } catch {
    // Storage is blocked: every visit begins anew.
    return [];
  }
}

function write(ids: readonly string[]): void {
  try {
    sessionStorage.setItem(key(), ids.join('\n'));
  } catch {
    // Storage is blocked or full.
  }
}
