import { hashId } from '../../content/hash-id.js';
import type { FaqAccess, HashFeature } from './features.js';

/** Opens the question that the address names, or the answer that holds what it names, and goes there. */
export function hash({ host, faq, holds, set, clearSearch, controls }: FaqAccess): HashFeature {
  async function follow(): Promise<void> {
    const id = hashId(location.hash);
    await host.updateComplete;
    const target = (host.getRootNode() as Document).getElementById?.(id);
    const { questions } = faq();
    const asked = id && questions.find((each) => (target ? holds(each, target) : each.id === id));
    if (!asked || !host.isConnected) return;
    clearSearch();
    set(asked, true);
    await host.updateComplete;
    // One frame for a FAQ around this one to open too.
    await new Promise(requestAnimationFrame);
    const isAsked = !target || !asked.answer.some((node) => node.contains(target));
    (isAsked ? asked.question : target).scrollIntoView();
    if (isAsked) controls()[questions.indexOf(asked)]?.focus({ preventScroll: true });
  }

  void follow();
  return { follow: () => void follow() };
}
