import type { LitElement, ReactiveController } from 'lit';
import type { SettingsController } from './settings-controller.js';

/** A message, or its plural forms by `Intl.PluralRules` category, chosen by the value `{n}`. */
export type Message = string | ({ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);
export type Words = Readonly<Record<string, Message>>;
/** A language's words by tag name, for every element or for some; what a file in `locales/` exports. */
export type Locale = Readonly<Record<string, Words>>;
type LocaleLoader = () => Promise<Locale>;

interface LocaleRegistry {
  /** The library's words and a page's own, by language. */
  offered: Map<string, LocaleLoader>;
  own: Map<string, LocaleLoader>;
  loading: Map<LocaleLoader, Promise<Locale>>;
  loaded: Map<LocaleLoader, Locale>;
  /** What is called when a language becomes known, or when the page changes one. */
  readers: Set<() => void>;
  /** One for all elements: what changes the language of a page is seldom one of them. */
  observer?: MutationObserver;
}

const LOCALES = Symbol.for('afterword.locales');

function locales(): LocaleRegistry {
  return ((globalThis as { [LOCALES]?: LocaleRegistry })[LOCALES] ??= {
    offered: new Map(),
    own: new Map(),
    loading: new Map(),
    loaded: new Map(),
    readers: new Set(),
  });
}

/** Puts a page's own words over the library's, word by word; `own-words.ts` says what developers need to know. */
export function registerLocale(lang: string, load: LocaleLoader): void {
  locales().own.set(Intl.getCanonicalLocales(lang)[0]!, load);
  tellReaders();
}

/** Makes a language of the library known; of several copies on a page the first is asked. */
export function offerLocale(lang: string, load: LocaleLoader): void {
  const { offered } = locales();
  if (offered.has(lang)) return;
  offered.set(lang, load);
  tellReaders();
}

/**
 * Makes a language of the library known that is here already, in place of a file that would have to be asked for: what a file of
 * `cdn/locales/` does.
 *
 * @public
 */
export function bringLocale(lang: string, locale: Locale): void {
  locales().offered.set(lang, () => Promise.resolve(locale));
  tellReaders();
}

function tellReaders(): void {
  for (const read of locales().readers) read();
}

function watchPage(): MutationObserver {
  const observer = new MutationObserver(tellReaders);
  observer.observe(document, { subtree: true, attributeFilter: ['lang'] });
  return observer;
}

/**
 * Languages that write up to 999 as ASCII does. The first number that `Intl` formats on a page costs up to a frame, and most
 * pages show only small ones.
 */
const ASCII_DIGITS = /^(de|en|es|fr|he|it|ja|pl|pt|uk|zh)(?!.*-u-)/;

/**
 * The words of one element in the language of its place on the page: its own `lang`, the page's settings, the nearest
 * ancestor with `lang` across shadow roots, else English. English is shown while another language loads and for any
 * word it lacks.
 */
export class WordsController<W extends Words> implements ReactiveController {
  /** The BCP 47 tag in force; always one that `Intl` accepts. */
  lang = 'en';
  readonly #host: LitElement;
  readonly #tag: string;
  readonly #english: W;
  readonly #settings: SettingsController;
  #words: Record<string, Message> = {};
  #asked = '';
  readonly #lookAgain = (): void => {
    this.#asked = '';
    this.#host.requestUpdate();
  };

  constructor(host: LitElement, tag: string, english: W, settings: SettingsController) {
    this.#host = host;
    this.#tag = tag;
    this.#english = english;
    this.#settings = settings;
    host.addController(this);
  }

  hostConnected(): void {
    const registry = locales();
    registry.observer ??= watchPage();
    registry.readers.add(this.#lookAgain);
    this.#lookAgain();
  }

  hostDisconnected(): void {
    locales().readers.delete(this.#lookAgain);
  }

  hostUpdate(): void {
    const lang = supportedLang(this.#host.lang || this.#settings.value.lang || nearestLang(this.#host) || 'en');
    if (lang === this.#asked) return;
    this.#asked = this.lang = lang;
    this.#words = {};
    const { offered, own, loaded } = locales();
    const subtags = lang.split('-');
    for (const known of [offered, own]) {
      // From the widest to the narrowest, each over what the one before says (RFC 4647 §3.4).
      for (const end of subtags.keys()) {
        const load = known.get(subtags.slice(0, end + 1).join('-'));
        const locale = load && loaded.get(load);
        if (locale) Object.assign(this.#words, locale[this.#tag]);
        else if (load) void this.#load(load, lang);
      }
    }
  }

  /** The message under `key`, its `{placeholders}` filled; numbers are written as the language of the message does. */
  t(key: keyof W & string, values: Readonly<Record<string, string | number>> = {}): string {
    // Words that are still English keep English plural rules and digits.
    const translated = this.#words[key];
    const message = translated ?? this.#english[key]!;
    const lang = translated === undefined && !/^en\b/.test(this.lang) ? 'en' : this.lang;
    const text =
      typeof message === 'string'
        ? message
        : (message[new Intl.PluralRules(lang).select(Number(values['n']))] ?? message.other);
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      if (value === undefined) return whole;
      return typeof value === 'number' ? this.number(value, lang) : value;
    });
  }

  /** A number as the language writes it. */
  number(value: number, lang = this.lang): string {
    return /^\d{1,3}$/.test(String(value)) && ASCII_DIGITS.test(lang) ? String(value) : value.toLocaleString(lang);
  }

  /** One download per language, whoever asks; a failed one is tried again by the next element. */
  async #load(load: LocaleLoader, lang: string): Promise<void> {
    const { loading, loaded } = locales();
    try {
      const locale = loading.get(load) ?? load();
      loading.set(load, locale);
      const words = await locale;
      if (!words) throw new TypeError('there are no words in it');
      loaded.set(load, words);
      if (lang === this.#asked) this.#lookAgain();
    } catch (cause) {
      loading.delete(load);
      console.warn(`<${this.#tag}> could not load its words in "${lang}" and stays in English`, cause);
    }
  }
}

function supportedLang(lang: string): string {
  try {
    return Intl.getCanonicalLocales(lang)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

function nearestLang(element: Element): string | undefined {
  for (let at: Element | undefined = element; at;) {
    const holder: Element | null = at.closest('[lang]');
    if (holder) return holder.getAttribute('lang') ?? undefined;
    const root = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : undefined;
  }
  return undefined;
}
