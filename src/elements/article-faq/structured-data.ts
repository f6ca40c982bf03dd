import { visibleText } from '../../controllers/visible-text.js';
import type { FaqAccess } from './features.js';
import type { Question } from './questions.js';

/**
 * Describes the visible questions to search engines as a schema.org `FAQPage` in the page's head, and keeps that in step,
 * unless the page, or another element on it, already does.
 */
export function structuredData({ host, faq }: FaqAccess): true {
  let script: HTMLScriptElement | undefined;
  const describe = (): void => {
    script?.remove();
    script = undefined;
    const { questions } = faq();
    if (!host.structuredData || !host.isConnected || !questions.length) return;
    const others = [...document.documentElement.querySelectorAll('script[type="application/ld+json"]')];
    if (others.some(({ textContent }) => textContent.includes('"FAQPage"'))) return;
    document.head.append((script = scriptOf(questions)));
  };
  host.addController({ hostUpdated: describe, hostDisconnected: describe });
  return true;
}

function scriptOf(questions: readonly Question[]): HTMLScriptElement {
  const mainEntity = questions.map(({ text, answer }) => ({
    '@type': 'Question',
    name: text,
    acceptedAnswer: { '@type': 'Answer', text: visibleText(answer) },
  }));
  const page = { '@context': 'https://schema.org', '@type': 'FAQPage', mainEntity };
  const script = document.createElement('script');
  script.type = 'application/ld+json';
  // A text node, because `textContent` of a script is closed to strings where the page enforces Trusted Types. No answer
  // may end the script element or open a comment in it.
  script.append(JSON.stringify(page).replaceAll('<', '\\u003c'));
  return script;
}
