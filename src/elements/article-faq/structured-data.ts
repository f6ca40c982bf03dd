import { visibleText } from '../../controllers/visible-text.js';
import type { Question } from './questions.js';

/**
 * Describes the visible questions to search engines as a schema.org `FAQPage` in the page's head, in place of the
 * description `before`, unless the page, or another element on it, already does. Answers the description, if any.
 */
export function describe(questions: readonly Question[], before?: HTMLScriptElement): HTMLScriptElement | undefined {
  before?.remove();
  const others = [...document.querySelectorAll('script[type="application/ld+json"]')];
  if (!questions.length || others.some(({ textContent }) => textContent.includes('"FAQPage"'))) return undefined;
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
  document.head.append(script);
  return script;
}
