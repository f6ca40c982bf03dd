import { ContextConsumer, ContextRoot } from '@lit/context';
import type { LitElement, ReactiveController } from 'lit';
import { cameAt, herePath } from '../context/places.js';
import { mergeSettings, scriptSettings, settingsContext, type Settings } from '../context/settings.js';

const ROOT = Symbol.for('afterword.context-root');

/**
 * Lets a provider that is defined or added after its consumers still reach them. One per document, however many copies
 * of the library are on the page.
 */
export function ensureContextRoot(): void {
  const holder = globalThis as { [ROOT]?: { root: ContextRoot; page: Element } };
  // A document that is written anew has another root element, and forgets who listens.
  const page = document.documentElement;
  if (holder[ROOT]?.page === page) return;
  const root = holder[ROOT]?.root ?? new ContextRoot();
  // On the document, above the provider that <article-widgets> puts on the root element; the type asks for less than it needs.
  root.attach(document as unknown as HTMLElement);
  holder[ROOT] = { root, page };
}

/** The page's settings as seen from one element: script tag, then the nearest `<article-widgets>`. */
export class SettingsController implements ReactiveController {
  readonly #host: LitElement;
  readonly #consumer: ContextConsumer<typeof settingsContext, LitElement>;
  /** Of the page that the element came into: it keeps its thread where only the address changes. */
  path: string | undefined;

  constructor(host: LitElement, onChange?: (settings: Settings) => void) {
    this.#host = host;
    // Before the consumer, which asks the root as soon as it is connected.
    host.addController(this);
    this.#consumer = new ContextConsumer(host, {
      context: settingsContext,
      subscribe: true,
      callback: () => onChange?.(this.value),
    });
  }

  hostConnected(): void {
    ensureContextRoot();
    const where = this.path === undefined ? () => cameAt(this.#host) : herePath;
    this.path = where();
    // Some swap the page before its address.
    setTimeout(() => {
      if (this.path === where()) return;
      this.path = where();
      this.#host.requestUpdate();
    });
  }

  get value(): Settings {
    return mergeSettings(scriptSettings(this.path), this.provided);
  }

  /** Without those of the script tag, which every element reads for itself. */
  get provided(): Settings {
    return this.#consumer.value ?? {};
  }
}
