import { ContextConsumer, ContextRoot } from '@lit/context';
import type { LitElement } from 'lit';
import { mergeSettings, scriptSettings, settingsContext, type Settings } from '../context/settings.js';

const ROOT = Symbol.for('afterword.context-root');

/**
 * Lets a provider that is defined or added after its consumers still reach them. One per document, however many copies
 * of the library are on the page.
 */
export function ensureContextRoot(): void {
  const holder = globalThis as { [ROOT]?: ContextRoot };
  // On the document, above the provider that <article-widgets> puts on the root element; the type asks for less than it needs.
  // Again each time, for a document that is written anew forgets who listens.
  (holder[ROOT] ??= new ContextRoot()).attach(document as unknown as HTMLElement);
}

/** The page's settings as seen from one element: script tag, then the nearest `<article-widgets>`. */
export class SettingsController {
  readonly #consumer: ContextConsumer<typeof settingsContext, LitElement>;

  constructor(host: LitElement, onChange?: (settings: Settings) => void) {
    ensureContextRoot();
    this.#consumer = new ContextConsumer(host, {
      context: settingsContext,
      subscribe: true,
      callback: () => onChange?.(this.value),
    });
  }

  get value(): Settings {
    return mergeSettings(scriptSettings(), this.#consumer.value ?? {});
  }
}
