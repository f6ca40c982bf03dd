import type { LitElement } from 'lit';
import { canonicalAddress, canonicalLink } from '../context/places.js';
import { mergeSettings, scriptSettings } from '../context/settings.js';
import type { PageIdentity } from '../ports/page.js';
import type { SettingsController } from './settings-controller.js';

/** What page this is: the given `thread`, the canonical link of the page at a path, the location without its hash. */
export function pageIdentity(thread?: string, path?: string): PageIdentity {
  return { id: thread || undefined, url: canonicalAddress(path) || locationNow(), title: document.title || undefined };
}

/** The page that an element came into, which stays its own: as its `thread`, or that of the page's settings, says. */
export function pageOf(settings: SettingsController, thread = ''): PageIdentity {
  return pageIdentity(thread || settings.value.thread, settings.path);
}

/** The page that is shown by now, as its settings name it: an element may stay while pages come and go around it. */
export function pageNow({ provided }: SettingsController): PageIdentity {
  return pageIdentity(mergeSettings(scriptSettings(), provided).thread);
}

const locationNow = (): string => location.href.split('#')[0]!;
const addressNow = (): string => canonicalLink()?.href ?? locationNow();

/** Milliseconds in which a router, or what swaps pages, has brought the next one, and taken the element away if it does. */
const SETTLED = 1000;

/**
 * Calls back when a router has led to another page and kept the element. As long as the canonical link stays the same it is the same
 * page: an article keeps its own while the address follows its pictures. Of several such elements each stands under an article of its own.
 */
export function onOtherPage(host: LitElement, act: () => void): void {
  let address: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      const now = addressNow();
      if (now === address || document.documentElement.getElementsByTagName(host.localName)[1]) return;
      address = now;
      act();
    }, SETTLED);
  };
  // A router changes the title or the link, some time after the address.
  const head = new MutationObserver(look);
  host.addController({
    hostConnected() {
      address ??= addressNow();
      head.observe(document.head, { childList: true, subtree: true, attributes: true });
      look();
    },
    hostDisconnected() {
      head.disconnect();
      clearTimeout(timer);
      timer = undefined;
    },
  });
}
