import { ContextProvider } from '@lit/context';
import { mergeSettings, settingsContext, type Settings } from './settings.js';

let provider: ContextProvider<typeof settingsContext, HTMLElement> | undefined;
let root: HTMLElement | undefined;
/** What each element that wraps nothing says, the latest last. */
const spoken = new Map<object, Settings>();

/** Settings for the whole document from an element that wraps nothing; of several, the last to speak is the strongest. */
export function provideForDocument(by: object, settings: Settings): void {
  spoken.delete(by);
  spoken.set(by, settings);
  provide();
}

/** Takes back what this element said for the document. */
export function withdrawFromDocument(by: object): void {
  if (spoken.delete(by)) provide();
}

function provide(): void {
  const settings = [...spoken.values()].reduce(mergeSettings, {});
  // A page may be written anew, without a root element for a moment, or swap it.
  const page: HTMLElement | null = document.documentElement;
  if (!page) return;
  if (root === page) return provider!.setValue(settings);
  root = page;
  provider = new ContextProvider<typeof settingsContext, HTMLElement>(root, {
    context: settingsContext,
    initialValue: settings,
  });
  provider.hostConnected();
}
