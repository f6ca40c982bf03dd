import { hashId } from '../../content/hash-id.js';
import type { FaqAccess, HashFeature } from './features.js';

/** Opens the question that the address names, or the answer that holds what it names, and goes there. */
export function hash({ host, faq, holds, set, search, controls }: FaqAccess): HashFeature {
  async function follow(mayGo = true): Promise<void> {
    const id = hashId(location.hash);
    await host.updateComplete;
    const target = (host.getRootNode() as Document).getElementById?.(id);
    const { questions } = faq();
    const asked = id && questions.find((each) => (target ? holds(each, target) : each.id === id));
    if (!asked || !host.isConnected) return;
    if (search()?.shows(asked) === false) search()!.clear();
    set(asked, true);
    await host.updateComplete;
    // One frame for a FAQ around this one to open too.
    await new Promise(requestAnimationFrame);
    if (!mayGo || host.renderRoot.querySelector('.link:focus')) return;
    const isAsked = !target || !asked.answer.some((node) => node.contains(target));
    (isAsked ? asked.question : target).scrollIntoView();
    if (isAsked) controls()[questions.indexOf(asked)]?.focus({ preventScroll: true });
  }

  /** The address there is already: no `hashchange` comes of it. */
  const clicked = (event: MouseEvent): void => {
    const { defaultPrevented, ctrlKey, metaKey, shiftKey } = event;
    if (defaultPrevented || ctrlKey || metaKey || shiftKey) return;
    const link = event.composedPath().find((each) => each instanceof HTMLAnchorElement);
    if (link?.href === location.href) void follow();
  };

  host.addController({
    hostConnected: () => window.addEventListener('click', clicked),
    hostDisconnected: () => window.removeEventListener('click', clicked),
  });
  // This file may be late, and the reader busy elsewhere; not where a page gave a field the focus of its own accord.
  const isActive = (navigator.userActivation as UserActivation | undefined)?.hasBeenActive;
  void follow(!isActive || document.activeElement?.matches('body, a, button, summary, article-faq'));
  return { follow: () => void follow() };
}
