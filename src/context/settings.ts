import { createContext } from '@lit/context';
import type { ArticlesPort } from '../ports/articles.js';
import type { CommentsPort, GetToken } from '../ports/comments.js';
import type { NewsletterPort } from '../ports/newsletter.js';
import { firstPathOf, herePath } from './places.js';

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
  /** Goes with the backend named beside it, or with the weaker setting's where none is. */
  getToken?: GetToken | undefined;
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

const SCRIPT_TAGS = Symbol.for('afterword.script-tags');

type ScriptTags = () => readonly HTMLScriptElement[];
interface Holder {
  [SCRIPT_TAGS]?: ScriptTags;
}

/**
 * The weakest settings of a page: those its script tags carry as `data-*` attributes, `data-comments`, `data-comments-src` and so on for
 * each port, `data-lang`, `data-thread`. Read each time, because visits within the document bring other tags and leave those of earlier
 * pages: a tag of this page goes before, and `thread` is that of its own page only. `path` is where the element that asks came into the
 * page.
 */
export function scriptSettings(path = herePath()): Settings {
  let settings: Settings = {};
  for (const tag of (globalThis as Holder)[SCRIPT_TAGS]?.() ?? []) {
    const { comments, commentsSrc, newsletter, newsletterSrc, articles, articlesSrc, lang, thread } = tag.dataset;
    const isHere = firstPathOf(tag) === path;
    const said: Settings = {
      comments: { provider: comments, src: commentsSrc },
      newsletter: { provider: newsletter, src: newsletterSrc },
      articles: { provider: articles, src: articlesSrc },
      lang,
      thread: isHere ? thread : undefined,
    };
    settings = isHere ? mergeSettings(settings, said) : mergeSettings(said, settings);
  }
  return settings;
}

/** Called by the embed script only, before any element is defined; each copy of it knows its own tags. */
export function addScriptTags(tags: ScriptTags): void {
  const holder = globalThis as Holder;
  const others = holder[SCRIPT_TAGS];
  holder[SCRIPT_TAGS] = () => [...(others?.() ?? []), ...tags()];
}

/** A port is replaced whole: a provider of one never meets the `src` of the other, nor a token somebody else's backend. */
export function mergePort<P>(weak: PortSetting<P> | undefined, strong: PortSetting<P> | undefined): PortSetting<P> | undefined {
  if (isSet(strong)) return strong;
  return strong?.getToken ? { ...weak, getToken: strong.getToken } : weak;
}

/** `strong` over `weak`. */
export function mergeSettings(weak: Settings, strong: Settings): Settings {
  return {
    comments: mergePort(weak.comments, strong.comments),
    newsletter: mergePort(weak.newsletter, strong.newsletter),
    articles: mergePort(weak.articles, strong.articles),
    lang: strong.lang || weak.lang,
    thread: strong.thread || weak.thread,
  };
}

export function isSet(setting: PortSetting<unknown> | undefined): boolean {
  return Boolean(setting?.port ?? (setting?.provider || setting?.src));
}
