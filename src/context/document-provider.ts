import { ContextProvider } from '@lit/context';
import { settingsContext, type Settings } from './settings.js';

let provider: ContextProvider<typeof settingsContext, HTMLElement> | undefined;
let owner: object | undefined;

/** Settings for the whole document from an element that wraps nothing. The last element to speak owns them. */
export function provideForDocument(by: object, settings: Settings): void {
  owner = by;
  if (provider) {
    provider.setValue(settings);
    return;
  }
  provider = new ContextProvider<typeof settingsContext, HTMLElement>(document.documentElement, {
    context: settingsContext,
    initialValue: settings,
  });
  provider.hostConnected();
}

/** Takes the document's settings back, when they are still those of this element. */
export function withdrawFromDocument(by: object): void {
  if (owner !== by) return;
  owner = undefined;
  provider?.setValue({});
}
