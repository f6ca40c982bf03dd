import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Locale, Message, Words } from '../../src/controllers/words-controller.js';

const src = fileURLToPath(new URL('../../src', import.meta.url));
const load = async (path: string): Promise<Record<string, unknown>> =>
  (await import(pathToFileURL(join(src, path)).href)) as Record<string, unknown>;

/** Every element's English, by the tag its words file is named after. */
async function english(): Promise<Map<string, Words>> {
  const words = new Map<string, Words>();
  for (const folder of readdirSync(join(src, 'elements'), { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    for (const file of readdirSync(join(src, 'elements', folder.name)).filter((name) => name.endsWith('.words.ts'))) {
      const [exported] = Object.values(await load(`elements/${folder.name}/${file}`));
      words.set(file.replace('.words.ts', ''), exported as Words);
    }
  }
  return words;
}

const forms = (message: Message): string[] => (typeof message === 'string' ? [message] : Object.values(message));
const placeholders = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

const all = await english();
const langs = readdirSync(join(src, 'locales')).map((file) => file.replace('.ts', ''));

describe('the words of every language', () => {
  it('are there', () => {
    expect(all.size).toBeGreaterThan(5);
    expect(langs).toEqual(expect.arrayContaining(['ar', 'de']));
  });

  it('are known by name to elements', () => {
    const registered = readFileSync(join(src, 'define/locales.ts'), 'utf8');
    for (const lang of langs) expect(registered).toContain(`offerLocale('${lang}',`);
    const beside = readFileSync(join(src, 'embed/locales-beside.ts'), 'utf8');
    expect(beside).toContain(`[${langs.map((lang) => `'${lang}'`).join(', ')}]`);
    expect(existsSync(join(src, 'locales/en.ts'))).toBe(false);
    const own = readFileSync(join(src, 'own-words.ts'), 'utf8');
    for (const tag of all.keys()) expect(own.replaceAll("'", ''), 'can be changed').toContain(`readonly ${tag}?:`);
  });

  for (const lang of langs) {
    it(`in "${lang}" are exactly those of the elements`, async () => {
      const locale = (await load(`locales/${lang}.ts`))['default'] as Locale;
      expect(Object.keys(locale).sort()).toEqual([...all.keys()].sort());
      for (const [tag, words] of all) expect(Object.keys(locale[tag]!).sort(), tag).toEqual(Object.keys(words).sort());
    });

    it(`in "${lang}" fill in what the English ones fill in`, async () => {
      const locale = (await load(`locales/${lang}.ts`))['default'] as Locale;
      const counting = new Intl.PluralRules(lang).resolvedOptions().pluralCategories;
      for (const [tag, words] of all) {
        for (const [key, message] of Object.entries(words)) {
          const translated = locale[tag]![key]!;
          const wanted = placeholders(forms(message).at(-1)!);
          // A language may say "one" and "two" in words instead of figures.
          const general = typeof translated === 'string' ? translated : translated.other;
          expect(placeholders(general), `${tag} ${key}`).toEqual(wanted);
          for (const form of forms(translated)) {
            expect(form.trim(), `${tag} ${key}`).not.toBe('');
            expect(
              placeholders(form).every((name) => wanted.includes(name)),
              `${tag} ${key}`,
            ).toBe(true);
          }
          expect(typeof translated, `${tag} ${key}`).toBe(typeof message);
          if (typeof translated !== 'string') {
            expect(
              Object.keys(translated).every((form) => counting.includes(form as Intl.LDMLPluralRule)),
              `${tag} ${key}`,
            ).toBe(true);
          }
        }
      }
    });
  }
});
