import type { ArticleFaqToggledEvent, ArticleFaqToggleEvent } from './article-faq.events.js';
import type { FaqAccess } from './features.js';

/** Keeps what the reader opened: in the address (`update-url`), and through reloads of the page in this tab (`remember`). */
export function history({ host, faq, isOpen, set }: FaqAccess): true {
  let asked = '';
  let remembers = false;

  // Only what the reader chose: an answer that a search opened, or several that were asked for at once, are no place to link to.
  host.addEventListener('article-faq-toggle', ({ target, questionId }: ArticleFaqToggleEvent) => {
    if (target === host) asked = questionId;
  });
  host.addEventListener('article-faq-toggled', ({ target, questionId, open }: ArticleFaqToggledEvent) => {
    if (target !== host) return;
    if (host.remember) note(questionId, open);
    if (host.updateUrl && open && questionId === asked) replaceHash(questionId);
    // With `exclusive`, others close before the one that was asked for opens.
    if (open || questionId === asked) asked = '';
  });

  function recall(): void {
    if (remembers === host.remember) return;
    remembers = host.remember;
    if (!remembers) return;
    const ids = read();
    // What stands open because the page was being read when the element came is not the reader's choice.
    const isChosen = !host.renderRoot.querySelector('.kept');
    for (const question of faq().questions) {
      if (ids.includes(question.id)) set(question, true);
      // A reader may have been faster than we.
      else if (isChosen && isOpen(question)) note(question.id, true);
    }
  }

  host.addController({ hostUpdate: recall });
  return true;
}

function replaceHash(id: string): void {
  // In full, because a page's `<base>` would lead a mere fragment elsewhere. The state belongs to the page's router.
  const url = new URL(location.href);
  url.hash = encodeURIComponent(id);
  window.history.replaceState(window.history.state, '', url);
}

/** One memory for all FAQs of the page, no two of which share an identifier. */
function key(): string {
  return `afterword.faq ${location.pathname}${location.search}`;
}

function read(): string[] {
  try {
    return (sessionStorage.getItem(key()) ?? '').split('\n');
  } catch {
    // Storage is blocked: every visit begins anew.
    return [];
  }
}

function note(id: string, isOpen: boolean): void {
  const others = read().filter((each) => each !== id);
  try {
    sessionStorage.setItem(key(), [...others, ...(isOpen ? [id] : [])].join('\n'));
  } catch {
    // Storage is blocked or full.
  }
}
