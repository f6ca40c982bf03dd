import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { adoptStyles } from '../../controllers/adopt-styles.js';
import { keepFromPage } from '../../controllers/keyboard.js';
import type { FaqAccess, SearchFeature } from './features.js';
import { findAll, matches } from './filter.js';
import type { Question } from './questions.js';
import { highlightStyles, searchStyles } from './search.styles.js';

/** Name of the CSS highlight; one for all FAQs of a document. */
const HIGHLIGHT = 'afterword-found';

/** Finds questions by words in them and in their answers, counts them, and marks the words where the browser can. */
export function search({ host, faq, t }: FaqAccess): SearchFeature {
  let query = '';
  let marked: Range[] = [];
  adoptStyles(host, searchStyles);

  const shows = (question: Question): boolean => matches(query, question);
  const setQuery = (value: string): void => {
    query = value;
    host.requestUpdate();
  };

  function mark(): void {
    const highlight = sharedHighlight();
    if (!highlight) return;
    for (const range of marked) highlight.delete(range);
    const found = query && host.isConnected ? faq().questions.filter(shows) : [];
    marked = found.flatMap(({ question, answer }) => findAll(query, [question, ...answer]));
    for (const range of marked) highlight.add(range);
  }

  host.addController({ hostUpdated: mark, hostDisconnected: mark });

  return {
    shows,
    clear: () => setQuery(''),
    render: (): TemplateResult => {
      const n = faq().questions.filter(shows).length;
      return html`<search>
        <label>
          ${t('filterLabel')}
          <input
            type="search"
            autocomplete="off"
            .value=${live(query)}
            @input=${(event: Event) => setQuery((event.target as HTMLInputElement).value)}
            @keydown=${keepFromPage}
            @keypress=${keepFromPage}
            @keyup=${keepFromPage}
          />
        </label>
        <span class="muted" role="status" .textContent=${query.trim() ? t('filterCount', { n }) : ''}></span>
      </search>`;
    },
  };
}

/** The document's one highlight of ours; `undefined` where the browser has none. */
function sharedHighlight(): Highlight | undefined {
  // By `in`: older browsers have no `Highlight` and no `CSS.highlights`.
  if (!('highlights' in CSS)) return undefined;
  let highlight = CSS.highlights.get(HIGHLIGHT);
  if (!highlight) {
    CSS.highlights.set(HIGHLIGHT, (highlight = new Highlight()));
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(highlightStyles(HIGHLIGHT));
    document.adoptedStyleSheets = [sheet, ...document.adoptedStyleSheets];
  }
  return highlight;
}
