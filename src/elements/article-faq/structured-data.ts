import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Question } from './questions.js';
import { visibleText, withoutLabel } from '../../controllers/visible-text.js';

/**
 * Describes the visible questions to search engines as a schema.org `FAQPage` in the page's head, unless the page, or
 * another element on it, already does. Kept in step with the page; gone with the element.
 */
export class StructuredDataController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #questions: () => readonly Question[];
  readonly #observer = new MutationObserver(() => this.hostUpdated());
  #script: HTMLScriptElement | undefined;

  /** `questions` answers none while nothing is to be described. */
  constructor(host: ReactiveControllerHost, questions: () => readonly Question[]) {
    this.#host = host;
    this.#questions = questions;
    host.addController(this);
  }

  hostConnected(): void {
    // Another description may come (a tag manager) or go (another FAQ was removed).
    this.#observer.observe(document.head, { childList: true });
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
    this.#remove();
  }

  hostUpdated(): void {
    const questions = this.#questions();
    if (!questions.length || this.#isDescribed()) {
      this.#remove();
      return;
    }
    const json = faqPage(questions);
    if (this.#script?.textContent === json) return;
    this.#remove();
    this.#script = document.createElement('script');
    this.#script.type = 'application/ld+json';
    // A text node, because `textContent` of a script is closed to strings where the page enforces Trusted Types.
    this.#script.append(json);
    document.head.append(this.#script);
    // Our own change is no news.
    this.#observer.takeRecords();
  }

  #isDescribed(): boolean {
    const scripts = document.querySelectorAll('script[type="application/ld+json"]');
    return (
      [...scripts].some((script) => script !== this.#script && /"FAQPage"/.test(script.textContent)) ||
      document.querySelector('[itemtype$="schema.org/FAQPage"]') !== null
    );
  }

  #remove(): void {
    this.#script?.remove();
    this.#script = undefined;
    this.#observer.takeRecords();
  }
}

function faqPage(questions: readonly Question[]): string {
  const mainEntity = questions.map(({ text, answer }) => ({
    '@type': 'Question',
    name: withoutLabel(text),
    acceptedAnswer: { '@type': 'Answer', text: withoutLabel(visibleText(answer)) },
  }));
  const page = { '@context': 'https://schema.org', '@type': 'FAQPage', mainEntity };
  // No answer may end the script element or open a comment in it.
  return JSON.stringify(page).replaceAll('<', '\\u003c');
}
