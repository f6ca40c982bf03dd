import type { LitElement, ReactiveController } from 'lit';
import type { SettingsController } from './settings-controller.js';

/** A message, or its plural forms by `Intl.PluralRules` category, chosen by the value `{n}`. */
export type Message = string | ({ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);
export type Words = Readonly<Record<string, Message>>;
/** A language's words for every element, by tag name; what a file in `locales/` exports. */
export type Locale = Readonly<Record<string, Words>>;

interface LocaleRegistry {
  loaders: Map<string, () => Promise<Locale>>;
  loading: Map<string, Promise<Locale>>;
  loaded: Map<string, Locale>;
}

const LOCALES = Symbol.for('afterword.locales');

function locales(): LocaleRegistry {
  return ((globalThis as { [LOCALES]?: LocaleRegistry })[LOCALES] ??= {
    loaders: new Map(),
    loading: new Map(),
    loaded: new Map(),
  });
}

/** Makes a language known; its words are loaded when an element in that language first appears. */
export function registerLocale(lang: string, load: () => Promise<Locale>): void {
  const { loaders } = locales();
  if (!loaders.has(lang)) loaders.set(lang, load);
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
  #words: Words | undefined;
  #asked = '';

  constructor(host: LitElement, tag: string, english: W, settings: SettingsController) {
    this.#host = host;
    this.#tag = tag;
    this.#english = english;
    this.#settings = settings;
    host.addController(this);
  }

  hostUpdate(): void {
    const lang = supportedLang(this.#host.lang || this.#settings.value.lang || nearestLang(this.#host) || 'en');
    if (lang === this.#asked) return;
    this.#asked = this.lang = lang;
    this.#words = undefined;
    const { loaders, loaded } = locales();
    const name = [lang, lang.split('-')[0] ?? ''].find((candidate) => loaders.has(candidate));
    if (!name) return;
    const ready = loaded.get(name);
    if (ready) this.#words = ready[this.#tag];
    else void this.#load(name, lang);
  }

  /** The message under `key`, its `{placeholders}` filled; numbers are written as the language does. */
  t(key: keyof W & string, values: Readonly<Record<string, string | number>> = {}): string {
    // Words that are still English keep English plural rules.
    const translated = this.#words?.[key];
    const message = translated ?? this.#english[key]!;
    const lang = translated === undefined ? 'en' : this.lang;
    const text =
      typeof message === 'string'
        ? message
        : (message[new Intl.PluralRules(lang).select(Number(values['n']))] ?? message.other);
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      if (value === undefined) return whole;
      return typeof value === 'number' ? this.number(value) : value;
    });
  }

  /** A number as the language writes it. */
  number(value: number): string {
    return /^\d{1,3}$/.test(String(value)) && ASCII_DIGITS.test(this.lang) ? String(value) : value.toLocaleString(this.lang);
  }

  async #load(name: string, lang: string): Promise<void> {
    try {
      const locale = await loadLocale(name);
      if (lang !== this.#asked) return;
      this.#words = locale[this.#tag];
      this.#host.requestUpdate();
    } catch (cause) {
      console.warn(`<${this.#tag}> could not load its words in "${name}" and stays in English`, cause);
    }
  }
}

/** One download per language, whoever asks; a failed one is tried again by the next element. */
async function loadLocale(name: string): Promise<Locale> {
  const { loaders, loading, loaded } = locales();
  let locale = loading.get(name);
  if (!locale) loading.set(name, (locale = loaders.get(name)!()));
  try {
    loaded.set(name, await locale);
    return await locale;
  } catch (cause) {
    loading.delete(name);
    throw cause;
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
