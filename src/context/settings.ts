import { createContext } from '@lit/context';
import type { ArticlesPort } from '../ports/articles.js';
import type { CommentsPort } from '../ports/comments.js';
import type { NewsletterPort } from '../ports/newsletter.js';

/** The ports by the name that attributes, settings and the adapter registry use. */
export interface Ports {
  comments: CommentsPort;
  newsletter: NewsletterPort;
  articles: ArticlesPort;
}

export type PortName = keyof Ports;

/** Where a port comes from: an object a developer made, or the name of an adapter and one URL with all its options. */
export interface PortSetting<P> {
  port?: P | undefined;
  provider?: string | undefined;
  src?: string | undefined;
}

/** What a page says once for all its widgets. */
export interface Settings {
  comments?: PortSetting<CommentsPort> | undefined;
  newsletter?: PortSetting<NewsletterPort> | undefined;
  articles?: PortSetting<ArticlesPort> | undefined;
  /** BCP 47 tag of the words the widgets use; the page's own `lang` when absent. */
  lang?: string | undefined;
  /** Identity of the conversation; the canonical link when absent. */
  thread?: string | undefined;
}

/** `Symbol.for`, so that a script tag and an npm copy on one page understand each other. */
export const settingsContext = createContext<Settings>(Symbol.for('afterword.settings'));

const SCRIPT_SETTINGS = Symbol.for('afterword.script-settings');

/** The weakest settings of a page: those its script tag carries as `data-*` attributes. */
export function scriptSettings(): Settings {
  return (globalThis as { [SCRIPT_SETTINGS]?: Settings })[SCRIPT_SETTINGS] ?? {};
}

/** Called by the embed script only, before any element is defined. */
export function setScriptSettings(settings: Settings): void {
  (globalThis as { [SCRIPT_SETTINGS]?: Settings })[SCRIPT_SETTINGS] = settings;
}

/** `strong` over `weak`. A port is replaced whole: a provider of one never meets the `src` of the other. */
export function mergeSettings(weak: Settings, strong: Settings): Settings {
  return {
    comments: isSet(strong.comments) ? strong.comments : weak.comments,
    newsletter: isSet(strong.newsletter) ? strong.newsletter : weak.newsletter,
    articles: isSet(strong.articles) ? strong.articles : weak.articles,
    lang: strong.lang || weak.lang,
    thread: strong.thread || weak.thread,
  };
}

export function isSet(setting: PortSetting<unknown> | undefined): boolean {
  return Boolean(setting?.port ?? (setting?.provider || setting?.src));
}
