import { putDescription } from '../../controllers/description.js';
import { visibleText } from '../../controllers/visible-text.js';
import type { FaqAccess } from './features.js';
import type { Question } from './questions.js';

/** The FAQs of this page that are described. */
const described = new Map<FaqAccess['host'], object[]>();
let script: HTMLScriptElement | undefined;
let observer: MutationObserver | undefined;

/**
 * Describes the visible questions to search engines as a schema.org `FAQPage` in the page's head, one for all FAQs of the page,
 * and keeps that in step, unless the page does so itself, be it later.
 */
export function structuredData({ host, faq }: FaqAccess): true {
  const describe = (): void => {
    if (host.structuredData && host.isConnected) described.set(host, faq().questions.map(entityOf));
    else described.delete(host);
    put();
  };
  host.addController({ hostUpdated: describe, hostDisconnected: describe });
  return true;
}

function put(): void {
  const inOrder = [...described].sort(([a], [b]) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  const mainEntity = inOrder.flatMap(([, entities]) => entities);
  script = putDescription('FAQPage', mainEntity.length ? { mainEntity } : undefined, script);
  observer?.disconnect();
  observer = undefined;
  if (!script) return;
  // The page's own may come later, from a script. What takes ours away is not fought with.
  observer = new MutationObserver(() => script?.isConnected && put());
  for (const place of document.documentElement.children) observer.observe(place, { childList: true });
}

function entityOf({ text, answer }: Question): object {
  return { '@type': 'Question', name: text, acceptedAnswer: { '@type': 'Answer', text: visibleText(answer) } };
}
